"""The text of a document as it is read: column by column, line ends healed, places kept.

Rules look for patterns in the text, its folded twin or its twin with repaired numbers, all of the
same length, and are told where on the scan they found them.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from luutru.extraction.columns import Column, Piece
from luutru.extraction.proposal import Box, Place, Proposal
from luutru.extraction.script import Script
from luutru.extraction.wording import title_pattern
from luutru.vietnamese.folding import strip_marks

_PITCH: Final = 1.45
"""Of the usual distance between lines, from which on a paragraph begins."""
_LEADING: Final = 1.8
"""Heights of a line that are the usual distance at most, for texts of few lines."""
_APART_ENDED: Final = 1.2
"""The same, where the paragraph before looks ended."""
_APART: Final = 1.9
"""The same, where it does not look ended."""
_CENTRED: Final = 120
"""Ten-thousandths of the page by which centred lines may miss their common middle."""
_INDENT: Final = (200, 900)
"""Ten-thousandths of the page by which the first line of a paragraph may stand further right."""
_OUTSIDE: Final = 10
"""Lines of which one may reach beyond the edges of its column."""
_SLACK: Final = 4
"""Letters that must have been free besides the word that began the next line."""
_BEGINS: Final = re.compile(
    r"\W{0,2}(?:(?:dieu|article|chuong|chapter|phu luc|annex|ben [ab]\b)"
    r"|\d{1,2}\s?[.)]|[a-h]\)|[-+•–])"
)
_HEADS: Final = re.compile(
    r"\W{0,2}(?:(?:dieu|article)\s+\d{1,2}\s?[.:]|(?:so|no)\s?[.:]|so\s+\S{0,8}\s?/"
    r"|(?:kinh gui|to|dear|re|v/v)\s?:|kinh gui\b)"
)
"""Begins a paragraph even where the one before does not look ended."""
_MOTTO: Final = re.compile(r"(?:hanh phuc|happiness)\W*$")
_ENDS: Final = tuple(".;:!?")
_LIKE_DIGITS: Final = str.maketrans("OoQlI|SsB", "000111558")
_NUMBER: Final = re.compile(r"(?<![^\W_])[0-9OoQlI|SsB]*[0-9][0-9OoQlI|SsB]*(?![^\W_])")
_LONE: Final = re.compile(r"(?<=ngày )[OoQlI|]{1,2}(?= tháng)|(?<=tháng )[OoQlI|]{1,2}(?= năm)")


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of the stream and where it begins in the text of the script."""

    start: int
    length: int
    origin: int


