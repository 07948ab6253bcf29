"""What keys do everywhere in a window: F6 goes from pane to pane, Enter presses a button."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid
from typing_extensions import override

from luutru.gui.widgets.focus_ring import FocusRings

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class ByKeys(QWidget):
    """The inside of a window that can be worked in without a mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._rings = FocusRings(self)
        self._button: QAbstractButton | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._attend)

    def go_on(self, panes: Sequence[QWidget]) -> None:
        """Go to the pane after the one with the focus, from the last back to the first.

        The first is the search field: from what is no pane, such as a button, F6 goes on behind it.
        """
        ready = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
        now = self.focusWidget()
        here = next((n for n, one in enumerate(ready) if one is now or one.isAncestorOf(now)), 0)
        if ready:
            ready[(here + 1) % len(ready)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _attend(self, _left: QWidget | None, reached: QWidget | None) -> None:
        """Listen to the button that has the focus: by itself it hears Space alone on most desks."""
        if self._button is not None and isValid(self._button):
            self._button.removeEventFilter(self)
        is_ours = isinstance(reached, QAbstractButton) and self.isAncestorOf(reached)
        self._button = reached if is_ours and isinstance(reached, QAbstractButton) else None
        if self._button is not None:
            self._button.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if self._button is None or watched is not self._button or not is_press:
            return False
        if isinstance(event, QKeyEvent) and (event.key() not in _ENTER or event.modifiers()):
            return False
        self._button.click()
        return True
