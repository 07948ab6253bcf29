"""Reads the days that a query asks for: as people write them, compared, and told from today."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from luutru.records.days import Span, span_of
from luutru.vietnamese.dates import read_day
from luutru.vietnamese.folding import fold

_UNITS: Final = {
    "d": "day", "day": "day", "days": "day", "ngay": "day",
    "w": "week", "week": "week", "weeks": "week", "tuan": "week",
    "m": "month", "month": "month", "months": "month", "thang": "month",
    "y": "year", "year": "year", "years": "year", "nam": "year",
}  # fmt: skip
_FROM_TODAY: Final = re.compile(rf"([<>])=?\s*(\d{{1,5}})\s*({'|'.join(_UNITS)})")
_COMPARED: Final = re.compile(r"([<>]=?)\s*(.+)")
_SPOKEN: Final = {
    "hom nay": ("day", 0), "today": ("day", 0),
    "hom qua": ("day", -1), "yesterday": ("day", -1),
    "ngay mai": ("day", 1), "tomorrow": ("day", 1),
    "thang nay": ("month", 0), "this month": ("month", 0),
    "thang truoc": ("month", -1), "last month": ("month", -1),
    "thang sau": ("month", 1), "thang toi": ("month", 1), "next month": ("month", 1),
    "nam nay": ("year", 0), "this year": ("year", 0),
    "nam ngoai": ("year", -1), "nam truoc": ("year", -1), "last year": ("year", -1),
    "nam sau": ("year", 1), "nam toi": ("year", 1), "next year": ("year", 1),
}  # fmt: skip
_ONE_DAY: Final = timedelta(days=1)
_WEEK: Final = 7
_YEAR: Final = 12


def read_span(text: str, today: date, *, looks_back: bool = False) -> Span | None:
    """Return the days that a value means, or None if it means none.

    `2023`, `12/2023`, `7/12/2023`, `2023..2024`, `2023..`, `>=2024`, `năm nay`, and `<90d`: within
    the next 90 days, or within the last 90 where the field `looks_back`, as signing does.
    """
    try:
        return _read(" ".join(text.split()), today, looks_back=looks_back)
    except (ValueError, OverflowError):
        return None


def is_told_from_today(text: str) -> bool:
    """Tell whether `text` means other days tomorrow, as `<90d` and `năm nay` do."""
    said = fold(" ".join(text.split()))
    return said in _SPOKEN or _FROM_TODAY.fullmatch(said) is not None


def _read(text: str, today: date, *, looks_back: bool) -> Span | None:
    said = fold(text)
    if (told := _FROM_TODAY.fullmatch(said)) is not None:
        way = -1 if looks_back else 1
        day = shifted(today, _UNITS[told[3]], way * int(told[2]))
        return _within(today, day) if told[1] == "<" else _beyond(day, way)
    if said in _SPOKEN:
        return _around(today, *_SPOKEN[said])
    if (compared := _COMPARED.fullmatch(text)) is not None:
        return _compared(compared[1], _span(compared[2]))
    first, dots, last = text.partition("..")
    return _between(first.strip(), last.strip()) if dots else _span(text)


def shifted(day: date, unit: str, count: int) -> date:
    """Return the day `count` units away; a month without that day ends on its last one.

    Raises:
        ValueError: There is no such day.
        OverflowError: It is further away than calendars reach.
    """
    if unit in ("day", "week"):
        return day + timedelta(days=count * (_WEEK if unit == "week" else 1))
    months = day.year * _YEAR + day.month - 1 + count * (_YEAR if unit == "year" else 1)
    year, month = divmod(months, _YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _within(one: date, other: date) -> Span:
    return Span(min(one, other), max(one, other))


def _beyond(day: date, way: int) -> Span:
    return Span(day, None) if way > 0 else Span(None, day)


def _around(today: date, unit: str, count: int) -> Span:
    """Return the whole day, month or year that lies `count` of them away."""
    there = shifted(today, unit, count)
    if unit == "day":
        return Span(there, there)
    edtf = f"{there:%Y-%m}" if unit == "month" else f"{there:%Y}"
    return span_of(edtf)


def _span(text: str) -> Span:
    edtf = read_day(text)
    if edtf is None:
        raise ValueError(text)
    return span_of(edtf)


def _between(first: str, last: str) -> Span:
    if not first and not last:
        raise ValueError(first)
    begin, end = _span(first).first if first else None, _span(last).last if last else None
    if (first and begin is None) or (last and end is None):
        raise ValueError(first, last)
    return Span(begin, end)


def _compared(sign: str, span: Span) -> Span | None:
    first, last = span
    if first is None or last is None:
        return None
    return {
        "<": Span(None, first - _ONE_DAY),
        "<=": Span(None, last),
        ">": Span(last + _ONE_DAY, None),
        ">=": Span(first, None),
    }[sign]
