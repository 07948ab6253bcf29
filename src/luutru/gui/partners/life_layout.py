"""Where everything on the history of a partner lies, for one width: days become pixels."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from luutru.gui.partners.life_plan import Item, LifePlan

AXIS: Final = 24
BAND: Final = 26
BAR: Final = 20
_STEP: Final = 26
_GAP: Final = 10
DOT: Final = 6
"""Half the width of a milestone's sign."""
_LEAST: Final = 8
"""Pixels that even the shortest bar is wide."""
_TICK: Final = 74
"""Pixels between two years that are written."""
_STEPS: Final = (1, 2, 4, 5, 10, 20)


@dataclass(frozen=True, slots=True)
class Laid:
    """An item in its place."""

    item: Item
    place: QRectF
    """The bar, the line of a mark, or the sign of a milestone."""
    label: QRectF
    is_inside: bool = True
    """Whether its label has room within the bar."""


@dataclass(frozen=True)
class LifeLayout:
    """The picture for one width."""

    width: float
    height: float
    plan: LifePlan
    bars: tuple[Laid, ...]
    dots: tuple[Laid, ...]
    marks: tuple[Laid, ...]

    def x(self, day: date) -> float:
        """Return where a day lies from left to right."""
        return x_of(self.plan, day, self.width)

    def years(self) -> list[int]:
        """Return the years that are written over the picture."""
        plan = self.plan
        span = max(1, plan.last.year - plan.first.year + 1)
        step = next((n for n in _STEPS if self.width / span * n >= _TICK), _STEPS[-1])
        return list(range(plan.first.year, plan.last.year + 1, step))

    def laid(self) -> tuple[Laid, ...]:
        """Return everything that can be walked to, by day."""
        every = (*self.bars, *self.marks, *self.dots)
        return tuple(sorted(every, key=lambda one: one.item.first))

    def at(self, point: QPointF) -> Laid | None:
        """Return what lies at a point."""
        for one in (*self.dots, *self.bars, *self.marks):
            reach = one.place.adjusted(-4, -2, 4, 2)
            if reach.contains(point) or (not one.is_inside and one.label.contains(point)):
                return one
        return None


def lay_out(plan: LifePlan, width: float, text_width: Callable[[str], float]) -> LifeLayout:
    """Return the picture for a width; bars that would touch go on lanes of their own."""
    top = AXIS + BAND + _GAP
    bars, bottom = _bars(plan, width, top, text_width)
    dots = tuple(_dot(plan, one, width, bottom + DOT + 4) for one in plan.dots)
    height = bottom + (2 * DOT + _GAP if dots else 0) + 4
    marks = tuple(
        Laid(one, QRectF(x_of(plan, one.first, width) - 1, AXIS, 2, height - AXIS), QRectF())
        for one in plan.marks
    )
    return LifeLayout(width, height, plan, bars, dots, marks)


def x_of(plan: LifePlan, day: date, width: float) -> float:
    """Return where a day lies, cut off at both ends."""
    whole = (plan.last - plan.first).days or 1
    return width * min(max((day - plan.first).days / whole, 0.0), 1.0)


def _bars(
    plan: LifePlan, width: float, top: float, text_width: Callable[[str], float]
) -> tuple[tuple[Laid, ...], float]:
    """Return the bars on as few lanes as they need, and where the last lane ends."""
    free: list[float] = []  # by lane: from where on it is free
    laid = []
    for one in plan.bars:
        left = x_of(plan, one.first, width)
        right = max(x_of(plan, one.last or plan.last, width), left + _LEAST)
        wide = text_width(one.label)
        inside = wide + 14 <= right - left
        left_side = not inside and right + wide + 6 > width
        begins = left - wide - 6 if left_side else left
        ends = right if inside or left_side else right + wide + 6
        lane = next((n for n, until in enumerate(free) if until + _GAP <= begins), len(free))
        free[lane : lane + 1] = [ends]
        place = QRectF(left, top + lane * _STEP, right - left, BAR)
        at = begins if left_side else right + 6
        label = place.adjusted(7, 0, -7, 0) if inside else QRectF(at, place.top(), wide + 2, BAR)
        laid.append(Laid(one, place, label, inside))
    return tuple(laid), top + len(free) * _STEP


def _dot(plan: LifePlan, one: Item, width: float, middle: float) -> Laid:
    at = x_of(plan, one.first, width)
    return Laid(one, QRectF(at - DOT, middle - DOT, 2 * DOT, 2 * DOT), QRectF())
