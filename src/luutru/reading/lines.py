"""Words and lines as recognition saw them, in pixels of the image it was shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean
from typing import Final, NamedTuple

_LONGER: Final = 3
"""Letters of a word that is wider than tall when it stands upright."""


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

    @property
    def text(self) -> str:
        """Return the words with a space between each two."""
        return " ".join(word.text for word in self.words)

    @property
    def confidence(self) -> float:
        """Return the mean confidence of its words."""
        return fmean(word.confidence for word in self.words)

    def scaled(self, across: float, down: float) -> "SeenLine":
        """Return the line as it stands in another size of the same image."""
        words = [
            word._replace(
                left=word.left * across,
                top=word.top * down,
                right=word.right * across,
                bottom=word.bottom * down,
            )
            for word in self.words
        ]
        return SeenLine(words, self.slope * down / across)

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


def are_sideways(lines: Iterable[SeenLine]) -> bool:
    """Tell whether most words are taller than wide: Tesseract reads such pages one way round."""
    longer = [word for line in lines for word in line.words if len(word.text) >= _LONGER]
    tall = sum(word.height > word.right - word.left for word in longer)
    return tall > len(longer) / 2
