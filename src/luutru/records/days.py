"""Days as records keep them: EDTF values, and the first and last day that they may mean.

Source: ISO 8601-2:2019 (EDTF level 1, the part of it that agreements need): `2023-12-07`,
`2023-12`, `2023`, intervals `2023-09-27/2023-09-28`, open ends `2023-08-09/..`, uncertain `…?`.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")


class Span(NamedTuple):
    """The first and the last day that a value may mean; None where it is open."""

    first: date | None
    last: date | None


UNKNOWN = Span(None, None)


def span_of(edtf: str) -> Span:
    """Return the days that `edtf` covers; an empty value is unknown.

    Raises:
        ValueError: It is not a value of this form, or names a day that does not exist.
    """
    value = edtf.strip().removesuffix("?")
    if not value:
        return UNKNOWN
    first, slash, last = value.partition("/")
    if not slash:
        return _one(first)
    return Span(
        None if first == ".." else _one(first).first, None if last == ".." else _one(last).last
    )


def _one(value: str) -> Span:
    found = _DAY.fullmatch(value)
    if not found:
        message = f"not a day: {value}"
        raise ValueError(message)
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # noqa: S101  the expression has no match without a year
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Span(date(year, month, day), date(year, month, day))


def plus(start: date, period: str) -> date:
    """Return the last day of a term of `period` (ISO 8601, `P3Y`) that runs from `start`.

    A term of years or months ends on the day of the same number, or on the last day of a month
    that has no such day.

    Source: Civil Code 91/2015/QH13, articles 147 and 148.

    Raises:
        ValueError: `period` is not a period of years, months and days.
    """
    years, months, days = _parts_of(period)
    count = start.year * 12 + start.month - 1 + years * 12 + months
    year, month = divmod(count, 12)
    there = date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    return date.fromordinal(there.toordinal() + days)


def minus(end: date, period: str) -> date:
    """Return the last day that lies at least `period` before `end`: the last day to give notice.

    Raises:
        ValueError: `period` is not a period of years, months and days.
    """
    years, months, days = _parts_of(period)
    count = end.year * 12 + end.month - 1 - years * 12 - months
    year, month = divmod(count, 12)
    there = date(year, month + 1, min(end.day, monthrange(year, month + 1)[1]))
    return date.fromordinal(there.toordinal() - days)


def _parts_of(period: str) -> tuple[int, int, int]:
    found = _PERIOD.fullmatch(period)
    if not found or not any(found.groups()):
        message = f"not a period: {period}"
        raise ValueError(message)
    years, months, days = (int(part or 0) for part in found.groups())
    return years, months, days


def is_period(text: str) -> bool:
    """Tell whether `text` is an ISO 8601 period of years, months and days."""
    found = _PERIOD.fullmatch(text)
    return bool(found and any(found.groups()))
