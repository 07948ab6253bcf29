"""A ring round the list, table or page that keys go to; whoever works by mouse sees none.

A chosen row looks the same whether its list has the focus or not, and a page of a scan has no row.
What shows its focus by itself, such as an input, gets none.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid
from typing_extensions import override

from luutru.gui.theme.current import colour

_WIDTH: Final = 2
_OWN: Final = (QTextEdit, QPlainTextEdit)


class FocusRings(QObject):
    """Keeps one ring, where the focus is, in whatever window of the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ring: FocusRing | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _left: QWidget | None, reached: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        area = reached if isinstance(reached, QAbstractScrollArea) else None
        self._ring = FocusRing(area) if area is not None and _needs_ring(area) else None


def _needs_ring(reached: QAbstractScrollArea) -> bool:
    if isinstance(reached, _OWN):
        return False
    window = reached.window()
    if window.windowType() == Qt.WindowType.Popup:
        return False
    has_own = reached.property("ground") == "ringed" or reached.property("kind") == "names"
    return not has_own and window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


class FocusRing(QWidget):
    """Lies over all of what has the focus, and takes nothing from it."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._around = around
        around.installEventFilter(self)
        self.setGeometry(around.rect())
        self.raise_()
        self.show()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._around.rect())
        return False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent"), _WIDTH))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)
