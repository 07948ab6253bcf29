"""The self-check in the window: looked at in the background, shown, and saved as text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from luutru.gui.self_check_dialog import SelfCheckDialog
from luutru.services import workstation


@pytest.fixture
def dialog(open_window, qtbot):
    """The dialog, opened by its key, once everything was looked at."""
    window = open_window("home")
    QTest.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)
    (shown,) = window.findChildren(SelfCheckDialog)
    assert not shown.save.isEnabled()
    qtbot.waitUntil(lambda: bool(shown.table.lines))
    return shown


def test_everything_that_was_looked_at_is_listed_with_its_state_in_words(dialog, archive):
    told = {line.cells[0]: line.cells for line in dialog.table.lines}
    assert told["SQLite"][3] == "✓ good"
    assert told["Archive"][1].startswith(str(archive.folder))
    assert dialog.outcome.text() == "The program has what it needs"


def test_what_is_wrong_is_counted_and_can_be_looked_at_again(dialog, qtbot, monkeypatch):
    monkeypatch.setattr("sqlcipher3.dbapi2.sqlite_version_info", (3, 40, 1))
    dialog.again.click()
    assert not dialog.again.isEnabled()
    qtbot.waitUntil(lambda: dialog.outcome.text() == "1 thing is wrong")
    (wrong,) = (line for line in dialog.table.lines if line.state == "overdue")
    assert (wrong.cells[0], wrong.cells[3]) == ("SQLite", "✗ wrong")
    assert "sqlcipher3" in wrong.cells[2]


def test_it_is_saved_as_text(dialog, qtbot, tmp_path):
    dialog.save_to(tmp_path / "told.txt")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "SQLite" in (tmp_path / "told.txt").read_text("utf-8")


def test_a_place_that_cannot_be_written_is_told_in_the_dialog(dialog, qtbot, tmp_path):
    dialog.save_to(tmp_path / "nowhere" / "told.txt")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "told.txt" in dialog.notice.accessibleName()
    assert dialog.save.isEnabled()


def test_it_is_reached_while_no_archive_is_open(main_window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(workstation, "own_archive", lambda: tmp_path / "archive")
    welcome = main_window.welcome()
    main_window.show()
    welcome.check.click()
    (shown,) = main_window.findChildren(SelfCheckDialog)
    qtbot.waitUntil(lambda: bool(shown.table.lines))
    told = {line.cells[0]: line.cells[1] for line in shown.table.lines}
    assert told["Archive"].startswith(f"none yet at {tmp_path / 'archive'}; ")
    assert {"SQLite", "Model osd", "Clock", "Index"} <= told.keys()
    assert told.keys().isdisjoint({"Desk of the archive", "Rights"})
    shown.save_to(tmp_path / "told.txt")
    qtbot.waitUntil(shown.notice.isVisible)
    assert "SQLite" in (tmp_path / "told.txt").read_text("utf-8")
