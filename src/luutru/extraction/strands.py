"""The text of each language of a document, put together from the lines in which it stands.

A bilingual agreement changes its language with the column or half way; a sentence goes on where
its own language goes on. What stands on every page, such as its number, interrupts no sentence.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import groupby
from typing import Final

from luutru.extraction.columns import Piece, pieces
from luutru.extraction.grammar import phrases
from luutru.extraction.proposal import Place
from luutru.extraction.script import Script
from luutru.vietnamese.syllables import is_syllable

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_ALMOST_ALL: Final = 0.92
_READ_WELL: Final = 0.85
"""Confidence of recognition from which on a word is taken for what it seems."""
_LONG_WORD: Final = 4
_NEAR: Final = 6
"""Lines before and behind one, among which its neighbour is looked for."""


@dataclass(frozen=True, slots=True)
class _Begin:
    """Where a line begins in the text of its strand."""

    start: int
    line: Piece


class Strand:
    """All lines of one language in the order of reading, divided by newlines."""

    def __init__(self, script: Script, language: str, lines: Sequence[Piece]) -> None:
        self.language: Final = language
        self.text: Final = "\n".join(line.text for line in lines)
        self._script: Final = script
        starts, at = [], 0
        for line in lines:
            starts.append(_Begin(at, line))
            at += len(line.text) + 1
        self._pieces: Final = tuple(starts)

    @cached_property
    def folded(self) -> str:
        """The text in lower case and without marks, letter for letter at the same places."""
        folded = self._script.folded
        return "\n".join(folded[p.line.start : p.line.end] for p in self._pieces)

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where on the scan the letters from `start` to `end` of the strand stand."""
        found = [place for span in self._spans(start, end) for place in self._script.places(*span)]
        return tuple(
            Place(page, tuple(box for place in places for box in place.boxes))
            for page, places in groupby(found, key=lambda place: place.page)
        )

    def sureness(self, start: int, end: int) -> float:
        """Return by how much to trust what was read from `start` to `end`: 0.8 to 1."""
        worst = min((self._script.confidence(*span) for span in self._spans(start, end)), default=1)
        return 0.8 + 0.2 * min(1.0, worst / _READ_WELL)

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the parts of the text of the script that make up a part of the strand."""
        first = max(0, bisect_right(self._pieces, start, key=lambda piece: piece.start) - 1)
        for piece in self._pieces[first:]:
            if piece.start >= end:
                return
            begin, stop = max(start - piece.start, 0), min(end - piece.start, len(piece.line.text))
            if begin < stop:
                yield piece.line.start + begin, piece.line.start + stop


def strands(script: Script) -> tuple[Strand, ...]:
    """Return the strands of a document, Vietnamese first; one alone where nearly all is of one."""
    lines = pieces(script)
    languages = _settled(lines, [_language(line.text) for line in lines])
    share = Counter(languages)
    for language in ("vi", "en"):
        if lines and share[language] >= _ALMOST_ALL * len(lines):
            return (Strand(script, language, lines),)
    return tuple(
        Strand(
            script,
            language,
            [at for at, of in zip(lines, languages, strict=True) if of == language],
        )
        for language in ("vi", "en")
        if share[language]
    )


def _language(text: str) -> str:
    """Return the language that the words of a line speak for, or nothing."""
    votes = Counter(map(_vote, text.split()))
    if votes["vi"] == votes["en"]:
        return ""
    return "vi" if votes["vi"] > votes["en"] else "en"


@lru_cache(maxsize=1 << 14)
def _vote(word: str) -> str:
    letters = _LETTERS.search(word)
    small = letters[0].lower() if letters else ""
    if not small.isascii():
        return "vi" if is_syllable(small) else ""
    foreign = len(small) >= _LONG_WORD and not is_syllable(small)
    return "en" if foreign or small in _common_words() else ""


@cache
def _common_words() -> frozenset[str]:
    return frozenset(phrases("common.en"))


def _settled(lines: Sequence[Piece], languages: list[str]) -> list[str]:
    """Give each line that speaks for none the language of the nearest one of its column."""
    told = [number for number, language in enumerate(languages) if language]
    return [
        language or _of_neighbour(lines, languages, told, number)
        for number, language in enumerate(languages)
    ]


def _of_neighbour(
    lines: Sequence[Piece], languages: list[str], told: Sequence[int], number: int
) -> str:
    at = bisect_left(told, number)
    near = sorted(told[max(0, at - _NEAR) : at + _NEAR], key=lambda other: abs(other - number))
    same = [other for other in near if _are_in_line(lines[other], lines[number])]
    return languages[(same or near)[0]] if near else "vi"


def _are_in_line(one: Piece, other: Piece) -> bool:
    """Tell whether two pieces stand one above the other, be it on two pages."""
    return min(one.box.right, other.box.right) > max(one.box.left, other.box.left)
