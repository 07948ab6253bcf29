"""How a milestone stands on a day: late, near, planned, done. One rule for every list and count."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final

from sqlalchemy import ColumnElement, case, false, literal, or_

from luutru.records.milestone import Milestone

OPEN_STATES: Final = ("open", "under_way")
"""States in which something still has to happen; a suggestion waits to be confirmed first."""
_DAY: Final = timedelta(days=1)
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


_DATED: Final = (
    Standing.OVERDUE, Standing.THIS_WEEK, Standing.THIS_MONTH, Standing.PLANNED,
)  # fmt: skip
"""Those that a due day tells, in the order of days."""
_CLOSED: Final = (Standing.SUGGESTED, Standing.DONE, Standing.CANCELLED)
"""Those that the state alone tells."""


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


def standing_condition(standings: Collection[Standing], today: date) -> ColumnElement[bool]:
    """Return the same as a condition that the indexes of state and due day can answer."""
    closed = [one.value for one in standings if one in _CLOSED]
    parts: list[ColumnElement[bool]] = [Milestone.state.in_(closed)] if closed else []
    is_open = Milestone.state.in_(OPEN_STATES)
    if Standing.UNDATED in standings:
        parts.append(is_open & Milestone.due_on.is_(None))
    parts += [is_open & span for span in _spans(standings, today)]
    return or_(false(), *parts)


def _spans(standings: Collection[Standing], today: date) -> Iterator[ColumnElement[bool]]:
    """Yield the spans of due days of some standings; neighbours are one span."""
    starts = (date.min, today, *(today + w + _DAY for w in (WITHIN_A_WEEK, WITHIN_A_MONTH)))
    ends = (*(start - _DAY for start in starts[1:]), date.max)
    days = list(zip(_DATED, starts, ends, strict=True))
    for is_asked, group in groupby(days, lambda told: told[0] in standings):
        if is_asked:
            some = list(group)
            yield Milestone.due_on.between(some[0][1], some[-1][2])
