"""Puts right what a crash left of copies: each number that was taken gets its outcome."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from luutru.holdings.disk import sync_folder
from luutru.records.register import CopyEvent
from luutru.services.archive import Archive
from luutru.services.copies.changing import void
from luutru.services.copies.issuing import FOLDER, kept_name
from luutru.services.copies.register import ISSUED, RESERVED, VOID
from luutru.stamping.digests import digest

_CUT_OFF: Final = "xuất dở dang, số bị hủy"
"""As the register says it: it is kept in Vietnamese."""


@dataclass(frozen=True)
class Recovered:
    """What was done for copies."""

    finished: tuple[str, ...] = ()
    voided: tuple[str, ...] = ()
    swept: int = 0


def recover_copies(archive: Archive) -> Recovered:
    """Finish copies whose line says issued, void numbers without an outcome, sweep the rest."""
    with archive.catalogue.read() as session:
        cut_off = _without_outcome(session)
        issued = {
            kept_name(event.series, event.year, event.number, event.form): event
            for event in session.scalars(select(CopyEvent).where(CopyEvent.state == ISSUED))
        }
    finished, swept = [], 0
    root = archive.folder / FOLDER
    for part in sorted(root.glob("*/*.part")) if root.is_dir() else ():
        name = f"{part.parent.name}/{part.name.removesuffix('.part')}"
        event = issued.get(name)
        if event is not None and digest(part) == event.output_sha256:
            _finish(part)
            finished.append(event.symbol)
        else:
            part.unlink()
            swept += 1
    for series, year, number, _symbol in cut_off:
        void(archive, year, number, _CUT_OFF, series)
    return Recovered(tuple(finished), tuple(symbol for *_, symbol in cut_off), swept)


def _finish(part: Path) -> None:
    part.replace(part.with_name(part.name.removesuffix(".part")))
    sync_folder(part.parent)


def _without_outcome(session: Session) -> list[tuple[str, int, int, str]]:
    outcome = aliased(CopyEvent)
    query = (
        select(CopyEvent.series, CopyEvent.year, CopyEvent.number, CopyEvent.symbol)
        .outerjoin(
            outcome,
            (outcome.series == CopyEvent.series)
            & (outcome.year == CopyEvent.year)
            & (outcome.number == CopyEvent.number)
            & outcome.state.in_((ISSUED, VOID)),
        )
        .where(CopyEvent.state == RESERVED, outcome.id.is_(None))
    )
    return [
        (series, year, number, symbol) for series, year, number, symbol in session.execute(query)
    ]
