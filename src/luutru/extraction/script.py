"""The words of a document as one text in which every letter knows its place on the scan.

Rules look for patterns in the text, or in its folded twin of the same length, and are told the
boxes of what they found.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from typing import Final

from luutru.extraction.proposal import Box, Place
from luutru.records.words import PlacedWord, turned
from luutru.vietnamese.folding import strip_marks

_BESIDE: Final = 0.5
"""Share of the lower of two words by which they must stand side by side to be of one line."""


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page in reading order, in boxes of the displayed page."""

    number: int
    """Counted from 1."""
    words: tuple[PlacedWord, ...]
    width: float = 595.0
    """Points, as displayed."""
    height: float = 842.0
    rotation: int = 0
    """Degrees clockwise by which the displayed page must be turned to stand upright."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side on one page, and where they stand when the page is upright."""

    page: int
    start: int
    """Of its first letter in the text of the script."""
    text: str
    upright: Box
    words: tuple[tuple[int, Box], ...] = ()
    """Of each word where it begins in the text of the script, and its box when upright."""

    @property
    def end(self) -> int:
        """Where it ends in the text of the script."""
        return self.start + len(self.text)

    @property
    def middle(self) -> float:
        """Where its middle lies between the left and the right edge of the page, 0 to 1."""
        return (self.upright.left + self.upright.right) / 20_000

    @property
    def is_shouted(self) -> bool:
        """Tell whether it is written in capitals."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)


@dataclass(frozen=True, slots=True)
class _Letters:
    """A word and where its letters stand in the text."""

    start: int
    end: int
    page: int
    box: Box


class Script:
    """One document, line by line: lines are divided by a newline, pages by a form feed."""

    def __init__(self, pages: Sequence[PageWords]) -> None:
        self.pages: Final = tuple(pages)
        self._words: list[_Letters] = []
        self.lines: Final = tuple(self._read())
        self.text: Final = "".join(self._joined())

    @cached_property
    def folded(self) -> str:
        """The text in lower case and without marks, letter for letter at the same places."""
        return "".join(map(_folded, self.text))

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where on the scan the letters from `start` to `end` stand, a box a line."""
        first = bisect_right(self._words, start, key=lambda word: word.end)
        found: list[tuple[int, Box]] = []
        for word in self._words[first:]:
            if word.start >= end:
                break
            if found and found[-1][0] == word.page and _continues(found[-1][1], word.box):
                found[-1] = (word.page, around([found[-1][1], word.box]))
            else:
                found.append((word.page, word.box))
        return tuple(
            Place(page, tuple(box for _, box in boxes))
            for page, boxes in groupby(found, key=lambda placed: placed[0])
        )

    def places_of(self, match: re.Match[str], group: int | str = 0) -> tuple[Place, ...]:
        """Return where what a pattern found in the text, or in the folded text, stands."""
        return self.places(*match.span(group))

    def line_at(self, offset: int) -> Line:
        """Return the line in which the letter at `offset` stands."""
        number = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[max(number, 0)]

    def confidence(self, start: int, end: int) -> float:
        """Return how surely the letters from `start` to `end` were read, 0 to 1; the worst word."""
        return min(self._confidences(start, end), default=0.0)

    def _confidences(self, start: int, end: int) -> Iterator[float]:
        first = bisect_right(self._words, start, key=lambda word: word.end)
        for letters, confidence in zip(self._words[first:], self._read_by[first:], strict=True):
            if letters.start >= end:
                break
            yield confidence / 100

    @cached_property
    def _read_by(self) -> list[int]:
        """The confidence of each word, 0 to 100."""
        return [word.confidence for page in self.pages for word in page.words]

    def _read(self) -> Iterator[Line]:
        offset = 0
        for page in self.pages:
            for words, boxes in _lines(page):
                start, parts, starts = offset, list[str](), list[int]()
                for word in words:
                    text = unicodedata.normalize("NFC", word.text)
                    box = Box(word.left, word.top, word.right, word.bottom)
                    self._words.append(_Letters(offset, offset + len(text), page.number, box))
                    parts.append(text)
                    starts.append(offset)
                    offset += len(text) + 1
                placed = tuple(zip(starts, boxes, strict=True))
                yield Line(page.number, start, " ".join(parts), around(boxes), placed)

    def _joined(self) -> Iterator[str]:
        page = 0
        for line in self.lines:
            if page:
                yield "\n" if line.page == page else "\f"
            yield line.text
            page = line.page


def _lines(page: PageWords) -> Iterator[tuple[list[PlacedWord], list[Box]]]:
    """Yield the words of each line, and their boxes when the page is upright.

    A word that stands lower, or further left, begins another line.
    """
    line: list[PlacedWord] = []
    boxes: list[Box] = []
    for word in page.words:
        box = _upright(word, page.rotation)
        if line and not _follows(boxes[-1], box):
            yield line, boxes
            line, boxes = [], []
        line.append(word)
        boxes.append(box)
    if line:
        yield line, boxes


def _follows(before: Box, box: Box) -> bool:
    common = min(before.bottom, box.bottom) - max(before.top, box.top)
    lower = min(before.bottom - before.top, box.bottom - box.top)
    return common > _BESIDE * lower and box.left > before.left


def _continues(line: Box, box: Box) -> bool:
    """Tell whether a box belongs to the same line, whichever way the page lies."""
    across = min(line.bottom, box.bottom) - max(line.top, box.top)
    along = min(line.right, box.right) - max(line.left, box.left)
    heights = min(line.bottom - line.top, box.bottom - box.top)
    widths = min(line.right - line.left, box.right - box.left)
    return across > _BESIDE * heights or (along > _BESIDE * widths and heights > widths)


def _upright(word: PlacedWord | Box, rotation: int) -> Box:
    """Return the box of a word on the page turned clockwise by `rotation` degrees."""
    left, top, right, bottom = word[1:5] if isinstance(word, PlacedWord) else word
    return Box(*turned((left, top, right, bottom), rotation))


def around(boxes: Sequence[Box]) -> Box:
    """Return the box that holds all `boxes`, of which there must be one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


@cache
def _folded(letter: str) -> str:
    plain = strip_marks(letter)
    return plain if len(plain) == 1 else letter.lower() if len(letter.lower()) == 1 else letter
