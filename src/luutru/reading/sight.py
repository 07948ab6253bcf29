"""What recognition sees on a page: as many looks as it takes, and the best of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import pypdfium2 as pdfium
from PIL import Image

from luutru.reading import ink
from luutru.reading.lines import SeenLine, sideways
from luutru.reading.messages import BOX_UNITS, Word
from luutru.reading.orientation import turn_needed
from luutru.reading.page_images import dpi_within_reason, grey_image, turned
from luutru.reading.recognition import Recogniser, confidence_of

DOUBTFUL: Final = 88.0
"""A page whose words are less certain on average is worth a closer look."""
_DPI: Final = 200
_FINE_DPI: Final = 300
_FINE_SCAN: Final = 280
"""Resolution of the scan from which on looking closer may help."""
_CAREFUL_DPI: Final = 150
"""For the second attempt at a page on which the first one ended badly."""
_ORIENTATION_DPI: Final = 150
_POOR: Final = 75.0
"""Turned pages come out at 38 to 58, upright ones at 88 and more."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What recognition made of a page image."""

    lines: list[SeenLine]
    image: Image.Image
    """The very image it was shown, turned as it was."""
    turn: int
    """Clockwise degrees by which the displayed page was turned."""
    dpi: int

    @property
    def confidence(self) -> float:
        """Return how sure it is, 0 to 100."""
        return confidence_of(self.lines)

    def words(self, lines: Iterable[SeenLine]) -> tuple[Word, ...]:
        """Return the words of `lines`, boxes in units of the page as displayed, not as turned."""
        across, down = BOX_UNITS / self.image.width, BOX_UNITS / self.image.height
        words = []
        for word in (word for line in lines for word in line.words):
            sides = (word.left * across, word.top * down, word.right * across, word.bottom * down)
            box = _turned_back(tuple(map(_within, sides)), self.turn)
            words.append(Word(word.text, *box, round(word.confidence)))
        return tuple(words)


def look_at(page: pdfium.PdfPage, languages: str, scan_dpi: int, *, careful: bool) -> Sight | None:
    """Recognise `page`, which was scanned at `scan_dpi`; None where nothing is drawn.

    Raises:
        models.NoModel: A model is missing.
    """
    dpi = dpi_within_reason(page, _CAREFUL_DPI if careful else _DPI)
    image = grey_image(page, dpi)
    if ink.is_blank(image):
        return None
    sight = _settled(_upright(page, _look(image, 0, dpi, languages), languages), languages)
    fine = dpi_within_reason(page, _FINE_DPI)
    if sight.confidence < DOUBTFUL and scan_dpi >= _FINE_SCAN and fine > dpi and not careful:
        closer = turned(grey_image(page, fine), sight.turn)
        other = _settled(_look(closer, sight.turn, fine, languages), languages)
        return _better(sight, other)
    return sight


def _look(image: Image.Image, turn: int, dpi: int, languages: str) -> Sight:
    """Look at an image that was turned by `turn` already."""
    return Sight(_recogniser(languages).look(image, dpi), image, turn, dpi)


def _upright(page: pdfium.PdfPage, sight: Sight, languages: str) -> Sight:
    """Look again the other way up where that is called for; return the better of the two."""
    turn = sideways(sight.lines)
    if not turn and sight.confidence < _POOR:
        dpi = dpi_within_reason(page, _ORIENTATION_DPI)
        turn = turn_needed(grey_image(page, dpi), dpi)
    if not turn:
        return sight
    return _better(sight, _look(turned(sight.image, turn), turn, sight.dpi, languages))


def _settled(sight: Sight, languages: str) -> Sight:
    lines = _recogniser(languages).second_thoughts(sight.lines, sight.image, sight.dpi)
    return replace(sight, lines=lines)


def _better(one: Sight, other: Sight) -> Sight:
    return other if other.confidence > one.confidence else one


def _turned_back(box: tuple[int, ...], turn: int) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    return {
        0: (left, top, right, bottom),
        90: (top, BOX_UNITS - right, bottom, BOX_UNITS - left),
        180: (BOX_UNITS - right, BOX_UNITS - bottom, BOX_UNITS - left, BOX_UNITS - top),
        270: (BOX_UNITS - bottom, left, BOX_UNITS - top, right),
    }[turn]


def _within(side: float) -> int:
    return max(0, min(BOX_UNITS, round(side)))


@lru_cache(maxsize=2)
def _recogniser(languages: str) -> Recogniser:
    return Recogniser(languages)
