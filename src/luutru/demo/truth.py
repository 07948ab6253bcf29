"""What a drawn document truly says, word by word, against which reading is measured."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from luutru.demo.paper import HEIGHT, WIDTH, Sheet

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in 1/10,000 of the page as it is displayed, origin top left."""
Language = Literal["vi", "en", "bilingual"]
Turn = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class TruthWord:
    """A word and where its ink lies on the displayed page."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class TruthPage:
    """One page."""

    text: str
    """Its lines in the order of reading; of two columns the left one first."""
    words: tuple[TruthWord, ...]
    """The words of `text`, in the same order."""
    rotation: Turn = 0
    """Clockwise degrees by which the displayed page must be turned to stand upright."""


@dataclass(frozen=True, slots=True)
class DrawnDocument:
    """A PDF that was drawn, and what it says."""

    path: Path
    language: Language
    look: str
    """How it was made, for reports: profile of the scanner or kind of the text layer."""
    pages: tuple[TruthPage, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """How a sheet came to lie on the glass of the scanner."""

    skew: float = 0.0
    """Degrees counterclockwise about the middle of the sheet."""
    turn: Turn = 0
    """Degrees clockwise by which the scan was turned afterwards."""

    def laid(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the sheet lies on the glass, both in points."""
        angle = math.radians(self.skew)
        dx, dy = x - WIDTH / 2, y - HEIGHT / 2
        across = WIDTH / 2 + dx * math.cos(angle) + dy * math.sin(angle)
        return across, HEIGHT / 2 - dx * math.sin(angle) + dy * math.cos(angle)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the sheet (points) lies in the scan, as shares of its sides."""
        left, top = self.laid(x, y)
        across, down = left / WIDTH, top / HEIGHT
        turned = {
            0: (across, down),
            90: (1 - down, across),
            180: (1 - across, 1 - down),
            270: (down, 1 - across),
        }
        return turned[self.turn]

    def box(self, box: tuple[float, float, float, float]) -> Box:
        """Return the upright box in the scan that holds a box of the sheet."""
        left, top, right, bottom = box
        corners = [self.point(x, y) for x in (left, right) for y in (top, bottom)]
        across = [_share(x) for x, _ in corners]
        down = [_share(y) for _, y in corners]
        return min(across), min(down), max(across), max(down)


def page(sheet: Sheet, placement: Placement) -> TruthPage:
    """Tell what `sheet` says and where, once it lies as `placement` tells."""
    words = tuple(TruthWord(word.text, placement.box(word.box())) for word in sheet.words)
    back: dict[Turn, Turn] = {0: 0, 90: 270, 180: 180, 270: 90}
    return TruthPage("\n".join(sheet.lines), words, back[placement.turn])


def _share(value: float) -> int:
    return min(10_000, max(0, round(value * 10_000)))
