"""A diamond on its way to another day; knows nothing of Qt."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from luutru import clock
from luutru.gui.milestones.timeline.scale import Scale
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

_CLOSED: Final = (Standing.DONE, Standing.CANCELLED, Standing.SUGGESTED)


def may_move(row: MilestoneRow) -> bool:
    """Tell whether the day of a milestone can be changed by hand.

    One that follows the dates of its agreement moves with these alone.
    """
    return row.standing not in _CLOSED and not row.derived_from


@dataclass(slots=True)
class Dragging:
    """Where it began, and the day it has come to."""

    mark: MilestoneRow
    start: float
    moved: bool = False
    day: date = field(default_factory=clock.today)

    def go_on(self, x: float, scale: Scale, reach: int) -> None:
        """Follow the mouse; below `reach` pixels nothing was meant."""
        assert self.mark.due_on is not None  # noqa: S101  only what has a day is a mark
        self.moved = self.moved or abs(x - self.start) >= reach
        self.day = scale.moved(self.mark.due_on, x - self.start)
