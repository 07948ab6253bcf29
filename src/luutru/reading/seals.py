"""Finds what stands on an agreement besides its words: red seals and stamps, and signatures.

The seals of Vietnamese agencies are red, round and 30 to 42 mm across; foreign ones are about as
large.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from PIL import Image

_MM: Final = 25.4
Mask = npt.NDArray[np.bool_]
_CELL: Final = 4
"""Pixels of a cell; marks are looked for in cells, 2 mm at 50 dpi."""
_REDDER: Final = 45
"""By which red must exceed the other channels."""
_RED: Final = 90
_SEAL_MM: Final = (24.0, 56.0)
"""Across; a seal is worn or smeared, and more than one may touch."""
_ROUND: Final = 0.7
"""Of the shorter side to the longer one."""
_SECTORS: Final = 16
_RING: Final = 0.68
"""Share of its sectors in which a seal has ink near its rim."""
_NEAR_RIM: Final = (0.7, 1.1)
"""In radiuses."""
_OUTSIDE: Final = 1.18
"""In radiuses: the corners of the box about a seal lie further out and are empty."""
_IN_CORNERS: Final = 0.05
"""Share of the ink that may lie there."""

_STAMP_MM: Final = ((6.0, 90.0), (2.0, 36.0))
"""Width and height of a stamped mark or of a word of it, from and to."""
_OBLONG: Final = 1.2
"""Times that such a mark is at least as wide as it is tall."""

_DARK: Final = 185
_SURE: Final = 45.0
"""Words that were read less surely may be strokes of a pen."""
_STRETCHED: Final = 1.4
"""Heights of a word that a letter of it takes at most; an M takes one."""
_ABOUT: Final = 0.6
"""Millimetres about a word that belong to it."""
_SIGNED_MM: Final = ((14.0, 110.0), (4.0, 60.0))
"""Width and height of what a hand signs, from and to."""
_LEAST_CELLS: Final = 8
_FULLEST: Final = 0.6
"""Share of the cells in the box of a signature that have ink; a line of letters has more."""
_LETTERHEAD: Final = 0.12
"""Share of the height of a page above which nobody signs."""
_BESIDE_MM: Final = 45.0
"""How far above and below a signature the office and the name of the signatory stand."""


class Placed(NamedTuple):
    """A word and where it stands on the upright page, as shares of its sides."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sureness: float
    """0 to 100."""


class _Cluster(NamedTuple):
    """Cells that touch each other."""

    left: int
    top: int
    right: int
    bottom: int
    cells: int


def has_seal(picture: Image.Image, dpi: int) -> bool:
    """Tell whether a red round seal stands on a page in colour."""
    mask = _red_ink(picture)
    return any(_is_seal(mask, cluster, dpi) for cluster in _clusters(_in_cells(mask)))


def has_oblong_stamp(picture: Image.Image, dpi: int) -> bool:
    """Tell whether red ink stands on a page in the shape of a stamped mark, or a word of one."""
    (narrow, wide), (low, high) = _STAMP_MM
    return any(
        narrow <= width <= wide and low <= height <= high and width >= _OBLONG * height
        for width, height in (
            _millimetres(cluster, dpi) for cluster in _clusters(_in_cells(_red_ink(picture)))
        )
    )


def _red_ink(picture: Image.Image) -> Mask:
    pixels = np.asarray(picture, np.int16)
    red, green, blue = pixels[..., 0], pixels[..., 1], pixels[..., 2]
    return np.asarray((red > _RED) & (red - np.maximum(green, blue) > _REDDER))


def has_signature(grey: npt.NDArray[np.uint8], words: Sequence[Placed], dpi: int) -> bool:
    """Tell whether a hand signed among the words of a page; `grey` shows no red."""
    mask = np.asarray(grey < _DARK)
    height, width = grey.shape
    _wipe(mask, [word for word in words if _is_typed(word, width / height)], dpi)
    middles = [((word.left + word.right) / 2, (word.top + word.bottom) / 2) for word in words]
    places = [(x * width, y * height) for x, y in middles]
    return any(
        _is_signed(cluster, dpi) and _between(cluster, places, dpi)
        for cluster in _clusters(_in_cells(mask))
        if cluster.top * _CELL > _LETTERHEAD * height
    )


