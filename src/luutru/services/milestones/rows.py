"""Milestones as plain rows, for the terminal and every view of the window: one query for all."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.holdings.withholding import rows_seen
from luutru.records.agreement import Agreement, CooperationField
from luutru.records.milestone import Milestone
from luutru.records.party import PartyRole
from luutru.services.archive import Archive
from luutru.services.authorities.identity import one_with
from luutru.services.milestones.standing import (
    Standing,
    standing_condition,
    standing_expression,
)
from luutru.services.milestones.titles import Titles, known_titles
from luutru.services.rules import pack
from luutru.vietnamese import citations

_SEPARATOR: Final = "\x1f"
"""Between words that the catalogue joins: the unit separator, which no name has."""


class MilestoneRow(NamedTuple):
    """One milestone with what a list tells of its agreement.

    A tuple, as lists of many thousands are made of them, and nothing else is made as quickly.
    """

    id: int
    uid: str
    version: int
    agreement_id: int
    reference: str
    agreement_title: str
    title: str
    kind: str
    """A code of the list `milestone_kind`."""
    due_on: date | None
    due_rule: str
    legal_reference: str
    statutory_rule: str
    derived_from: str
    owner: str
    state: str
    """A code of the list `milestone_state`."""
    percent_done: int
    done_on: date | None
    recurrence: str
    note: str
    standing: Standing
    partners: tuple[str, ...]
    """Foreign parties, by their short names."""
    fields: tuple[str, ...]
    """Codes of the list `cooperation_field`."""
    titles: Titles | None = None
    """The title in both languages, where a rule gave it."""

    @property
    def called(self) -> str:
        """What it is called in the reader's language; for showing, never to be kept."""
        return self.titles.told() if self.titles is not None else self.title

    @property
    def ground(self) -> str:
        """The article or clause it comes from, in the reader's language; for showing."""
        return citations.told(self.legal_reference)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which milestones a list shows; an empty part asks for everything."""

    standings: frozenset[Standing] = frozenset()
    kinds: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    partner_ids: frozenset[int] = frozenset()
    """Numbers of authorities that are party to the agreement."""
    agreement_ids: frozenset[int] | None = None
    due_from: date | None = None
    due_to: date | None = None
    """Last day of the span, itself included."""


EVERYTHING: Final = Wanted()
_COLUMNS: Final = (
    Milestone.id, Milestone.uid, Milestone.version, Milestone.agreement_id, Agreement.reference,
    Agreement.title, Milestone.title, Milestone.kind, Milestone.due_on, Milestone.due_rule,
    Milestone.legal_reference, Milestone.statutory_rule, Milestone.derived_from, Milestone.owner,
    Milestone.state, Milestone.percent_done, Milestone.done_on, Milestone.recurrence,
    Milestone.note,
)  # fmt: skip
"""The first parts of a row, in its order."""
_TITLE, _RULE, _DERIVED = (
    MilestoneRow._fields.index(name) for name in ("title", "statutory_rule", "derived_from")
)
_STANDINGS: Final = {one.value: one for one in Standing}


def milestone_rows(
    archive: Archive, wanted: Wanted = EVERYTHING, *, today: date | None = None
) -> list[MilestoneRow]:
    """Return the milestones that `wanted` asks for, the first due first, those without a day last.

    `today` is the day on which they are late or near; default: the day on the clock.
    """
    with archive.catalogue.read() as session:
        return rows_in(session, wanted, today or clock.today())


def rows_in(
    session: Session, wanted: Wanted, today: date, *, limit: int | None = None
) -> list[MilestoneRow]:
    """Return the same within the caller's transaction, the first `limit` of them."""
    return rows_where(session, conditions(wanted, today), today, limit=limit)


def rows_where(
    session: Session,
    fulfilled: Iterable[ColumnElement[bool]],
    today: date,
    *,
    limit: int | None = None,
) -> list[MilestoneRow]:
    """Return the milestones that fulfil conditions over `Milestone`, in the same way."""
    query = (
        select(*_COLUMNS, standing_expression(today), _partners(), _fields())
        .join(Agreement, Milestone.agreement_id == Agreement.id)
        .where(*fulfilled)
    )
    if limit is not None:
        query = query.order_by(Milestone.due_on.is_(None), Milestone.due_on, Milestone.id)
    words: dict[str | None, tuple[str, ...]] = {None: (), "": ()}
    titles = _TitlesByRule(pack.rules_in(session))
    with _uncollected():
        rows = [
            MilestoneRow._make(
                (
                    *told,
                    _STANDINGS[standing],
                    _words(partners, words),
                    _words(fields, words),
                    titles[told[_TITLE], told[_RULE], told[_DERIVED]],
                )
            )
            for *told, standing, partners, fields in rows_seen(session, query.limit(limit))
        ]
        rows.sort(key=_order)  # quicker here than in the catalogue, which sorts whole rows
    return rows


