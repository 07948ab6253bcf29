"""Puts right what a crash left of copies: each number that was taken gets its outcome."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from luutru.errors import CopyNotIssued
from luutru.holdings.databases.database import Work
from luutru.holdings.disk import sync_folder
from luutru.records.register import CopyEvent
from luutru.records.roles import Permission
from luutru.services.archive import Archive
from luutru.services.copies import kept
from luutru.services.copies.changing import void
from luutru.services.copies.register import (
    FOLDER,
    ISSUED,
    MAKING,
    OUTCOMES,
    RESERVED,
    VOID,
    kept_name,
)
from luutru.system import filing

_PART: Final = ".part"
_UNFINISHED: Final = (_PART, ".base")
"""What issuing leaves in the folder when it is cut off: the copy, and the pages of an extract."""
_CUT_OFF: Final = "xuất dở dang, số bị hủy"
"""As the register says it: it is kept in Vietnamese."""


class _CutOff(NamedTuple):
    """A number that was taken and has no outcome."""

    line: int
    series: str
    year: int
    number: int
    symbol: str


@dataclass(frozen=True)
class Recovered:
    """What was done for copies."""

    finished: tuple[str, ...] = ()
    voided: tuple[str, ...] = ()
    swept: int = 0


def recover_copies(archive: Archive) -> Recovered:
    """Void numbers without an outcome, finish copies whose line says issued, sweep the rest.

    Numbers come first: a copy that somebody is still making finds its number void and stops,
    instead of losing its file after it was issued.
    """
    with archive.catalogue.read() as session:
        # what nobody here may void waits for somebody who may
        cut_off = _without_outcome(session) if archive.may(Permission.REVOKE) else []
    voided = list(_voided(archive, cut_off))
    with archive.catalogue.read() as session:
        ended = {
            kept_name(event.series, event.year, event.number, event.form): event
            for event in session.scalars(
                select(CopyEvent).where(CopyEvent.state.in_((ISSUED, VOID)))
            )
        }
    finished, swept = [], 0
    root = archive.folder / FOLDER
    for left in sorted(root.glob("*/*.*")) if root.is_dir() else ():
        if left.suffix not in _UNFINISHED:
            continue
        event = ended.get(f"{left.parent.name}/{left.stem}")
        if event is None:
            continue  # its number was given since; somebody is making it
        is_whole = event.state == ISSUED and left.suffix == _PART
        if is_whole and archive.keyring.digest(left) == event.output_sha256:
            _finish(left)
            finished.append(event.symbol)
        else:
            filing.remove(left, missing_ok=True)
            swept += 1
    for base in sorted((root / MAKING).glob("*.part")):  # no copy is made of it any more
        filing.remove(base, missing_ok=True)
        swept += 1
    swept += len(list(kept.sweep_void(archive, ended)))
    return Recovered(tuple(finished), tuple(voided), swept)


def _voided(archive: Archive, cut_off: Iterable[_CutOff]) -> Iterator[str]:
    """Void numbers; of an office, not those of which another desk is making the copy."""
    claims = archive.catalogue.database.claims(Work.COPYING)
    try:
        for one in cut_off:
            if not claims.take(one.line):
                continue
            with suppress(CopyNotIssued):  # it was finished meanwhile
                void(archive, one.year, one.number, _CUT_OFF, one.series)
                yield one.symbol
    finally:
        claims.close()


def _finish(part: Path) -> None:
    part.replace(part.with_suffix(""))
    sync_folder(part.parent)


def _without_outcome(session: Session) -> list[_CutOff]:
    outcome = aliased(CopyEvent)
    query = (
        select(CopyEvent.id, CopyEvent.series, CopyEvent.year, CopyEvent.number, CopyEvent.symbol)
        .outerjoin(
            outcome,
            (outcome.series == CopyEvent.series)
            & (outcome.year == CopyEvent.year)
            & (outcome.number == CopyEvent.number)
            & outcome.state.in_(OUTCOMES),
        )
        .where(CopyEvent.state == RESERVED, outcome.id.is_(None))
    )
    return [_CutOff(*row) for row in session.execute(query)]
