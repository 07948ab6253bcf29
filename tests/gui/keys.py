"""A reader who has no mouse: keys go to wherever the focus is, and it has to be somewhere."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
LONGEST_WALK = 120
"""Presses of Tab after which a reader gives up."""


def focus() -> QWidget:
    """Return what has the focus; a key pressed now would go nowhere without one."""
    if QApplication.activeWindow() is None:  # without a screen nobody else does it
        next(one for one in QApplication.topLevelWidgets() if one.isVisible()).activateWindow()
        QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None, "no widget has the focus"
    assert found.isVisible(), f"the focus is in {found!r}, which is hidden"
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """Press a key wherever the focus is; a list that popped up hears it first, as on a desk."""
    popup: QWidget | None = QApplication.activePopupWidget()
    inner: QWidget | None = popup.focusWidget() if popup is not None else None
    QTest.keyClick(inner or popup or focus(), key, modifier)
    QApplication.processEvents()


def write(text: str) -> None:
    """Type a text wherever the focus is."""
    QTest.keyClicks(focus(), text)


def tab_to(reached: Callable[[QWidget], bool], key: Qt.Key = Qt.Key.Key_Tab) -> QWidget:
    """Press Tab until the focus is where it is wanted."""
    passed = []
    for _ in range(LONGEST_WALK):
        if reached(focus()):
            return focus()
        passed.append(focus().accessibleName() or type(focus()).__name__)
        press(key)
    pytest.fail(f"Tab leads nowhere near: {' > '.join(passed)}")
