"""A line in which a misread word is put right, laid over the scan beside the word itself."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from luutru.i18n import translate

_LEAST_WIDTH = 140
_HEIGHT = 34
_GAP = 4
_ROOM = 36
"""Pixels beside the letters."""


class WordEditor(QLineEdit):
    """Return keeps what is typed, Escape and a click elsewhere leave the word as it is."""

    kept = Signal(str)
    """The word as the person reads it; empty where there is none."""

    def __init__(self, text: str, place: QRectF, parent: QWidget) -> None:
        """Lay the line under `place`, in pixels of `parent`; above it where there is no room."""
        super().__init__(text, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(translate("The word as it stands on the scan"))
        self.setToolTip(translate("Return keeps it; leave it empty where there is no word."))
        self.selectAll()
        letters = self.fontMetrics().horizontalAdvance(text) + _ROOM
        width = min(max(_LEAST_WIDTH, letters, round(place.width())), parent.width())
        left = min(max(0, round(place.left())), parent.width() - width)
        below = round(place.bottom()) + _GAP
        fits = below + _HEIGHT <= parent.height()
        top = below if fits else max(0, round(place.top()) - _HEIGHT - _GAP)
        self.setGeometry(left, top, width, _HEIGHT)
        self.returnPressed.connect(self._keep)
        self.editingFinished.connect(self.close)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self.kept.emit(self.text().strip())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)
