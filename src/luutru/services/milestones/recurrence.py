"""Duties that come back: the recurrence rules of RFC 5545, reckoned by python-dateutil.

A due day is a day, so only rules of days are accepted. A rule that names no day of its own is
pinned to the day on which it starts: the last of a month stays the last, and a year without
29 February has its duty on the 28th.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Final

from dateutil.rrule import rrule, rrulestr

from luutru.errors import UnacceptableValue
from luutru.i18n import mark, translate

_LONGEST: Final = 200
_HORIZON: Final = timedelta(days=366 * 28)
"""Within a calendar cycle of 28 years every rule that ever happens has happened."""
_CYCLE: Final = 400
"""Years after which weekdays and leap years are the same again.

Days are reckoned in the last cycle that there is: what never happens would be looked for up to
the year 9999.
"""
_WEEKDAYS: Final = "(?:MO|TU|WE|TH|FR|SA|SU)"
_NUMBERS: Final = {
    "INTERVAL": (1, 1000), "COUNT": (1, 1000), "BYMONTH": (1, 12), "BYMONTHDAY": (-31, 31),
    "BYYEARDAY": (-366, 366), "BYWEEKNO": (-53, 53), "BYSETPOS": (-366, 366),
}  # fmt: skip
_WORDS: Final = {
    "FREQ": re.compile("YEARLY|MONTHLY|WEEKLY|DAILY"),
    "UNTIL": re.compile(r"\d{8}(?:T\d{6}Z?)?"),
    "WKST": re.compile(_WEEKDAYS),
    "BYDAY": re.compile(rf"[+-]?\d{{0,2}}{_WEEKDAYS}(?:,[+-]?\d{{0,2}}{_WEEKDAYS})*"),
}
_FIELD: Final = mark("Recurrence")
_LAST_SAFE_DAY: Final = 28


def checked(text: str, start: date) -> str:
    """Return a recurrence rule that starts on `start` in one spelling; empty for none.

    Raises:
        UnacceptableValue: It is no rule of RFC 5545 for days, or never happens.
    """
    written = "".join(text.split()).upper().removeprefix("RRULE:").rstrip(";")
    if not written:
        return ""
    spelled, first = "", None
    try:
        spelled = _written(_parts(written))
        first = next(occurrences(spelled, start, None), None)
    except (ValueError, TypeError, LookupError):
        pass
    if first is None or len(spelled) > _LONGEST:
        expected = translate("a rule of RFC 5545 such as FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15")
        raise UnacceptableValue(translate(_FIELD), text[:60], expected)
    return spelled


def pinned(rule: str, start: date) -> str:
    """Return `rule` with the day on which it starts, where it names no day of its own."""
    told = _told(rule)
    if any(name.startswith("BY") for name in told):
        return rule
    if told["FREQ"] == "YEARLY":
        told["BYMONTH"] = str(start.month)
    if told["FREQ"] in ("YEARLY", "MONTHLY"):
        told |= _day_of_month(start, last=told["FREQ"] == "MONTHLY")
    return _written(told)


def occurrences(rule: str, start: date, until: date | None) -> Iterator[date]:
    """Yield the days of a series that starts on `start`, up to `until` or to its end.

    Without `until` it goes on for a calendar cycle of 28 years.
    """
    told = _told(rule)
    last = until or start + _HORIZON
    if "UNTIL" in told:
        last = min(last, datetime.strptime(told.pop("UNTIL"), "%Y%m%d").date())  # noqa: DTZ007
    count = int(told.pop("COUNT", 0)) or None
    shift = (date.max.year - last.year) // _CYCLE * _CYCLE
    first, end = (datetime.combine(_later(day, shift), time.min) for day in (start, last))
    made = rrulestr(_written(told), dtstart=first)
    assert isinstance(made, rrule)  # noqa: S101  one rule, without exceptions
    return (_later(moment, -shift) for moment in islice(made.replace(until=end), count))


def following(rule: str, planned_on: date) -> tuple[date, str] | None:
    """Return the next day of a series after `planned_on`, and the rule that it goes on by.

    A rule that counts (`COUNT`) counts one less; None at the end of the series.
    """
    told = _told(rule)
    left = int(told.pop("COUNT", 0))
    if left == 1:
        return None
    after = (day for day in occurrences(_written(told), planned_on, None) if day > planned_on)
    found = next(after, None)
    if left:
        told["COUNT"] = str(left - 1)
    return (found, _written(told)) if found else None


def first_day(rule: str, from_day: date) -> date | None:
    """Return the first day of a rule on or after `from_day`; None for no rule."""
    return None if not rule else next(occurrences(rule, from_day, None), None)


def _told(rule: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in rule.split(";"))


def _later(day: date, years: int) -> date:
    return date(day.year + years, day.month, day.day)


def _written(told: dict[str, str]) -> str:
    return ";".join(f"{name}={value}" for name, value in told.items())


def _parts(written: str) -> dict[str, str]:
    told = _told(written)
    if len(told) <= written.count(";") or "FREQ" not in told or {"COUNT", "UNTIL"} <= told.keys():
        raise ValueError(written)
    for name, value in told.items():
        fits = bool(_WORDS[name].fullmatch(value)) if name in _WORDS else _are_numbers(name, value)
        if not fits:
            raise ValueError(value)
    if "UNTIL" in told:
        told["UNTIL"] = told["UNTIL"][:8]
    return {"FREQ": told.pop("FREQ"), **told}


def _are_numbers(name: str, value: str) -> bool:
    first, last = _NUMBERS[name]
    return all(number and first <= number <= last for number in map(int, value.split(",")))


def _day_of_month(start: date, *, last: bool) -> dict[str, str]:
    """Return what names the day of `start`, also where a month has no such day."""
    if start.day <= _LAST_SAFE_DAY:
        return {"BYMONTHDAY": str(start.day)}
    if not last and start.month != 2:  # noqa: PLR2004  the only month that changes its length
        return {"BYMONTHDAY": str(start.day)}
    days = ",".join(str(day) for day in range(_LAST_SAFE_DAY, start.day + 1))
    return {"BYMONTHDAY": days, "BYSETPOS": "-1"}
