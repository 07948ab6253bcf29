"""Notices that nobody has touched keys or mouse for a while."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication
from typing_extensions import override

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)
_MINUTE_MS: Final = 60_000


class Idle(QObject):
    """Tells once nobody has touched anything for so many minutes."""

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._minutes = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.passed)

    def begin(self, minutes: float) -> None:
        """Wait from now on; 0 minutes is never."""
        self._minutes = minutes
        self.again()

    def again(self) -> None:
        """Wait anew for as many minutes as before."""
        self.end()
        if self._minutes > 0 and (application := QApplication.instance()) is not None:
            self._timer.start(round(self._minutes * _MINUTE_MS))
            application.installEventFilter(self)

    def end(self) -> None:
        """Wait no longer."""
        self._timer.stop()
        if (application := QApplication.instance()) is not None:
            application.removeEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False
