"""Where the visible corner of a page is, however it is turned, cropped or scaled."""

from dataclasses import dataclass
from typing import Any, Final

_QUARTER: Final = 90
_WHOLE: Final = 360

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Visible:
    """The part of a page that is seen, in the page's own units, and how it is turned."""

    box: Box
    """Left, bottom, right, top."""
    turned: int
    """Clockwise degrees by which a reader turns it: 0, 90, 180 or 270."""
    unit: float
    """Points in a unit of the page (`/UserUnit`)."""

    @property
    def size(self) -> tuple[float, float]:
        """Return width and height as the reader sees them, in points."""
        left, bottom, right, top = self.box
        wide, high = (right - left) * self.unit, (top - bottom) * self.unit
        return (high, wide) if self.turned % (2 * _QUARTER) else (wide, high)

    def top_right(self, wide: float, high: float, margin: float) -> Box:
        """Return the box of `wide` by `high` points in the seen top right corner.

        It is told in the units of the page, before the reader turns it.
        """
        left, bottom, right, top = self.box
        wide, high, margin = wide / self.unit, high / self.unit, margin / self.unit
        if self.turned == 0:
            return right - margin - wide, top - margin - high, right - margin, top - margin
        if self.turned == _QUARTER:
            return left + margin, top - margin - wide, left + margin + high, top - margin
        if self.turned == 2 * _QUARTER:
            return left + margin, bottom + margin, left + margin + wide, bottom + margin + high
        return right - margin - high, bottom + margin, right - margin, bottom + margin + wide

    def matrix(self, x: float, y: float) -> tuple[float, float, float, float, float, float]:
        """Return what sets upright points as seen into the page, moved by `x` and `y` points.

        They are counted from the lower left corner that the reader sees.
        """
        left, bottom, right, top = self.box
        step = 1 / self.unit
        x, y = x * step, y * step
        if self.turned == 0:
            return step, 0, 0, step, left + x, bottom + y
        if self.turned == _QUARTER:
            return 0, step, -step, 0, right - y, bottom + x
        if self.turned == 2 * _QUARTER:
            return -step, 0, 0, -step, right - x, top - y
        return 0, -step, step, 0, left + y, top - x


def visible(page: Any) -> Visible:  # noqa: ANN401  a page of pyHanko or pikepdf
    """Return the visible part of `page`, a dictionary with what it inherits already in it."""
    media = _box(page["/MediaBox"])
    crop = _box(page["/CropBox"]) if "/CropBox" in page else media
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    seen = (left, bottom, right, top) if right > left and top > bottom else media
    turned = int(page.get("/Rotate", 0)) % _WHOLE // _QUARTER * _QUARTER
    return Visible(seen, turned, float(page.get("/UserUnit", 1)) or 1.0)


def _box(array: Any) -> Box:  # noqa: ANN401  four numbers of either library
    first, second, third, fourth = (float(value) for value in array)
    return min(first, third), min(second, fourth), max(first, third), max(second, fourth)
