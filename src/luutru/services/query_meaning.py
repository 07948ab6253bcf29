"""What a typed query means in this archive: conditions answered, words that mean the same added."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeAlias

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from luutru import clock
from luutru.holdings.fulltext.query import Among, And, Field, Or, Phrase, Query, Words
from luutru.records.agreement import Agreement
from luutru.records.days import Span
from luutru.records.milestone import Milestone
from luutru.services.archive import Archive
from luutru.services.filters import EVERYTHING, Filter
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
from luutru.vietnamese.tokens import Token, words

Column: TypeAlias = InstrumentedAttribute[date | None]

_COLUMNS: Final[dict[DayColumn, tuple[Column, Column]]] = {
    DayColumn.SIGNED: (Agreement.signed_first, Agreement.signed_last),
    DayColumn.BEGINS: (Agreement.begins_first, Agreement.begins_last),
    DayColumn.ENDS: (Agreement.ends_first, Agreement.ends_last),
}


def meaning(archive: Archive, text: str, wanted: Filter = EVERYTHING) -> Parsed:
    """Return what `text` asks of `archive`, narrowed to `wanted`."""
    parsed = parse(text, _Resolving(archive))
    query = _with_synonyms(parsed.query, Synonyms(archive))
    if not wanted.is_empty:
        query = And((query, Among(_allowed(archive, wanted))))
    return replace(parsed, query=query)


def _allowed(archive: Archive, wanted: Filter) -> frozenset[int]:
    if wanted.ids is not None and replace(wanted, ids=None).is_empty:
        return wanted.ids
    return frozenset(agreement_ids(archive, wanted))


@dataclass(frozen=True)
class _Resolving:
    """Asks the catalogue which agreements fulfil a condition."""

    archive: Archive

    def __call__(self, condition: Condition) -> Query:
        if isinstance(condition, Listed):
            chosen: dict[str, Any] = {condition.attribute: frozenset({condition.code})}
            return Among(frozenset(agreement_ids(self.archive, Filter(**chosen))))
        if isinstance(condition, WithMilestone):
            return self._among(_with_milestone(condition.state))
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


def _with_milestone(state: str) -> Select[int]:
    if state != OVERDUE:
        return select(Milestone.agreement_id).where(Milestone.state == state)
    return select(Milestone.agreement_id).where(
        Milestone.state.in_(("open", "under_way")), Milestone.due_on < clock.today()
    )


def _with_synonyms(query: Query, known: Synonyms) -> Query:
    """Put beside each word or phrase those that mean the same."""
    match query:
        case Words(text):
            parts = tuple(_expanded(text, known))
            return parts[0] if len(parts) == 1 else And(parts)
        case Phrase(text):
            others = known.of(text)
            return Or((query, *map(Phrase, others))) if others else query
        case And(parts) | Or(parts):
            return replace(query, parts=tuple(_with_synonyms(part, known) for part in parts))
        case Field(name, part):
            return Field(name, _with_synonyms(part, known))
        case _:
            return query


def _expanded(text: str, known: Synonyms) -> Iterator[Query]:
    """Yield the words in order, those that have synonyms with them; neighbours stay together."""
    tokens = words(text)
    start = at = 0
    while at < len(tokens):
        run = known.longest(tokens[at:])
        if run == 0:
            at += 1
            continue
        if start < at:
            yield Words(_slice(text, tokens[start:at]))
        typed = _slice(text, tokens[at : at + run])
        own = Phrase(typed) if run > 1 else Words(typed)
        yield Or((own, *map(Phrase, known.of(typed))))
        at += run
        start = at
    if start < len(tokens) or not tokens:
        yield Words(_slice(text, tokens[start:]) if tokens else text)


def _slice(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end]
