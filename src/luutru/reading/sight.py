"""What recognition sees on a page: as many looks as it takes, and the best of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, NamedTuple

import pypdfium2 as pdfium
from PIL import Image

from luutru.reading import ink
from luutru.reading.lines import SeenLine, are_sideways
from luutru.reading.measuring import DPI
from luutru.reading.messages import BOX_UNITS, Word
from luutru.reading.orientation import turn_needed
from luutru.reading.page_images import (
    dpi_within_reason,
    drawn,
    grey_image,
    made_small,
    without_shadows,
)
from luutru.reading.recognition import Recogniser, confidence_of
from luutru.reading.seals import Placed, has_oblong_stamp
from luutru.reading.stamps import marks_among, red_ink

DOUBTFUL: Final = 88.0
"""A page whose words are less certain on average is worth a closer look."""
_DPI: Final = 200
_FINE_DPI: Final = 300
_FINE_SCAN: Final = 280
"""Resolution of the scan from which on looking closer may help."""
_CAREFUL_DPI: Final = 150
"""For the second attempt at a page on which the first one ended badly."""
_ORIENTATION_DPI: Final = 150
_NARROW: Final = 0.85
"""Recognition takes time by the width. Measured on 96 pages: 15 % less of it, .001 less recall."""
_POOR: Final = 75.0
"""Turned pages come out at 38 to 58, upright ones at 88 and more."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What recognition made of a page image."""

    lines: list[SeenLine]
    image: Image.Image
    """The very image that was looked at, turned and narrow."""
    picture: Image.Image
    """The same, small and in colour, in its true shape."""
    turn: int
    """Clockwise degrees by which the displayed page was turned."""
    dpi: int

    @property
    def confidence(self) -> float:
        """Return how sure it is, 0 to 100."""
        return confidence_of(self.lines)

    def placed(self) -> list[Placed]:
        """Return where the words stand on the upright page."""
        width, height = self.image.size
        return [
            Placed(
                word.text,
                word.left / width,
                word.top / height,
                word.right / width,
                word.bottom / height,
                word.confidence,
            )
            for line in self.lines
            for word in line.words
        ]

    def words(self, lines: Iterable[SeenLine]) -> tuple[Word, ...]:
        """Return the words of `lines`, boxes in units of the page as displayed, not as turned."""
        across, down = BOX_UNITS / self.image.width, BOX_UNITS / self.image.height
        words = []
        for word in (word for line in lines for word in line.words):
            sides = (word.left * across, word.top * down, word.right * across, word.bottom * down)
            box = _turned_back(tuple(map(_within, sides)), self.turn)
            words.append(Word(word.text, *box, round(word.confidence)))
        return tuple(words)


class _Drawing(NamedTuple):
    """A page drawn for recognition, and small in colour for whatever is no text."""

    grey: Image.Image
    picture: Image.Image


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at one page, as often and as closely as it takes."""

    page: pdfium.PdfPage
    languages: str
    scan_dpi: int
    """The resolution it was scanned at; 0 where there is no image."""
    careful: bool = False
    """Whether a process ended on this page before: less is dared then."""

    def look(self, turn: int = 0) -> Sight | None:
        """Recognise the page; None where nothing is drawn.

        `turn` is how the page before had to be turned: a stack is fed the same way round.

        Raises:
            NoModel: A model is missing.
        """
        dpi = dpi_within_reason(self.page, _CAREFUL_DPI if self.careful else _DPI)
        drawing = self._drawing(turn, dpi, _NARROW)
        if ink.is_blank(drawing.grey) and not has_oblong_stamp(drawing.picture, DPI):
            return None
        return self._with_stamps(self._closely(self._look(drawing, turn, dpi)))

    def _closely(self, first: Sight) -> Sight:
        """Return the best of as many looks as it takes."""
        dpi = first.dpi
        sight = self._settled(self._upright(first))
        fine = dpi_within_reason(self.page, _FINE_DPI)
        may_help = self.scan_dpi >= _FINE_SCAN and fine > dpi and not self.careful
        if sight.confidence >= DOUBTFUL or not may_help:
            return sight
        closer = self._look(self._drawing(sight.turn, fine), sight.turn, fine)
        return _better(sight, self._settled(closer))

    def _drawing(self, turn: int, dpi: int, narrow: float = 1.0) -> _Drawing:
        picture = drawn(self.page, dpi, turn, narrow)
        small = made_small(picture, self.page, DPI, turn)
        return _Drawing(without_shadows(picture, dpi), small)

    def _look(self, drawing: _Drawing, turn: int, dpi: int) -> Sight:
        lines = _recogniser(self.languages).look(drawing.grey, dpi)
        return Sight(lines, drawing.grey, drawing.picture, turn, dpi)

    def _with_stamps(self, sight: Sight) -> Sight:
        """Add the marks that are stamped in red, which the image that was looked at does not show.

        They stand first, as they do on the paper.
        """
        if not has_oblong_stamp(sight.picture, DPI):
            return sight
        picture = drawn(self.page, sight.dpi, sight.turn)
        seen = _recogniser(self.languages).look_for_words(red_ink(picture), sight.dpi)
        across = sight.image.width / picture.width
        down = sight.image.height / picture.height
        marks = [line.scaled(across, down) for line in marks_among(seen)]
        return replace(sight, lines=[*marks, *sight.lines])

    def _upright(self, sight: Sight) -> Sight:
        """Look again the other way up where that is called for; return the better of the two."""
        sideways = are_sideways(sight.lines)
        if sight.confidence >= _POOR and not sideways:
            return sight
        dpi = dpi_within_reason(self.page, _ORIENTATION_DPI)
        turn = turn_needed(grey_image(self.page, dpi), dpi)
        if turn == sight.turn:
            return sight
        other = self._look(self._drawing(turn, sight.dpi, _NARROW), turn, sight.dpi)
        return other if sideways else _better(sight, other)

    def _settled(self, sight: Sight) -> Sight:
        recogniser = _recogniser(self.languages)
        lines = recogniser.second_thoughts(sight.lines, sight.image, sight.dpi)
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
