"""One value of a facet: a check box with a word, a dot for a status, and its count."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy
from typing_extensions import override

from luutru.gui.agreements.narrowing import spoken
from luutru.gui.formats import number
from luutru.gui.theme.current import colour, state_colour, tokens
from luutru.gui.theme.fonts import BODY, MEDIUM, REGULAR, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.pill import STATUS
from luutru.services.facets import FacetValue

HEIGHT: Final = 28
_BOX: Final = 15


class FacetRow(QAbstractButton):
    """Switches one value of a facet on and off."""

    def __init__(self, value: FacetValue, *, dotted: bool) -> None:
        super().__init__()
        self.code = value.code
        self._dotted = dotted
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value(value)

    def show_value(self, value: FacetValue) -> None:
        """Show the count of another result."""
        self._count = value.count
        self.setText(value.label)
        self.setToolTip(value.label)
        self.setAccessibleName(spoken(value))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(8, 1, -8, -1)
        if self.underMouse() or self.hasFocus():
            ring = QPen(colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen
            painter.setPen(ring)
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), 6, 6)
        left = self._paint_box(painter, place)
        if self._dotted:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(state_colour(STATUS[self.code].state, "solid"))
            painter.drawEllipse(QRectF(left, place.center().y() - 4, 8, 8))
            left += 16
        self._paint_words(painter, place, left)

    def _paint_box(self, painter: QPainter, place: QRectF) -> float:
        on = self.isChecked()
        box = QRectF(place.left() + 8, place.center().y() - _BOX / 2, _BOX, _BOX)
        painter.setPen(QPen(colour("accent" if on else "border_strong"), 1.2))
        painter.setBrush(colour("accent" if on else "surface"))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), tokens().on_accent, 3)
        return box.right() + 9

    def _paint_words(self, painter: QPainter, place: QRectF, left: float) -> None:
        digits = font(12, tabular=True)
        count = number(self._count)
        painter.setFont(digits)
        painter.setPen(colour("text3"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(place.adjusted(0, 0, -8, 0), flags, count)
        face = font(BODY, MEDIUM if self.isChecked() else REGULAR)
        room = place.right() - left - QFontMetricsF(digits).horizontalAdvance(count) - 16
        words = QFontMetricsF(face).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setFont(face)
        painter.setPen(colour("text"))
        words_place = QRectF(left, place.top(), room + 2, place.height())
        painter.drawText(words_place, Qt.AlignmentFlag.AlignVCenter, words)
