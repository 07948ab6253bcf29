"""What becomes of a number after it was given: delivered, revoked, void, or its year closed."""

from luutru import clock
from luutru.errors import CopyNotIssued, RegisterClosed, UnknownCopy
from luutru.records.code_lists import code_list
from luutru.records.register import CopyEvent, Register
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.copies.register import (
    DELIVERED,
    ISSUED,
    RESERVED,
    REVOKED,
    SERIES,
    VOID,
    enter,
    head,
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


def close_year(archive: Archive, year: int, series: str = SERIES) -> str:
    """Close the register of a year for good; return its head, to be printed and signed.

    Raises:
        RegisterClosed: It is closed already.
    """
    with archive.catalogue.write() as session:
        book = session.get(Register, (series, year))
        if book is None:
            book = Register(book=series, year=year)
            session.add(book)
        if book.closed_at is not None:
            raise RegisterClosed(year)
        book.closed_at = clock.now()
        last = head(session, series)
        detail = {"year": year, "series": series, "last_number": book.last_number, "head": last}
        custody.record(session, archive.person, "copies_closed", detail=detail)
        return last


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
        lines = lines_of(session, series, year, running)
        if not lines:
            raise UnknownCopy(running, year)
        if lines[-1].state not in after:
            state_now = code_list("copy_state").label(lines[-1].state)
            raise CopyNotIssued(lines[0].symbol, state_now)
        enter(session, archive.person, _told(lines[0]) | {"state": state, "reason": reason})
        detail = {"symbol": lines[0].symbol, "year": year, "series": series, "reason": reason}
        custody.record(session, archive.person, f"copy_{state}", detail=detail)


def _told(line: CopyEvent) -> dict[str, object]:
    names = (
        "series", "year", "number", "symbol", "form", "direction", "pages", "document_id",
        "issued_on", "signer_name", "signer_title", "recipients", "quantity", "source_sha256",
    )  # fmt: skip
    return {name: getattr(line, name) for name in names}
