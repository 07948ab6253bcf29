"""Sheets drawn into images, as they lie on the glass, before a scanner has seen them."""

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from PIL import Image, ImageDraw

from luutru.demo import typeface
from luutru.demo.paper import HEIGHT, WIDTH, Colour, Sheet, Slanted, Stroke, Word
from luutru.demo.truth import Placement
from luutru.demo.typeface import Face

Mode = Literal["L", "RGB"]
_FINER: Final = 3
"""Curves and slanted letters are drawn this much larger first: Pillow draws them with stairs."""
_PLACES: Final = 4
"""A letter starts at one of so many places within a pixel, across and down."""
_LARGE: Final = 40
"""Lettering of more points than this is drawn as much smaller first: it is pale, and it is fast."""
_MARGIN: Final = 2
_POINTS_AN_INCH: Final = 72


def drawn(sheet: Sheet, dpi: int, mode: Mode, placement: Placement) -> Image.Image:
    """Return the image of `sheet`: black on white, grey or in colour, askew but not turned."""
    scale = dpi / _POINTS_AN_INCH
    white = _ink((255, 255, 255), mode)
    image = Image.new(mode, (round(WIDTH * scale), round(HEIGHT * scale)), white)
    canvas = _Canvas(image, mode, scale, placement)
    for lettering in sheet.slanted:
        canvas.letter(lettering)
    for stroke in sheet.strokes:
        canvas.stroke(stroke)
    for word in sheet.words:
        canvas.word(word)
    return image


@dataclass(frozen=True, slots=True)
class _Canvas:
    """An image and how points of the sheet become pixels of it."""

    image: Image.Image
    mode: Mode
    scale: float
    """Pixels a point."""
    placement: Placement

    def word(self, word: Word) -> None:
        """Paint letter by letter: at these sizes whole words come out wider than they should.

        The letters stand askew to one another but are not turned themselves: at a degree or
        two nobody sees it, and turning the finished page would cost more than drawing it.
        """
        ink, size = _ink(word.colour, self.mode), round(word.size * self.scale, 2)
        x, y = self._pixel(word.left, word.baseline)
        angle = math.radians(self.placement.skew)
        for letter in word.text:
            across, across_part = divmod(round(x * _PLACES), _PLACES)
            down, down_part = divmod(round(y * _PLACES), _PLACES)
            mask, left, top = _letter(letter, word.face, size, across_part, down_part)
            self.image.paste(ink, (across + left, down + top), mask)
            advance = typeface.advance(letter, word.face) * size
            x, y = x + advance * math.cos(angle), y - advance * math.sin(angle)

    def stroke(self, stroke: Stroke) -> None:
        """Paint a line."""
        pen = max(1.0, stroke.width * self.scale)
        pixels = [self._pixel(*point) for point in stroke.points]
        left = math.floor(min(x for x, _ in pixels) - pen)
        top = math.floor(min(y for _, y in pixels) - pen)
        width = math.ceil(max(x for x, _ in pixels) + pen) - left
        height = math.ceil(max(y for _, y in pixels) + pen) - top
        mask = Image.new("L", (width * _FINER, height * _FINER))
        line = [((x - left) * _FINER, (y - top) * _FINER) for x, y in pixels]
        ImageDraw.Draw(mask).line(line, fill=255, width=round(pen * _FINER), joint="curve")
        self.image.paste(_ink(stroke.colour, self.mode), (left, top), mask.reduce(_FINER))

    def letter(self, lettering: Slanted) -> None:
        """Paint lettering that stands at an angle."""
        finer = _FINER if lettering.size < _LARGE else 1 / _FINER
        font = typeface.font(lettering.face, round(lettering.size * self.scale * finer, 2))
        length = font.getlength(lettering.text) / finer
        side = math.ceil(length + 2 * lettering.size * self.scale)
        mask = Image.new("L", (round(side * finer),) * 2)
        middle = (mask.width / 2, mask.height / 2)
        ImageDraw.Draw(mask).text(middle, lettering.text, font=font, fill=255, anchor="mm")
        degrees = lettering.degrees + self.placement.skew
        turned = mask.rotate(degrees, Image.Resampling.BILINEAR)
        small = turned.resize((side, side), Image.Resampling.BILINEAR)
        x, y = self._pixel(*lettering.centre)
        corner = (round(x - side / 2), round(y - side / 2))
        self.image.paste(_ink(lettering.colour, self.mode), corner, small)

    def _pixel(self, x: float, y: float) -> tuple[float, float]:
        across, down = self.placement.laid(x, y)
        return across * self.scale, down * self.scale


@lru_cache(maxsize=16_384)
def _letter(
    letter: str, face: Face, size: float, across: int, down: int
) -> tuple[Image.Image, int, int]:
    """Return the mask of a letter that starts so many quarters into a pixel, and its place."""
    font = typeface.font(face, size)
    left, top, right, bottom = font.getbbox(letter, anchor="ls")
    start = (_MARGIN - math.floor(left), _MARGIN - math.floor(top))
    mask = Image.new(
        "L", (math.ceil(right) + start[0] + _MARGIN, math.ceil(bottom) + start[1] + _MARGIN)
    )
    place = (start[0] + across / _PLACES, start[1] + down / _PLACES)
    ImageDraw.Draw(mask).text(place, letter, font=font, fill=255, anchor="ls")
    return mask, -start[0], -start[1]


def _ink(colour: Colour, mode: Mode) -> int | Colour:
    """Return `colour`, or how light it looks to a scanner that sees grey."""
    red, green, blue = colour
    return colour if mode == "RGB" else round(0.299 * red + 0.587 * green + 0.114 * blue)
