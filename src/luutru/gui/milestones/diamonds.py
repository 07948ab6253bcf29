"""Paints a milestone as a diamond: fill and sign tell how it stands, colour only repeats it."""

from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.milestones.looks import LOOKS
from luutru.gui.theme.current import colour, state_colours
from luutru.gui.theme.fonts import HEAVY, font
from luutru.gui.theme.icons import paint_icon
from luutru.services.milestones.standing import Standing

SIZE: Final = 9.0
"""From the middle of a diamond to its points."""


class _Shape(NamedTuple):
    filled: bool
    sign: str = ""
    icon: str = ""
    dashed: bool = False


_SHAPES: Final = {
    Standing.OVERDUE: _Shape(filled=True, sign="!"),
    Standing.THIS_WEEK: _Shape(filled=True, sign="•"),
    Standing.THIS_MONTH: _Shape(filled=False, sign="•"),
    Standing.PLANNED: _Shape(filled=False),
    Standing.UNDATED: _Shape(filled=False, dashed=True),
    Standing.SUGGESTED: _Shape(filled=False, sign="?", dashed=True),
    Standing.DONE: _Shape(filled=True, icon="check"),
    Standing.CANCELLED: _Shape(filled=False, icon="x"),
}


def paint_diamond(
    painter: QPainter, middle: QPointF, standing: Standing, *, size: float = SIZE
) -> None:
    """Draw the diamond of a standing around `middle`, with a rim of the ground it lies on."""
    shape, colours = _SHAPES[standing], state_colours(LOOKS[standing].state)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("surface"))
    painter.drawPolygon(_outline(middle, size + 2.5))
    solid = QColor(colours.solid)
    pen = QPen(solid, 1.8)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if shape.dashed:
        pen.setDashPattern([1.6, 1.3])
    painter.setPen(pen)
    painter.setBrush(solid if shape.filled else colour("surface"))
    painter.drawPolygon(_outline(middle, size - 0.9))
    on = "surface" if shape.filled else ""
    if shape.icon:
        half = size * 0.55
        place = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
        paint_icon(painter, shape.icon, place, colour(on).name() if on else colours.text, 3)
    elif shape.sign:
        painter.setPen(colour(on) if on else QColor(colours.text))
        painter.setFont(font(round(size * 1.25), HEAVY))
        place = QRectF(middle.x() - size, middle.y() - size, 2 * size, 2 * size)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shape.sign)


def paint_ring(painter: QPainter, middle: QPointF) -> None:
    """Draw the ring of the focus around a diamond."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_outline(middle, SIZE + 5))


def _outline(middle: QPointF, size: float) -> QPolygonF:
    x, y = middle.x(), middle.y()
    return QPolygonF(
        [QPointF(x, y - size), QPointF(x + size, y), QPointF(x, y + size), QPointF(x - size, y)]
    )


class Diamond(QWidget):
    """One diamond, for the legend; the word beside it carries the meaning."""

    def __init__(self, standing: Standing) -> None:
        super().__init__()
        self._standing = standing
        self.setFixedSize(self.sizeHint())

    @override
    def sizeHint(self) -> QSize:
        return QSize(16, 18)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        middle = QRectF(self.rect()).center()
        paint_diamond(QPainter(self), middle, self._standing, size=7)