def _is_seal(mask: Mask, cluster: _Cluster, dpi: int) -> bool:
    width, height = _millimetres(cluster, dpi)
    low, high = _SEAL_MM
    if not (low <= min(width, height) and max(width, height) <= high):
        return False
    if min(width, height) < _ROUND * max(width, height):
        return False
    box = mask[
        cluster.top * _CELL : cluster.bottom * _CELL, cluster.left * _CELL : cluster.right * _CELL
    ]
    return _is_ring(box)


def _is_ring(box: Mask) -> bool:
    """Tell whether ink lies all round the rim and none beyond it."""
    down, across = np.nonzero(box)
    middle = (down.min() + down.max()) / 2, (across.min() + across.max()) / 2
    radius = (np.ptp(down) + np.ptp(across)) / 4 + 0.5
    away = np.hypot(down - middle[0], across - middle[1]) / radius
    near = (away > _NEAR_RIM[0]) & (away < _NEAR_RIM[1])
    turns = np.arctan2(down - middle[0], across - middle[1])[near]
    sectors = np.unique(((turns + math.pi) / math.tau * _SECTORS).astype(np.int64) % _SECTORS)
    return len(sectors) >= _RING * _SECTORS and float((away > _OUTSIDE).mean()) < _IN_CORNERS


def _is_signed(cluster: _Cluster, dpi: int) -> bool:
    width, height = _millimetres(cluster, dpi)
    (narrow, wide), (low, high) = _SIGNED_MM
    if not (narrow <= width <= wide and low <= height <= high):
        return False
    box = (cluster.right - cluster.left) * (cluster.bottom - cluster.top)
    return cluster.cells >= _LEAST_CELLS and cluster.cells < _FULLEST * box


def _between(cluster: _Cluster, places: Sequence[tuple[float, float]], dpi: int) -> bool:
    """Tell whether words stand above a cluster and below it, as office and name do."""
    near = _BESIDE_MM / _MM * dpi
    left, right = cluster.left * _CELL - near / 2, cluster.right * _CELL + near / 2
    top, bottom = cluster.top * _CELL, cluster.bottom * _CELL
    beside = [y for x, y in places if left <= x <= right]
    return any(top - near <= y <= top for y in beside) and any(
        bottom <= y + _CELL and y <= bottom + near for y in beside
    )


def _is_typed(word: Placed, shape: float) -> bool:
    """Tell whether a word is one, and not a stroke of a pen that was taken for some letters."""
    across = (word.right - word.left) * shape / max(1, len(word.text))
    return word.sureness >= _SURE and across <= _STRETCHED * (word.bottom - word.top)


def _wipe(mask: Mask, words: Sequence[Placed], dpi: int) -> None:
    """Take the ink of words away."""
    height, width = mask.shape
    about = _ABOUT / _MM * dpi
    for word in words:
        top, bottom = word.top * height - about, word.bottom * height + about
        left, right = word.left * width - about, word.right * width + about
        rows = slice(max(0, math.floor(top)), math.ceil(bottom))
        mask[rows, max(0, math.floor(left)) : math.ceil(right)] = False


def _in_cells(mask: Mask) -> Mask:
    """Return which cells have any ink."""
    height, width = (side // _CELL * _CELL for side in mask.shape)
    cells = mask[:height, :width].reshape(height // _CELL, _CELL, width // _CELL, _CELL)
    return np.asarray(cells.any(axis=(1, 3)))


def _clusters(cells: Mask) -> Iterator[_Cluster]:
    """Yield cells that touch each other, also by a corner."""
    left_over = set(zip(*(places.tolist() for places in np.nonzero(cells)), strict=True))
    while left_over:
        heap = [left_over.pop()]
        found = []
        while heap:
            down, across = heap.pop()
            found.append((down, across))
            about = {(down + i, across + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left_over
            left_over -= about
            heap += about
        rows, columns = zip(*found, strict=True)
        yield _Cluster(min(columns), min(rows), max(columns) + 1, max(rows) + 1, len(found))


def _millimetres(cluster: _Cluster, dpi: int) -> tuple[float, float]:
    cell = _CELL / dpi * _MM
    return (cluster.right - cluster.left) * cell, (cluster.bottom - cluster.top) * cell
