"""An icon that stands for itself, bare or on a tinted square."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.theme.current import tokens
from luutru.gui.theme.icons import paint_icon, role_colour

_RADIUS: Final = 8


def paint_badge(painter: QPainter, place: QRectF, name: str, role: str, size: float) -> None:
    """Draw an icon of `size` in the middle of a tinted square; `role` is a role or a state."""
    table = tokens()
    ground = table.status[role].ground if role in table.status else table.tint
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, _RADIUS, _RADIUS)
    middle = place.center()
    inner = QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size)
    paint_icon(painter, name, inner, role_colour(role))


class IconLabel(QWidget):
    """An icon without meaning of its own; the words beside it carry that."""

    def __init__(self, name: str, role: str = "text2", size: int = 18, square: int = 0) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._size = size
        self._square = square
        self.setFixedSize(square or size, square or size)

    def show_icon(self, name: str, role: str) -> None:
        """Show another icon in the colour of a role or a state."""
        self._name = name
        self._role = role
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(self.rect())
        if self._square:
            paint_badge(painter, place, self._name, self._role, self._size)
        else:
            paint_icon(painter, self._name, place, role_colour(self._role))
