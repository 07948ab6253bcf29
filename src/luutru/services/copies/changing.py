"""What becomes of a number after it was given: delivered, revoked or void."""

from luutru.errors import CopyNotIssued, UnknownCopy
from luutru.records.code_lists import code_list
from luutru.records.register import CopyEvent
from luutru.services import custody, known_heads
from luutru.services.archive import Archive
from luutru.services.copies.register import (
    DELIVERED,
    ISSUED,
    RESERVED,
    REVOKED,
    SERIES,
    VOID,
    enter,
    lines_of,
)


def revoke(archive: Archive, year: int, number: int, reason: str, series: str = SERIES) -> None:
    """Enter that a copy does not hold any more; its signature cannot be taken back.

    Raises:
        UnknownCopy: The number was never given.
        CopyNotIssued: It is void, or revoked already.
    """
    _follow(archive, (series, year, number), REVOKED, reason, after=(ISSUED, DELIVERED))


def deliver(archive: Archive, year: int, number: int, to: str, series: str = SERIES) -> None:
    """Enter that a copy was handed over, and to whom.

    Raises:
        UnknownCopy: The number was never given.
        CopyNotIssued: It was not issued, or does not hold any more.
    """
    _follow(archive, (series, year, number), DELIVERED, to, after=(ISSUED,))


def void(archive: Archive, year: int, number: int, reason: str, series: str = SERIES) -> None:
    """Enter that nothing came of a number that was taken; it is never given again.

    Raises:
        UnknownCopy: The number was never given.
        CopyNotIssued: Something came of it already.
    """
    _follow(archive, (series, year, number), VOID, reason, after=(RESERVED,))


def _follow(
    archive: Archive,
    number: tuple[str, int, int],
    state: str,
    reason: str,
    *,
    after: tuple[str, ...],
) -> None:
    series, year, running = number
    with archive.catalogue.write() as session:
        lines = lines_of(session, series, year, running) if running else []
        if not lines:
            raise UnknownCopy(running, year)
        if lines[-1].state not in after:
            state_now = code_list("copy_state").label(lines[-1].state)
            raise CopyNotIssued(lines[0].symbol, state_now)
        enter(session, archive.person, _told(lines[0]) | {"state": state, "reason": reason})
        detail = {"symbol": lines[0].symbol, "year": year, "series": series, "reason": reason}
        custody.record(session, archive.person, f"copy_{state}", detail=detail)
    known_heads.remember(archive)


def _told(line: CopyEvent) -> dict[str, object]:
    names = (
        "series", "year", "number", "symbol", "form", "direction", "pages", "document_id",
        "issued_on", "signer_name", "signer_title", "recipients", "quantity", "source_sha256",
        "request_id",
    )  # fmt: skip
    return {name: getattr(line, name) for name in names}
