"""The register of copies as people read it: one row a number, with all that became of it."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import UnknownCopy
from luutru.holdings.databases.membership import HiddenCopy, hidden_copies
from luutru.records.agreement import Agreement
from luutru.records.custody import GENESIS
from luutru.records.document import Document
from luutru.records.register import CopyEvent, Register
from luutru.services.archive import Archive
from luutru.services.copies.register import (
    DELIVERED,
    ISSUED,
    LOST,
    RESERVED,
    REVOKED,
    SERIES,
    VOID,
    head,
    lines_of,
)

RANK: Final = {RESERVED: 0, ISSUED: 1, DELIVERED: 2, VOID: 3, LOST: 3, REVOKED: 4}
"""Of the lines of a number, the one that ranks highest tells its state."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line that was entered of a number."""

    state: str
    at: datetime
    person: str
    reason: str
    hash: str


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One number of the register.

    Source: the ten columns of the register of outgoing documents (Decree 30/2020/NĐ-CP, appendix
    IV.I), and what proves the copy.
    """

    year: int
    number: int
    symbol: str
    state: str
    """`reserved`, `issued`, `delivered`, `void`, `revoked` or `lost`."""
    form: str
    direction: str
    issued_on: date | None
    reference: str
    """Of the source document; empty where nobody may see it."""
    title: str
    pages: str
    signer_name: str
    signer_title: str
    recipients: tuple[str, ...]
    quantity: int
    source_sha256: str
    output_sha256: str
    reason: str
    steps: tuple[Step, ...]
    series: str = SERIES
    request: str = ""
    """Number of the request that was granted, such as `3/2026`."""
    repeats: str = ""
    """The earlier copy that it repeats, such as `14/SY-TĐC (2026)`."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What stands on its sheet besides: agency, place, subject of the source …"""

    @property
    def is_struck(self) -> bool:
        """Tell whether the number is struck through, and kept."""
        return self.state in (VOID, REVOKED, LOST)

    @property
    def has_copy(self) -> bool:
        """Tell whether a copy was issued under it, whether it still holds or not."""
        return self.state in (ISSUED, DELIVERED, REVOKED)


@dataclass(frozen=True, slots=True)
class Book:
    """The register of one year."""

    year: int
    rows: tuple[CopyRow, ...]
    next_number: int
    """The number that will be given next; shown as a grey row."""
    closed_at: datetime | None
    head: str
    years: tuple[int, ...]
    """Years with a register, newest first."""


def copies_book(archive: Archive, year: int, *, form: str = "", series: str = SERIES) -> Book:
    """Return the register of `year`, newest number first; `form` keeps one form only."""
    with archive.catalogue.read() as session:
        query = select(CopyEvent).where(
            CopyEvent.series == series, CopyEvent.year == year, CopyEvent.number > 0
        )
        events: defaultdict[int, list[CopyEvent]] = defaultdict(list)
        for event in session.scalars(query.order_by(CopyEvent.seq)):
            events[event.number].append(event)
        sources = _sources(session, {one.document_id for many in events.values() for one in many})
        told = {number: _row(lines, sources) for number, lines in events.items()}
        told |= {
            n: row for (when, n), row in _untold(archive, session, series).items() if when == year
        }
        rows = [told[number] for number in sorted(told, reverse=True)]
        book = session.get(Register, (series, year))
        years = session.scalars(
            select(Register.year).where(Register.book == series).order_by(Register.year.desc())
        )
        return Book(
            year,
            tuple(row for row in rows if not form or row.form == form),
            (book.last_number if book else 0) + 1,
            book.closed_at if book else None,
            _head(archive, session, series),
            tuple(years),
        )


def copy_numbered(archive: Archive, year: int, number: int, series: str = SERIES) -> CopyRow:
    """Return one number of the register.

    Raises:
        UnknownCopy: It was never given.
    """
    with archive.catalogue.read() as session:
        events = lines_of(session, series, year, number) if number > 0 else []
        if not events:
            untold = _untold(archive, session, series).get((year, number))
            if untold is None:
                raise UnknownCopy(number, year)
            return untold
        return _row(events, _sources(session, {one.document_id for one in events}))


