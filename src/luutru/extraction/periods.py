"""Finds periods in words and digits, such as `ba (03) năm` and `sixty (60) days`, as ISO 8601."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from luutru.vietnamese.folding import strip_marks

_UNITS_VI: Final = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin")
_ENDS_VI: Final = {
    **{word: number for number, word in enumerate(_UNITS_VI, 1)},
    "tu": 4,
    "lam": 5,
}
_SMALL_EN: Final = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS_EN: Final = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
)  # fmt: skip

_TEN_VI: Final = "muoi"
_WORD_VI: Final = (
    rf"(?:(?:{'|'.join(_UNITS_VI)})\s+muoi(?:\s+(?:{'|'.join(_ENDS_VI)}))?"
    rf"|muoi(?:\s+(?:{'|'.join(_ENDS_VI)}))?|{'|'.join(_UNITS_VI)}|mot\s+tram(?:\s+hai\s+muoi)?)"
)
_WORD_EN: Final = (
    rf"(?:(?:{'|'.join(_TENS_EN)})(?:[\s-]+(?:{'|'.join(_SMALL_EN[:9])}))?|{'|'.join(_SMALL_EN)}"
    r"|(?:one|a)\s+hundred(?:\s+and\s+(?:twenty|eighty))?|another|an?)"
)
_DIGITS: Final = r"[0-9oil]{0,2}[0-9][0-9oil]{0,1}"
_NUMBER: Final = rf"(?:(?P<word>{_WORD_VI}|{_WORD_EN})|(?P<digits>{_DIGITS}))"
_BRACKETS: Final = r"(?:\s*[(\[{]\s*(?P<inside>[^()\[\]{}]{1,24}?)\s*[)\]}])?"
_KIND: Final = r"(?:\s*(?:calendar|working|business|consecutive|full))*"
_UNIT: Final = r"(?P<unit>nam|thang|quy|tuan|ngay|years?|months?|quarters?|weeks?|days?)"
_PERIOD: Final = re.compile(
    rf"(?<![\w/.,-]){_NUMBER}{_BRACKETS}{_KIND}[\s-]*{_UNIT}\b(?!\s*/?\s*\d)"
)
_DAY_BEFORE: Final = re.compile(r"(?:\bngay|\bthang|\bnam|\bdieu|/)\s*$")
_AFTER: Final = re.compile(r"sau\s+(?=mười)", re.IGNORECASE)
_READ_AS_LETTER: Final = str.maketrans("oil", "011")

_MOST: Final = 200
"""Longer periods than that are years of the calendar, or misread."""
_SIGNS: Final = {"nam": "Y", "year": "Y", "thang": "M", "month": "M", "ngay": "D", "day": "D"}
_TIMES: Final = {"quy": (3, "M"), "quarter": (3, "M"), "tuan": (7, "D"), "week": (7, "D")}
_MARKED: Final = {"sau": "sáu", "nam": "năm", "tam": "tám", "bay": "bảy", "chin": "chín"}
"""Numbers that are other words without their marks, such as `sau ngày ký`."""


@dataclass(frozen=True, slots=True)
class Period:
    """A period where it stands."""

    start: int
    end: int
    value: str
    """ISO 8601."""
    agrees: bool = True
    """Whether the words and the digits in brackets say the same."""

    @property
    def is_long(self) -> bool:
        """Tell whether it is one of months or years."""
        return not self.value.endswith("D")


def find_periods(text: str, folded: str) -> Iterator[Period]:
    """Yield the periods in `text`; `folded` is its folded twin of the same length."""
    for found in _PERIOD.finditer(folded):
        if _DAY_BEFORE.search(folded[max(0, found.start() - 8) : found.start()]):
            continue
        # "sau mười ngày" is ten days later, not sixty days
        after = _AFTER.match(text, found.start())
        shorter = _PERIOD.match(folded, after.end()) if after else None
        period = _period(shorter or found, text)
        if period is not None:
            yield period


def _period(found: re.Match[str], text: str) -> Period | None:
    said, inside = _said(found, text), _inside(found["inside"])
    count = said if said is not None else inside
    if count is None or not 0 < count <= _MOST:
        return None
    agrees = said is None or inside is None or said == inside
    return Period(found.start(), found.end(), _iso(count, found["unit"]), agrees)


def _said(found: re.Match[str], text: str) -> int | None:
    """Return the number before the brackets, unless it may be another word without its marks."""
    if found["digits"]:
        return int(found["digits"].translate(_READ_AS_LETTER))
    word = found["word"]
    marked = _MARKED.get(word)
    if marked and not found["inside"] and text[slice(*found.span("word"))].lower() != marked:
        return None
    return number(word)


def _inside(brackets: str | None) -> int | None:
    if not brackets:
        return None
    if re.fullmatch(_DIGITS, brackets):
        return int(brackets.translate(_READ_AS_LETTER))
    return number(brackets)


def number(words: str) -> int | None:
    """Return the number that `words` say in Vietnamese or English, None for any other words."""
    parts = re.split(r"[\s-]+", strip_marks(words))
    return _english(parts) or _vietnamese(parts)


def _vietnamese(parts: list[str]) -> int | None:
    if parts[:2] == ["mot", "tram"]:
        return 100 + (_vietnamese(parts[2:]) or 0) if parts[2:] else 100
    if _TEN_VI not in parts:
        return _ENDS_VI.get(parts[0]) if len(parts) == 1 else None
    at = parts.index(_TEN_VI)
    tens = _ENDS_VI.get(parts[0], 1) if at else 1
    ones = _ENDS_VI.get(parts[at + 1], 0) if len(parts) > at + 1 else 0
    return tens * 10 + ones


def _english(parts: list[str]) -> int | None:
    total, known = 0, False
    for part in parts:
        if part in ("a", "an", "another"):
            total, known = max(total, 1), True
        elif part in _SMALL_EN:
            total, known = total + _SMALL_EN.index(part) + 1, True
        elif part in _TENS_EN:
            total, known = total + (_TENS_EN.index(part) + 2) * 10, True
        elif part == "hundred":
            total = max(total, 1) * 100
        elif part != "and":
            return None
    return total if known else None


def _iso(count: int, unit: str) -> str:
    single = unit.removesuffix("s")
    times, sign = _TIMES.get(single, (1, _SIGNS.get(single, "")))
    return f"P{count * times}{sign}"
