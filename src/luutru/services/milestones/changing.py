"""Change a milestone: correct it, move its day, begin it, complete it with proof, cancel it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import MilestoneNotOpen, PageNotThere, ProofMissing, UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records.act import GuidedAct
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.milestone import Milestone
from luutru.services import derivatives, lookup
from luutru.services.archive import Archive
from luutru.services.life.due_days import anchors_in
from luutru.services.milestones import due_rules, editing, planning, recurrence, series
from luutru.services.milestones.standing import OPEN_STATES
from luutru.services.rules.working_days import calendar_in

_WHOLE: Final = 100
_PERCENT: Final = mark("Percent done")
_SUGGESTED: Final = ("suggested", *OPEN_STATES)


@dataclass(frozen=True, slots=True)
class Changes:
    """What shall be otherwise; None leaves a part as it is."""

    title: str | None = None
    kind: str | None = None
    owner: str | None = None
    reminder_days: str | None = None
    recurrence: str | None = None
    due_rule: str | None = None
    """By which its day is reckoned anew; empty keeps the day as a fixed one."""
    note: str | None = None


def change(
    archive: Archive, milestone_id: int, changes: Changes, *, version: int | None = None
) -> None:
    """Correct what a milestone says; its day is moved by `move`.

    Raises:
        UnknownMilestone: There is none of that number.
        UnacceptableValue: A part does not fit; nothing was changed.
        EditedMeanwhile: Somebody else changed it since `version`.
    """
    with editing.edited(archive, milestone_id, "milestone_changed", version=version) as edit:
        milestone = edit.milestone
        for name, written in (
            ("title", planning.title_written),
            ("kind", planning.kind_written),
            ("owner", planning.owner_written),
            ("reminder_days", planning.reminders_written),
            ("note", str.strip),
        ):
            value = getattr(changes, name)
            if value is not None:
                setattr(milestone, name, written(value))
        if changes.due_rule is not None:
            _set_rule(edit, changes.due_rule)
        if changes.recurrence is not None:
            _set_recurrence(milestone, changes.recurrence)


def move(
    archive: Archive,
    milestone_id: int,
    due_on: date,
    reason: str,
    *,
    version: int | None = None,
) -> None:
    """Postpone an open milestone or bring it forward; the day of its rule stays known.

    Raises:
        UnknownMilestone: There is none of that number.
        ReasonMissing: No reason is given.
        MilestoneNotOpen: It is done, cancelled or only suggested.
        EditedMeanwhile: Somebody else changed it since `version`.
    """
    with editing.edited(
        archive, milestone_id, "milestone_moved", version=version, reason=reason.strip()
    ) as edit:
        milestone = edit.milestone
        _refuse_unless(milestone, OPEN_STATES)
        editing.asked_why(milestone.title, reason)
        by_rule = milestone.planned_on or milestone.due_on
        milestone.due_on = due_on
        milestone.planned_on = by_rule if by_rule != due_on else None


def begin(archive: Archive, milestone_id: int, *, version: int | None = None) -> None:
    """Say that work on an open milestone has begun.

    Raises:
        UnknownMilestone, MilestoneNotOpen, EditedMeanwhile: As with `set_progress`.
    """
    set_progress(archive, milestone_id, None, version=version)


def set_progress(
    archive: Archive, milestone_id: int, percent: int | None, *, version: int | None = None
) -> None:
    """Say how far an open milestone is; all of it done still asks for proof (`complete`).

    Raises:
        UnknownMilestone: There is none of that number.
        UnacceptableValue: It is no percentage.
        MilestoneNotOpen: It is done, cancelled or only suggested.
        EditedMeanwhile: Somebody else changed it since `version`.
    """
    if percent is not None and not 0 <= percent <= _WHOLE:
        raise UnacceptableValue(translate(_PERCENT), str(percent), "0–100")
    with editing.edited(archive, milestone_id, "milestone_begun", version=version) as edit:
        _refuse_unless(edit.milestone, OPEN_STATES)
        edit.milestone.state = "open" if percent == 0 else "under_way"
        if percent is not None:
            edit.milestone.percent_done = percent


def complete(
    archive: Archive,
    milestone_id: int,
    evidence: tuple[str, int | None] | None = None,
    reason: str = "",
    *,
    done_on: date | None = None,
    version: int | None = None,
) -> int | None:
    """Complete a milestone, proved by a page of a kept document or explained by a reason.

    Of one that comes back the next is planned; its number is returned.

    Raises:
        UnknownMilestone: There is none of that number.
        ProofMissing: Neither evidence nor a reason is given.
        UnknownReference: The evidence is no document of the archive.
        PageNotThere: The document has no such page.
        MilestoneNotOpen: It is done, cancelled or only suggested.
        EditedMeanwhile: Somebody else changed it since `version`.
    """
    with editing.edited(
        archive, milestone_id, "milestone_done", version=version, reason=reason.strip()
    ) as edit:
        milestone = edit.milestone
        _refuse_unless(milestone, OPEN_STATES)
        if evidence is None and not reason.strip():
            raise ProofMissing(milestone.title)
        if evidence is not None:
            milestone.evidence_id = _document(edit.session, *evidence).id
            milestone.evidence_page = evidence[1]
        milestone.state, milestone.percent_done = "done", _WHOLE
        milestone.done_on, milestone.done_reason = done_on or clock.today(), reason.strip()
        following = series.plan_next_in(edit.session, archive.person, edit.agreement, milestone)
        return following.id if following else None


def cancel(
    archive: Archive,
    milestone_id: int,
    reason: str,
    *,
    only_this: bool = False,
    version: int | None = None,
) -> None:
    """Cancel a milestone or a suggestion; of a series all that would follow, or `only_this`.

    Raises:
        UnknownMilestone: There is none of that number.
        ReasonMissing: No reason is given.
        MilestoneNotOpen: It is done or cancelled already.
        EditedMeanwhile: Somebody else changed it since `version`.
    """
    with editing.edited(
        archive, milestone_id, "milestone_cancelled", version=version, reason=reason.strip()
    ) as edit:
        milestone = edit.milestone
        _refuse_unless(milestone, _SUGGESTED)
        milestone.done_reason = editing.asked_why(milestone.title, reason)
        milestone.state, milestone.done_on = "cancelled", clock.today()
        if only_this:
            series.plan_next_in(edit.session, archive.person, edit.agreement, milestone)


def reopen(archive: Archive, milestone_id: int, reason: str, *, version: int | None = None) -> None:
    """Open again what was done or cancelled; its proof goes back into the history.

    Raises:
        UnknownMilestone: There is none of that number.
        ReasonMissing: No reason is given.
        MilestoneNotOpen: It is open.
        EditedMeanwhile: Somebody else changed it since `version`.
    """
    with editing.edited(
        archive, milestone_id, "milestone_reopened", version=version, reason=reason.strip()
    ) as edit:
        milestone = edit.milestone
        _refuse_unless(milestone, ("done", "cancelled"))
        editing.asked_why(milestone.title, reason)
        milestone.state, milestone.percent_done = "open", 0
        milestone.done_on, milestone.done_reason = None, ""
        milestone.evidence_id = milestone.evidence_page = milestone.closed_by_id = None


def confirm(archive: Archive, milestone_ids: Iterable[int], *, owner: str = "") -> int:
    """Make open milestones of suggestions, all or none; return how many were suggestions.

    Raises:
        UnknownMilestone: There is none of one of these numbers.
    """
    count = 0
    with archive.catalogue.write() as session:
        for number in milestone_ids:
            milestone, agreement = editing.found(session, number)
            if milestone.state != "suggested":
                continue
            with editing.logged(
                session, archive.person, agreement, milestone, "milestone_confirmed"
            ):
                milestone.state = "open"
                milestone.owner = planning.owner_written(owner) or milestone.owner
            count += 1
    return count


def _set_rule(edit: editing.Edit, written: str) -> None:
    milestone, rule = edit.milestone, planning.rule_written(written)
    milestone.due_rule = str(rule or "")
    if rule is None:
        milestone.planned_on = None
        return
    act = milestone.opened_by_id and edit.session.get_one(GuidedAct, milestone.opened_by_id)
    event_on = act.effective_on if act else None
    anchors = anchors_in(edit.session, edit.agreement, clock.today(), event_on)
    milestone.due_on = due_rules.reckon(rule, anchors, calendar_in(edit.session))
    milestone.planned_on = None


def _set_recurrence(milestone: Milestone, written: str) -> None:
    start = milestone.planned_on or milestone.due_on
    rule = recurrence.checked(written, start or clock.today())
    if rule and start is None:
        start = milestone.due_on = recurrence.first_day(rule, clock.today())
    if rule and start:
        rule = recurrence.pinned(rule, start)
    milestone.recurrence = rule
    milestone.series = (milestone.series or milestone.uid) if rule else ""


def _refuse_unless(milestone: Milestone, states: tuple[str, ...]) -> None:
    if milestone.state not in states:
        state = code_list("milestone_state").label(milestone.state)
        raise MilestoneNotOpen(milestone.title, state)


def _document(session: Session, reference: str, page: int | None) -> Document:
    """Return the document that proves it, and see that it has the page.

    An agreement is named by the lowest reference of its documents, which is one of them.
    """
    document = lookup.document(session, reference)
    carrier = derivatives.carrier_of(document)
    count = (carrier.page_count if carrier else 0) or 0
    if page is not None and not (page >= 1 and (page <= count or not count)):
        raise PageNotThere(reference, page, count)
    return document
