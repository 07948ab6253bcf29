"""The bell in the top bar: a count of what is late or near."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton
from typing_extensions import override

from luutru.gui.reminders.reminding import Reminding
from luutru.gui.reminders.tray import reminder_words
from luutru.gui.theme.current import colour, state_colour
from luutru.gui.theme.fonts import HEAVY, font
from luutru.i18n import translate

_MOST: Final = 99


class Bell(QToolButton):
    """Says in words what its count means."""

    def __init__(self, action: QAction, reminding: Reminding) -> None:
        super().__init__()
        self.setDefaultAction(action)
        self.setAutoRaise(True)
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._reminding = reminding
        reminding.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        told = self._reminding.told
        late, near = (told.late, told.near) if told else (0, 0)
        means = reminder_words(late, near) or translate("Nothing is late or near")
        action = self.defaultAction()
        self.setAccessibleName(f"{action.text()}: {means}")
        self.setToolTip(f"{action.toolTip()}\n{means}")
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        told = self._reminding.told
        if told is None or not told.count:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        face = font(9, HEAVY, tabular=True)
        words = str(told.count) if told.count <= _MOST else f"{_MOST}+"
        wide = max(14.0, QFontMetricsF(face).horizontalAdvance(words) + 7)
        place = QRectF(self.width() - wide - 0.5, 1.5, wide, 14)
        painter.setPen(QPen(colour("surface"), 1.5))
        painter.setBrush(state_colour("overdue" if told.late else "expiring"))
        painter.drawRoundedRect(place, 7, 7)
        painter.setPen(colour("surface"))
        painter.setFont(face)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
