"""Sheets of A4 paper as they leave the typewriter: words in their places, and lines.

Nothing is drawn yet. A sheet is a list of what stands where, which the raster and the PDF
writer both read and from which the truth of a page is told. Points, origin top left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from luutru.demo import typeface
from luutru.demo.typeface import Face

WIDTH, HEIGHT = 595.28, 841.89
"""A4 in points."""

Colour = tuple[int, int, int]
Align = Literal["left", "centre", "right", "justify"]

BLACK: Colour = (24, 24, 26)
GREY: Colour = (104, 104, 108)
BLUE: Colour = (38, 52, 140)
RED: Colour = (204, 38, 44)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it is read, standing on its baseline."""

    text: str
    left: float
    baseline: float
    face: Face
    size: float
    colour: Colour = BLACK

    def box(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of its ink."""
        left, top, right, bottom = typeface.ink(self.text, self.face, self.size)
        return self.left + left, self.baseline + top, self.left + right, self.baseline + bottom


@dataclass(frozen=True, slots=True)
class Slanted:
    """Lettering that decorates: watermark and stamp. It is no part of what the page says."""

    text: str
    centre: tuple[float, float]
    degrees: float
    """Counterclockwise."""
    face: Face
    size: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through `points`."""

    points: tuple[tuple[float, float], ...]
    width: float
    colour: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Style:
    """How a piece of text is set."""

    size: float = 13.0
    face: Face = Face.REGULAR
    align: Align = "justify"
    leading: float = 1.3
    """Distance of baselines in sizes."""
    indent: float = 0.0
    """Of the first line."""
    colour: Colour = BLACK

    @property
    def pitch(self) -> float:
        """Return the distance of two baselines in points."""
        return self.size * self.leading


@dataclass(slots=True)
class Sheet:
    """One page."""

    words: list[Word] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """What the page says, line by line in the order of reading; the words of `words`."""
    strokes: list[Stroke] = field(default_factory=list)
    slanted: list[Slanted] = field(default_factory=list)

    def rule(self, left: float, y: float, right: float, width: float = 0.7) -> None:
        """Draw a horizontal line."""
        self.strokes.append(Stroke(((left, y), (right, y)), width))

    def text(self, text: str, left: float, top: float, width: float, style: Style) -> float:
        """Set `text` into lines of `width` and return the y below them."""
        lines = broken(text, width, style)
        self.set_lines(lines, left, top, width, style)
        return top + len(lines) * style.pitch

    def set_lines(
        self, lines: Sequence["Line"], left: float, top: float, width: float, style: Style
    ) -> None:
        """Set lines that were broken before, the first one below `top`."""
        for number, line in enumerate(lines):
            baseline = top + number * style.pitch + style.size
            self._set_line(line, left, baseline, width, style)

    def _set_line(
        self, line: "Line", left: float, baseline: float, width: float, style: Style
    ) -> None:
        x, gap = _start_and_gap(line, width, style)
        x += left
        for word in line.words:
            self.words.append(Word(word, x, baseline, style.face, style.size, style.colour))
            x += typeface.width(word, style.face, style.size) + gap
        self.lines.append(" ".join(line.words))


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line."""

    words: tuple[str, ...]
    natural: float
    """Its width with plain spaces, its indent not counted."""
    indent: float
    last: bool
    """Whether its paragraph ends here, so that it is not spread."""


def broken(text: str, width: float, style: Style) -> list[Line]:
    """Break `text` into lines that fit into `width`."""
    space = typeface.width(" ", style.face, style.size)
    lines: list[Line] = []
    words: list[str] = []
    natural, indent = 0.0, style.indent
    for word in text.split():
        length = typeface.width(word, style.face, style.size)
        if words and indent + natural + space + length > width:
            lines.append(Line(tuple(words), natural, indent, last=False))
            words, natural, indent = [], 0.0, 0.0
        natural += length + (space if words else 0.0)
        words.append(word)
    if words:
        lines.append(Line(tuple(words), natural, indent, last=True))
    return lines


def _start_and_gap(line: Line, width: float, style: Style) -> tuple[float, float]:
    """Return where a line starts and how wide its spaces are."""
    space = typeface.width(" ", style.face, style.size)
    free = width - line.natural - line.indent
    if style.align == "centre":
        return free / 2, space
    if style.align == "right":
        return free, space
    if style.align == "justify" and not line.last and len(line.words) > 1:
        return line.indent, space + free / (len(line.words) - 1)
    return line.indent, space