class _TitlesByRule(dict[tuple[str, str, str], Titles | None]):
    """Titles by what tells them: most milestones share theirs with others."""

    def __init__(self, held: Mapping[str, pack.StatutoryRule]) -> None:
        super().__init__()
        self._held = held

    def __missing__(self, told: tuple[str, str, str]) -> Titles | None:
        _, rule, derived_from = told
        found = known_titles(*told, self._held) if rule or derived_from else None
        if rule or derived_from:
            self[told] = found
        return found


def _words(told: str | None, known: dict[str | None, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words that the catalogue joined; most agreements share theirs with others."""
    found = known.get(told)
    if found is None:
        found = known[told] = tuple((told or "").split(_SEPARATOR))
    return found


def _order(row: MilestoneRow) -> tuple[date, int]:
    return row.due_on or date.max, row.id


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python look for cycles later: rows have none, and looking takes longer than reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def standing_counts(archive: Archive, wanted: Wanted = EVERYTHING) -> dict[Standing, int]:
    """Count the milestones that `wanted` asks for by how they stand today; for badges."""
    with archive.catalogue.read() as session:
        return counts_in(session, wanted, clock.today())


def counts_in(session: Session, wanted: Wanted, today: date) -> dict[Standing, int]:
    """Count the same within the caller's transaction."""
    standing = standing_expression(today)
    query = select(standing, func.count()).where(*conditions(wanted, today)).group_by(standing)
    told = {Standing(name): count for name, count in session.execute(query)}
    return {one: told.get(one, 0) for one in Standing}


def owners(archive: Archive) -> list[str]:
    """Return everybody who owns a milestone, in the order of letters."""
    query = select(Milestone.owner).where(Milestone.owner > "").distinct()
    with archive.catalogue.read() as session:
        return sorted(session.scalars(query))


def conditions(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    """Return what a milestone has to be like, for use in a query over `Milestone`."""
    first, last = wanted.due_from, wanted.due_to
    asked: list[tuple[object, ColumnElement[bool]]] = [
        (wanted.standings, standing_condition(wanted.standings, today)),
        (wanted.kinds, Milestone.kind.in_(wanted.kinds)),
        (wanted.owners, Milestone.owner.in_(wanted.owners)),
        (wanted.fields, Milestone.agreement_id.in_(_with_field(wanted.fields))),
        (wanted.partner_ids, Milestone.agreement_id.in_(_with_partner(wanted.partner_ids))),
        (wanted.agreement_ids is not None, Milestone.agreement_id.in_(wanted.agreement_ids or ())),
        (first, Milestone.due_on >= (first or date.min)),
        (last, Milestone.due_on <= (last or date.max)),
    ]
    return [condition for is_asked, condition in asked if is_asked]


def _with_field(codes: frozenset[str]) -> Select[int]:
    return select(CooperationField.agreement_id).where(CooperationField.code.in_(codes))


def _with_partner(authorities: frozenset[int]) -> Select[int]:
    return select(PartyRole.agreement_id).where(PartyRole.authority_id.in_(one_with(authorities)))


def _partners() -> ScalarSelect[str]:
    name = func.coalesce(func.nullif(PartyRole.short_name, ""), PartyRole.name_as_signed)
    names = func.aggregate_strings(name, _SEPARATOR).aggregate_order_by(PartyRole.ordinal)
    return (
        select(names)
        .where(PartyRole.agreement_id == Agreement.id, PartyRole.side == "foreign")
        .scalar_subquery()
    )


def _fields() -> ScalarSelect[str]:
    code = CooperationField.code
    codes = func.aggregate_strings(code, _SEPARATOR).aggregate_order_by(code)
    return select(codes).where(CooperationField.agreement_id == Agreement.id).scalar_subquery()
