"""The chip: one thing that narrows the result, and the cross that drops it."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BOLD, font
from luutru.gui.theme.icons import paint_icon
from luutru.i18n import translate

HEIGHT: Final = 28
WIDEST: Final = 260


class Chip(QAbstractButton):
    """A click, Return or Delete drops what it stands for."""

    def __init__(self, heading: str, value: str) -> None:
        super().__init__()
        self._heading = f"{heading}: "
        self._value = value
        self.setAccessibleName(
            translate("Filter {heading}: {value}. Press to drop it.", heading=heading, value=value)
        )
        self.setToolTip(f"{heading}: {value}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetricsF(font(12)).horizontalAdvance(self._heading)
        value = QFontMetricsF(font(12, BOLD)).horizontalAdvance(self._value)
        return QSize(min(WIDEST, round(words + value) + 42), HEIGHT)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        focus = self.hasFocus()
        painter.setPen(QPen(colour("accent", 1.0 if focus else 0.35), 2 if focus else 1))
        painter.setBrush(colour("tint"))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        left = place.left() + 11
        painter.setFont(font(12))
        painter.setPen(colour("text2"))
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, place.top(), 200, place.height()), flags, self._heading)
        left += QFontMetricsF(font(12)).horizontalAdvance(self._heading)
        room = place.right() - 26 - left
        face = font(12, BOLD)
        painter.setFont(face)
        painter.setPen(colour("accent"))
        value = QFontMetricsF(face).elidedText(self._value, Qt.TextElideMode.ElideRight, room + 1)
        painter.drawText(QRectF(left, place.top(), room + 4, place.height()), flags, value)
        cross = QRectF(place.right() - 21, place.center().y() - 6, 12, 12)
        paint_icon(painter, "x", cross, tokens().accent, 2.2)
