"""Examines the register of copies: its chain, its numbers, and the copies that are kept."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.records.register import CopyEvent, Register
from luutru.services.archive import Archive
from luutru.services.copies import kept
from luutru.services.copies.register import (
    CLOSED,
    ISSUED,
    OUTCOMES,
    RESERVED,
    SERIES,
    TRIAL_SERIES,
    broken_lines,
    kept_name,
)
from luutru.services.findings import Finding, finding


def examine(
    archive: Archive, anchors: Sequence[str] = (), series: str = SERIES, *, full: bool = True
) -> list[Finding]:
    """Return what is wrong with the register; nothing where it is sound.

    `anchors` are heads that were kept outside the archive: one that no line has shows that the
    end was cut off, or that the whole chain was written anew. Nothing else can show that. With
    `full` every copy that is kept is read and its checksum compared.
    """
    with archive.catalogue.read(whole=True) as session:
        return [
            *(finding("register_changed", seq=str(seq)) for seq in broken_lines(session, series)),
            *_gaps(session, series),
            *_closings(session, series),
            *_cut_off(session, series, anchors),
            *_lost(session, archive, series, full=full),
        ]


def examine_all(archive: Archive, *, full: bool) -> list[Finding]:
    """Return what is wrong with the register and with the series of trials."""
    return [
        found
        for series in (SERIES, TRIAL_SERIES)
        for found in examine(archive, (), series, full=full)
    ]


def _gaps(session: Session, series: str) -> Iterator[Finding]:
    """Yield the numbers that were given and have no line, or no outcome, and those never given."""
    states: defaultdict[tuple[int, int], set[str]] = defaultdict(set)
    rows = session.execute(
        select(CopyEvent.year, CopyEvent.number, CopyEvent.state).where(
            CopyEvent.series == series, CopyEvent.number > 0
        )
    )
    for year, number, state in rows:
        states[year, number].add(state)
    given: set[tuple[int, int]] = set()
    for book in session.scalars(select(Register).where(Register.book == series)):
        for number in range(1, book.last_number + 1):
            given.add((book.year, number))
            known = states.get((book.year, number), set())
            told = {"number": str(number), "year": str(book.year)}
            if not known:
                yield finding("copy_no_line", **told)
            elif not known & OUTCOMES:
                yield finding("copy_no_outcome", **told)
    for year, number in sorted(set(states) - given):
        yield finding("copy_beyond", number=str(number), year=str(year))


def _closings(session: Session, series: str) -> Iterator[Finding]:
    """Yield the years that the register calls closed and its chain does not, or the reverse.

    Also numbers that were taken after the line that closed their year.
    """
    lines = select(CopyEvent).where(CopyEvent.series == series, CopyEvent.state == CLOSED)
    closed = {line.year: line.seq for line in session.scalars(lines)}
    for book in session.scalars(select(Register).where(Register.book == series)):
        if (book.closed_at is not None) != (book.year in closed):
            yield finding("copies_reopened", year=str(book.year))
    late = select(CopyEvent.year, CopyEvent.seq, CopyEvent.number).where(
        CopyEvent.series == series, CopyEvent.state == RESERVED
    )
    for year, seq, number in session.execute(late):
        if seq > closed.get(year, seq):
            yield finding("copy_after_close", number=str(number), year=str(year))


def _cut_off(session: Session, series: str, anchors: Sequence[str]) -> Iterator[Finding]:
    for anchor in anchors:
        query = select(CopyEvent.id).where(
            CopyEvent.series == series, CopyEvent.hash.startswith(anchor.strip().lower())
        )
        if not anchor.strip() or session.scalar(query.limit(1)) is None:
            yield finding("copies_cut", head=anchor)


def _lost(session: Session, archive: Archive, series: str, *, full: bool) -> Iterator[Finding]:
    """Yield the copies that are not kept as they were issued."""
    query = select(CopyEvent).where(CopyEvent.series == series, CopyEvent.state == ISSUED)
    for line in session.scalars(query.order_by(CopyEvent.seq)):
        name = kept_name(series, line.year, line.number, line.form)
        if not kept.is_there(archive, name):
            yield finding("copy_missing", symbol=line.symbol, path=name)
        elif full and kept.digest_of(archive, name) != line.output_sha256:
            yield finding("copy_changed", symbol=line.symbol, path=name)
