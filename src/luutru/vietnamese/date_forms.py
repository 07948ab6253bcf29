"""The forms in which dates stand in documents, as one regular expression, and what they name.

Each form says in which order its day (D), month (M) and year (Y) come; what an interval leaves
out at its beginning is taken from its end. Marks and capitals are flattened first, so that
decomposed letters and readings without marks are understood too.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from luutru.vietnamese.folding import strip_marks

_D: Final = r"\d{1,2}"
_Y: Final = r"(?:1[5-9]|2[01])\d\d"
_TO: Final = r"(?:\s*[-–—]\s*|\s+(?:den|toi|to|until|through)\s+)(?:ngay\s+|the\s+)?"
_AND: Final = r"\s+(?:va|and|&)\s+(?:ngay\s+|the\s+)?"

_VIETNAMESE: Final = (
    "gieng|mot", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot",
    "chap|muoi hai",
)  # fmt: skip
_ENGLISH: Final = (
    "january|jan", "february|feb", "march|mar", "april|apr", "may", "june|jun", "july|jul",
    "august|aug", "september|sept|sep", "october|oct", "november|nov", "december|dec",
)  # fmt: skip


def _names(months: tuple[str, ...]) -> str:
    """Return a pattern for the names of the months; `muoi mot` is tried before `muoi`."""
    names = sorted("|".join(months).split("|"), key=len, reverse=True)
    return "|".join(names).replace(" ", r"\s+")


_NAMES_VI: Final = _names(_VIETNAMESE)
_NAMES_EN: Final = _names(_ENGLISH)
_MONTHS: Final = {
    name: number
    for months in (_VIETNAMESE, _ENGLISH)
    for number, names in enumerate(months, 1)
    for name in names.split("|")
}

_NUMBERS_DM: Final = rf"{_D}\s?[/.]\s?{_D}"
_NUMBERS: Final = rf"{_D}(?:\s?/\s?{_D}\s?/\s?|-{_D}-|\.{_D}\.){_Y}"
_VI_DAY: Final = rf"(?:ngay\s+)?(?:(?:mong|mung)\s+)?{_D}"
_VI_MONTH: Final = rf"thang\s+(?:{_D}|{_NAMES_VI})"
_VI_DM: Final = rf"{_VI_DAY}\s+{_VI_MONTH}"
_VI_YEAR: Final = rf"(?:\s*[,/-]\s*|\s+)(?:nam\s+)?{_Y}"
_EN_DAY: Final = rf"{_D}(?:st|nd|rd|th)?"
_EN_DM: Final = rf"{_EN_DAY}(?:\s+day)?(?:\s+of)?[\s-]+(?:{_NAMES_EN})\b\.?"
_EN_MD: Final = rf"(?:{_NAMES_EN})\b\.?\s+{_EN_DAY}"
_EN_YEAR: Final = rf"[\s,-]+(?:(?:of|in)\s+)?(?:the\s+year\s+)?{_Y}"

_FORMS: Final = (
    ("DMYDMY", rf"{_NUMBERS}{_TO}{_NUMBERS}"),
    ("DMDMY", rf"{_NUMBERS_DM}{_TO}{_NUMBERS}"),
    ("DDMY", rf"{_D}(?:{_TO}|{_AND}){_NUMBERS}"),
    ("DMY", _NUMBERS),
    ("MY", rf"(?:thang\s+|th?\.?\s?){_D}\s?[/.-]\s?{_Y}"),
    ("YMD", rf"{_Y}-\d\d-\d\d"),
    ("DMYDMY", rf"{_VI_DM}{_VI_YEAR}{_TO}{_VI_DM}{_VI_YEAR}"),
    ("DMDMY", rf"{_VI_DM}{_TO}{_VI_DM}{_VI_YEAR}"),
    ("DDMY", rf"{_VI_DAY}(?:{_TO}|{_AND}){_VI_DM}{_VI_YEAR}"),
    ("DMY", rf"{_VI_DM}{_VI_YEAR}"),
    ("MY", rf"{_VI_MONTH}{_VI_YEAR}"),
    ("Y", rf"(?<!viet )nam\s+{_Y}"),
    ("DMYDMY", rf"{_EN_DM}{_EN_YEAR}{_TO}{_EN_DM}{_EN_YEAR}"),
    ("DMDMY", rf"{_EN_DM}{_TO}{_EN_DM}{_EN_YEAR}"),
    ("DDMY", rf"{_EN_DAY}(?:{_TO}|{_AND}){_EN_DM}{_EN_YEAR}"),
    ("DMY", rf"{_EN_DM}{_EN_YEAR}"),
    ("MDYMDY", rf"{_EN_MD}{_EN_YEAR}{_TO}{_EN_MD}{_EN_YEAR}"),
    ("MDMDY", rf"{_EN_MD}{_TO}{_EN_MD}{_EN_YEAR}"),
    ("MDDY", rf"{_EN_MD}(?:{_TO}|{_AND}){_EN_DAY}{_EN_YEAR}"),
    ("MDY", rf"{_EN_MD}{_EN_YEAR}"),
    ("MY", rf"(?:{_NAMES_EN})\b\.?{_EN_YEAR}"),
)
# Not a part of a number such as 01/02/2020/QH14 or 1.09.08.2023.
_DATE: Final = re.compile(
    r"(?<!\w)(?<!\w[/.-])(?:"
    + "|".join(f"(?P<{order}_{rank}>{form})" for rank, (order, form) in enumerate(_FORMS))
    + r")(?!\w)(?!/\w)"
)
_PART: Final = re.compile(rf"\d+|thang\s+({_NAMES_VI})(?!\w)|({_NAMES_EN})(?!\w)")

# A date is looked for where a year is, but for the years of laws (70/2020/QH14) and of standards
# (17025:2017). The longest form puts less than _BEFORE signs before its last year. A pattern that
# begins with a digit, not with a look behind, is many times quicker.
_ANY_YEAR: Final = re.compile(r"[12](?<![\d:][12])[015-9]\d\d(?!\w|/\w)")
_BEFORE: Final = 80
_AFTER: Final = 16

_COMBINING: Final = range(0x300, 0x370)
_FLAT: Final = str.maketrans(
    {
        chr(code): strip_marks(chr(code))
        for block in (range(0x250), range(0x1E00, 0x1F00))
        for code in block
        if len(strip_marks(chr(code))) == 1
    }
    | {chr(code): "" for code in _COMBINING}
    | {"_": " "}
)


class Day(NamedTuple):
    """A day as written, which need not exist; -1 for a month or a day that is not said."""

    year: int
    month: int
    day: int


class WrittenDate(NamedTuple):
    """A date as it stands in a text: its place, its first day and, of an interval, its last."""

    start: int
    end: int
    first: Day
    last: Day | None


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Yield the dates in `text`, in order, whether such days exist or not."""
    for begin, end in _regions(text):
        flat, places = _flatten(text[begin:end])
        for found in _DATE.finditer(flat):
            order = str(found.lastgroup).partition("_")[0]
            start, first, last = _read(order, found)
            yield WrittenDate(begin + places[start], begin + places[found.end()], first, last)


