"""How a milestone stands on a day: late, near, planned, done. One rule for every list and count."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, case, literal

from luutru.records.milestone import Milestone

OPEN_STATES: Final = ("open", "under_way")
"""States in which something still has to happen; a suggestion waits to be confirmed first."""
WITHIN_A_WEEK: Final = timedelta(days=7)
WITHIN_A_MONTH: Final = timedelta(days=30)


class Standing(StrEnum):
    """Where a milestone stands on a day; exactly one fits."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    """Due within 7 days, today included."""
    THIS_MONTH = "this_month"
    """Due within 30 days, and not within 7."""
    PLANNED = "planned"
    """Due later."""
    UNDATED = "undated"
    """Open without a day: what its day hangs on is not known or has not happened."""
    SUGGESTED = "suggested"
    DONE = "done"
    CANCELLED = "cancelled"


def standing_on(today: date, state: str, due_on: date | None) -> Standing:
    """Return how a milestone of `state` due on `due_on` stands `today`."""
    if state not in OPEN_STATES:
        return Standing(state)
    if due_on is None:
        return Standing.UNDATED
    if due_on < today:
        return Standing.OVERDUE
    if due_on <= today + WITHIN_A_WEEK:
        return Standing.THIS_WEEK
    return Standing.THIS_MONTH if due_on <= today + WITHIN_A_MONTH else Standing.PLANNED


def standing_expression(today: date) -> ColumnElement[str]:
    """Return the same for a row of `Milestone`, for use in a query."""
    return case(
        (Milestone.state.not_in(OPEN_STATES), Milestone.state),
        (Milestone.due_on.is_(None), literal(Standing.UNDATED.value)),
        (Milestone.due_on < today, literal(Standing.OVERDUE.value)),
        (Milestone.due_on <= today + WITHIN_A_WEEK, literal(Standing.THIS_WEEK.value)),
        (Milestone.due_on <= today + WITHIN_A_MONTH, literal(Standing.THIS_MONTH.value)),
        else_=literal(Standing.PLANNED.value),
    )
