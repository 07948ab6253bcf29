"""Reads the custody log for people: narrowed, row by row, as a table to be kept outside."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from luutru.holdings.untold import untold_references
from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.records.agreement import Agreement
from luutru.records.code_lists import code_list
from luutru.records.custody import SEALING, CustodyEntry
from luutru.records.document import Document
from luutru.records.roles import Permission
from luutru.services import custody
from luutru.services.administration.log_words import LoggedChange, changes_of, summary_of
from luutru.services.archive import Archive
from luutru.vietnamese.dates import read_day
from luutru.vietnamese.folding import fold

SEARCHING: Final = mark("Searching the log")
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What the log is narrowed to; whatever is empty narrows nothing."""

    person: str = ""
    act: str = ""
    """A code of the list `act`; entries that only seal records are left out unless named."""
    reference: str = ""
    """An agreement with all its documents, or one document, or the beginning of references."""
    first: date | None = None
    last: date | None = None
    """The span of days on the clock of this computer, both included."""
    text: str = ""
    """Words that stand in the entry as it was written, with or without marks; days in any form."""
    with_seals: bool = False
    """Also the entries that only seal what others tell of."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry as a list shows it."""

    seq: int
    at: datetime
    person: str
    act: str
    reference: str
    told: str
    """What changed, on one line."""
    changes: tuple[LoggedChange, ...]
    hash: str
    previous_hash: str


@dataclass(frozen=True, slots=True)
class LogFacets:
    """By what the log can be narrowed."""

    persons: tuple[str, ...]
    acts: tuple[str, ...]
    """Codes that occur, in the order of their list."""


def log_facets(archive: Archive) -> LogFacets:
    """Return the persons and acts that occur in the log.

    Raises:
        NotPermitted: The account may not read the log.
    """
    archive.require(Permission.INSPECT)
    with archive.catalogue.read() as session:
        named = CustodyEntry.person != ""
        persons = session.scalars(select(CustodyEntry.person).where(named).distinct()).all()
        acts = set(session.scalars(select(CustodyEntry.act).distinct()))
    known = [code for code in code_list("act").codes if code in acts]
    return LogFacets(tuple(sorted(persons)), (*known, *sorted(acts - set(known))))


def log_numbers(
    archive: Archive, wanted: LogFilter | None = None, progress: Progress = SILENT
) -> "array[int]":
    """Return the numbers of the entries that fit, the newest first.

    Raises:
        NotPermitted: The account may not read the log.
        Cancelled: The answer is not wanted any more.
    """
    archive.require(Permission.INSPECT)
    wanted = wanted or LogFilter()
    with archive.catalogue.read() as session:
        query = select(CustodyEntry.seq).where(*_conditions(session, wanted))
        query = query.order_by(CustodyEntry.seq.desc())
        numbers = array("q", session.scalars(query))
        if not wanted.text.strip():
            return numbers
        return array("q", _with_words(session, query, len(numbers), wanted.text, progress))


def log_rows(archive: Archive, numbers: Sequence[int]) -> list[LogRow]:
    """Return the entries of these numbers, in this order.

    Raises:
        NotPermitted: The account may not read the log.
    """
    archive.require(Permission.INSPECT)
    with archive.catalogue.read() as session:
        return list(_rows(session, numbers))


def _rows(session: Session, numbers: Sequence[int]) -> Iterator[LogRow]:
    for start in range(0, len(numbers), _AT_ONCE):
        part = list(numbers[start : start + _AT_ONCE])
        query = select(CustodyEntry).where(CustodyEntry.seq.in_(part))
        told = {row.seq: row for row in _told(session, query)}
        yield from (told[number] for number in part if number in told)


def _told(session: Session, query: Select[CustodyEntry]) -> Iterable[LogRow]:
    for entry in custody.shown_entries(session, query):
        changes = changes_of(entry)
        yield LogRow(
            seq=entry.seq,
            at=entry.at,
            person=entry.person,
            act=entry.act,
            reference=entry.reference,
            told=summary_of(entry, changes),
            changes=changes,
            hash=entry.hash,
            previous_hash=entry.previous_hash,
        )


def _conditions(session: Session, wanted: LogFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.person:
        yield CustodyEntry.person == wanted.person
    if wanted.act:
        yield CustodyEntry.act == wanted.act
    elif not wanted.with_seals:
        yield CustodyEntry.act != SEALING
    if wanted.reference.strip():
        yield _about(session, wanted.reference.strip())
        if untold := untold_references(session):
            yield CustodyEntry.reference.not_in(untold)
    if wanted.first is not None:
        yield CustodyEntry.at >= _midnight(wanted.first)
    if wanted.last is not None:
        yield CustodyEntry.at < _midnight(wanted.last + timedelta(days=1))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()


def _about(session: Session, reference: str) -> ColumnElement[bool]:
    """Return the condition of being about an agreement and all its documents."""
    own = select(Document.reference).join(Agreement).where(Agreement.reference == reference)
    documents = session.scalars(own).all()
    if documents:
        return CustodyEntry.reference.in_([reference, *documents])
    return CustodyEntry.reference.startswith(reference, autoescape=True)


def _with_words(
    session: Session, query: Select[int], count: int, text: str, progress: Progress
) -> Iterator[int]:
    """Yield the numbers of those entries of `query` that say `text`.

    What is withheld is looked through without its words, as it is shown.
    """
    wanted = [_forms(word) for word in text.split()]
    labels = {code: fold(code_list("act").label(code)) for code in code_list("act").codes}
    veil = custody.Veil(session)
    columns = (CustodyEntry.person, CustodyEntry.act, CustodyEntry.reference, CustodyEntry.subject,
               CustodyEntry.hash, CustodyEntry.detail)  # fmt: skip
    rows = session.execute(query.add_columns(*columns).execution_options(yield_per=_AT_ONCE))
    for done, (seq, person, act, reference, subject, code, detail) in enumerate(rows):
        if done % _AT_ONCE == 0:
            progress.report(done, count, SEARCHING)
        about = "" if veil.hides(reference, detail) else reference
        words = "" if veil.keeps_words(subject) or about != reference else detail
        said = f"{fold(f'{person} {words}')} {labels.get(act, act)} {about} {code}"
        if all(any(form in said for form in forms) for forms in wanted):
            yield seq


def _forms(word: str) -> tuple[str, ...]:
    """Return a word as it may be written: a day as people write it, and as it is recorded."""
    day = read_day(word)
    return (fold(word), day) if day else (fold(word),)
