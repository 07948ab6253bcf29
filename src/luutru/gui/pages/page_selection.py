"""Selecting words on a scan: which word is meant by a place, and what a selection reads.

Words come in reading order, so a selection is everything from one word to another.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from luutru.records.words import PlacedWord


@dataclass(frozen=True, slots=True, order=True)
class Caret:
    """A word of a document: the index of its page and its own index on that page."""

    page: int
    word: int


def word_at(words: Sequence[PlacedWord], x: int, y: int) -> int | None:
    """Return the index of the word at a place, else of the closest one; None on an empty page.

    Distance down the page counts more than distance across it, so that dragging along the
    right margin of a line stays in the line.
    """
    if not words:
        return None
    return min(range(len(words)), key=lambda index: _distance(words[index], x, y))


def _distance(word: PlacedWord, x: int, y: int) -> int:
    across = max(word.left - x, 0, x - word.right)
    down = max(word.top - y, 0, y - word.bottom)
    return across + 8 * down


def covered(anchor: Caret, end: Caret, page: int, count: int) -> range:
    """Return the indices of the words of `page`, which holds `count`, that a selection covers."""
    first, last = min(anchor, end), max(anchor, end)
    if not first.page <= page <= last.page:
        return range(0)
    start = first.word if page == first.page else 0
    stop = last.word + 1 if page == last.page else count
    return range(start, min(stop, count))


def same_line(one: PlacedWord, other: PlacedWord) -> bool:
    """Tell whether `other`, which follows `one`, stands on the same line of print."""
    middle = (other.top + other.bottom) / 2
    return one.top <= middle <= one.bottom and other.left >= one.left


def lines(words: Sequence[PlacedWord]) -> list[list[PlacedWord]]:
    """Group words that follow each other into lines of print."""
    if not words:
        return []
    grouped = [[words[0]]]
    for one, other in pairwise(words):
        if same_line(one, other):
            grouped[-1].append(other)
        else:
            grouped.append([other])
    return grouped


def reads(words: Sequence[PlacedWord]) -> str:
    """Return the words as text, one line of print a line."""
    return "\n".join(" ".join(word.text for word in line) for line in lines(words))


def rows_of(words: Sequence[PlacedWord]) -> list[range]:
    """Return the lines of print of a page as ranges of its words."""
    rows: list[range] = []
    for line in lines(words):
        start = rows[-1].stop if rows else 0
        rows.append(range(start, start + len(line)))
    return rows


def nearest_across(words: Sequence[PlacedWord], row: range, to: PlacedWord) -> int:
    """Return the word of a line that stands above or below `to`, or closest to that."""
    middle = (to.left + to.right) / 2
    return min(row, key=lambda at: abs((words[at].left + words[at].right) / 2 - middle))
