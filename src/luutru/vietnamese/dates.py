"""Reads and writes days as Vietnamese documents and people do: the day always before the month.

A date is kept as EDTF (ISO 8601-2:2019): `2023-12-07`, `2023-12`, `2023`, intervals
`2023-09-27/2023-09-28`, open ends `2023-08-09/..`, uncertain `2023-12-07?`. A day that does not
exist, such as 21/0/1973 from recognition, is pointed out and never repaired.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from luutru.vietnamese.date_forms import Day, WrittenDate, written_dates
from luutru.vietnamese.folding import strip_marks

_DAY: Final = r"\d{4}(?:-\d\d){0,2}"
_EDTF: Final = re.compile(rf"{_DAY}|{_DAY}/(?:{_DAY}|\.\.)|\.\./{_DAY}")
_MONTH: Final = re.compile(r"(?:thang\s*)?(\d{1,2})\s?[/.-]\s?(\d{4})")
_YEAR: Final = re.compile(r"(?:nam\s+)?(\d{4})")
_BETWEEN: Final = re.compile(r"\s*[–—]\s*|\s+-\s*|(?<=\d{4})-(?=\d|$)|\s+den\s+|^den\s+")
_BEFORE_DAY: Final = ("", "ngay ")
_BEFORE_INTERVAL: Final = ("", "ngay ", "tu ", "tu ngay ")
_OPEN_END: Final = ("", "…", "...")
_WHOLE_DAY: Final = len("2023-12-07")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """One date in a text, and where it stands."""

    edtf: str
    """Empty where no such day exists."""
    printed: str
    start: int
    end: int
    possible: bool


def find_dates(text: str) -> list[FoundDate]:
    """Return the dates in `text`, in order: numbers, Vietnamese and English words, intervals."""
    found = ((written, _edtf(written)) for written in written_dates(text))
    return [
        FoundDate(edtf or "", text[at.start : at.end], at.start, at.end, possible=edtf is not None)
        for at, edtf in found
    ]


def read_day(text: str) -> str | None:
    """Return one date as a person types it as EDTF, or None if it is none.

    What already is EDTF passes. Besides all that stands in documents, it understands `12/2023`,
    `2023`, an open end (`9/8/2023 –`, `từ 9/8/2023`) and doubt (`7/12/2023?`).
    """
    typed = " ".join(strip_marks(text).split())
    doubt = "?" if typed.endswith("?") else ""
    typed = typed.removesuffix("?").rstrip()
    edtf = _one(typed) or _interval(typed)
    return edtf + doubt if edtf else None


def _one(typed: str) -> str | None:
    """Return one date, or one interval of those that stand in documents."""
    if _EDTF.fullmatch(typed):
        return typed if _is_possible(*typed.split("/")) else None
    if (month := _MONTH.fullmatch(typed)) is not None:
        return _coarse(Day(int(month[2]), int(month[1]), -1))
    if (year := _YEAR.fullmatch(typed)) is not None:
        return _coarse(Day(int(year[1]), -1, -1))
    found = find_dates(typed)
    if len(found) != 1 or not typed.endswith(found[0].printed):
        return None
    before = _BEFORE_INTERVAL if "/" in found[0].edtf else _BEFORE_DAY
    return found[0].edtf or None if typed[: found[0].start] in before else None


def _interval(typed: str) -> str | None:
    """Return an interval of which one end is open or coarse."""
    ends = _BETWEEN.split(typed.removeprefix("tu "))
    if len(ends) == 1 and typed.startswith("tu "):
        ends.append("")
    if len(ends) != len(("first", "last")):
        return None
    first, last = (".." if end in _OPEN_END else _one(end) for end in ends)
    edtf = f"{first}/{last}"
    return edtf if _EDTF.fullmatch(edtf) and _is_possible(*edtf.split("/")) else None


def official(day: date) -> str:
    """Return `day` as official documents print it: "ngày 05 tháng 01 năm 2020".

    Days below 10 take a zero, of the months only the first two.

    Source: Decree 30/2020/NĐ-CP, appendix I, part II, 4.b.
    """
    month = f"{day.month:02d}" if day.month in (1, 2) else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def short(edtf: str) -> str:
    """Return a date for a table: 07/12/2023, 12/2023, 2023, 27–28/09/2023."""
    doubt = "?" if edtf.endswith("?") else ""
    first, slash, last = edtf.removesuffix("?").partition("/")
    if not slash:
        return _short_one(first) + doubt
    return f"{_first_of(first, last)}–{_short_one(last)}{doubt}"


def _short_one(day: str) -> str:
    return "…" if day == ".." else "/".join(reversed(day.split("-")))


def _first_of(first: str, last: str) -> str:
    """Return the beginning of an interval without the month and year that its end repeats."""
    if len(first) != _WHOLE_DAY or len(last) != _WHOLE_DAY or first[:4] != last[:4]:
        return _short_one(first)
    return _short_one(first[8:] if first[:7] == last[:7] else first[5:])


def days_of(edtf: str, most: int) -> list[str]:
    """Return every day of an interval of whole days, if it has no more than `most` of them."""
    ends = edtf.split("/")
    if len(ends) == 1 or any(len(end) != _WHOLE_DAY for end in ends):
        return []
    begin, end = (date.fromisoformat(end).toordinal() for end in ends)
    count = end - begin + 1
    return [date.fromordinal(begin + n).isoformat() for n in range(count)] if count <= most else []


def _edtf(written: WrittenDate) -> str | None:
    """Return a date as EDTF, or None if it names a day that does not exist."""
    days = [day for day in (written.first, written.last) if day is not None]
    ends = [_coarse(day) for day in days]
    known = [end for end in ends if end is not None]
    return "/".join(known) if known == ends and _is_possible(*known) else None


def _is_possible(first: str, last: str = "..") -> bool:
    """Tell whether both ends exist and stand in order, as far as both are said."""
    said = min(len(first), len(last))
    in_order = ".." in (first, last) or first[:said] <= last[:said]
    return in_order and _exists(first) and _exists(last)


def _coarse(day: Day) -> str | None:
    """Return a day, a month or a year as EDTF, or None if there is none."""
    edtf = "-".join(f"{part:02d}" for part in day if part >= 0)
    return edtf if _exists(edtf) else None


def _exists(edtf: str) -> bool:
    if edtf == "..":
        return True
    try:
        date(*(int(part) for part in (edtf + "-01-01").split("-")[:3]))
    except ValueError:
        return False
    return True
