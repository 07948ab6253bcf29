"""Grey cards that stand until the first figures come."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from luutru.gui.theme.current import colour
from luutru.overriding import override

_GAP: Final = 16
_LINES: Final = 5


class Skeleton(QWidget):
    """Shows where things will stand; says nothing."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_skeleton(QPainter(self), QRectF(self.rect()))


def paint_skeleton(painter: QPainter, room: QRectF) -> None:
    """Paint the cards of a page into its room."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    half = (room.height() - _GAP) / 2
    wide = (room.width() - _GAP) * 2 / 3
    narrow = room.width() - _GAP - wide
    third = (room.width() - 2 * _GAP) / 3
    for place in (
        QRectF(0, 0, wide, half),
        QRectF(wide + _GAP, 0, narrow, half),
        *(QRectF(n * (third + _GAP), half + _GAP, third, half) for n in range(3)),
    ):
        _paint_card(painter, place.translated(room.topLeft()))


def _paint_card(painter: QPainter, place: QRectF) -> None:
    painter.setPen(QPen(colour("border"), 1))
    painter.setBrush(colour("surface"))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("sunken"))
    step = (place.height() - 50) / _LINES
    painter.drawRoundedRect(QRectF(place.left() + 18, place.top() + 18, 160, 14), 4, 4)
    for number in range(_LINES):
        line = QRectF(place.left() + 18, place.top() + 52 + number * step, place.width() - 36, 12)
        painter.drawRoundedRect(line, 4, 4)
