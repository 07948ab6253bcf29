"""What falls on which day of a month: milestones, and those that recur once more."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from luutru.gui.milestones.calendar.month import Month
from luutru.gui.milestones.looks import spoken
from luutru.services.milestones.recurrence import occurrences
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

_OVER: Final = (Standing.DONE, Standing.CANCELLED)
_MONTHS: Final = re.compile(r"BYMONTH=([\d,]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """One milestone on one day; `again`: it will be there once its recurrence comes round."""

    row: MilestoneRow
    again: bool = False

    def spoken(self) -> str:
        """Return what a screen reader says of it."""
        return spoken(self.row)


def may_recur(row: MilestoneRow, month: Month) -> bool:
    """Tell, without reckoning, whether a milestone may come round on the page of a month."""
    if not row.recurrence or row.due_on is None or row.standing in _OVER:
        return False
    named = _MONTHS.search(row.recurrence)
    near = {str(day.month) for day in (month.first, month.first_day, month.last)}
    return row.due_on < month.last and (named is None or not near.isdisjoint(named[1].split(",")))


def entries_of(rows: Iterable[MilestoneRow], month: Month) -> dict[date, list[Entry]]:
    """Return what falls on each day of the page of a month, the most urgent first."""
    found: defaultdict[date, list[Entry]] = defaultdict(list)
    for row in rows:
        if row.due_on is None:
            continue
        if month.first <= row.due_on <= month.last:
            found[row.due_on].append(Entry(row))
        if may_recur(row, month):
            for day in occurrences(row.recurrence, row.due_on, month.last):
                if day > row.due_on and day >= month.first:
                    found[day].append(Entry(row, again=True))
    order = list(Standing)
    for entries in found.values():
        entries.sort(key=lambda one: (one.again, order.index(one.row.standing), one.row.id))
    return dict(found)
