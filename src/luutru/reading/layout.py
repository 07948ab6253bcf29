"""Puts lines into the order in which a person reads them.

Tesseract reads letterheads and signatures, which stand side by side, as lines across the page:
"TỔNG CỤC TIÊU CHUẨN   CỘNG HÒA XÃ HỘI". Such lines are cut at the white corridor between them, and
the left column is put before the right one. Rows of tables stay rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Final, NamedTuple

from luutru.reading.lines import SeenLine

_GAP: Final = 1.9
"""Heights of a word that a gap needs to be part of a corridor along several lines."""
_WIDE_GAP: Final = 4.5
"""Heights of a word from which on one line alone makes a corridor."""
_NEAR: Final = 3.5
"""Heights of a word between lines that belong together."""
_LETTERS: Final = 0.6
"""Share of letters below which a piece is a number of a table."""


class _Gap(NamedTuple):
    left: float
    right: float
    behind: int
    """Index of the first word behind it."""


@dataclass(slots=True)
class _Columns:
    """Two columns that are being collected."""

    gap: _Gap
    left: list[SeenLine] = field(default_factory=list)
    right: list[SeenLine] = field(default_factory=list)
    bottom: float = 0.0

    def add(self, line: SeenLine, gap: _Gap) -> None:
        """Take both halves of `line`; the corridor is what is white in all lines."""
        before, behind = line.words[: gap.behind], line.words[gap.behind :]
        self.left.append(SeenLine(before, line.slope))
        self.right.append(SeenLine(behind, line.slope))
        self.bottom = line.bottom
        self.gap = gap._replace(
            left=max(self.gap.left, gap.left), right=min(self.gap.right, gap.right)
        )

    def takes_half(self, line: SeenLine) -> bool:
        """Take `line` if it stands in one of the columns alone."""
        if line.top - self.bottom > _NEAR * _height(line):
            return False
        if line.right <= self.gap.right:
            self.left.append(line)
        elif line.left >= self.gap.left:
            self.right.append(line)
        else:
            return False
        self.bottom = max(self.bottom, line.bottom)
        return True


def in_reading_order(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """Return `lines` with side-by-side texts one after the other."""
    ordered: list[SeenLine] = []
    columns: _Columns | None = None
    for number, line in enumerate(lines):
        gap = _corridor(line, lines[max(0, number - 1) : number + 2])
        if gap is not None:
            if columns is None or not _overlap(columns.gap, gap):
                ordered += _finished(columns)
                columns = _Columns(gap)
            columns.add(line, gap)
        elif columns is None or not columns.takes_half(line):
            ordered += _finished(columns)
            columns = None
            ordered.append(line)
    return ordered + _finished(columns)


def _finished(columns: _Columns | None) -> list[SeenLine]:
    return columns.left + columns.right if columns else []


def _corridor(line: SeenLine, around: Iterable[SeenLine]) -> _Gap | None:
    """Return the one gap at which `line` falls into two texts, or None."""
    height = _height(line)
    others = [gap for other in around if other is not line for gap in _gaps(other, _GAP)]
    gaps = [
        gap
        for gap in _gaps(line, _GAP)
        if gap.right - gap.left > _WIDE_GAP * height or any(_overlap(gap, it) for it in others)
    ]
    if len(gaps) != 1:
        return None
    pieces = line.words[: gaps[0].behind], line.words[gaps[0].behind :]
    return gaps[0] if all(_is_text(SeenLine(piece).text) for piece in pieces) else None


def _gaps(line: SeenLine, heights: float) -> list[_Gap]:
    least = heights * _height(line)
    return [
        _Gap(before.right, after.left, index)
        for index, (before, after) in enumerate(zip(line.words, line.words[1:], strict=False), 1)
        if after.left - before.right > least
    ]


def _overlap(one: _Gap, other: _Gap) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0


def _height(line: SeenLine) -> float:
    return median(word.height for word in line.words)


def _is_text(text: str) -> bool:
    signs = [sign for sign in text if sign.isalnum()]
    return bool(signs) and sum(sign.isalpha() for sign in signs) >= _LETTERS * len(signs)
