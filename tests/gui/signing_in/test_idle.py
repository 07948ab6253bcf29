"""Being idle: every kind of touch counts, in dialogs too, and few events cost Python anything."""

import sys

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeySequence,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from luutru.gui.signing_in import idle as module
from luutru.gui.signing_in.idle import Idle

MINUTES = 0.02


class _Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        self.resize(300, 200)


@pytest.fixture
def window(qtbot):
    window = _Window()
    _show(window, qtbot)
    return window


@pytest.fixture
def idle(window, qtbot):
    idle = Idle(window)
    idle.begin(MINUTES)
    qtbot.waitUntil(lambda: idle._ear is not None)
    yield idle
    idle.end()


def _show(window, qtbot):
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def _wheel(window):
    place, turned = QPointF(20, 20), QPoint(0, 120)
    QGuiApplication.sendEvent(window, QWheelEvent(
        place, place, turned, turned, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    ))  # fmt: skip


def _compose(_window):
    composed = QInputMethodEvent("ă", [])
    QGuiApplication.sendEvent(QGuiApplication.focusObject(), composed)


TOUCHES = {
    "key": lambda window: QTest.keyClick(window, Qt.Key.Key_A),
    "shortcut": lambda window: QTest.keyClick(
        window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier
    ),
    "press": lambda window: QTest.mouseClick(
        window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(150, 150)
    ),
    "move": lambda window: [QTest.mouseMove(window, QPoint(x, 9)) for x in (5, 99)],
    "wheel": _wheel,
    "composing": _compose,
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_every_kind_of_touch_is_heard(window, idle, touch):
    QShortcut(QKeySequence("Alt+1"), window)
    window.field.setFocus()
    idle._listen()
    TOUCHES[touch](window.windowHandle())
    assert idle._ear is None


def test_a_touch_in_a_dialog_that_has_opened_since_is_heard(window, idle, qtbot):
    dialog = QDialog(window)
    dialog.setModal(True)
    _show(dialog, qtbot)
    idle.again()
    qtbot.waitUntil(lambda: idle._ear is not None)
    TOUCHES["move"](dialog.windowHandle())
    assert idle._ear is None


def test_a_window_that_opens_by_itself_is_listened_to_before_long(window, idle, qtbot):
    dialog = QDialog(window)
    _show(dialog, qtbot)

    def heard():
        _wheel(dialog.windowHandle())
        return idle._ear is None

    qtbot.waitUntil(heard)


def test_it_is_told_once_nobody_has_touched_anything(idle, qtbot):
    with qtbot.waitSignal(idle.passed):
        pass


def test_nothing_is_told_once_it_has_ended(window, idle, qtbot):
    idle.end()
    with qtbot.assertNotEmitted(idle.passed):
        TOUCHES["move"](window.windowHandle())
    assert not idle._timer.isActive()


def test_what_a_window_does_and_a_second_touch_cost_no_call_of_python(window, idle, qtbot):
    TOUCHES["move"](window.windowHandle())
    idle._glances.stop()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    calls = []

    def note(frame, event, _argument):
        if event == "call" and frame.f_code.co_filename == module.__file__:
            calls.append(frame.f_code.co_name)

    sys.setprofile(note)
    try:
        for step in range(50):
            QTest.mouseMove(window.windowHandle(), QPoint(step, step))
            window.repaint()
    finally:
        sys.setprofile(None)
    assert calls == []
