"""Tells where another document begins among the pages of one scan, and why.

Each page is asked for signs at its head: the state's letterhead, the title of an instrument, the
address of a letter, page numbers that begin again, another language. A sign alone may stand in the
middle of an agreement; several together do not. What only looks like an annex is told as such.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from luutru.extraction.script import Line, PageWords, Script
from luutru.resources import folder
from luutru.vietnamese.folding import fold

_HEAD: Final = 4_200
"""Ten-thousandths of the height of the upright page: letterhead and title stand above."""
_FOOT: Final = 8_800
_TOP: Final = 900
"""Numbers of pages stand above or below."""
_MIDDLE: Final = 0.14
"""How far the middle of a title may lie from the middle of the page, as a share of its width."""
_RUNNING: Final = 3
"""Pages on which the same head line is a running title and no sign."""
_LONGEST: Final = 120


class Reason(StrEnum):
    """Why a document seems to begin on a page."""

    SEPARATOR = "separator"
    LETTERHEAD = "letterhead"
    TITLE = "title"
    LETTER = "letter"
    LANGUAGE = "language"
    NUMBERING = "numbering"
    ANNEX = "annex"
    """An annex begins, which mostly belongs to the text before it."""


_OF_A_VERSION: Final = {Reason.LETTERHEAD, Reason.TITLE}


@dataclass(frozen=True, slots=True)
class Beginning:
    """A page on which another document seems to begin."""

    page: int
    """Counted from 1; never the first page."""
    reasons: tuple[Reason, ...]
    """The strongest first."""
    confidence: float
    """0 to 1."""
    words: str
    """The line that says so, as printed."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What the signs of one page are."""

    signs: dict[Reason, str]
    """With the words of each."""
    number: int | None
    """Printed on it."""
    is_vietnamese: bool
    is_signed: bool
    """It ends like a document that is signed."""


def beginnings(pages: Sequence[PageWords]) -> tuple[Beginning, ...]:
    """Return the pages on which another document, or an annex, seems to begin."""
    script = Script(pages)
    lines: dict[int, list[Line]] = {page.number: [] for page in pages}
    for line in script.lines:
        lines[line.page].append(line)
    running = _running_titles(lines)
    told = [_signs_of(found, running) for found in lines.values()]
    numbers = list(lines)
    found = (
        _beginning(number, before, page)
        for number, before, page in zip(numbers[1:], told, told[1:], strict=False)
    )
    return tuple(beginning for beginning in found if beginning is not None)


def _beginning(number: int, before: _Page, page: _Page) -> Beginning | None:
    weights = _rules()["weights"]
    found = {reason: weights[reason.value] for reason in page.signs}
    if page.number == 1 and before.number is not None:
        found[Reason.NUMBERING] = weights["numbering"]
    if found.keys() & _OF_A_VERSION and page.is_vietnamese != before.is_vietnamese:
        found[Reason.LANGUAGE] = weights["language"]
    if not found or (set(found) == {Reason.NUMBERING} and not before.is_signed):
        return None
    doubt = 1.0
    for reason, weight in found.items():
        doubt *= 1 - (weight if reason is not Reason.ANNEX else 0.0)
    confidence = 1 - doubt
    if before.is_signed and confidence:
        confidence = 1 - doubt * (1 - weights["signed_before"])
    if before.number is not None and page.number == before.number + 1:
        confidence *= weights["numbering_goes_on"]
    if Reason.ANNEX in found:
        confidence = max(confidence, weights["annex"]) if confidence else weights["annex"]
    reasons = tuple(sorted(found, key=lambda reason: -found[reason]))
    words = next((page.signs[reason] for reason in reasons if reason in page.signs), "")
    return Beginning(number, reasons, round(confidence, 2), words[:_LONGEST])


def _signs_of(lines: Sequence[Line], running: frozenset[str]) -> _Page:
    head = [line for line in lines if line.upright.top < _HEAD and _shape(line.text) not in running]
    signs: dict[Reason, str] = {}
    for line in head:
        for reason in _reasons_of(line):
            signs.setdefault(reason, line.text)
    if Reason.ANNEX in signs:  # the name of the instrument below an annex is a mention of it
        signs.pop(Reason.TITLE, None)
    below = fold(" ".join(line.text for line in lines if line.upright.top > _HEAD))
    letters = sum(letter.isalpha() for line in lines for letter in line.text)
    marked = sum(letter in _MARKED for line in lines for letter in line.text.lower())
    return _Page(
        signs,
        _printed_number(lines),
        letters > 0 and marked > _rules()["shares"]["vietnamese"] * letters,
        bool(_pattern("signed").search(below)),
    )


_MARKED: Final = frozenset("ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ")


def _reasons_of(line: Line) -> Iterator[Reason]:
    folded = fold(line.text).strip(" .:-*_“”\"'")
    if _pattern("letterheads").match(folded) and line.is_shouted:
        yield Reason.LETTERHEAD
    is_title = line.is_shouted and abs(line.middle - 0.5) < _MIDDLE
    if is_title and _pattern("titles").match(folded):
        yield Reason.TITLE
    if _pattern("letters").match(folded):
        yield Reason.LETTER
    annex = _pattern("annexes").match(folded)
    if annex and (is_title or _ANNEX_NUMBER.fullmatch(folded[annex.end() :])):
        yield Reason.ANNEX


def _running_titles(lines: dict[int, list[Line]]) -> frozenset[str]:
    """Return the head lines that stand on so many pages that they say nothing of any."""
    heads = Counter(
        shape
        for found in lines.values()
        for shape in {_shape(line.text) for line in found if line.upright.top < _HEAD}
    )
    pages = len(lines)
    return frozenset(
        shape for shape, count in heads.items() if count >= _RUNNING and 2 * count > pages
    )


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", fold(text)).strip()


def _printed_number(lines: Sequence[Line]) -> int | None:
    """Return the number printed at the edge of a page, alone or as `2/5`, `- 2 -`, `Page 2`."""
    for line in lines:
        if line.upright.top > _TOP and line.upright.bottom < _FOOT:
            continue
        found = _NUMBER.fullmatch(fold(line.text).strip())
        if found:
            return int(found["number"])
    return None


_ANNEX_NUMBER: Final = re.compile(r"\s*(?:[ivx]{1,5}|\d{1,2}|[a-h])?\s*")
_NUMBER: Final = re.compile(
    r"[-–—(]?\s*(?:trang|page|p\.?)?\s*(?P<number>\d{1,3})\s*(?:(?:/|of|tren)\s*\d{1,3})?\s*[-–—)]?"
)


@cache
def _rules() -> dict[str, Any]:
    """Read signs and weights."""
    path = folder("rules") / "segments.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that matches any phrase of a list, as whole words."""
    phrases = sorted(map(fold, _rules()["phrases"][name]), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, phrases)) + r")(?!\w)")
