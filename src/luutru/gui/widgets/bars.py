"""Thin bars that show how far something is."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.theme.current import colour, state_colour

THICKNESS: Final = 6


def paint_bar(painter: QPainter, place: QRectF, share: float, state: str = "") -> None:
    """Draw a bar filled to `share` (0 to 1) in the solid colour of a state, else the accent."""
    radius = place.height() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("border"))
    painter.drawRoundedRect(place, radius, radius)
    if share <= 0:
        return
    filled = QRectF(place)
    filled.setWidth(max(place.height(), place.width() * min(share, 1.0)))
    painter.setBrush(state_colour(state, "solid") if state else colour("accent"))
    painter.drawRoundedRect(filled, radius, radius)


class ThinBar(QWidget):
    """A thin bar as a widget."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_share(0)

    def show_share(self, share: float) -> None:
        """Fill the bar to `share`, between 0 and 1."""
        self._share = share
        self.setAccessibleName(f"{self._name}: {formats.percent(share)}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(120, THICKNESS)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        paint_bar(QPainter(self), QRectF(self.rect()), self._share)
