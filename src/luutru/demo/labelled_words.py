"""How labelled agreements write numbers, periods and days, in Vietnamese and English."""

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

from luutru.resources import folder

Pair = tuple[str, str]
"""The same thing in Vietnamese and in English."""
Item = TypeVar("Item")

_NUMBERS: Final = {
    1: ("một", "one"), 2: ("hai", "two"), 3: ("ba", "three"), 4: ("bốn", "four"),
    5: ("năm", "five"), 6: ("sáu", "six"), 7: ("bảy", "seven"), 10: ("mười", "ten"),
    12: ("mười hai", "twelve"), 15: ("mười lăm", "fifteen"), 18: ("mười tám", "eighteen"),
    20: ("hai mươi", "twenty"), 24: ("hai mươi tư", "twenty-four"), 30: ("ba mươi", "thirty"),
    36: ("ba mươi sáu", "thirty-six"), 45: ("bốn mươi lăm", "forty-five"),
    60: ("sáu mươi", "sixty"), 90: ("chín mươi", "ninety"),
}  # fmt: skip
_UNITS: Final = {"Y": ("năm", "year"), "M": ("tháng", "month"), "D": ("ngày", "day")}
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@cache
def stock() -> dict[str, Any]:
    """Read the invented names and the wordings, each kind from its own file."""
    said = _read("labelled_sentences")
    for kind, more in _read("labelled_more").items():
        if isinstance(more, list):
            said[kind] += more
        else:
            said[kind] = {language: said[kind][language] + more[language] for language in more}
    return _read("labelled") | {"say": said}


def write_only_in(wordings: Path) -> None:
    """Write from now on in the wordings of a file that the authors of the rules have not seen.

    It is built like `labelled_sentences.toml`; kinds that it lacks keep their wordings.
    """
    stock()["say"].update(tomllib.loads(wordings.read_text(encoding="utf-8")))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((folder("demo") / f"{name}.toml").read_text(encoding="utf-8"))


class Dice:
    """Throws that decide one document, the same for the same seed."""

    def __init__(self, *seed: int) -> None:
        self.random: Final = np.random.default_rng(seed)

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of `items`."""
        return items[int(self.random.integers(len(items)))]

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """Return `count` different ones of `items`, in any order."""
        return [items[int(i)] for i in self.random.permutation(len(items))[:count]]

    def happens(self, share: float = 0.5) -> bool:
        """Tell whether something happens that happens in `share` of all cases."""
        return float(self.random.random()) < share

    def number(self, low: int, high: int) -> int:
        """Return a number from `low` to `high`, both possible."""
        return int(self.random.integers(low, high + 1))

    def day(self, first: int, last: int) -> date:
        """Return a day of the years `first` to `last`."""
        return date(self.number(first, last), self.number(1, 12), self.number(1, 28))


def period(dice: Dice, iso: str) -> Pair:
    """Write an ISO 8601 period of one unit, such as `P3Y`: three years."""
    number, unit = int(iso[1:-1]), iso[-1]
    vi, en = _NUMBERS[number]
    digits = dice.pick((f"{number}", f"{number:02d}"))
    amount_vi = dice.pick((digits, f"{vi} ({digits})", f"{digits} ({vi})", vi))
    amount_en = dice.pick((f"{number}", f"{en} ({number})", en, f"{number} ({en})"))
    units = _UNITS[unit]
    return f"{amount_vi} {units[0]}", f"{amount_en} {units[1]}{'s' if number > 1 else ''}"


def written_day(dice: Dice, day: date) -> Pair:
    """Write a day in one of the forms in which it is printed."""
    return _day_vi(dice, day), _day_en(dice, day)


def day_of_year(dice: Dice, day: date) -> Pair:
    """Write a day that returns every year."""
    month = _MONTHS[day.month - 1]
    vi = dice.pick((f"ngày {day.day:02d} tháng {day.month}", f"ngày {day.day}/{day.month}"))
    return vi, dice.pick((f"{day.day} {month}", f"{month} {day.day}"))


def days_between(dice: Dice, first: date, length: int) -> Pair:
    """Write the days of a visit that begins on `first`, which must not be late in its month."""
    last, month, year = first.day + length, first.month, first.year
    vi = dice.pick((
        f"ngày {first.day:02d} đến ngày {last:02d} tháng {month} năm {year}",
        f"{first.day}-{last}/{month}/{year}",
        f"ngày {first.day}/{month}/{year} đến ngày {last}/{month}/{year}",
    ))  # fmt: skip
    return vi, f"{first.day} to {last} {_MONTHS[month - 1]} {year}"


def impossible_day(dice: Dice) -> Pair:
    """Write a day that does not exist, as careless typists and readers of scans leave it."""
    year = dice.number(1973, 2023)
    day, month = dice.pick(((21, 0), (31, 2), (30, 2), (31, 4), (12, 13), (0, 7)))
    return f"ngày {day}/{month}/{year}", f"{day}/{month}/{year}"


def _day_vi(dice: Dice, day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)  # noqa: PLR2004  Decree 30
    return dice.pick((
        f"ngày {day.day:02d} tháng {month} năm {day.year}",
        f"ngày {day.day:02d} tháng {month} năm {day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"ngày {day.day}/{day.month}/{day.year}",
        f"ngày {day.day:02d}/{day.month:02d}/{day.year}",
        f"ngày {day.day:02d}-{day.month:02d}-{day.year}",
        f"ngày {day.day:02d}.{day.month}.{day.year}",
    ))  # fmt: skip


def _day_en(dice: Dice, day: date) -> str:
    month = _MONTHS[day.month - 1]
    return dice.pick((
        f"{day.day} {month} {day.year}",
        f"{day.day:02d} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{day.day}{_ending(day.day)} {month} {day.year}",
        f"{day.day} {month}, {day.year}",
    ))  # fmt: skip


def _ending(number: int) -> str:
    if 10 < number % 100 < 14:  # noqa: PLR2004  eleventh, twelfth, thirteenth
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
