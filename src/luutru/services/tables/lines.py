"""Breaks texts into lines that fit a width, at spaces where there are any."""

from collections.abc import Iterator
from typing import Final

from reportlab.pdfbase import pdfmetrics

_MOST_KNOWN: Final = 50_000


class Measure:
    """How wide words are in one face and size; lists say the same words again and again."""

    def __init__(self, face: str, size: float) -> None:
        self._face, self._size = face, size
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        """Return the width of `word` in points."""
        if word not in self._known:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            self._known[word] = pdfmetrics.stringWidth(word, self._face, self._size)
        return self._known[word]


def broken(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return `text` in lines no wider than `width`."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _lines(paragraph, width, measure)
    return tuple(lines)


def _lines(paragraph: str, width: float, measure: Measure) -> Iterator[str]:
    line, used = list[str](), 0.0
    space = measure(" ")
    for word in paragraph.split():
        for part in _parts(word, width, measure):
            wide = measure(part)
            if line and used + space + wide > width:
                yield " ".join(line)
                line, used = [], 0.0
            used += wide + (space if line else 0.0)
            line.append(part)
    yield " ".join(line)


def _parts(word: str, width: float, measure: Measure) -> Iterator[str]:
    """Yield a word, or pieces of one that is wider than a line."""
    while measure(word) > width and len(word) > 1:
        most = max(1, int(len(word) * width / measure(word)))
        while most > 1 and measure(word[:most]) > width:
            most -= 1
        yield word[:most]
        word = word[most:]
    yield word
