"""Reads how often something has to be done, as RFC 5545 tells it."""

import re
from typing import Final, NamedTuple

from luutru.extraction.grammar import either
from luutru.extraction.periods import number
from luutru.extraction.sentences import Sentence

_WINDOW: Final = 70
EVERY: Final = (
    either(
        r"\bdinh ky(?: moi| cu)?", r"\bcu(?: moi)?", r"\bmoi", r"\bevery", r"\beach",
        r"\bonce (?:every|in|each)",
    )
    + r"(?: lai)?\s*$"
)  # fmt: skip
_ONCE: Final = r"^\s*(?:mot|1|01|/)\s*lan\b"
_MONTHS: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NAMES: Final = "|".join(_MONTHS)
_DAY_OF_YEAR: Final = re.compile(
    either(
        r"(?<![\d/])(?P<day>[0-3]?\d)\s*(?:thang\s*|[/.-]\s*)(?P<month>1[0-2]|0?[1-9])"
        r"(?![\d]|\s*[/.-]\s*\d|\s*,?\s*nam\s+\d)",
        r"(?<![\d/])(?P<day_en>[0-3]?\d)(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?"
        rf"\s+(?P<name>{_NAMES})\b(?!,?\s+\d{{4}})",
        rf"\b(?P<name_2>{_NAMES})\s+(?P<day_2>[0-3]?\d)(?:st|nd|rd|th)?\b(?!,?\s+\d{{4}})",
    )
)
_PART_OF_YEAR: Final = re.compile(
    either(
        r"(?P<ahead>truoc\s+|before\s+|prior\s+to\s+)?(?:the\s+)?"
        r"(?:\bquy\s+(?P<quarter>iv|iii|ii|i|[1-4])\b"
        r"|\b(?P<ordinal>first|second|third|fourth)\s+quarter)",
        r"\bthang\s+(?P<month>1[0-2]|0?[1-9])\b(?!\s*[/.-]?\s*\d|\s+nam\s+\d)",
        rf"\b(?:in|of|during|by|before)\s+(?P<name>{_NAMES})\b(?!,?\s+\d)",
        r"(?P<end>\bcuoi\s+(?:moi\s+)?nam|\bend\s+of\s+(?:each|every|the)(?:\s+calendar)?\s+year"
        r"|\byear[-\s]end)",
    )
)
_QUARTERS: Final = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
}  # fmt: skip
_LAST_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_IN_BRACKETS: Final = r"(?:\s*\(\s*\w+\s*\))?"
_TIMES_A_YEAR: Final = either(
    rf"(?P<count>\w+){_IN_BRACKETS} (?:lan|times?|hai cuoc|cuoc|ky)(?: hop)?"
    r"(?: (?:moi|mot|trong|/|a|per|each|every|in a|in each))+ (?:nam|calendar year|year)",
    r"(?:moi|hang) nam,? (?:it nhat |toi thieu |khong it hon |to chuc |hop |duoc |dinh ky )*"
    rf"(?P<count_2>\w+){_IN_BRACKETS} (?:lan|cuoc|ky)\b",
    r"(?P<once>once|twice)(?: (?:a|per|each|every|in a|in each|in every))+ (?:calendar )?year",
)
_MENTIONED: Final = {
    "vi": r"{in_passing} (?:cac )?{yearly_thing}(?: \S+){0,3} (?:hang|moi|tung|thuong)\s*\w+$",
    "en": r"{in_passing}(?: \S+){0,2} {yearly_thing}$",
}
"""Something yearly that is only spoken of: `under the annual plan`."""
_NAMED_RULES: Final = (
    ("{every_half_year}", "FREQ=MONTHLY;INTERVAL=6"),
    ("{every_second_year}", "FREQ=YEARLY;INTERVAL=2"),
    ("{every_quarter}", "FREQ=MONTHLY;INTERVAL=3"),
    ("{every_month}", "FREQ=MONTHLY"),
    ("{every_year}", "FREQ=YEARLY"),
)


class Recurrence(NamedTuple):
    """How often; `start` and `end` are where the sentence says so."""

    start: int
    end: int
    rrule: str
    rule: str
    has_day: bool = False


def recurrence(sentence: Sentence) -> Recurrence | None:
    """Return how often something recurs, nothing where it is only mentioned in passing.

    Where the day of every year is named, or its month or quarter, the rule says so.
    """
    often = _often(sentence)
    return (_day_of_year(sentence, often) or often) if often else None


def _often(sentence: Sentence) -> Recurrence | None:
    for period in sentence.periods:
        before = sentence.folded[max(0, period.start - _WINDOW) : period.start]
        after = sentence.pattern(_ONCE).search(sentence.folded[period.end :])
        if after or sentence.pattern(EVERY).search(before):
            end = period.end + (after.end() if after else 0)
            return Recurrence(period.start, end, _rule(period.value), "recurrence.every")
    times = sentence.search(_TIMES_A_YEAR)
    count = _count(times["count"] or times["count_2"] or times["once"]) if times else None
    if times and count:
        return Recurrence(*times.span(), _rule(f"P{max(1, 12 // count)}M"), "recurrence.times")
    for name, rule in _NAMED_RULES:
        for found in sentence.pattern(name).finditer(sentence.folded):
            mentioned = sentence.pattern(_MENTIONED[sentence.strand.language])
            if not mentioned.search(sentence.folded[: found.end()]):
                return Recurrence(*found.span(), rule, "recurrence.often")
    return None


def _count(word: str) -> int | None:
    if word in ("once", "twice"):
        return 1 if word == "once" else 2
    return int(word) if word.isdigit() else number(word)


def _rule(period: str) -> str:
    count, unit = int(period[1:-1]), period[-1]
    if unit == "M" and count % 12 == 0:
        count, unit = count // 12, "Y"
    frequency = {"Y": "YEARLY", "M": "MONTHLY", "D": "DAILY"}[unit]
    return f"FREQ={frequency}" + (f";INTERVAL={count}" if count > 1 else "")


def _day_of_year(sentence: Sentence, recurring: Recurrence) -> Recurrence | None:
    """Return the day of every year, or the last day of its month or quarter, that is named."""
    if not recurring.rrule.startswith("FREQ=YEARLY"):
        return None
    found = _DAY_OF_YEAR.search(sentence.folded)
    if found:
        name = found["name"] or found["name_2"]
        month = _MONTHS.index(name) + 1 if name else int(found["month"])
        day = int(found["day"] or found["day_en"] or found["day_2"])
    else:
        found = _PART_OF_YEAR.search(sentence.folded)
        if not found:
            return None
        month = _last_month(found)
        day = _LAST_DAYS[month - 1]
    if not 0 < day <= 31:  # noqa: PLR2004  days of a month
        return None
    rule = f"{recurring.rrule};BYMONTH={month};BYMONTHDAY={day}"
    start, end = min(found.start(), recurring.start), max(found.end(), recurring.end)
    return Recurrence(start, end, rule, "recurrence.day_of_year", has_day=True)


def _last_month(found: re.Match[str]) -> int:
    """Return the last month of a part of the year; of `before a quarter`, the month before."""
    if found["end"]:
        return 12
    if found["month"] or found["name"]:
        return int(found["month"]) if found["month"] else _MONTHS.index(found["name"]) + 1
    told = found["quarter"] or found["ordinal"]
    quarter = int(told) if told.isdigit() else _QUARTERS[told]
    if found["ahead"]:
        quarter = quarter - 1 or 4
    return quarter * 3
