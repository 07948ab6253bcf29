"""Guided acts: what one would change is shown first; then it is carried out as one act.

The plan is no forecast: the act is carried out in a transaction that is given up, and what differs
before and after is told. What is recorded later is therefore what was shown, unless somebody
changed the agreement in between.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.custody import canonical
from luutru.records.milestone import Milestone
from luutru.records.outbox import Outbox
from luutru.records.party import Authority
from luutru.records.status import status_expression
from luutru.services import custody, lookup, terms
from luutru.services.archive import Archive
from luutru.services.life import authority_acts, carrying, derived, duties
from luutru.services.life.acts import Act, AgreementAct, AuthorityAct
from luutru.services.life.carrying import Carried
from luutru.services.milestones.standing import OPEN_STATES

_ENDING: Final = ("termination", "withdrawal", "replacement")
"""Acts after which nothing that was planned of the agreement itself has to happen."""


@dataclass(frozen=True, slots=True)
class AgreementChange:
    """One agreement before and after an act; days are EDTF, empty where unknown."""

    reference: str
    title: str
    status_before: str
    """On the day from which the act has effect."""
    status_after: str
    expires_before: str
    expires_after: str


@dataclass(frozen=True, slots=True)
class MilestoneChange:
    """One milestone that an act opens, moves or closes."""

    what: str
    """`opened`, `moved` or `closed`."""
    reference: str
    title: str
    before: date | None
    after: date | None
    legal_reference: str
    statutory_rule: str
    derived_from: str = ""


@dataclass(frozen=True, slots=True)
class ActPlan:
    """What an act changes."""

    kind: str
    day: date | None
    agreements: tuple[AgreementChange, ...]
    milestones: tuple[MilestoneChange, ...]
    relations: tuple[str, ...]
    notes: tuple[str, ...]
    """How days were counted, and what is worth knowing."""
    act_id: int | None = None
    """The number of the recorded act; None while it is only planned."""

    def of(self, what: str) -> tuple[MilestoneChange, ...]:
        """Return the milestones that are `opened`, `moved` or `closed`."""
        return tuple(one for one in self.milestones if one.what == what)


class _GivenUp(Exception):
    """Ends the transaction of a plan without keeping anything of it."""


def plan(archive: Archive, act: Act) -> ActPlan:
    """Return what `act` would change; nothing is recorded.

    Raises:
        UnknownReference: An agreement or a document that it names is not there.
        ActImpossible: It contradicts what is recorded.
    """
    found: list[ActPlan] = []
    with suppress(_GivenUp), archive.catalogue.write() as session:
        found.append(carry_out_in(session, archive.person, act))
        raise _GivenUp
    return replace(found[0], act_id=None)


def carry_out(archive: Archive, act: Act) -> ActPlan:
    """Record `act` with all it changes; return what was changed.

    Raises:
        UnknownReference: An agreement or a document that it names is not there.
        ActImpossible: It contradicts what is recorded; nothing was recorded.
    """
    with archive.catalogue.write() as session:
        return carry_out_in(session, archive.person, act)


def carry_out_in(session: Session, person: str, act: Act) -> ActPlan:
    """Do the same within the caller's transaction."""
    evidence = carrying.evidence_of(session, act)
    row = GuidedAct(
        kind=act.kind,
        effective_on=act.day,
        evidence_id=evidence[0].id if evidence else None,
        person=person,
        reason=act.reason.strip(),
    )
    session.add(row)
    session.flush()
    carried = Carried(session, row)
    on = act.day or clock.today()
    concerned = _concerned(session, act, on)
    before = _then(session, concerned, on)
    if isinstance(act, AgreementAct):
        (carried.agreement,) = concerned
        row.agreement_id = carried.agreement.id
        carrying.carry(carried, act)
    elif isinstance(act, AuthorityAct):
        row.authority_id = act.authority_id
        authority_acts.carry(carried, act)
    session.flush()
    _follow(session, person, carried, concerned, on)
    told = _changes(session, concerned, before, on)
    _log(session, person, act, carried, told)
    session.add_all(Outbox(task="describe", agreement_id=one.id) for one in concerned)
    return ActPlan(
        act.kind,
        act.day,
        tuple(agreement for agreement, _milestones in told),
        tuple(one for _agreement, milestones in told for one in milestones),
        tuple(carried.relations),
        tuple(carried.notes),
        row.id,
    )


@dataclass(frozen=True)
class _Then:
    status: str
    expires: str
    milestones: Mapping[int, tuple[str, date | None]]
    """State and day by number."""


def _concerned(session: Session, act: Act, on: date) -> list[Agreement]:
    if isinstance(act, AgreementAct):
        return [lookup.agreement(session, act.reference)]
    assert isinstance(act, AuthorityAct)  # noqa: S101  there are no other acts
    return authority_acts.concerned(session, act, on)


