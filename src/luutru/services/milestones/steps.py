"""The steps of an activity: add, tick, put in order, leave out."""

from collections.abc import Sequence

from luutru import clock
from luutru.errors import NotInList
from luutru.records.milestone import Milestone, MilestoneStep
from luutru.services.archive import Archive
from luutru.services.milestones import editing, planning

_ACT = "milestone_changed"
_WHOLE = 100


def add_step(archive: Archive, milestone_id: int, title: str, *, version: int | None = None) -> int:
    """Add a step at the end; return its number.

    Raises:
        UnknownMilestone: There is no milestone of that number.
        UnacceptableValue: The title is empty or too long.
        EditedMeanwhile: Somebody else changed the milestone since `version`.
    """
    with editing.edited(archive, milestone_id, _ACT, version=version) as edit:
        step = MilestoneStep(
            title=planning.title_written(title), ordinal=len(edit.milestone.steps) + 1
        )
        edit.milestone.steps.append(step)
        _count_done(edit.milestone)
        edit.session.flush()
        return step.id


def tick_step(
    archive: Archive, milestone_id: int, step_id: int, *, done: bool, version: int | None = None
) -> None:
    """Say that a step is done, or that it is not; the percentage of the activity follows.

    Raises:
        UnknownMilestone: There is no milestone of that number.
        NotInList: It has no such step.
        EditedMeanwhile: Somebody else changed the milestone since `version`.
    """
    with editing.edited(archive, milestone_id, _ACT, version=version) as edit:
        _step(edit.milestone, step_id).done_on = clock.today() if done else None
        _count_done(edit.milestone)


def remove_step(
    archive: Archive, milestone_id: int, step_id: int, *, version: int | None = None
) -> None:
    """Leave a step out.

    Raises:
        UnknownMilestone, NotInList, EditedMeanwhile: As with `tick_step`.
    """
    with editing.edited(archive, milestone_id, _ACT, version=version) as edit:
        edit.milestone.steps.remove(_step(edit.milestone, step_id))
        _renumber(edit.milestone.steps)
        _count_done(edit.milestone)


def order_steps(
    archive: Archive, milestone_id: int, step_ids: Sequence[int], *, version: int | None = None
) -> None:
    """Put the steps in this order; those that are not named come after.

    Raises:
        UnknownMilestone, NotInList, EditedMeanwhile: As with `tick_step`.
    """
    with editing.edited(archive, milestone_id, _ACT, version=version) as edit:
        named = [_step(edit.milestone, step_id) for step_id in step_ids]
        _renumber([*named, *(step for step in edit.milestone.steps if step not in named)])


def _renumber(steps: Sequence[MilestoneStep]) -> None:
    for ordinal, step in enumerate(steps, 1):
        step.ordinal = ordinal


def _count_done(milestone: Milestone) -> None:
    """Let the percentage follow the steps; all of them done still asks for proof."""
    steps = milestone.steps
    if steps and milestone.state in ("open", "under_way"):
        done = sum(step.done_on is not None for step in steps)
        milestone.percent_done = done * _WHOLE // len(steps)
        milestone.state = "under_way" if done else "open"


def _step(milestone: Milestone, step_id: int) -> MilestoneStep:
    for step in milestone.steps:
        if step.id == step_id:
            return step
    known = ", ".join(step.title for step in milestone.steps) or "–"
    raise NotInList(str(step_id), known)
