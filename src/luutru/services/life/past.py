"""The archive as of a past day: lists and agreements, with the names and the status of that day.

Two questions are told apart: what was valid on the day, as known today; and what was known on the
day (`recorded`), played back from the log.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.records.agreement import Agreement, AgreementEvent, Relation
from luutru.records.status import Ruling, Status
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.description import current
from luutru.services.filters import EVERYTHING, NOTHING, Filter
from luutru.services.life.recorded_rows import rows_recorded
from luutru.services.life.replaying import Replay
from luutru.services.life.standing import StatusTold, status_in
from luutru.services.life.successors import heirs_of, name_of
from luutru.services.rows import (
    AgreementRow,
    Order,
    agreement_ids,
    agreement_rows,
    rows_of,
)

_AT_ONCE = 500
Part = Callable[[Sequence[AgreementRow]], object]


@dataclass(frozen=True)
class PastList:
    """The agreements of a day."""

    day: date
    recorded: bool
    rows: tuple[AgreementRow, ...]
    later: int
    """How many are left out, as they were signed, or recorded, only later."""
    unplayed: tuple[str, ...]
    """Codes of the list `act`: what was done later to some of them and is not undone here."""


@dataclass(frozen=True, slots=True)
class PastParty:
    """A party under the name it bore on the day."""

    side: str
    name: str
    name_as_signed: str
    succeeded_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastRelation:
    """A relation that had effect on the day."""

    kind: str
    outgoing: bool
    reference: str
    effective_on: date | None


@dataclass(frozen=True)
class PastAgreement:
    """One agreement as of a day."""

    reference: str
    title: str
    day: date
    recorded: bool
    status: Status
    ruling: Ruling
    """What the eight rules say, whatever a person had set."""
    standing: StatusTold | None
    """In words; only where the question is what was valid, as known today."""
    expires_on: str
    review_state: str
    values: dict[str, str]
    """By name of field, as they would be typed."""
    parties: tuple[PastParty, ...]
    relations: tuple[PastRelation, ...]
    events: tuple[tuple[str, date], ...]
    """Kind, and the day of its effect."""
    unplayed: tuple[str, ...]


def list_on(
    archive: Archive,
    day: date,
    wanted: Filter = EVERYTHING,
    order: Order = Order.REFERENCE,
    *,
    recorded: bool = False,
    part: Part | None = None,
) -> PastList:
    """Return the agreements of a day; those signed later, or recorded later, are left out.

    What was recorded takes its time in a large archive: `part` is told the rows as they come.
    """
    wanted = replace(wanted, day=None if recorded else day)
    ids = agreement_ids(archive, _whenever(wanted), order, descending=False)
    if recorded:
        return _list_known(archive, day, wanted, ids, part)
    known = agreement_ids(archive, replace(_whenever(wanted), day=day))
    rows = agreement_rows(archive, agreement_ids(archive, wanted, order, descending=False), day)
    return PastList(day, recorded, tuple(rows), len(ids) - len(known), ())


def agreement_on(
    archive: Archive, reference: str, day: date, *, recorded: bool = False
) -> PastAgreement | None:
    """Return an agreement as of a day; None where it was not recorded yet.

    Raises:
        UnknownReference: Nothing is called so.
    """
    with archive.catalogue.read() as session:
        agreement = lookup.agreement(session, reference)
        if not recorded:
            return _valid(session, agreement, day)
        replay = Replay(session, day)
        return _known(session, agreement, replay) if replay.knew(agreement) else None


def _whenever(wanted: Filter) -> Filter:
    """Return what is wanted, whatever the day and how it stood then."""
    return replace(wanted, day=None, statuses=NOTHING, endings=NOTHING)


def _list_known(
    archive: Archive, day: date, wanted: Filter, ids: Sequence[int], part: Part | None
) -> PastList:
    rows: list[AgreementRow] = []
    known, unplayed = 0, set[str]()
    with archive.catalogue.read() as session:
        replay = Replay(session, day)
        for some in (list(ids[at : at + _AT_ONCE]) for at in range(0, len(ids), _AT_ONCE)):
            found, left = rows_recorded(session, some, replay)
            known += len(found)
            unplayed |= left
            kept = [found[n] for n in some if n in found and _is_wanted(found[n], wanted)]
            rows += kept
            if part is not None:
                part(kept)
    later, named = len(ids) - known, tuple(sorted(unplayed))
    return PastList(day, recorded=True, rows=tuple(rows), later=later, unplayed=named)


def _is_wanted(row: AgreementRow, wanted: Filter) -> bool:
    stands = not wanted.statuses or row.status in wanted.statuses
    return stands and (row.ending_soon or not wanted.endings)


def _valid(session: Session, agreement: Agreement, day: date) -> PastAgreement:
    standing = status_in(session, agreement, day)
    row = rows_of(session, [agreement.id], day)[agreement.id]
    return PastAgreement(
        reference=agreement.reference,
        title=agreement.title,
        day=day,
        recorded=False,
        status=standing.status,
        ruling=Ruling(standing.rule, standing.computed),
        standing=standing,
        expires_on=row.expires_on,
        review_state=agreement.review_state,
        values={name: current(session, agreement, name) for name in ("signed_on", "effective_on")},
        parties=_parties_on(session, agreement, day),
        relations=_relations_on(session, agreement, day, None),
        events=_events_on(session, agreement, day, None),
        unplayed=(),
    )


def _known(session: Session, agreement: Agreement, replay: Replay) -> PastAgreement:
    known, day = replay.known(agreement), replay.day
    return PastAgreement(
        reference=agreement.reference,
        title=known.title,
        day=day,
        recorded=True,
        status=known.life.status_on(day),
        ruling=known.life.ruling(day),
        standing=None,
        expires_on=known.expires_on,
        review_state=known.review_state,
        values=known.values,
        parties=tuple(
            PastParty(side, line.split(";")[0].strip(), line.split(";")[0].strip(), ())
            for side in ("vietnamese", "foreign", "implementing")
            for line in known.values[f"party.{side}"].splitlines()
        ),
        relations=_relations_on(session, agreement, day, replay),
        events=_events_on(session, agreement, day, replay),
        unplayed=known.unplayed,
    )


def _parties_on(session: Session, agreement: Agreement, day: date) -> tuple[PastParty, ...]:
    return tuple(
        PastParty(
            role.side,
            name_of(session, role.authority_id, day),
            role.name_as_signed,
            tuple(
                name_of(session, heir, day) for heir in heirs_of(session, role.authority_id, day)
            ),
        )
        for role in agreement.parties
    )


def _relations_on(
    session: Session, agreement: Agreement, day: date, replay: Replay | None
) -> tuple[PastRelation, ...]:
    told = []
    for own, theirs in ((Relation.from_id, Relation.to_id), (Relation.to_id, Relation.from_id)):
        query = (
            select(Relation, Agreement.reference)
            .join(Agreement, Agreement.id == theirs)
            .where(own == agreement.id)
            .order_by(Relation.id)
        )
        for relation, other in session.execute(query):
            later = relation.effective_on is not None and relation.effective_on > day
            if not later and (replay is None or relation.recorded_at < replay.moment):
                outgoing = own is Relation.from_id
                told.append(PastRelation(relation.kind, outgoing, other, relation.effective_on))
    return tuple(told)


def _events_on(
    session: Session, agreement: Agreement, day: date, replay: Replay | None
) -> tuple[tuple[str, date], ...]:
    query = (
        select(AgreementEvent)
        .where(AgreementEvent.agreement_id == agreement.id, AgreementEvent.effective_from <= day)
        .order_by(AgreementEvent.effective_from)
    )
    return tuple(
        (event.kind, event.effective_from)
        for event in session.scalars(query)
        if replay is None or event.recorded_at < replay.moment
    )
