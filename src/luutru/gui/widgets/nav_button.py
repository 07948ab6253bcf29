"""An entry of the side bar: icon, words, and a count of what waits there."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from luutru.gui.theme.current import colour, state_colour, tokens
from luutru.gui.theme.fonts import BODY, BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.keyboard_focus import came_by_keyboard

HEIGHT: Final = 40
_RADIUS: Final = 8


@dataclass(frozen=True, slots=True)
class Badge:
    """A count, what it counts (for a screen reader and the tip) and the state it is in."""

    text: str
    means: str
    state: str


class NavButton(QAbstractButton):
    """Shows which screen is open; the ring of focus appears after keyboard use only."""

    def __init__(self, text: str, icon_name: str, tip: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._icon_name = icon_name
        self._tip = tip
        self._badge: Badge | None = None
        self._compact = False
        self._by_keyboard = False
        self.show_badge(None)

    @property
    def compact(self) -> bool:
        """Whether only the icon is shown, with a dot for the count."""
        return self._compact

    def set_compact(self, *, compact: bool) -> None:
        """Show the icon alone, or icon and words."""
        self._compact = compact
        self.updateGeometry()
        self.update()

    def show_badge(self, badge: Badge | None) -> None:
        """Show a count, or none."""
        self._badge = badge
        means = badge.means if badge else ""
        self.setAccessibleName(f"{self.text()}, {means}" if means else self.text())
        self.setToolTip(f"{self._tip}\n{means}" if means else self._tip)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(64 if self._compact else 212, HEIGHT)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_keyboard = came_by_keyboard(event)
        super().focusInEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(8, 1, -8, -1)
        self._paint_ground(painter, place)
        if self._compact:
            self._paint_compact(painter, place)
        else:
            self._paint_full(painter, place)

    def _paint_ground(self, painter: QPainter, place: QRectF) -> None:
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(QPen(colour("border"), 1) if on else Qt.PenStyle.NoPen)
            painter.setBrush(colour("surface") if on else colour("border", 0.55))
            painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent"))
            bar = QRectF(place.left() + 1, place.top() + 9, 3, place.height() - 18)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if self.hasFocus() and self._by_keyboard:
            painter.setPen(QPen(colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _icon_colour(self) -> str:
        return tokens().accent if self.isChecked() else tokens().text2

    def _paint_compact(self, painter: QPainter, place: QRectF) -> None:
        middle = place.center()
        mark = QRectF(middle.x() - 10, middle.y() - 10, 20, 20)
        paint_icon(painter, self._icon_name, mark, self._icon_colour())
        if self._badge:
            painter.setPen(QPen(colour("nav"), 2))
            painter.setBrush(state_colour(self._badge.state, "solid"))
            painter.drawEllipse(QPointF(middle.x() + 10, middle.y() - 9), 5, 5)

    def _paint_full(self, painter: QPainter, place: QRectF) -> None:
        on = self.isChecked()
        mark = QRectF(place.left() + 14, place.center().y() - 9, 18, 18)
        paint_icon(painter, self._icon_name, mark, self._icon_colour())
        painter.setFont(font(BODY, BOLD if on else MEDIUM))
        painter.setPen(colour("text" if on else "text2"))
        room = place.adjusted(44, 0, -44 if self._badge else -6, 0)
        words = QFontMetricsF(painter.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if self._badge:
            _paint_badge(painter, place, self._badge)


def _paint_badge(painter: QPainter, place: QRectF, badge: Badge) -> None:
    face = font(11, BOLD, tabular=True)
    width = max(22.0, QFontMetricsF(face).horizontalAdvance(badge.text) + 12)
    pill = QRectF(place.right() - width - 10, place.center().y() - 9, width, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(state_colour(badge.state, "ground"))
    painter.drawRoundedRect(pill, 9, 9)
    painter.setPen(state_colour(badge.state))
    painter.setFont(face)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, badge.text)
