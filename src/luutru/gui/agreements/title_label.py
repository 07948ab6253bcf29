"""A title over at most two lines; the whole of it is told by the tip and to screen readers."""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BOLD, font
from luutru.gui.widgets.text_lines import paint_lines, set_lines

MOST: Final = 2
PITCH: Final = 21
SIZE: Final = 15


class TitleLabel(QWidget):
    """Shows a title as it is, never as markup."""

    def __init__(self, size: int = SIZE, pitch: int = PITCH) -> None:
        super().__init__()
        self._size, self._pitch = size, pitch
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """Return the whole title."""
        return self._text

    def say(self, text: str) -> None:
        """Show another title."""
        self._text = text
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> list[QTextLayout]:
        return set_lines(self._text, (), font(self._size, BOLD), max(40, width), MOST)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return max(1, len(self._lines(width))) * self._pitch

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(self.width() or 200))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(colour("text"))
        paint_lines(painter, self._lines(self.width()), 0, 0, self._pitch)
