"""What a typed query means in this archive: conditions answered, words that mean the same added."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeAlias

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from luutru import clock
from luutru.holdings.fulltext.occurrences import Unit, units_of
from luutru.holdings.fulltext.query import Among, And, Field, Not, Or, Phrase, Query, Words
from luutru.records.agreement import Agreement
from luutru.records.days import Span
from luutru.records.milestone import Milestone
from luutru.services.archive import Archive
from luutru.services.filters import Filter
from luutru.services.query_fields import (
    OVERDUE,
    Condition,
    DayColumn,
    Listed,
    WithMilestone,
)
from luutru.services.query_parser import Parsed, parse
from luutru.services.rows import agreement_ids
from luutru.services.synonyms import Synonyms

Column: TypeAlias = InstrumentedAttribute[date | None]

_COLUMNS: Final[dict[DayColumn, tuple[Column, Column]]] = {
    DayColumn.SIGNED: (Agreement.signed_first, Agreement.signed_last),
    DayColumn.BEGINS: (Agreement.begins_first, Agreement.begins_last),
    DayColumn.ENDS: (Agreement.ends_first, Agreement.ends_last),
}


_AS_WRITTEN: Final = ("number", "reference", "file")
"""Fields of the card in which nothing stands for anything else."""


def meaning(archive: Archive, text: str, day: date | None = None) -> Parsed:
    """Return what `text` asks of `archive`, with the statuses of a day (default: today)."""
    parsed = parse(text, _Resolving(archive, day), day)
    known = Synonyms(archive)
    query = _with_synonyms(parsed.query, known)
    return replace(parsed, query=query, synonyms=tuple(known.used.items()))


def narrowed(archive: Archive, query: Query, wanted: Filter) -> Query:
    """Return `query` among what `wanted` asks for."""
    return query if wanted.is_empty else And((query, Among(_allowed(archive, wanted))))


def _allowed(archive: Archive, wanted: Filter) -> frozenset[int]:
    if wanted.ids is not None and replace(wanted, ids=None).is_empty:
        return wanted.ids
    return frozenset(agreement_ids(archive, wanted))


@dataclass(frozen=True)
class _Resolving:
    """Asks the catalogue which agreements fulfil a condition."""

    archive: Archive
    day: date | None

    def __call__(self, condition: Condition) -> Query:
        if isinstance(condition, Listed):
            chosen: dict[str, Any] = {condition.attribute: condition.codes}
            return Among(frozenset(agreement_ids(self.archive, Filter(**chosen, day=self.day))))
        if isinstance(condition, WithMilestone):
            return self._among(_with_milestone(condition.codes))
        return self._among(_within(*_COLUMNS[condition.column], condition.span))

    def _among(self, query: Select[int]) -> Query:
        with self.archive.catalogue.read() as session:
            return Among(frozenset(session.scalars(query)))


def _within(first: Column, last: Column, span: Span) -> Select[int]:
    """Return the agreements whose day, as far as it is known, may fall into `span`."""
    query = select(Agreement.id).where(or_(first.is_not(None), last.is_not(None)))
    if span.first is not None:
        query = query.where(or_(last.is_(None), last >= span.first))
    if span.last is not None:
        query = query.where(or_(first.is_(None), first <= span.last))
    return query


def _with_milestone(states: frozenset[str]) -> Select[int]:
    late = Milestone.state.in_(("open", "under_way")) & (Milestone.due_on < clock.today())
    wanted = Milestone.state.in_(states - {OVERDUE})
    return select(Milestone.agreement_id).where(or_(wanted, late) if OVERDUE in states else wanted)


def _with_synonyms(query: Query, known: Synonyms) -> Query:
    """Put beside each word or phrase those that mean the same."""
    match query:
        case Words(text):
            # The words as typed stay: that they stand together, or are a whole name, ranks higher.
            expanded = tuple(_expanded(text, known))
            return query if expanded == (query,) else Or((query, And(expanded)))
        case Phrase(text):
            others = known.of(text)
            return Or((query, *map(Phrase, others))) if others else query
        case And(parts) | Or(parts):
            return replace(query, parts=tuple(_with_synonyms(part, known) for part in parts))
        case Field(name, part) if name not in _AS_WRITTEN:
            return Field(name, _with_synonyms(part, known))
        case Not(part):  # who refuses a word refuses what it stands for
            return Not(_with_synonyms(part, known.unnoted()))
        case _:
            return query


def _expanded(text: str, known: Synonyms) -> Iterator[Query]:
    """Yield the words in order, those that have synonyms with them; neighbours stay together."""
    units = units_of(text)
    if not units:
        yield Words(text)
    start = at = 0
    while at < len(units):
        run = known.longest(units[at:])
        if run == 0:
            at += 1
            continue
        if start < at:
            yield Words(_slice(text, units[start:at]))
        typed = _slice(text, units[at : at + run])
        own = Phrase(typed) if run > 1 else Words(typed)
        yield Or((own, *map(Phrase, known.of(typed))))
        at += run
        start = at
    if start < len(units):
        yield Words(_slice(text, units[start:]))


def _slice(text: str, units: Sequence[Unit]) -> str:
    return text[units[0].words[0].start : units[-1].words[-1].end]