def copies_of(archive: Archive, reference: str) -> list[CopyRow]:
    """Return the copies made of the documents of an agreement, newest first."""
    with archive.catalogue.read() as session:
        documents = select(Document.id).join(Agreement).where(Agreement.reference == reference)
        numbers = session.execute(
            select(CopyEvent.series, CopyEvent.year, CopyEvent.number)
            .where(CopyEvent.document_id.in_(documents))
            .distinct()
        ).all()
        found = []
        for series, year, number in numbers:
            query = select(CopyEvent).where(
                CopyEvent.series == series, CopyEvent.year == year, CopyEvent.number == number
            )
            events = list(session.scalars(query.order_by(CopyEvent.seq)))
            found.append(_row(events, _sources(session, {one.document_id for one in events})))
    return sorted(found, key=lambda row: (row.year, row.number), reverse=True)


def _untold(archive: Archive, session: Session, series: str) -> dict[tuple[int, int], CopyRow]:
    """Return by year and number the copies whose source a server does not show a member."""
    if archive.member is None:
        return {}
    lines = [one for one in hidden_copies(session.connection()) if one.series == series]
    lines.sort(key=lambda line: RANK[line.state])
    return {(line.year, line.number): _kept_to_itself(line, line) for line in lines}


def _head(archive: Archive, session: Session, series: str) -> str:
    """Return the head of a series, whether or not its last line is shown."""
    if archive.member is None:
        return head(session, series)
    lines = select(CopyEvent.seq, CopyEvent.hash).where(CopyEvent.series == series)
    last = session.execute(lines.order_by(CopyEvent.seq.desc()).limit(1)).first()
    hidden = [one for one in hidden_copies(session.connection()) if one.series == series]
    heads = [(one.seq, one.hash) for one in hidden] + ([(last.seq, last.hash)] if last else [])
    return max(heads, default=(0, GENESIS))[1]


def _sources(session: Session, documents: set[int | None]) -> dict[int | None, tuple[str, str]]:
    query = select(Document.id, Document.reference, Agreement.title).join(Agreement)
    return {
        number: (reference, title)
        for number, reference, title in session.execute(query.where(Document.id.in_(documents)))
    }


def _row(events: list[CopyEvent], sources: dict[int | None, tuple[str, str]]) -> CopyRow:
    first = events[0]
    told = json.loads(first.detail)
    last = max(events, key=lambda event: RANK[event.state])
    reference, title = sources.get(first.document_id, ("", ""))
    if first.document_id is not None and not reference:
        return _kept_to_itself(first, last)
    return CopyRow(
        year=first.year,
        number=first.number,
        symbol=first.symbol,
        state=last.state,
        form=first.form,
        direction=first.direction,
        issued_on=first.issued_on,
        reference=reference,
        title=title,
        pages=first.pages,
        signer_name=first.signer_name,
        signer_title=first.signer_title,
        recipients=tuple(filter(None, first.recipients.split("\n"))),
        quantity=first.quantity,
        source_sha256=first.source_sha256,
        output_sha256=next((one.output_sha256 for one in events if one.output_sha256), ""),
        reason=last.reason,
        steps=tuple(
            Step(one.state, one.recorded_at, one.person, one.reason, one.hash) for one in events
        ),
        series=first.series,
        request=str(told.get("request", "")),
        repeats=str(told.get("repeats", "")),
        told={str(name): str(value) for name, value in told.items()},
    )


def _kept_to_itself(first: CopyEvent | HiddenCopy, last: CopyEvent | HiddenCopy) -> CopyRow:
    """Return a number of which whoever asks may not see the source: that it was given, no more."""
    return CopyRow(
        year=first.year,
        number=first.number,
        symbol=first.symbol,
        state=last.state,
        form=first.form,
        direction="",
        issued_on=None,
        reference="",
        title="",
        pages="",
        signer_name="",
        signer_title="",
        recipients=(),
        quantity=0,
        source_sha256="",
        output_sha256="",
        reason="",
        steps=(),
    )
