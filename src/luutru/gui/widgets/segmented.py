"""A row of joined buttons of which one is on: the views of a screen."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QWidget
from typing_extensions import override

from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BODY, BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.layouts import row

_ICON: Final = 16
_RADIUS: Final = 6
_SIDE: Final = 12
_SIGN: Final = 22
"""Pixels from the left edge of the icon to the words."""


class Segment(QAbstractButton):
    """One of the joined buttons; a radio button to a screen reader."""

    def __init__(self, text: str, icon_name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon_name = icon_name

    @override
    def sizeHint(self) -> QSize:
        sign = _SIGN if self._icon_name else 0
        words = QFontMetrics(font(BODY, BOLD)).horizontalAdvance(self.text())
        return QSize(words + 2 * _SIDE + sign, 28)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place, on = QRectF(self.rect()), self.isChecked()
        if on or self.hasFocus():
            ring = colour("accent") if self.hasFocus() else colour("border_strong")
            width = 2 if self.hasFocus() else 1
            painter.setPen(QPen(ring, width))
            painter.setBrush(colour("raised") if on else Qt.BrushStyle.NoBrush)
            inset = width / 2
            painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
        table = tokens()
        if self._icon_name:
            mark = QRectF(_SIDE, place.center().y() - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, self._icon_name, mark, table.accent if on else table.text2)
        painter.setFont(font(BODY, BOLD if on else MEDIUM))
        painter.setPen(colour("text" if on else "text2"))
        if self._icon_name:
            place.setLeft(_SIDE + _SIGN)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        else:
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.text())


class Segmented(QFrame):
    """The row itself; `picked` tells the number of the button that was switched on."""

    picked = Signal(int)

    def __init__(self, name: str, *items: tuple[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setProperty("ground", "sunken")
        self._group = QButtonGroup(self)
        segments: list[QWidget] = []
        for number, (text, icon_name) in enumerate(items):
            segment = Segment(text, icon_name)
            self._group.addButton(segment, number)
            segments.append(segment)
        self.setLayout(row(*segments, spacing=2, margins=(3, 3, 3, 3)))
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.picked)

    @property
    def current(self) -> int:
        """The number of the button that is on."""
        return self._group.checkedId()

    def segment(self, number: int) -> QAbstractButton:
        """Return one of the buttons."""
        return self._group.button(number)

    def pick(self, number: int) -> None:
        """Switch a button on without telling anybody."""
        self._group.button(number).setChecked(True)

    def name_segment(self, number: int, text: str) -> None:
        """Change the words on a button, for counts."""
        segment = self._group.button(number)
        segment.setText(text)
        segment.setAccessibleName(text)
        segment.updateGeometry()