def _regions(text: str) -> list[tuple[int, int]]:
    """Return where dates may stand: around the years."""
    regions: list[tuple[int, int]] = []
    for year in _ANY_YEAR.finditer(text):
        begin, end = max(0, year.start() - _BEFORE), year.end() + _AFTER
        while 0 < begin < year.start() and text[begin - 1].isalnum():
            begin += 1  # half a word may look like a whole one
        if regions and begin <= regions[-1][1]:
            begin = regions.pop()[0]
        regions.append((begin, end))
    return regions


def _flatten(text: str) -> tuple[str, Sequence[int]]:
    """Return `text` in small plain letters, and for each of them its place in `text`."""
    flat = text.translate(_FLAT)
    if len(flat) == len(text):
        return flat, range(len(text) + 1)
    kept = [place for place, sign in enumerate(text) if ord(sign) not in _COMBINING]
    return flat, [*kept, len(text)]


def _read(order: str, found: re.Match[str]) -> tuple[int, Day, Day | None]:
    """Return where the date begins, its first day and, of an interval, its last."""
    parts = list(_PART.finditer(found[0]))
    values = [_value(part) for part in parts]
    if order == "DDMY" and values[0] > values[1]:
        # Two days of one month never run backwards: the first number belongs to something else.
        return found.start() + parts[1].start(), *_days("DMY", values[1:])
    return found.start(), *_days(order, values)


def _value(part: re.Match[str]) -> int:
    name = part[1] or part[2]
    return _MONTHS[" ".join(name.split())] if name else int(part[0])


def _days(order: str, values: list[int]) -> tuple[Day, Day | None]:
    """Sort `values` into days; what one end of an interval leaves out, the other says."""
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for kind, value in zip(order, values, strict=True):
        (last if last or kind in first else first)[kind] = value
    if not last:
        return _day(first), None
    begin, end = _day(last | first), _day(first | last)
    if "Y" not in first and begin > end:
        begin = begin._replace(year=begin.year - 1)
    return begin, end


def _day(said: dict[str, int]) -> Day:
    return Day(said["Y"], said.get("M", -1), said.get("D", -1))
