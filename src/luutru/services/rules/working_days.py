"""Which days are worked: weekly days off, public holidays of Viet Nam, and what an archive sets.

Source: Labour Code 45/2019/QH14, articles 111.3 (a holiday on a day off is made up for on the next
working day) and 112. The data lies in `resources/rules/holidays.toml`.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import i18n, resources
from luutru.records.calendar import CalendarDay

_DAY: Final = timedelta(days=1)
_NATIONAL_DAY: Final = (9, 2)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that differs from what its weekday says."""

    day: date
    name: str
    """In the reader's language."""
    is_worked: bool = False
    source: str = ""
    is_own: bool = False
    """Whether the archive entered it."""


@dataclass(frozen=True)
class WorkCalendar:
    """The days on which the agency works."""

    own: Mapping[date, Holiday] = field(default_factory=dict)
    """What the archive entered; it overrides what the program knows."""

    def is_worked(self, day: date) -> bool:
        """Tell whether the agency works on `day`."""
        told = self.holiday(day)
        return told.is_worked if told else not _is_weekly_off(day)

    def holiday(self, day: date) -> Holiday | None:
        """Return what is special about `day`; None for an ordinary day."""
        return self.own.get(day) or _of_the_law(day.year).get(day)

    def plus(self, start: date, count: int) -> date:
        """Return the `count`-th working day after `start`; before it where `count` is negative."""
        step, left, day = (_DAY if count > 0 else -_DAY), abs(count), start
        while left:
            day += step
            left -= self.is_worked(day)
        return day

    def or_next_worked(self, day: date) -> date:
        """Return `day`, or the first working day after it where it is none."""
        while not self.is_worked(day):
            day += _DAY
        return day

    def in_year(self, year: int) -> list[Holiday]:
        """Return what is special in a year, in order."""
        own = {day: told for day, told in self.own.items() if day.year == year}
        return [told for _, told in sorted((_of_the_law(year) | own).items())]


ORDINARY: Final = WorkCalendar()
"""The calendar of an archive that entered nothing."""


def calendar_in(session: Session) -> WorkCalendar:
    """Return the calendar of the archive, within the caller's transaction."""
    own = {
        row.day: Holiday(row.day, row.name, row.kind == "working", row.source, is_own=True)
        for row in session.scalars(select(CalendarDay))
    }
    return WorkCalendar(own)


def last_known_year() -> int:
    """Return the last year of which the days that move with the moon are known."""
    return max(map(int, data()["moon"]["years"]))


@cache
def data() -> dict[str, Any]:
    """Return the file of holidays as it ships with the program."""
    text = (resources.folder("rules") / "holidays.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _is_weekly_off(day: date) -> bool:
    return day.weekday() in data()["weekly_days_off"]


def _of_the_law(year: int) -> dict[date, Holiday]:
    return _by_day(year, i18n.language())


@cache
def _by_day(year: int, language: str) -> dict[date, Holiday]:
    """Return the holidays of a year, those that make up for others and exchanged days included."""
    names, source = data()["names"], str(data()["source"][language])
    found: dict[date, Holiday] = {}
    for day, name in sorted(_holidays(year, language)):
        found.setdefault(day, Holiday(day, name, source=source))
    for day in sorted(found):
        if _is_weekly_off(day):
            made_up = _first_free_of(day, found)
            name = f"{names['compensation'][language]} ({found[day].name})"
            found[made_up] = Holiday(made_up, name, source=source)
    for swap in data()["swaps"]["days"]:
        if swap["off"].year == year:
            source = str(data()["swaps"]["source"][language])
            off, worked = swap["off"], swap["worked"]
            found[off] = Holiday(off, names["swapped"][language], source=source)
            found[worked] = Holiday(worked, names["worked"][language], True, source)  # noqa: FBT003
    return found


def _first_free_of(day: date, taken: Mapping[date, Holiday]) -> date:
    """Return the first working day after `day` that is no holiday itself."""
    while day in taken or _is_weekly_off(day):
        day += _DAY
    return day


def _holidays(year: int, language: str) -> Iterator[tuple[date, str]]:
    told = data()
    for fixed in told["fixed"]:
        yield date(year, fixed["month"], fixed["day"]), fixed[language]
    moon: Mapping[str, Any] = told["moon"]["years"].get(str(year), {})
    national = date(year, *_NATIONAL_DAY)
    is_after = moon.get("national_day", told["national_day"]) == "after"
    name = told["names"]["national_day"][language]
    yield national, name
    yield national + (_DAY if is_after else -_DAY), name
    if moon:
        yield moon["hung_kings"], told["names"]["hung_kings"][language]
        first = moon["tet"] - moon.get("tet_before", told["tet_before"]) * _DAY
        for number in range(told["tet_days"]):
            yield first + number * _DAY, told["names"]["tet"][language]
