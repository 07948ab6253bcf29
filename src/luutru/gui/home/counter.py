"""A figure on a card: what is counted, how many there are, and the way to the list of them."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.gui.widgets.icon_label import paint_badge
from luutru.gui.widgets.keyboard_focus import came_by_keyboard

_HEIGHT: Final = 112
_RADIUS: Final = 10
_LEFT: Final = 18


class Counter(QAbstractButton):
    """Pressed, it opens exactly the list it counts."""

    def __init__(self, name: str, icon_name: str, state: str) -> None:
        super().__init__()
        self._name = name
        self._icon_name = icon_name
        self._state = state
        self._note = ""
        self._by_keyboard = False
        self.count: int | None = None
        """What is shown; None until it was counted."""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(name)

    def show_count(self, count: int, note: str) -> None:
        """Show another figure and what else is known of it."""
        self.count, self._note = count, note
        self.setAccessibleName(f"{self._name}: {formats.number(count)}. {note}")
        self.setToolTip(note)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(210, _HEIGHT)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(150, _HEIGHT)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = came_by_keyboard(event)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self.hasFocus() and self._by_keyboard
        edge = "accent" if ringed else "border_strong" if self.underMouse() else "border"
        inset = 1.0 if ringed else 0.5
        place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(QPen(colour(edge), 2 if ringed else 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        paint_badge(painter, QRectF(place.right() - 51, 16, 34, 34), self._icon_name,
                    self._state, 18)  # fmt: skip
        self._paint_words(painter, place.width())

    def _paint_words(self, painter: QPainter, width: float) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour("text2"))
        painter.setFont(font(weight=MEDIUM))
        painter.drawText(QRectF(_LEFT, 14, width - 72, 20), middle, _cut(painter, self._name,
                         width - 72))  # fmt: skip
        if self.count is None:
            painter.fillRect(QRectF(_LEFT, 46, 64, 20), colour("sunken"))
            painter.fillRect(QRectF(_LEFT, 84, width * 0.5, 10), colour("sunken"))
            return
        painter.setPen(colour("text"))
        painter.setFont(font(28, BOLD, tabular=True))
        painter.drawText(QRectF(_LEFT, 36, width - 72, 38), middle, formats.number(self.count))
        painter.setPen(colour("text3"))
        painter.setFont(font(12))
        room = QRectF(_LEFT, 80, width - 2 * _LEFT, 20)
        painter.drawText(room, middle, _cut(painter, self._note, room.width()))


def _cut(painter: QPainter, text: str, width: float) -> str:
    metrics = QFontMetricsF(painter.font())
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
