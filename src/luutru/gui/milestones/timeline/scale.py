"""Where a day lies on the timeline, and the marks of its header; knows nothing of Qt."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Self

NARROWEST: Final = 0.12
"""Pixels of a day at which thirty years fit a wide screen."""
WIDEST: Final = 14.0
USUAL: Final = 2.4
_MONTHS_FROM: Final = 1.0
"""Pixels of a day from which the name of a month has room."""
_QUARTERS_FROM: Final = 0.5
_DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Tick:
    """One field of the header: where it begins, how wide it is, and its first day."""

    x: float
    width: float
    first: date


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `start` to `end`, each `per_day` pixels wide."""

    start: date
    end: date
    per_day: float = USUAL

    @property
    def width(self) -> float:
        """The whole in pixels."""
        return ((self.end - self.start).days + 1) * self.per_day

    @property
    def steps(self) -> tuple[int, int]:
        """Months in a field of the upper and of the lower line of the header; 0: none."""
        if self.per_day >= _MONTHS_FROM:
            return 3, 1
        return 12, 3 if self.per_day >= _QUARTERS_FROM else 0

    def x_of(self, day: date) -> float:
        """Return where `day` begins."""
        return (day - self.start).days * self.per_day

    def middle_of(self, day: date) -> float:
        """Return where the middle of `day` lies."""
        return self.x_of(day) + self.per_day / 2

    def day_at(self, x: float) -> date:
        """Return the day at `x`, the first or last one beyond the ends."""
        number = int(x // self.per_day)
        return self.start + timedelta(max(0, min(number, (self.end - self.start).days)))

    def moved(self, start: date, pixels: float) -> date:
        """Return the day that lies `pixels` from `start`."""
        return start + timedelta(round(pixels / self.per_day))

    def zoomed(self, factor: float) -> Self:
        """Return the scale with days wider by `factor`, within what can be read."""
        return replace(self, per_day=max(NARROWEST, min(self.per_day * factor, WIDEST)))

    def ticks(self, months: int, left: float, right: float) -> Iterator[Tick]:
        """Yield the fields of `months` months each that lie between `left` and `right`."""
        first = self.day_at(left)
        day = date(first.year, (first.month - 1) // months * months + 1, 1)
        while (x := self.x_of(day)) < right:
            after = months_on(day, months)
            yield Tick(x, self.x_of(after) - x, day)
            day = after


def months_on(day: date, months: int) -> date:
    """Return the first day of the month that lies `months` after the month of `day`."""
    year, month = divmod(day.year * _DECEMBER + day.month - 1 + months, _DECEMBER)
    return date(year, month + 1, 1)


def scale_for(days: list[date], today: date, per_day: float = USUAL) -> Scale:
    """Return a scale of whole years on which all of `days` and a year around today lie."""
    first = min([*days, today - timedelta(365)])
    last = max([*days, today + timedelta(365)])
    return Scale(date(first.year, 1, 1), date(last.year, 12, 31), per_day)
