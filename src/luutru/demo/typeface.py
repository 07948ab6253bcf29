"""The faces the samples are set in, and how wide words are in them.

Sizes and lengths are typographic points; the fonts come with the program, so that the same seed
draws the same page on every computer.
"""

from enum import StrEnum
from functools import cache

from PIL import ImageFont

from luutru.resources import folder

_UNITS = 1000
"""Pixels an em at which words are measured: far above any size that is drawn."""


class Face(StrEnum):
    """The cuts of the serif that Vietnamese documents are typed in."""

    REGULAR = "Tinos_400Regular.ttf"
    ITALIC = "Tinos_400Regular_Italic.ttf"
    BOLD = "Tinos_700Bold.ttf"
    BOLD_ITALIC = "Tinos_700Bold_Italic.ttf"


@cache
def font(face: Face, pixels: float) -> ImageFont.FreeTypeFont:
    """Return `face` with `pixels` an em; without Raqm, which not every computer has."""
    path = str(folder("fonts") / face.value)
    return ImageFont.truetype(path, pixels, layout_engine=ImageFont.Layout.BASIC)


@cache
def advance(letter: str, face: Face) -> float:
    """Return how far `letter` advances, in ems."""
    return font(face, _UNITS).getlength(letter) / _UNITS


@cache
def width(text: str, face: Face, size: float) -> float:
    """Return how far `text` advances, in points; letters are not kerned."""
    return size * sum(advance(letter, face) for letter in text)


@cache
def ink(text: str, face: Face, size: float) -> tuple[float, float, float, float]:
    """Return the box that `text` inks, in points from its start on the baseline, y downwards."""
    _, top, _, bottom = font(face, _UNITS).getbbox(text, anchor="ls")
    return 0.0, top * size / _UNITS, width(text, face, size), bottom * size / _UNITS
