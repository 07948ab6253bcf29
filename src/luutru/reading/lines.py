"""Words and lines as recognition saw them, in pixels of the image it was shown."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean
from typing import NamedTuple


class SeenWord(NamedTuple):
    """One word; its box in pixels, its confidence from 0 to 100."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float

    @property
    def height(self) -> float:
        """Return the height of its ink."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Return the middle between left and right."""
        return (self.left + self.right) / 2


@dataclass(slots=True)
class SeenLine:
    """Words that stand on one baseline, from left to right."""

    words: list[SeenWord] = field(default_factory=list)
    slope: float = 0.0
    """Of the baseline: pixels down for each pixel to the right."""
    turn: int = 0
    """Clockwise degrees by which it must be turned to stand upright, as layout analysis sees it:
    that notices lines that run sideways, not those that stand upside down."""

    @property
    def text(self) -> str:
        """Return the words with a space between each two."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Return the mean confidence of its words."""
        return fmean(word.confidence for word in self.words)

    @property
    def left(self) -> float:
        """Return where its first word begins."""
        return min(word.left for word in self.words)

    @property
    def top(self) -> float:
        """Return the top of its highest word."""
        return min(word.top for word in self.words)

    @property
    def right(self) -> float:
        """Return where its last word ends."""
        return max(word.right for word in self.words)

    @property
    def bottom(self) -> float:
        """Return the bottom of its lowest word."""
        return max(word.bottom for word in self.words)


def sideways(lines: Iterable[SeenLine]) -> int:
    """Return the turn that most words need, in clockwise degrees."""
    turns: Counter[int] = Counter()
    for line in lines:
        turns[line.turn] += len(line.words)
    return turns.most_common(1)[0][0] if turns else 0
