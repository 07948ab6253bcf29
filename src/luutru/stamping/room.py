"""Measures the ink on a page: what stands under the mark, and where there is room for the block.

Pages are drawn as the reader sees them; places are in points from the lower left corner seen.
"""

from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pypdfium2

from luutru.reading.documents import openable
from luutru.reading.page_images import dpi_within_reason, drawn
from luutru.stamping.trouble import CannotStamp, Fault
from luutru.stamping.visible import Visible

DPI: Final = 100
_DARK: Final = 165
"""Of 255: what is darker is ink, what is lighter may be the paper."""
_SPECK: Final = 3
"""Dark dots in a row that are dust."""
_EDGE: Final = 14.0
"""Points at each side of a page that a scanner may leave dark."""
_MARGIN: Final = 57.0
"""20 mm above and below what is printed."""
_FOOT: Final = 80.0
_FOOTER: Final = 24.0
"""What begins in the foot of a page and is no higher than this is a page number."""
_LINE_GAP: Final = 8.0
_AFTER_TEXT: Final = 18.0
_COVERED: Final = 0.002
"""Share of a place that is ink from which on something stands there."""

Picture = npt.NDArray[np.bool_]


def stands_in_the_corner(
    source: Path, number: int, size: tuple[float, float, float], shape: Visible, password: str = ""
) -> bool:
    """Tell whether something stands where the mark goes: width, height and margin in `size`."""
    ink = _ink(source, number, password)
    wide, high, margin = size
    right, top = shape.size[0] - margin, margin
    place = _cut(ink, shape, (right - wide, top, right, top + high))
    return bool(place.size) and float(place.mean()) > _COVERED


def room_below_text(
    source: Path,
    number: int,
    high: float,
    sides: tuple[float, float],
    shape: Visible,
    password: str = "",
) -> float | None:
    """Return the height above which something `high` points high fits right after the text.

    `sides` are its left and right edge. None: the text leaves no such room above the margin of
    the page; a page number at the foot is no text.
    """
    tall = shape.size[1]
    rows = _cut(_ink(source, number, password), shape, (sides[0], _EDGE, sides[1], tall - _EDGE))
    scale = rows.shape[0] / (tall - 2 * _EDGE)
    runs = [
        (_EDGE + first / scale, _EDGE + last / scale)
        for first, last in _runs(rows.sum(axis=1) > _SPECK, round(_LINE_GAP * scale))
    ]
    limit = tall - _MARGIN
    if runs and runs[-1][0] > tall - _FOOT and runs[-1][1] - runs[-1][0] <= _FOOTER:
        limit = min(limit, runs.pop()[0] - _LINE_GAP)
    begins = max(_MARGIN, runs[-1][1] + _AFTER_TEXT if runs else 0.0)
    return tall - begins if begins + high <= limit else None


def quiet_foot(
    source: Path,
    number: int,
    size: tuple[float, float],
    shape: Visible,
    password: str = "",
) -> tuple[float, float]:
    """Return where at the foot of a page a mark of this size covers the least."""
    ink = _ink(source, number, password)
    wide, high = shape.size
    bottom = _EDGE + _LINE_GAP
    lefts = [(wide - size[0]) / 2, wide * 0.25 - size[0] / 2, wide * 0.75 - size[0] / 2]

    def covered(left: float) -> float:
        top = high - bottom - size[1] - _LINE_GAP
        return float(_cut(ink, shape, (left, top, left + size[0], high - bottom)).mean())

    return min(lefts, key=covered), bottom


def _ink(source: Path, number: int, password: str) -> Picture:
    try:
        document = pypdfium2.PdfDocument(
            openable(source), password=password or None, autoclose=True
        )
        try:
            document.init_forms()
            page = document[number - 1]
            picture = drawn(page, dpi_within_reason(page, DPI)).convert("L")
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise CannotStamp(Fault.DAMAGED, "page") from error
    return np.asarray(picture) < _DARK


def _cut(ink: Picture, shape: Visible, box: tuple[float, float, float, float]) -> Picture:
    """Return a part of a picture; left, top, right and bottom in points from the top left."""
    high, wide = ink.shape
    across, down = wide / shape.size[0], high / shape.size[1]
    left, top, right, bottom = (max(0.0, edge) for edge in box)
    return ink[
        round(top * down) : round(bottom * down), round(left * across) : round(right * across)
    ]


def _runs(inked: npt.NDArray[np.bool_], gap: int) -> list[tuple[int, int]]:
    """Return the rows of text, those closer than `gap` rows as one."""
    runs: list[tuple[int, int]] = []
    for row in np.flatnonzero(inked).tolist():
        if runs and row - runs[-1][1] <= gap:
            runs[-1] = runs[-1][0], row + 1
        else:
            runs.append((row, row + 1))
    return runs
