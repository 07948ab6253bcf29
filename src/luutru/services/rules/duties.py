"""Plans what the law asks for: after a review, and after an act upon an agreement.

What is planned is told beforehand by the same functions that plan it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import NotInList
from luutru.i18n import in_language, mark
from luutru.records.act import GuidedAct
from luutru.records.agreement import Agreement
from luutru.records.milestone import Milestone
from luutru.services import lookup, terms
from luutru.services.archive import Archive
from luutru.services.life.due_days import anchors_in
from luutru.services.milestones import due_rules, editing, planning
from luutru.services.milestones.due_rules import DueRule
from luutru.services.rules import pack
from luutru.services.rules.pack import StatutoryRule
from luutru.services.rules.working_days import calendar_in
from luutru.vietnamese import citations

_LANGUAGE: Final = "vi"
"""In which titles are recorded: the language of the agency's papers."""
_NO_LONGER: Final = mark("The rule {rule} does not apply any more, as the description changed.")
LONG_PAST: Final = timedelta(days=90)
_WAITING: Final = ("suggested", "open")
"""States in which nothing has happened yet, so that a rule may take back what it planned."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One milestone that a rule asks for."""

    rule: StatutoryRule
    due_on: date | None
    due_rule: str
    state: str
    """`open`, or `suggested` where the law does not name this level."""
    legal_reference: str

    @property
    def ground(self) -> str:
        """The article in the reader's language; for showing."""
        return citations.told(self.legal_reference)

    def as_new(self, event_on: date | None = None, act_id: int | None = None) -> planning.New:
        """Return the milestone to be planned."""
        return planning.New(
            title=self.rule.called(_LANGUAGE),
            due_on=self.due_on,
            due_rule=self.due_rule,
            kind="statutory",
            recurrence=self.rule.recurrence,
            event_on=event_on,
            state=self.state,
            legal_reference=self.legal_reference,
            rule_version=self.rule.version,
            statutory_rule=self.rule.id,
            opened_by_id=act_id,
        )


def would_plan(archive: Archive, reference: str) -> list[Duty]:
    """Return what the rules would plan for an agreement now; nothing is planned.

    Raises:
        UnknownReference: Nothing is called so.
    """
    with archive.catalogue.read() as session:
        return list(_wanted(session, lookup.agreement(session, reference)))


def plan_for(archive: Archive, reference: str) -> list[int]:
    """Plan what the rules ask for; return the numbers of the new milestones.

    Raises:
        UnknownReference: Nothing is called so.
    """
    with archive.catalogue.write() as session:
        agreement = lookup.agreement(session, reference)
        return [made.id for made in plan_in(session, archive.person, agreement)]


def plan_rule(archive: Archive, reference: str, rule_id: str) -> int:
    """Plan what one rule asks for with an agreement, by a person's choice; return its number.

    So are planned the yearly duties of the agency as a whole, with the agreement that it chooses.

    Raises:
        UnknownReference: Nothing is called so.
        NotInList: There is no such rule.
    """
    with archive.catalogue.write() as session:
        agreement, held = lookup.agreement(session, reference), pack.rules_in(session)
        if rule_id not in held:
            raise NotInList(rule_id, ", ".join(held))
        rule = held[rule_id]
        written = due_rules.recorded(rule.due_rule)
        article = rule.article(agreement.signing_level, _LANGUAGE)
        day = due_on(session, agreement, written)
        duty = Duty(rule, day, str(written or ""), "open", article)
        return planning.add_in(session, archive.person, agreement, duty.as_new()).id


def plan_in(session: Session, person: str, agreement: Agreement) -> list[Milestone]:
    """Plan what the rules ask for of a reviewed agreement, within the caller's transaction.

    What was planned by a rule that does not apply any more, and was not begun, is cancelled.
    """
    if agreement.review_state == "awaiting_review":
        return []
    session.flush()
    _take_back(session, person, agreement)
    duties = list(_wanted(session, agreement))
    return [planning.add_in(session, person, agreement, duty.as_new()) for duty in duties]


