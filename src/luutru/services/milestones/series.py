"""Milestones that come back: what is done or left out plans the next of its series."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.records.agreement import Agreement
from luutru.records.milestone import Milestone, MilestoneStep
from luutru.services.milestones import editing, recurrence


def plan_next_in(
    session: Session, person: str, agreement: Agreement, last: Milestone
) -> Milestone | None:
    """Plan the milestone that follows `last` in its series, within the caller's transaction.

    Return None where it comes back no more, or where the next one is planned already, as `last`
    was reopened in the meantime.
    """
    planned_on = last.planned_on or last.due_on
    following = last.recurrence and planned_on and recurrence.following(last.recurrence, planned_on)
    if not following:
        return None
    due_on, rule = following
    last.series = last.series or last.uid
    if _is_planned(session, last):
        return None
    made = Milestone(
        agreement_id=last.agreement_id,
        title=last.title,
        kind=last.kind,
        due_on=due_on,
        legal_reference=last.legal_reference,
        rule_version=last.rule_version,
        statutory_rule=last.statutory_rule,
        series=last.series,
        owner=last.owner,
        reminder_days=last.reminder_days,
        recurrence=rule,
        note=last.note,
        source_page_id=last.source_page_id,
        source_boxes=last.source_boxes,
        steps=[MilestoneStep(title=step.title, ordinal=step.ordinal) for step in last.steps],
    )
    session.add(made)
    session.flush()
    changes = editing.values_of(session, made)
    editing.log(session, person, agreement, made, "milestone_added", changes)
    return made


def _is_planned(session: Session, last: Milestone) -> bool:
    later = select(Milestone.id).where(Milestone.series == last.series, Milestone.id > last.id)
    return session.scalar(later.limit(1)) is not None
