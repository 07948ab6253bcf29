"""Which lane lies where on the timeline, and what is hit at a place; knows nothing of Qt."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luutru.gui.milestones.timeline.scale import Scale
from luutru.services.milestones.rows import MilestoneRow

GROUP_HEIGHT: Final = 32
LANE_HEIGHT: Final = 46
REACH: Final = 10
"""Pixels around the middle of a diamond in which it is hit."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The term of an agreement: open on a side where no day is known."""

    begins: date | None
    ends: date | None
    state: str
    """The colours it is painted in."""
    told_end: str = ""
    """What stands behind its end."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One line: an agreement, or all agreements of a partner."""

    key: str
    title: str
    caption: str
    reference: str
    """The agreement it stands for; empty for a partner."""
    state: str
    status: str
    """The word for the state."""
    bars: tuple[Bar, ...]
    marks: tuple[MilestoneRow, ...]
    """Milestones with a day, the first due first."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lanes under a heading."""

    key: str
    title: str
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """A heading or a lane, and where it lies."""

    top: int
    group: Group
    lane: Lane | None = None

    @property
    def height(self) -> int:
        """How tall it is."""
        return GROUP_HEIGHT if self.lane is None else LANE_HEIGHT


class Lanes:
    """All strips, from top to bottom; the groups named `folded` show their heading alone."""

    def __init__(self, groups: Sequence[Group] = (), folded: Collection[str] = ()) -> None:
        self.groups = tuple(groups)
        self.folded = frozenset(folded)
        self.strips = tuple(self._laid())
        self._tops = [strip.top for strip in self.strips]

    @property
    def height(self) -> int:
        """The whole in pixels."""
        return self.strips[-1].top + self.strips[-1].height if self.strips else 0

    def between(self, top: int, bottom: int) -> Sequence[Strip]:
        """Return the strips that show between two heights."""
        first = max(0, bisect_right(self._tops, top) - 1)
        return self.strips[first : bisect_right(self._tops, bottom)]

    def number_at(self, y: int) -> int:
        """Return the number of the strip at a height, -1 below the last."""
        if y < 0 or y >= self.height:
            return -1
        return bisect_right(self._tops, y) - 1

    def number_of(self, key: str) -> int:
        """Return the number of the lane `key`, -1 where it is not shown."""
        found = (n for n, strip in enumerate(self.strips) if strip.lane and strip.lane.key == key)
        return next(found, -1)

    def beside(self, number: int, step: int) -> int:
        """Return the strip `step` further, within the ends."""
        return max(0, min(number + step, len(self.strips) - 1))

    def _laid(self) -> Iterator[Strip]:
        top = 0
        for group in self.groups:
            yield Strip(top, group)
            top += GROUP_HEIGHT
            for lane in () if group.key in self.folded else group.lanes:
                yield Strip(top, group, lane)
                top += LANE_HEIGHT


def mark_at(lane: Lane, scale: Scale, x: float) -> int:
    """Return the number of the mark nearest to `x` on a lane, -1 where none is in reach."""
    if not lane.marks:
        return -1
    away = [abs(scale.middle_of(mark.due_on) - x) for mark in lane.marks if mark.due_on]
    nearest = min(range(len(away)), key=lambda number: away[number])
    return nearest if away[nearest] <= REACH else -1
