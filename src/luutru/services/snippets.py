"""Cuts out of a page the few lines that show best why it was found."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luutru.services.marking import Marker, Span
from luutru.services.sought import Run

_WIDTH: Final = 180
_BEFORE: Final = 50
"""Characters shown before the first marked word."""
_BLANKS: Final = re.compile(r"\s+")
_MORE: Final = "…"


@dataclass(frozen=True, slots=True)
class Snippet:
    """A line of text and the characters in it to mark."""

    text: str
    highlights: tuple[Span, ...]


def snippet(text: str, marker: Marker, width: int = _WIDTH) -> Snippet:
    """Return the part of `text` in which most of the query stands closest together.

    Cut between words, on one line. Without a word of the query it is the beginning of the text.
    """
    runs = marker.runs(text)
    start = _best_start(runs, width)
    first = _word_start(text, max(0, start - _BEFORE))
    last = _word_end(text, first + width)
    shown = [run for run in runs if run.start >= first and run.end <= last]
    return _on_one_line(text, first, last, marker.marks(text, shown))


def _best_start(runs: Sequence[Run], width: int) -> int:
    """Return where the window begins that holds most parts, then most words, then stands first."""
    best, place = (0, 0), 0
    reach = width - _BEFORE
    starts = [run.start for run in runs]
    for at, run in enumerate(runs):
        last = min(bisect_left(starts, run.start + reach, at), at + width)
        inside = [other.part for other in runs[at:last] if other.end <= run.start + reach]
        value = len(set(inside)), len(inside)
        if value > best:
            best, place = value, run.start
    return place


def _word_start(text: str, at: int) -> int:
    """Return where the word at `at` begins, unless it is longer than words are."""
    blank = max(text.rfind(blank, max(0, at - _BEFORE), at) for blank in " \n\t")
    return blank + 1 if blank >= 0 or at <= _BEFORE else at


def _word_end(text: str, at: int) -> int:
    """Return where the last whole word before `at` ends, unless it is longer than words are."""
    if at >= len(text):
        return len(text)
    blank = max(text.rfind(blank, max(0, at - _BEFORE), at + 1) for blank in " \n\t")
    return blank if blank > 0 else at


def _on_one_line(text: str, first: int, last: int, spans: Sequence[Span]) -> Snippet:
    """Put every run of blanks down as one, and move the spans along."""
    pieces = [_MORE if text[:first].strip() else ""]
    places: dict[int, int] = {}
    length = len(pieces[0])
    at = first
    edges = sorted({first, last, *(edge for span in spans for edge in span)})
    for edge in edges:
        piece = _BLANKS.sub(" ", text[at:edge])
        pieces.append(piece)
        length += len(piece)
        places[edge] = length
        at = edge
    if text[last:].strip():
        pieces.append(_MORE)
    line = "".join(pieces)
    return Snippet(line, tuple((places[start], places[end]) for start, end in spans))
