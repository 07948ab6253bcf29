"""What somebody is to be reminded of today: what is late, and what has come near.

A milestone comes near on the first of its reminder days, counted back from the day it is due.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.milestone import Milestone
from luutru.services.archive import Archive
from luutru.services.milestones.rows import MilestoneRow, rows_where
from luutru.services.milestones.standing import OPEN_STATES

SHOWN: Final = 60
"""Milestones told with their rows; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """What is late or near today, the first due first."""

    rows: tuple[MilestoneRow, ...] = ()
    late: int = 0
    near: int = 0

    @property
    def count(self) -> int:
        """How many milestones somebody is reminded of."""
        return self.late + self.near


def reminders(archive: Archive, today: date | None = None) -> Reminders:
    """Return what somebody is to be reminded of `today` (default: the day on the clock)."""
    day = today or clock.today()
    with archive.catalogue.read() as session:
        due = _due(session, day)
        counted = (
            select(func.count().filter(Milestone.due_on < day), func.count())
            .select_from(Milestone)
            .where(*due)
        )
        late, all_of_them = session.execute(counted).one()
        rows = rows_where(session, due, day, limit=SHOWN) if all_of_them else []
        return Reminders(tuple(rows), late, all_of_them - late)


def days_before(told: str) -> int:
    """Return how many days before its own a milestone is first told of."""
    return max((int(word) for word in told.split(",") if word.strip().isdigit()), default=0)


def _due(session: Session, today: date) -> list[ColumnElement[bool]]:
    offsets = session.scalars(select(Milestone.reminder_days).distinct()).all()
    near = [
        and_(
            Milestone.reminder_days == told,
            Milestone.due_on <= today + timedelta(days=days_before(told)),
        )
        for told in offsets
    ]
    return [Milestone.state.in_(OPEN_STATES), or_(Milestone.due_on < today, *near)]
