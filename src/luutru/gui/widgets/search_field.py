"""A field to search in, which tells what was typed once the typing pauses."""

from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from luutru.gui.theme.icons import icon
from luutru.i18n import translate

PAUSE_MS: Final = 120
"""Pause in the typing after which a search is worth its time."""


class SearchField(QLineEdit):
    """A line with a magnifier; while an input method composes, nothing is told."""

    searched = Signal(str)
    """The text after a pause in the typing, at once on Return, and "" when it was emptied."""

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setProperty("role", "search")
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.addAction(icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition)
        self._empty = self.addAction(icon("x", "text3"), QLineEdit.ActionPosition.TrailingPosition)
        self._empty.setToolTip(translate("Empty the search"))
        self._empty.triggered.connect(lambda _checked: self.clear())
        self._empty.setVisible(False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._told = ""
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._tell)

    def write(self, text: str) -> None:
        """Show a text that was searched elsewhere, without searching again."""
        self._told = text.strip()
        self.setText(text)
        self._pause.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _on_text(self, text: str) -> None:
        self._empty.setVisible(bool(text))
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)
