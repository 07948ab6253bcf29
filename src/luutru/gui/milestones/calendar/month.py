"""Six weeks around a month, Monday first; knows nothing of Qt."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

WEEKS: Final = 6
DAYS: Final = 7
_DECEMBER: Final = 12
_WEEKEND: Final = 5


@dataclass(frozen=True, slots=True)
class Month:
    """The days that the page of one month shows."""

    year: int
    month: int

    @property
    def first_day(self) -> date:
        """The first of the month."""
        return date(self.year, self.month, 1)

    @property
    def first(self) -> date:
        """The Monday in the upper left corner."""
        return self.first_day - timedelta(self.first_day.weekday())

    @property
    def last(self) -> date:
        """The Sunday in the lower right corner."""
        return self.first + timedelta(WEEKS * DAYS - 1)

    def days(self) -> list[date]:
        """Return all days in the order of reading."""
        return [self.first + timedelta(number) for number in range(WEEKS * DAYS)]

    def holds(self, day: date) -> bool:
        """Tell whether `day` belongs to the month itself."""
        return (day.year, day.month) == (self.year, self.month)

    def place_of(self, day: date) -> tuple[int, int] | None:
        """Return week and weekday of a day, None where the page does not show it."""
        number = (day - self.first).days
        return divmod(number, DAYS) if 0 <= number < WEEKS * DAYS else None

    def day_in(self, week: int, weekday: int) -> date:
        """Return the day at a place."""
        return self.first + timedelta(week * DAYS + weekday)


def month_of(day: date) -> Month:
    """Return the month of a day."""
    return Month(day.year, day.month)


def months_later(day: date, months: int) -> date:
    """Return the day of the same number some months on, or the last day of a shorter month."""
    year, month = divmod(day.year * _DECEMBER + day.month - 1 + months, _DECEMBER)
    first_after = date(year + (month + 1) // _DECEMBER, (month + 1) % _DECEMBER + 1, 1)
    return date(year, month + 1, min(day.day, (first_after - timedelta(1)).day))


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() >= _WEEKEND
