"""Puts the lines of a page into columns: letterheads, signatures and bilingual texts.

Recognition reads side by side what stands side by side only now and then; what column a line
belongs to is told by where it stands.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from luutru.extraction.proposal import Box
from luutru.extraction.script import Line, PageWords, Script, around
from luutru.vietnamese.folding import strip_marks

_CORRIDOR: Final = 2.6
"""Heights of a line from which on white between two words divides two texts."""
_NARROW: Final = 0.8
"""The same, for white that lies between the columns of a text that is set in two."""
_COLUMNS: Final = 8
"""Lines of a column from which on a document is set in two, and does not only have a letterhead."""
_ASIDE: Final = 0.4
"""Share of the lower line by which two pieces must stand side by side."""
_NEAR: Final = 3.5
"""Heights of a line within which a piece belongs to the columns above it."""
_ABOVE: Final = 0.7
"""The same, for the columns below: the end of a sentence stands above signatures as well."""
_INDENT: Final = 400
"""Ten-thousandths of the page by which a line may reach beyond the others of its column."""
_EDGE: Final = (700, 9150)
"""Above and below stand page numbers and running titles."""
_WORD: Final = re.compile(r"[^\W_]")
_FOLIO: Final = re.compile(
    r"\W*(?:(?:trang|page|tr|p)\W*)?\d{1,3}(?:\s*(?:/|of|tren)\s*\d{1,3})?\W*"
)


class Column(StrEnum):
    """Where a piece stands."""

    WHOLE = "whole"
    """Nothing stands beside it."""
    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Piece:
    """A line, or the part of it that is a text of its own."""

    page: int
    start: int
    """Of its first letter in the text of the script."""
    text: str
    box: Box
    """When the page is upright."""
    words: tuple[tuple[int, Box], ...]
    """Of each word where it begins in the text of the script, and its box when upright."""
    column: Column = Column.WHOLE

    @property
    def end(self) -> int:
        """Where it ends in the text of the script."""
        return self.start + len(self.text)

    @property
    def height(self) -> int:
        """Of its box, in ten-thousandths of the page."""
        return self.box.bottom - self.box.top

    @property
    def middle(self) -> float:
        """Where its middle lies between the left and the right edge of the page, 0 to 10,000."""
        return (self.box.left + self.box.right) / 2

    @property
    def is_shouted(self) -> bool:
        """Tell whether it is written in capitals."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def pieces(script: Script) -> tuple[Piece, ...]:
    """Return the pieces of a document page by page from top to bottom, without running titles."""
    shapes = {page.number: _shape(page) for page in script.pages}
    cut = [
        piece
        for line in script.lines
        for piece in _cut(_piece_of(line), _CORRIDOR * shapes[line.page])
    ]
    kept = _without_running_titles([piece for piece in cut if _WORD.search(piece.text)])
    placed = _placed(kept)
    corridor = _corridor(placed)
    if corridor is None:
        return tuple(placed)
    again = [
        part
        for piece in placed
        for part in (
            _cut(piece, _NARROW * shapes[piece.page], corridor)
            if piece.column is Column.WHOLE
            else [piece]
        )
    ]
    return tuple(_placed(again) if len(again) > len(placed) else placed)


def _placed(found: Sequence[Piece]) -> list[Piece]:
    return [
        piece
        for _, together in groupby(found, key=lambda piece: piece.page)
        for piece in _in_columns(sorted(together, key=lambda piece: piece.box.top))
    ]


def _shape(page: PageWords) -> float:
    """Return how many shares of the width are one share of the height."""
    sides = page.height / page.width
    return 1 / sides if page.rotation % 180 else sides