class Stream:
    """One way of reading through a document."""

    def __init__(self, script: Script, found: Sequence[Piece]) -> None:
        self._script: Final = script
        self.pieces: Final = tuple(found)
        self._runs: list[_Run] = []
        self.text: Final = "".join(self._joined())

    @cached_property
    def folded(self) -> str:
        """The text in lower case and without marks, letter for letter at the same places."""
        signs = list(self.text)
        for run in self._runs:
            signs[run.start : run.start + run.length] = self._script.folded[
                run.origin : run.origin + run.length
            ]
        return "".join(signs)

    @cached_property
    def repaired(self) -> str:
        """The text in which letters inside of numbers are the digits that they look like."""
        digits = _NUMBER.sub(lambda found: found[0].translate(_LIKE_DIGITS), self.text)
        return _LONE.sub(lambda found: found[0].translate(_LIKE_DIGITS), digits)

    def places(self, start: int, end: int) -> tuple[Place, ...]:
        """Return where on the scan the letters from `start` to `end` stand."""
        found = [
            place
            for first, last in self._origins(start, end)
            for place in self._script.places(first, last)
        ]
        return joined_places(found)

    def sureness(self, start: int, end: int) -> float:
        """Return by how much to trust what was read from `start` to `end`: 0.8 to 1."""
        read = [self._script.confidence(first, last) for first, last in self._origins(start, end)]
        return 0.8 + 0.2 * min([1.0, *(min(1.0, share / 0.85) for share in read)])

    def piece_at(self, offset: int) -> Piece:
        """Return the line in which the letter at `offset` stands."""
        number = bisect_right(self._runs, offset, key=lambda run: run.start) - 1
        return self.pieces[max(number, 0)]

    def start_of(self, piece: Piece) -> int | None:
        """Return where `piece` begins in the text, or None if it is not a part of it."""
        for run, own in zip(self._runs, self.pieces, strict=True):
            if own.start == piece.start:
                return run.start
        return None

    def proposal(  # noqa: PLR0913
        self,
        field: str,
        value: str,
        confidence: float,
        span: tuple[int, int],
        rule: str,
        *,
        doubt: str = "",
        entry: int = 1,
    ) -> Proposal:
        """Return a proposal for what stands from the first to the last letter of `span`."""
        printed = " ".join(self.text[slice(*span)].split())
        return Proposal(
            field,
            value,
            round(confidence * self.sureness(*span), 3),
            self.places(*span),
            rule,
            entry,
            "" if printed == value else printed,
            doubt,
        )

    def _origins(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        first = max(0, bisect_right(self._runs, start, key=lambda run: run.start) - 1)
        for run in self._runs[first:]:
            if run.start >= end:
                break
            begin, stop = max(start, run.start), min(end, run.start + run.length)
            if begin < stop:
                yield run.origin + begin - run.start, run.origin + stop - run.start

    def _joined(self) -> Iterator[str]:
        offset = 0
        breaks = _breaks(self.pieces)
        for number, piece in enumerate(self.pieces):
            if number:
                yield "\n" if breaks[number] else " "
                offset += 1
            self._runs.append(_Run(offset, len(piece.text), piece.start))
            yield piece.text
            offset += len(piece.text)


def streams(script: Script, found: Sequence[Piece]) -> tuple[Stream, ...]:
    """Return how a document is read: all but the right column, and the right column alone."""
    whole = [piece for piece in found if piece.column is not Column.RIGHT]
    right = [piece for piece in found if piece.column is Column.RIGHT]
    return tuple(Stream(script, column) for column in (whole, right) if column)


def joined_places(found: Sequence[Place]) -> tuple[Place, ...]:
    """Return places of the same page as one, each box once."""
    ordered = sorted(found, key=lambda place: place.page)
    return tuple(
        Place(page, tuple(dict.fromkeys(box for place in together for box in place.boxes)))
        for page, together in groupby(ordered, key=lambda place: place.page)
    )


def _breaks(found: Sequence[Piece]) -> list[bool]:
    """Tell of each piece whether a paragraph begins with it."""
    pairs = list(pairwise(found))
    steps = sorted(
        _step(*pair) for pair in pairs if pair[0].page == pair[1].page and _step(*pair) > 0
    )
    most = int(_LEADING * median([piece.height for piece in found]))
    usual = min(steps[len(steps) // 3], most) if steps else most
    edges = _edges(found)
    return [
        True,
        *(_is_other(*pair) or _begins_anew(*pair, usual, edges) for pair in pairs),
    ]


def _step(above: Piece, below: Piece) -> int:
    return below.box.top - above.box.top


def _edges(found: Sequence[Piece]) -> dict[tuple[int, Column], tuple[int, int]]:
    """Return between what edges the lines of each column of each page stand, but for a few."""
    boxes: dict[tuple[int, Column], list[Box]] = {}
    for piece in found:
        boxes.setdefault((piece.page, piece.column), []).append(piece.box)
    edges: dict[tuple[int, Column], tuple[int, int]] = {}
    for column, held in boxes.items():
        few = len(held) // _OUTSIDE
        lefts, rights = sorted(box.left for box in held), sorted(box.right for box in held)
        edges[column] = lefts[few], rights[-1 - few]
    return edges


def _is_other(above: Piece, below: Piece) -> bool:
    """Tell whether two lines cannot be of one paragraph by what they are."""
    if _MOTTO.search(strip_marks(above.text)) or _is_head(below):
        return True
    if above.page != below.page:
        return above.text.endswith(_ENDS) or above.is_shouted != below.is_shouted
    aside = below.text.startswith(("(", "“", '"'))
    return above.column != below.column or (above.is_shouted != below.is_shouted and not aside)


def _begins_anew(
    above: Piece,
    below: Piece,
    usual: int,
    edges: dict[tuple[int, Column], tuple[int, int]],
) -> bool:
    """Tell whether `below` begins a paragraph by where it stands, or by how it begins."""
    if above.page != below.page:
        return False
    left, right = edges[above.page, above.column]
    step = _step(above, below) / usual
    if _are_centred(above, below):
        return step > _PITCH
    ended = above.text.endswith(_ENDS)
    turned = _is_free(above, left, right) != _is_free(below, left, right)
    if step > (_APART_ENDED if ended else _PITCH if turned else _APART):
        return True
    listed = _BEGINS.match(strip_marks(below.text)) is not None
    return (ended and listed) or _had_room(above, below, right) or _is_indented(above, below, left)


def _is_indented(above: Piece, below: Piece, left: int) -> bool:
    """Tell whether `below` is the first line of a paragraph, and not of an item that hangs."""
    hangs = _BEGINS.match(strip_marks(above.text)) is not None
    inward = below.box.left - max(left, above.box.left)
    return not hangs and _INDENT[0] < inward < _INDENT[1]


def _is_head(piece: Piece) -> bool:
    folded = strip_marks(piece.text)
    named = piece.is_shouted and title_pattern().fullmatch(folded.strip())
    return bool(named or _HEADS.match(folded))


def _are_centred(above: Piece, below: Piece) -> bool:
    same = abs(above.middle - below.middle) < _CENTRED
    return same and abs(above.box.left - below.box.left) > _CENTRED


def _is_free(piece: Piece, left: int, right: int) -> bool:
    """Tell whether a line keeps away from both edges of its column, and as much from each."""
    before, behind = piece.box.left - left, right - piece.box.right
    return min(before, behind) > _CENTRED and abs(before - behind) < 2 * _CENTRED


def _had_room(above: Piece, below: Piece, edge: int) -> bool:
    """Tell whether the first word of `below` would have found room behind `above`."""
    letter = (above.box.right - above.box.left) / len(above.text)
    word = len(below.text.split()[0]) + _SLACK
    return edge - above.box.right > word * letter
