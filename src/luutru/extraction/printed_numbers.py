"""Reads the numbers that are printed on pages: alone at the head or foot, or as in “Trang 3/6”."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from luutru.extraction.script import Line, Script

_UNITS: Final = 10_000
_ALONE: Final = re.compile(r"[-–—.\s]*(?P<number>\d{1,3})[-–—.\s]*(?:/\s*(?P<total>\d{1,3})\s*)?")
_NAMED: Final = re.compile(
    r"\b(?:trang|page|tr\.)\s*(?:so\s*)?:?\s*(?P<number>\d{1,3})\b"
    r"(?:\s*(?:/|of|tren)\s*(?P<total>\d{1,3})\b)?"
)


@dataclass(frozen=True, slots=True)
class Margins:
    """Where on a page its number is looked for, as shares of its height."""

    head: float
    foot: float


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """What a page says of its own place in the document."""

    page: int
    """Which page of the file it is, from 1."""
    number: int
    total: int | None
    """How many pages there are, where it says so."""
    confidence: float
    """How surely it was read, 0 to 1."""


def printed_numbers(script: Script, margins: Margins) -> tuple[PrintedNumber, ...]:
    """Return the printed number of each page that has one; the lowest on the page counts."""
    by_page: dict[int, PrintedNumber] = {}
    for line in script.lines:
        if _in_margin(line, margins):
            for printed in _numbers(script, line):
                by_page[line.page] = printed
    return tuple(by_page[page] for page in sorted(by_page))


def _in_margin(line: Line, margins: Margins) -> bool:
    top, bottom = line.upright.top / _UNITS, line.upright.bottom / _UNITS
    return bottom <= margins.head or top >= margins.foot


def _numbers(script: Script, line: Line) -> Iterator[PrintedNumber]:
    folded = script.folded[line.start : line.end]
    match = _ALONE.fullmatch(folded) or _NAMED.search(folded)
    if match is None:
        return
    number, total = int(match["number"]), int(match["total"] or 0) or None
    if number > 0 and (total is None or number <= total):
        start, end = match.span("number")
        sureness = script.confidence(line.start + start, line.start + end)
        yield PrintedNumber(line.page, number, total, sureness)
