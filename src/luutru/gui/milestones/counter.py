"""A counter at the top of the screen: how many stand so; pressed, it shows these alone."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BOLD, font
from luutru.gui.widgets.icon_label import paint_badge
from luutru.gui.widgets.pill import Look
from luutru.i18n import translate

_SQUARE: Final = 34
_BESIDE: Final = _SQUARE + 20
_HEIGHT: Final = 46
_NUMBER: Final = 20


class Counter(QAbstractButton):
    """Sign, number and words; a toggle to a screen reader."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(translate("Show these alone; press again to show all"))
        self._look = look
        self._count = 0
        self.show_count(0)

    @property
    def count(self) -> int:
        """The number it shows."""
        return self._count

    def show_count(self, count: int) -> None:
        """Show another number."""
        self._count = count
        self.setAccessibleName(f"{formats.number(count)} {self.text()}")
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(font(12)).horizontalAdvance(self.text())
        number = QFontMetrics(font(_NUMBER, BOLD)).horizontalAdvance(formats.number(self._count))
        return QSize(_BESIDE + max(words, number) + 12, _HEIGHT)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect())
        if self.isChecked() or self.underMouse() or self.hasFocus():
            marked = self.isChecked() or self.hasFocus()
            width = 2.0 if self.hasFocus() else 1.0
            pen = QPen(colour("accent"), width) if marked else Qt.PenStyle.NoPen
            painter.setPen(pen)
            painter.setBrush(colour("surface" if self.isChecked() else "hover"))
            half = width / 2
            painter.drawRoundedRect(place.adjusted(half, half, -half, -half), 8, 8)
        square = QRectF(6, (place.height() - _SQUARE) / 2, _SQUARE, _SQUARE)
        paint_badge(painter, square, self._look.icon, self._look.state, 18)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(colour("text"))
        painter.setFont(font(_NUMBER, BOLD, tabular=True))
        room = QRectF(_BESIDE - 6, 2, place.width() - _BESIDE, 25)
        painter.drawText(room, left, formats.number(self._count))
        painter.setPen(colour("text2"))
        painter.setFont(font(12))
        painter.drawText(room.translated(0, 22).adjusted(0, 0, 0, -7), left, self.text())
