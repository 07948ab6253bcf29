"""What follows the description of the sample agreements: duties planned, one copy issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from luutru import clock
from luutru.demo.agreements import Plan
from luutru.services.archive import Archive
from luutru.services.copies.issuing import issue
from luutru.services.copies.request import Issued, Wanted
from luutru.services.copies.verifying import Judged, verify_copy
from luutru.services.milestones.changing import complete
from luutru.services.milestones.planning import New, add

_RECIPIENTS: Final = ("Lưu: VT.",)


@dataclass(frozen=True)
class TrialCopy:
    """A copy that was issued without any value, and what was found when it was checked."""

    issued: Issued
    judged: Judged


def plan_follow_up(archive: Archive, plans: Mapping[str, Sequence[Plan]]) -> None:
    """Plan the duties of agreements, by their references; complete what is done."""
    today = clock.today()
    for reference, some in plans.items():
        for plan in some:
            _plan(archive, reference, plan, today)


def _plan(archive: Archive, reference: str, plan: Plan, today: date) -> None:
    due_on = today + timedelta(plan.in_days)
    new = New(
        plan.title,
        due_on=due_on,
        owner=plan.owner,
        recurrence=plan.recurrence,
        steps=plan.steps,
    )
    milestone = add(archive, reference, new)
    if plan.proved_on_page is not None:
        evidence = (reference, plan.proved_on_page)
        complete(archive, milestone, evidence, done_on=min(due_on, today))


def issue_trial_copy(archive: Archive, reference: str, out: Path) -> TrialCopy:
    """Issue a trial copy of a document into the folder `out`, and check it as anybody would."""
    out.mkdir(parents=True, exist_ok=True)
    issued = issue(archive, Wanted(reference, recipients=_RECIPIENTS), out)
    return TrialCopy(issued, verify_copy(issued.path, archive=archive, may_be_trial=True))
