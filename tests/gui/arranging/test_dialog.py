"""Pages are turned, moved, left out and cut apart; the original stays as it is."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.services.conftest import read

from luutru.gui.actions import Actions
from luutru.gui.arranging.dialog import ArrangeDialog
from luutru.gui.screen import Desk
from luutru.services.accession import take_in
from luutru.services.arranging import arrangement

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reference(archive, a_scan):
    given = take_in(archive, a_scan("bản quét", pages=4)).reference
    read(archive, "một", "hai", "ba", "bốn")
    return given


@pytest.fixture
def dialog(qtbot, archive, jobs, theme, reference):
    parent, window = QObject(), QWidget()
    qtbot.addWidget(window)
    desk = Desk(archive, jobs, Actions(parent), theme)
    window.desk = desk  # type: ignore[attr-defined]  # keeps it as long as the window lives
    opened = ArrangeDialog(desk, reference, window)
    with qtbot.waitActive(opened):
        opened.show()
        opened.activateWindow()
    qtbot.waitUntil(lambda: bool(opened.grid.places))
    yield opened
    parent.deleteLater()


def shown(archive, reference):
    return [(page.source_number, page.turned) for page in arrangement(archive, reference).pages]


def save(dialog, qtbot):
    with qtbot.waitSignal(dialog.made) as made:
        dialog.save.click()
    return made.args[0]


def test_nothing_can_be_saved_before_something_is_changed(dialog):
    assert not dialog.save.isEnabled()
    assert not dialog.original.isVisible()
    assert dialog.told.text() == "4 pages"


def test_pages_are_turned_and_left_out_by_key(dialog, qtbot, archive, reference):
    QTest.keyClick(dialog.grid, Qt.Key.Key_Right, CONTROL | SHIFT)
    dialog.grid.choose([3])
    QTest.keyClick(dialog.grid, Qt.Key.Key_Delete)
    assert dialog.told.text() == "3 pages · 1 turned · 1 left out"
    assert save(dialog, qtbot) == [reference]
    assert shown(archive, reference) == [(1, 90), (2, 0), (3, 0)]


def test_a_page_moved_by_key_stays_chosen(dialog, qtbot, archive, reference):
    QTest.keyClick(dialog.grid, Qt.Key.Key_Right, CONTROL)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Right, CONTROL)
    assert dialog.grid.places == [2]
    save(dialog, qtbot)
    assert [number for number, _ in shown(archive, reference)] == [2, 3, 1, 4]


def test_pages_are_dropped_elsewhere(dialog, qtbot, archive, reference):
    dialog.grid.moved.emit([3], 0)
    save(dialog, qtbot)
    assert [number for number, _ in shown(archive, reference)] == [4, 1, 2, 3]


def test_a_scan_is_cut_into_documents(dialog, qtbot, archive, reference):
    dialog.grid.choose([2])
    QTest.keyClick(dialog.grid, Qt.Key.Key_Return, CONTROL)
    assert dialog.told.text() == "4 pages · 2 documents"
    assert dialog.save.text() == "Cut apart"
    first, second = save(dialog, qtbot)
    assert first == reference
    assert [number for number, _ in shown(archive, first)] == [1, 2]
    assert [number for number, _ in shown(archive, second)] == [3, 4]


def test_a_change_is_taken_back(dialog):
    QTest.keyClick(dialog.grid, Qt.Key.Key_Delete)
    QTest.keyClick(dialog.grid, Qt.Key.Key_Z, CONTROL)
    assert not dialog.save.isEnabled()


def test_at_least_one_page_stays(dialog):
    dialog.grid.choose([0, 1, 2, 3])
    QTest.keyClick(dialog.grid, Qt.Key.Key_Delete)
    assert not dialog.save.isEnabled()
    assert "at least one has to stay" in dialog.told.text()


def test_every_page_says_what_becomes_of_it(dialog):
    QTest.keyClick(dialog.grid, Qt.Key.Key_Delete)
    index = dialog.grid.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Page 1, left out"
    assert dialog.grid.accessibleName()
