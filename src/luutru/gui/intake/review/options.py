"""Values to choose from, each on a button that is as tall as its words need."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import MEDIUM, font
from luutru.gui.widgets.flow_layout import FlowLayout
from luutru.gui.widgets.layouts import empty
from luutru.i18n import translate

_ACROSS: Final = 10
_DOWN: Final = 5
_RADIUS: Final = 7
_WRAPPED: Final = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere
_FLAGS: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | _WRAPPED


class Option(QAbstractButton):
    """One value; pressed in while it is the one that stands in the field."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setCheckable(True)
        self.setAccessibleName(translate("Take “{value}”", value=words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(12, MEDIUM))
        width = metrics.horizontalAdvance(self.text()) + 2 * _ACROSS + 2
        return QSize(width, metrics.height() + 2 * _DOWN + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, width - 2 * _ACROSS, 10_000)
        needed = QFontMetrics(font(12, MEDIUM)).boundingRect(room, int(_FLAGS), self.text())
        return needed.height() + 2 * _DOWN + 2

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, focus = self.isChecked(), self.hasFocus()
        inset = 1.0 if focus else 0.5
        place = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.setPen(
            QPen(colour("accent" if on or focus else "border_strong"), 2 if focus else 1)
        )
        painter.setBrush(colour("tint" if on else "surface"))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        painter.setFont(font(12, MEDIUM))
        painter.setPen(colour("accent" if on else "text2"))
        room = self.rect().adjusted(_ACROSS, 0, -_ACROSS, 0)
        painter.drawText(room, int(_FLAGS), self.text())


class Options(QWidget):
    """The values that were proposed for one thing; hidden while there is nothing to choose."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout()
        self.setLayout(self._flow)
        self.buttons: list[Option] = []
        self.hide()

    def show_options(self, words: Sequence[str]) -> None:
        """Offer other values."""
        empty(self._flow)
        self.buttons = [Option(text) for text in words]
        for number, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._choose, number))
            self._flow.addWidget(button)
        self.setVisible(bool(words))

    def mark(self, number: int) -> None:
        """Press in the value that stands in the field; -1 for none of them."""
        for place, button in enumerate(self.buttons):
            button.setChecked(place == number)

    def _choose(self, number: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002  Qt's signature
        self.mark(number)
        self.chosen.emit(number)
