"""Notices that nobody has touched keys or mouse for a while.

Qt hands each event that Python listens to over to Python, thousands while one screen is painted.
So the windows and whatever has the keyboard are listened to, not the application, and only until
one touch was heard: for the next moment it does not matter how many follow.
"""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from typing_extensions import override

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.ShortcutOverride,  # all that a window hears of a key that is a shortcut
        QEvent.Type.InputMethod,  # all that comes of keys from which a letter is composed
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)
_MINUTE_MS: Final = 60_000
_DEAF_MS: Final = 2_000
"""For so long after a touch none is listened to; nor in a window that has opened since."""
_DEAF_PART: Final = 0.1
"""Of the time to be waited for, where that is very short."""


class Idle(QObject):
    """Tells once nobody has touched anything for so many minutes, and a moment."""

    passed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wait_ms = 0
        self._ear: _Ear | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.passed)
        self._glances = QTimer(self)
        self._glances.timeout.connect(self._listen)

    def begin(self, minutes: float) -> None:
        """Wait from now on; 0 minutes is never."""
        self._wait_ms = round(minutes * _MINUTE_MS)
        self.again()

    def again(self) -> None:
        """Wait anew for as many minutes as before."""
        self.end()
        if self._wait_ms > 0:
            self._glances.setInterval(round(min(_DEAF_MS, self._wait_ms * _DEAF_PART)))
            self._touched()

    def end(self) -> None:
        """Wait no longer."""
        self._timer.stop()
        self._glances.stop()
        self._close_ear()

    def _touched(self) -> None:
        """Begin anew; what is touched while nothing is listened to was touched in time too."""
        self._close_ear()
        self._timer.start(self._wait_ms + self._glances.interval())
        self._glances.start()

    def _listen(self) -> None:
        """Listen to all windows, those that have opened since included."""
        if self._ear is None:
            self._ear = _Ear(self)
            self._ear.heard.connect(self._touched)
        for source in (*QGuiApplication.topLevelWindows(), QGuiApplication.focusObject()):
            if source is not None:
                source.installEventFilter(self._ear)

    def _close_ear(self) -> None:
        if self._ear is not None:
            self._ear.heard.disconnect()  # it hears what comes until Qt has deleted it
            self._ear.deleteLater()
            self._ear = None


class _Ear(QObject):
    """Listens until it has heard a touch; Qt takes it off all that it listens to as it goes."""

    heard = Signal()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.heard.emit()
        return False
