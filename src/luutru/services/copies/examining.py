"""Examines the register of copies: its chain, its numbers, and the copies that are kept."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.i18n import translate
from luutru.records.register import CopyEvent, Register
from luutru.services.archive import Archive
from luutru.services.copies.issuing import FOLDER, kept_name
from luutru.services.copies.register import ISSUED, SERIES, VOID, broken_lines
from luutru.stamping.digests import digest


def examine(archive: Archive, anchors: Sequence[str] = (), series: str = SERIES) -> list[str]:
    """Return what is wrong with the register, in the reader's language; nothing where it is sound.

    `anchors` are heads that were kept outside the archive: one that no line has shows that the
    end was cut off, or that the whole chain was written anew. Nothing else can show that.
    """
    with archive.catalogue.read(whole=True) as session:
        return [
            *(
                translate("Line {seq} of the register was changed.", seq=seq)
                for seq in broken_lines(session, series)
            ),
            *_gaps(session, series),
            *_cut_off(session, series, anchors),
            *_lost(session, archive, series),
        ]


def _gaps(session: Session, series: str) -> Iterator[str]:
    """Yield the numbers that were given and have no line, or no outcome."""
    states: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    rows = session.execute(
        select(CopyEvent.year, CopyEvent.number, CopyEvent.state).where(CopyEvent.series == series)
    )
    for year, number, state in rows:
        states[year, number].add(state)
    for book in session.scalars(select(Register).where(Register.book == series)):
        for number in range(1, book.last_number + 1):
            known = states.get((book.year, number), set())
            if not known:
                yield translate(
                    "Number {number} of {year} was given and has no line.",
                    number=number, year=book.year,
                )  # fmt: skip
            elif not known & {ISSUED, VOID}:
                yield translate(
                    "Number {number} of {year} has no outcome; “luutru recover” voids it.",
                    number=number, year=book.year,
                )  # fmt: skip


def _cut_off(session: Session, series: str, anchors: Sequence[str]) -> Iterator[str]:
    for anchor in anchors:
        query = select(CopyEvent.id).where(
            CopyEvent.series == series, CopyEvent.hash.startswith(anchor.lower())
        )
        if session.scalar(query.limit(1)) is None:
            yield translate("No line has the head {head}: lines were lost.", head=anchor)


def _lost(session: Session, archive: Archive, series: str) -> Iterator[str]:
    """Yield the copies that are not kept as they were issued."""
    query = select(CopyEvent).where(CopyEvent.series == series, CopyEvent.state == ISSUED)
    for line in session.scalars(query):
        name = kept_name(series, line.year, line.number, line.form)
        path = archive.folder / FOLDER / name
        if not path.is_file():
            yield translate("The copy {symbol} is not kept any more.", symbol=line.symbol)
        elif digest(path) != line.output_sha256:
            yield translate("The copy {symbol} is not as it was issued.", symbol=line.symbol)
