"""What holds for every dialog of the intake screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from luutru.gui.intake.batch_dialog import BatchDialog
from luutru.gui.intake.door_dialog import DoorDialog
from luutru.gui.intake.findings_dialog import FindingsDialog
from luutru.gui.intake.list_dialog import ListDialog
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.scan_dialog import ScanDialog
from luutru.gui.intake.separators_dialog import SeparatorsDialog
from luutru.gui.intake.twins_dialog import TwinsDialog
from luutru.gui.intake.ways import Way

MADE = {
    "batch": lambda desk, parent, _queue, _ref: BatchDialog(desk, parent),
    "admit": lambda desk, parent, _queue, ref: DoorDialog(desk, ref, parent, Way.ADMIT),
    "clear": lambda desk, parent, _queue, ref: DoorDialog(desk, ref, parent, Way.CLEAR),
    "keep_out": lambda desk, parent, _queue, ref: DoorDialog(desk, ref, parent, Way.KEEP_OUT),
    "findings": lambda desk, parent, _queue, ref: FindingsDialog(desk, ref, parent),
    "list": lambda desk, parent, queue, _ref: ListDialog(desk, queue, parent),
    "scan": lambda desk, parent, queue, _ref: ScanDialog(desk, queue, parent),
    "separators": lambda desk, parent, _queue, _ref: SeparatorsDialog(desk, parent),
    "twins": lambda desk, parent, _queue, ref: TwinsDialog(desk, ref, parent),
}


@pytest.fixture(params=sorted(MADE))
def dialog(request, desk, parent, archive, jobs, keep, opened):
    queue = IntakeQueue(archive, jobs)
    return opened(MADE[request.param](desk, parent, queue, keep("lease")))


def test_everything_that_takes_the_focus_has_a_name(dialog, qtbot):
    reached = [
        one
        for one in dialog.findChildren(QWidget)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(dialog)
        and not one.objectName().startswith("qt_")
    ]  # fmt: skip
    assert reached
    nameless = [
        one
        for one in reached
        if not (one.accessibleName() or (isinstance(one, QAbstractButton) and one.text()))
    ]
    assert nameless == []


def test_enter_presses_the_button_with_the_focus_and_no_other(dialog, qtbot):
    pressed = []
    for button in dialog.findChildren(QAbstractButton):
        button.clicked.connect(lambda _on=False, one=button: pressed.append(one))
    dialog.setFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    focused = dialog.focusWidget()
    assert [one for one in pressed if one is not focused] == []
    dialog.close_button.setFocus()
    QTest.keyClick(dialog.close_button, Qt.Key.Key_Return)
    assert pressed[-1] is dialog.close_button


def test_escape_closes_it_and_nothing_is_done(dialog, archive, qtbot):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())