def _then(session: Session, agreements: Sequence[Agreement], on: date) -> dict[int, _Then]:
    """Return how agreements stand; an act upon an authority may concern thousands."""
    session.flush()
    ids = [one.id for one in agreements]
    statuses = select(Agreement.id, status_expression(on)).where(Agreement.id.in_(ids))
    told = {row[0]: row[1] for row in session.execute(statuses)}
    facts, kept = terms.facts_of(session, ids), _milestones(session, ids)
    day = max(on, clock.today())
    return {
        one.id: _Then(
            told[one.id],
            terms.expiry(one, day, facts[one.id]),
            {milestone.id: (milestone.state, milestone.due_on) for milestone in kept[one.id]},
        )
        for one in agreements
    }


def _follow(
    session: Session, person: str, carried: Carried, concerned: Iterable[Agreement], on: date
) -> None:
    for agreement in concerned:
        if carried.agreement is not None:
            derived.follow_in(session, person, agreement, carried.row)
        if carried.row.kind in _ENDING:
            _close(session, agreement, carried.row, on)
        duties.plan_in(session, person, agreement, carried.row, on)


def _close(session: Session, agreement: Agreement, row: GuidedAct, on: date) -> None:
    """Close what was planned after the end; what the law asks for stays to be done."""
    for milestone in _milestones(session, [agreement.id])[agreement.id]:
        is_later = milestone.due_on is None or milestone.due_on > on
        is_own = milestone.statutory_rule in ("", duties.RENEWAL)
        if milestone.state in (*OPEN_STATES, "suggested") and is_later and is_own:
            milestone.state = "cancelled"
            milestone.done_reason = row.reason or duties.closed_by(row.kind)
            milestone.closed_by_id = row.id


def _changes(
    session: Session, concerned: Sequence[Agreement], before: Mapping[int, _Then], on: date
) -> list[tuple[AgreementChange, list[MilestoneChange]]]:
    after, kept = _then(session, concerned, on), _milestones(session, [one.id for one in concerned])
    told = []
    for one in concerned:
        was, now = before[one.id], after[one.id]
        change = AgreementChange(
            one.reference, one.title, was.status, now.status, was.expires, now.expires
        )
        told.append((change, _milestone_changes(one, kept[one.id], was)))
    return told


def _milestone_changes(
    agreement: Agreement, kept: Sequence[Milestone], was: _Then
) -> list[MilestoneChange]:
    told = []
    for one in kept:
        state, day = was.milestones.get(one.id, ("", None))
        what = _what(state, one.state, day, one.due_on)
        if what:
            told.append(
                MilestoneChange(
                    what,
                    agreement.reference,
                    one.title,
                    day,
                    one.due_on,
                    one.legal_reference,
                    one.statutory_rule,
                    one.derived_from,
                )
            )
    return told


def _what(state: str, now: str, day: date | None, due_on: date | None) -> str:
    if not state:
        return "opened"
    if state != now:
        return "closed"
    return "moved" if day != due_on else ""


def _milestones(session: Session, ids: Sequence[int]) -> defaultdict[int, list[Milestone]]:
    query = select(Milestone).where(Milestone.agreement_id.in_(ids))
    kept: defaultdict[int, list[Milestone]] = defaultdict(list)
    for one in session.scalars(query.order_by(Milestone.due_on, Milestone.id)):
        kept[one.agreement_id].append(one)
    return kept


def _log(
    session: Session,
    person: str,
    act: Act,
    carried: Carried,
    told: Sequence[tuple[AgreementChange, Sequence[MilestoneChange]]],
) -> None:
    detail = {
        "act": act.kind,
        "id": carried.row.uid,
        "on": act.day.isoformat() if act.day else "",
        "evidence": list(act.evidence),
        "reason": carried.row.reason,
        "events": [[one.uid, one.kind] for one in carried.events],
        "made": carried.made,
        "replaced": carried.replaced,
        "agreements": [
            [one.reference, one.status_before, one.status_after, one.expires_before,
             one.expires_after]
            for one, _ in told
        ],
        "milestones": [
            [one.what, one.reference, one.title, str(one.before or ""), str(one.after or "")]
            for _, milestones in told
            for one in milestones
        ],
    }  # fmt: skip
    detail = {name: value for name, value in detail.items() if value}
    carried.row.detail = canonical(detail)
    subject, reference = _subject(session, carried)
    custody.record(session, person, "guided", subject=subject, reference=reference, detail=detail)


def _subject(session: Session, carried: Carried) -> tuple[str, str]:
    """Return the identifier of what an act is upon, and its reference if it has one."""
    if carried.agreement is not None:
        return carried.agreement.uid, carried.agreement.reference
    return session.get_one(Authority, carried.row.authority_id).uid, ""