def _corridor(placed: Sequence[Piece]) -> tuple[int, int] | None:
    """Return the white between the columns of a document that is set in two."""
    left = sorted(piece.box.right for piece in placed if piece.column is Column.LEFT)
    right = sorted(piece.box.left for piece in placed if piece.column is Column.RIGHT)
    if min(len(left), len(right)) < _COLUMNS:
        return None
    edges = left[9 * len(left) // 10], right[len(right) // 10]
    return edges if edges[0] < edges[1] else None


def _cut(piece: Piece, wide: float, corridor: tuple[int, int] = (0, 10_000)) -> Iterator[Piece]:
    """Yield the parts of a piece between which there is much white; with a corridor, only there."""
    wide *= median(box.bottom - box.top for _, box in piece.words)
    first = 0
    for number, ((_, before), (_, after)) in enumerate(pairwise(piece.words), 1):
        inside = before.right < corridor[1] and after.left > corridor[0]
        if inside and after.left - before.right > wide:
            yield _part(piece, first, number)
            first = number
    yield _part(piece, first, len(piece.words))


def _piece_of(line: Line) -> Piece:
    return Piece(line.page, line.start, line.text, line.upright, line.words)


def _part(piece: Piece, first: int, last: int) -> Piece:
    start = piece.words[first][0]
    end = piece.words[last][0] - 1 if last < len(piece.words) else piece.end
    words = piece.words[first:last]
    text = piece.text[start - piece.start : end - piece.start]
    return Piece(piece.page, start, text, around([box for _, box in words]), words)


def _without_running_titles(found: Sequence[Piece]) -> list[Piece]:
    at_edge = [piece for piece in found if _is_at_edge(piece)]
    often = Counter(words for words, _ in {(_bare(piece), piece.page) for piece in at_edge})
    return [
        piece
        for piece in found
        if not _is_at_edge(piece)
        or (often[_bare(piece)] == 1 and not _FOLIO.fullmatch(strip_marks(piece.text)))
    ]


def _is_at_edge(piece: Piece) -> bool:
    return piece.box.bottom < _EDGE[0] or piece.box.top > _EDGE[1]


def _bare(piece: Piece) -> str:
    """Return what a running title says on every page, as recognition may see it."""
    return re.sub(r"[\W\d_]+", "", strip_marks(piece.text))[:24]


def _in_columns(page: Sequence[Piece]) -> list[Piece]:
    sides = _beside(page)
    down = _spread(page, sides, _NEAR)
    both = _spread(page[::-1], down[::-1], _ABOVE)[::-1]
    return [
        replace(piece, column=side or Column.WHOLE) for piece, side in zip(page, both, strict=True)
    ]


def _beside(page: Sequence[Piece]) -> list[Column | None]:
    """Tell of each piece on which side of another one it stands; None where it stands alone."""
    left: set[int] = set()
    right: set[int] = set()
    for one, piece in enumerate(page):
        for other in range(one + 1, len(page)):
            if page[other].box.top >= piece.box.bottom:
                break
            if _stand_side_by_side(piece.box, page[other].box):
                first, second = sorted((one, other), key=lambda number: page[number].box.left)
                left.add(first)
                right.add(second)
    names = {(True, False): Column.LEFT, (False, True): Column.RIGHT, (True, True): Column.WHOLE}
    return [names.get((number in left, number in right)) for number in range(len(page))]


def _stand_side_by_side(one: Box, other: Box) -> bool:
    common = min(one.bottom, other.bottom) - max(one.top, other.top)
    lower = min(one.bottom - one.top, other.bottom - other.top)
    apart = one.right <= other.left or other.right <= one.left
    return apart and common > _ASIDE * lower


def _spread(
    page: Sequence[Piece], sides: Sequence[Column | None], near: float
) -> list[Column | None]:
    """Give pieces that stand alone the column of those before them, if they fit into it."""
    told = list(sides)
    edges: dict[Column, Box] = {}
    for number, piece in enumerate(page):
        side = told[number]
        if side is None:
            side = told[number] = _fitting(piece, edges, near)
        if side in (Column.LEFT, Column.RIGHT):
            before = edges.get(side)
            edges[side] = around([before, piece.box]) if before else piece.box
        else:
            edges.clear()
    return told


def _fitting(piece: Piece, edges: dict[Column, Box], near: float) -> Column | None:
    if len(edges) != len((Column.LEFT, Column.RIGHT)):
        return None
    left, right = edges[Column.LEFT], edges[Column.RIGHT]
    apart = max(
        piece.box.top - max(left.bottom, right.bottom), min(left.top, right.top) - piece.box.bottom
    )
    if apart > near * piece.height:
        return None
    if piece.box.right <= min(right.left, left.right + _INDENT):
        return Column.LEFT
    return Column.RIGHT if piece.box.left >= max(left.right, right.left - _INDENT) else None
