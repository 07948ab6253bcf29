"""A line of text that ends in an ellipsis where the room ends; the whole is told by its tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy
from typing_extensions import override


class ElidedLabel(QLabel):
    """Shows as much of a text as fits; `role` is a role of the style sheet.

    Of a path, whose end tells most, the middle is left out (`is_path`).
    """

    def __init__(self, role: str = "", *, is_path: bool = False) -> None:
        super().__init__()
        self._whole = ""
        mode = Qt.TextElideMode
        self._left_out = mode.ElideMiddle if is_path else mode.ElideRight
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def say(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        room = self.contentsRect().width()
        shown = self.fontMetrics().elidedText(self._whole, self._left_out, room)
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class RoomyLabel(ElidedLabel):
    """Says more where there is more room."""

    def __init__(self, role: str = "") -> None:
        super().__init__(role)
        self._texts: tuple[str, ...] = ()

    def say_longest(self, *texts: str) -> None:
        """Show the first of `texts` that fits; of the last, as much as fits."""
        self._texts = texts
        self._choose()
        self.setAccessibleName(texts[0])

    def _choose(self) -> None:
        room, metrics = self.contentsRect().width(), self.fontMetrics()
        fitting = (text for text in self._texts if metrics.horizontalAdvance(text) <= room)
        self.say(next(fitting, self._texts[-1] if self._texts else ""))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose()
