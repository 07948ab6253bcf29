"""Pages as recognition tells them, typed line by line."""

from luutru.extraction.script import PageWords, Script
from luutru.records.words import PlacedWord

_LETTER = 100
_LINE = 250


def page(number, text):
    """Set lines on a page: short ones in the middle, long ones from the left edge."""
    words = []
    for row, line in enumerate(text.strip("\n").splitlines()):
        at = max(500, 5000 - _LETTER * len(line.strip()) // 2)
        for word in line.split():
            right = at + _LETTER * len(word)
            top = 400 + _LINE * row
            words.append(PlacedWord(word, at, top, right, top + 180, 95))
            at = right + _LETTER
    return PageWords(number, tuple(words))


def script(*pages):
    """Return a document of some pages, each given as its lines."""
    return Script([page(number, text) for number, text in enumerate(pages, 1)])