def planned_by_event(
    session: Session, person: str, agreement: Agreement, act: GuidedAct, day: date
) -> list[Milestone]:
    """Plan what the rules ask for after an act with effect on `day`, within the transaction."""
    made = []
    for duty in _after(session, agreement, act.kind, day):
        found = select(Milestone.id).where(
            Milestone.agreement_id == agreement.id,
            Milestone.statutory_rule == duty.rule.id,
            Milestone.opened_by_id == act.id,
        )
        if session.scalar(found.limit(1)) is None:
            new = duty.as_new(event_on=day, act_id=act.id)
            made.append(planning.add_in(session, person, agreement, new))
    return made


def applies(rule: StatutoryRule, agreement: Agreement) -> bool:
    """Tell whether a rule asks something of an agreement once it is reviewed."""
    name, _, code = rule.missing.partition("=")
    is_missing = not name or getattr(agreement, name) == code
    signed = agreement.signed_last or agreement.signed_first
    is_signed = signed is not None or not rule.due_rule.startswith("signing")
    goes_on = rule.due_rule.startswith("expiry") and terms.renews_itself(agreement)
    asks = rule.when == "review" and bool(rule.state_for(agreement.signing_level))
    return asks and is_missing and is_signed and not goes_on and rule.held_on(signed)


def due_on(session: Session, agreement: Agreement, rule: DueRule | None) -> date | None:
    """Return the day of a rule for an agreement, counted from the end of the running term."""
    anchors = anchors_in(session, agreement, clock.today())
    return due_rules.reckon(rule, anchors, calendar_in(session)) if rule else None


def _wanted(session: Session, agreement: Agreement) -> Iterator[Duty]:
    """Yield what the rules ask for and was never planned, done or not."""
    planned = set(
        session.scalars(
            select(Milestone.statutory_rule).where(Milestone.agreement_id == agreement.id)
        )
    )
    level = agreement.signing_level
    for rule in pack.rules_in(session).values():
        if rule.id in planned or not applies(rule, agreement):
            continue
        written = due_rules.parse(rule.due_rule)
        day = due_on(session, agreement, written)
        if day is None and rule.due_rule.startswith("expiry"):
            continue  # it follows when the end of the agreement becomes known
        reference = rule.article(level, _LANGUAGE)
        state = _state(rule.state_for(level), day)
        yield Duty(rule, day, str(written or ""), state, reference)


def _after(session: Session, agreement: Agreement, kind: str, day: date) -> Iterator[Duty]:
    level = agreement.signing_level
    for rule in pack.rules_in(session).values():
        state = rule.state_for(level)
        if kind not in rule.acts or not state or not rule.held_on(day):
            continue
        told = due_rules.parse(rule.act_due_rule or rule.due_rule)
        written = told and DueRule(
            told.anchor, told.offset, told.is_before, rule.event.get(_LANGUAGE, "")
        )
        anchors = anchors_in(session, agreement, day, day)
        due = due_rules.reckon(written, anchors, calendar_in(session)) if written else None
        article = rule.article(level, _LANGUAGE)
        yield Duty(rule, due, str(written or ""), _state(state, due), article)


def _state(state: str, day: date | None) -> str:
    """Return `suggested` for what was due long before anybody entered the agreement here.

    Such a duty was most likely done, or missed, on paper: a person says so, and lists of what is
    late are not filled by everything that an archive takes in from former years.
    """
    is_long_past = day is not None and day < clock.today() - LONG_PAST
    return "suggested" if is_long_past else state


def _take_back(session: Session, person: str, agreement: Agreement) -> None:
    rules = pack.rules_in(session)
    query = select(Milestone).where(
        Milestone.agreement_id == agreement.id,
        Milestone.statutory_rule > "",
        Milestone.opened_by_id.is_(None),
        Milestone.state.in_(_WAITING),
    )
    for milestone in session.scalars(query):
        rule = rules.get(milestone.statutory_rule)
        if rule is None or rule.when != "review" or applies(rule, agreement):
            continue
        with editing.logged(session, person, agreement, milestone, "milestone_cancelled"):
            milestone.state, milestone.done_on = "cancelled", clock.today()
            told = in_language(_LANGUAGE, _NO_LONGER).format(rule=rule.id)
            milestone.done_reason = told
