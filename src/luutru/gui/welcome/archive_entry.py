"""An archive to open: its name over its folder."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BODY, BOLD, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.icon_label import paint_badge

_HEIGHT: Final = 56
_RADIUS: Final = 8
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ArchiveEntry(QAbstractButton):
    """A button as wide as its card."""

    def __init__(self, name: str, where: str, tip: str) -> None:
        super().__init__()
        self._where = where
        self.setText(name)
        self.setToolTip(tip)
        self.setAccessibleName(f"{name}, {where}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(300, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        painter.setPen(QPen(colour("accent" if focused else "border"), 2 if focused else 1))
        painter.setBrush(colour("hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        paint_badge(painter, QRectF(12, 11, 34, 34), "archive", "accent", 17)
        words = QRectF(58, 0, self.width() - 98, _HEIGHT)
        painter.setPen(colour("text"))
        painter.setFont(font(BODY, BOLD))
        _line(painter, words.adjusted(0, 9, 0, -27), self.text())
        painter.setPen(colour("text3"))
        painter.setFont(font(12))
        _line(painter, words.adjusted(0, 29, 0, -9), self._where)
        arrow = QRectF(self.width() - 30, _HEIGHT / 2 - 8, 16, 16)
        paint_icon(painter, "chevron-right", arrow, tokens().text3, 2)


def _line(painter: QPainter, place: QRectF, text: str) -> None:
    room = QFontMetricsF(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideMiddle, place.width()
    )
    painter.drawText(place, _LEFT, room)
