"""Where pages stand in the page view, and where their boxes fall; nothing here paints.

Boxes are in ten-thousandths of the page as it stands upright. The reader may turn the view, so
every box is turned with its page before it is placed. Angles are clockwise degrees, multiples of
90.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF

UNITS: Final = 10_000
MARGIN: Final = 16.0
"""Free space around the pages, in pixels."""
GAP: Final = 14.0
"""Space between two pages, in pixels."""
_LEAST_SCALE: Final = 0.05


class Fit(StrEnum):
    """What the size of pages follows: nothing, or the pane."""

    NOTHING = "nothing"
    WIDTH = "width"
    PAGE = "page"


class Box(NamedTuple):
    """A place on a page in ten-thousandths of its width and height."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to lay out: its size in points as it stands upright, and how it is turned."""

    number: int
    width: float
    height: float
    upright: int = 0
    """By how much the picture has to be turned before it stands upright."""
    turn: int = 0
    """By how much the reader has turned the view."""

    @property
    def seen_width(self) -> float:
        """The width after turning, in points."""
        return self.height if self.turn % 180 else self.width

    @property
    def seen_height(self) -> float:
        """The height after turning, in points."""
        return self.width if self.turn % 180 else self.height


def turned(box: Box, turn: int) -> Box:
    """Return where `box` lies once its page has been turned clockwise by `turn` degrees."""
    left, top, right, bottom = box
    match turn % 360:
        case 90:
            return Box(UNITS - bottom, left, UNITS - top, right)
        case 180:
            return Box(UNITS - right, UNITS - bottom, UNITS - left, UNITS - top)
        case 270:
            return Box(top, UNITS - right, bottom, UNITS - left)
        case _:
            return box


def placed(box: Box, page: QRectF, turn: int) -> QRectF:
    """Return the rectangle of `box` on a page that is painted, turned, in the rectangle `page`."""
    left, top, right, bottom = turned(box, turn)
    across, down = page.width() / UNITS, page.height() / UNITS
    return QRectF(
        page.left() + left * across,
        page.top() + top * down,
        (right - left) * across,
        (bottom - top) * down,
    )


def units_at(point: QPointF, page: QRectF, turn: int) -> tuple[int, int]:
    """Return the place under `point` in units of the page before it was turned."""
    x = round((point.x() - page.left()) / page.width() * UNITS)
    y = round((point.y() - page.top()) / page.height() * UNITS)
    back = turned(Box(x, y, x, y), -turn)
    return back.left, back.top


def fitting_scale(sheets: Iterable[Sheet], width: float, height: float | None = None) -> float:
    """Return the scale (pixels a point) at which the widest sheet fills `width` pixels.

    With a `height`, no sheet is taller than that either.
    """
    sizes = [(sheet.seen_width, sheet.seen_height) for sheet in sheets] or [(1.0, 1.0)]
    scale = (width - 2 * MARGIN) / max(across for across, _ in sizes)
    if height is not None:
        scale = min(scale, (height - 2 * MARGIN) / max(down for _, down in sizes))
    return max(_LEAST_SCALE, scale)


class Column:
    """The pages of a document one under the other, in pixels from the top left of it all."""

    def __init__(self, sheets: Sequence[Sheet], scale: float, viewport_width: float) -> None:
        self.sheets = sheets
        widest = max((sheet.seen_width for sheet in sheets), default=0.0) * scale
        self.width = max(viewport_width, widest + 2 * MARGIN)
        self.pages: list[QRectF] = []
        self._tops: list[float] = []
        down = MARGIN
        for sheet in sheets:
            across = sheet.seen_width * scale
            tall = sheet.seen_height * scale
            self.pages.append(QRectF((self.width - across) / 2, down, across, tall))
            self._tops.append(down)
            down += tall + GAP
        self.height = down - GAP + MARGIN if sheets else 0.0

    def between(self, top: float, bottom: float) -> range:
        """Return the indices of the pages that show between two heights."""
        if not self.pages:
            return range(0)
        first = max(0, bisect_right(self._tops, top) - 1)
        if self.pages[first].bottom() < top:
            first += 1
        return range(first, max(first, bisect_right(self._tops, bottom)))

    def nearest(self, point: QPointF) -> int:
        """Return the index of the page under `point`, or of the closest one above or below."""
        at = max(0, bisect_right(self._tops, point.y()) - 1)
        following = at + 1
        if following < len(self.pages):
            above = point.y() - self.pages[at].bottom()
            below = self.pages[following].top() - point.y()
            return following if below < above else at
        return at
