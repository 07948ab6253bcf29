"""The list of words that are searched as one."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget

from luutru.gui.actions import Actions
from luutru.gui.screen import Desk
from luutru.gui.synonyms.dialog import SynonymsDialog
from luutru.services.synonyms import put_group, synonym_groups


@pytest.fixture
def dialog(qtbot, archive, jobs, theme):
    parent, window = QObject(), QWidget()
    qtbot.addWidget(window)
    desk = Desk(archive, jobs, Actions(parent), theme)
    window.desk = desk  # type: ignore[attr-defined]  # keeps it as long as the window lives
    opened = SynonymsDialog(desk, window)
    opened.show()
    qtbot.waitUntil(lambda: bool(opened.lines))
    yield opened
    parent.deleteLater()


def words(dialog):
    return [line.group.terms for line in dialog.lines]


def test_the_list_of_the_program_is_shown_at_first(dialog, archive):
    assert words(dialog) == [group.terms for group in synonym_groups(archive)]
    assert any("BGN" in terms for terms in words(dialog))


def test_a_word_is_found_with_any_marks(dialog, qtbot):
    QTest.keyClicks(dialog.field, "ban ghi nho")
    qtbot.waitUntil(lambda: len(dialog.lines) == 1)
    assert "bản ghi nhớ" in words(dialog)[0]
    assert dialog._count.text() == "1 group"


def test_a_group_is_added(dialog, archive, qtbot):
    dialog.add.click()
    box = dialog.editing
    assert box.words.hasFocus() or dialog.focusWidget() is box.words
    box.words.setPlainText("VMI\n Viện  Đo lường Việt Nam \n\nVMI")
    box.save.click()
    qtbot.waitUntil(lambda: ("VMI", "Viện Đo lường Việt Nam") in words(dialog))
    assert dialog.editing is None
    assert any("VMI" in group.terms for group in synonym_groups(archive))


def test_one_word_alone_is_no_group(dialog):
    dialog.add.click()
    dialog.editing.words.setPlainText("VMI")
    assert not dialog.editing.save.isEnabled()
    dialog.editing.words.setPlainText("VMI\nViện Đo lường")
    assert dialog.editing.save.isEnabled()


def test_a_group_is_changed_in_its_place(dialog, archive, qtbot):
    line = next(line for line in dialog.lines if "BGN" in line.group.terms)
    line.edit.click()
    assert not line.isVisible()
    assert dialog.editing.terms == list(line.group.terms)
    dialog.editing.words.appendPlainText("BGNHT")
    QTest.keyClick(dialog.editing.words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any("BGNHT" in terms for terms in words(dialog)))
    changed = next(group for group in synonym_groups(archive) if "BGNHT" in group.terms)
    assert changed.name == line.group.name


def test_escape_gives_up_a_change_and_keeps_the_dialog(dialog, archive, qtbot):
    line = dialog.lines[0]
    line.edit.click()
    QTest.keyClick(dialog.editing.words, Qt.Key.Key_Escape)
    assert dialog.editing is None
    assert dialog.isVisible()
    assert line.isVisible()


def test_a_group_is_removed_once_that_is_confirmed(dialog, archive, qtbot):
    line = next(line for line in dialog.lines if "BGN" in line.group.terms)
    line.remove.click()
    asked = dialog.findChild(QMessageBox)
    assert "BGN" in asked.text()
    asked.button(QMessageBox.StandardButton.Yes).click()
    qtbot.waitUntil(lambda: not any("BGN" in terms for terms in words(dialog)))


def test_the_list_of_the_program_is_restored(dialog, archive, qtbot):
    before = words(dialog)
    put_group(archive, "vmi", ["VMI", "Viện Đo lường Việt Nam"])
    dialog.reload()
    qtbot.waitUntil(lambda: len(dialog.lines) == len(before) + 1)
    dialog.restore.click()
    dialog.findChild(QMessageBox).button(QMessageBox.StandardButton.Yes).click()
    qtbot.waitUntil(lambda: words(dialog) == before)


def test_buttons_say_which_group_they_change(dialog):
    line = dialog.lines[0]
    for button in (line.edit, line.remove):
        assert line.group.terms[0] in button.accessibleName()
