"""Measures how well a page was scanned, on an image small enough to cost a few milliseconds.

The image has 50 dpi: letters are grey there, but lines, seals and strokes that run out of the
sheet are still what they are.
"""

import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

from luutru.reading import seals
from luutru.reading.measures import Measures, Scan

DPI: Final = 50
"""Of the images that are measured."""
Grey = npt.NDArray[np.uint8]
_INKED: Final = 190
"""Darker than this is a letter at 50 dpi, where its strokes are thinner than a pixel."""
_COLOURED: Final = 2
"""By which a channel of a pixel must differ from another to be a colour: those of a grey page that
is kept as colour differ by nothing."""
_ANY: Final = 0.001
"""Share of such pixels that a page in colour has."""
_SAMPLED: Final = 2
"""One pixel of so many, each way, is looked at for its colour."""
_GREY_BITS: Final = 8
_EDGE: Final = 2
"""Pixels along an edge in which the ink of a whole sheet never lies: 1 mm."""
_LONGEST_STROKE: Final = 20
"""Pixels along an edge: what is longer is no letter or word but a shadow or the sheet's rim."""
_WIDEST: Final = 6.0
"""Degrees of skew that are looked for."""
_COARSE: Final = 0.5
_FINE: Final = 0.1
_LEAST_POINTS: Final = 300
"""Inked pixels that lines of text have, together."""
_STANDS_OUT: Final = 1.1
"""How much better the best angle must fit than the average one: a page of lines reaches 1.3."""


class Inked(NamedTuple):
    """A small image of the upright page, and the same in colour."""

    grey: Image.Image
    picture: Image.Image


def measure(scan: Scan, inked: Inked, words: Sequence[seals.Placed]) -> Measures:
    """Return what can be told of a page: its scan, its small images and its words."""
    grey = np.asarray(inked.grey)
    in_colour = is_coloured(inked.picture)
    return Measures(
        dpi=scan.dpi or None,
        bits=_used_bits(scan.bits, in_colour=in_colour),
        skew=skew_of(grey),
        edges=strokes_at_edges(grey),
        has_seal=seals.has_seal(inked.picture, DPI) if in_colour else None,
        has_signature=seals.has_signature(grey, words, DPI),
    )


def unmeasured(scan: Scan) -> Measures:
    """Return what can be told of a page on which nothing stands."""
    return Measures(dpi=scan.dpi or None, bits=scan.bits or None)


def is_coloured(picture: Image.Image) -> bool:
    """Tell whether a page shows any colour; tinted paper does."""
    red, green, blue = np.moveaxis(np.asarray(picture, np.int16)[::_SAMPLED, ::_SAMPLED], 2, 0)
    darkest = np.minimum(np.minimum(red, green), blue)
    spread = np.maximum(np.maximum(red, green), blue) - darkest
    return float((spread >= _COLOURED).mean()) > _ANY


def _used_bits(bits: int, *, in_colour: bool) -> int | None:
    return (bits if in_colour else min(bits, _GREY_BITS)) or None


def strokes_at_edges(grey: Grey) -> tuple[int, int, int, int]:
    """Return how many letters or words run out of the left, upper, right and lower edge."""
    strips = (grey[:, :_EDGE].T, grey[:_EDGE], grey[:, -_EDGE:].T, grey[-_EDGE:])
    left, top, right, bottom = (_strokes(strip.min(axis=0) < _INKED) for strip in strips)
    return left, top, right, bottom


def _strokes(inked: npt.NDArray[np.bool_]) -> int:
    """Return how many short runs of ink there are."""
    steps = np.flatnonzero(np.diff(np.concatenate(([False], inked, [False]))))
    lengths = steps[1::2] - steps[::2]
    return int((lengths <= _LONGEST_STROKE).sum())


def skew_of(grey: Grey) -> float | None:
    """Return the degrees by which lines fall to the right; None where there are too few.

    The ink is summed up along slanted rows; where they run along the lines, some are full of
    ink and some are empty.
    """
    down, across = np.nonzero(grey < _INKED)
    if len(down) < _LEAST_POINTS:
        return None
    points = down.astype(np.float64), across.astype(np.float64)
    coarse = np.arange(-_WIDEST, _WIDEST + _COARSE, _COARSE)
    fits = [_fit(*points, angle) for angle in coarse]
    best = float(coarse[int(np.argmax(fits))])
    fine = np.arange(best - _COARSE, best + _COARSE + _FINE, _FINE)
    finer = [_fit(*points, angle) for angle in fine]
    if max(finer) < _STANDS_OUT * float(np.mean(fits)):
        return None
    return round(float(fine[int(np.argmax(finer))]), 1)


def _fit(down: npt.NDArray[Any], across: npt.NDArray[Any], angle: float) -> float:
    rows = np.rint(down - across * math.tan(math.radians(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min())
    return float((counts.astype(np.float64) ** 2).sum())
