"""Before anything leaves an encrypted archive the reader is told what that means."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from luutru.gui import choosing, plain_copies
from luutru.gui.actions import Actions
from luutru.gui.agreements.file_handle import FileHandle
from luutru.gui.plain_copies import NewFile, PlainCopyDialog, before_leaving, knows, to_new_file
from luutru.gui.printing import print_made
from luutru.gui.screen import Desk
from luutru.services.archive import create_archive
from luutru.services.keyring import Secrets

KINDS = (plain_copies.DOCUMENT, plain_copies.COPY, plain_copies.LIST, plain_copies.PRINT)


@pytest.fixture
def encrypted(tmp_path):
    secrets = Secrets("bốn từ dễ nhớ thôi", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
    archive = create_archive(tmp_path / "encrypted", secrets=secrets)
    yield archive
    archive.close()


@pytest.fixture
def desk(encrypted, jobs, theme):
    parent = QObject()
    yield Desk(encrypted, jobs, Actions(parent), theme)
    parent.deleteLater()


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def asked(desk, parent, kind, go_on):
    """The warning, which has to be there."""
    dialog = before_leaving(desk, parent, kind, go_on)
    assert dialog is not None
    return dialog


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_asked_about_until_the_reader_says_that_they_know(desk, parent, kind):
    left = []
    asked(desk, parent, kind, lambda: left.append(1)).stay.click()
    assert left == []
    dialog = asked(desk, parent, kind, lambda: left.append(2))
    dialog.no_more.setChecked(False)
    dialog.go_on.click()
    assert left == [2]
    asked(desk, parent, kind, lambda: left.append(3)).go_on.click()
    assert before_leaving(desk, parent, kind, lambda: left.append(4)) is None
    assert left == [2, 3, 4]
    assert [one for one in KINDS if knows(desk, one)] == [kind]


def test_a_plain_archive_asks_nothing(archive, jobs, theme, parent):
    owner = QObject()
    plain = Desk(archive, jobs, Actions(owner), theme)
    left = []
    assert before_leaving(plain, parent, plain_copies.PRINT, lambda: left.append(1)) is None
    assert left == [1]
    owner.deleteLater()


def test_the_place_of_a_file_is_asked_for_after_the_warning(desk, parent, tmp_path, monkeypatch):
    places = []
    monkeypatch.setattr(choosing, "new_file", lambda *words: places.append(words[2:]))
    file = NewFile(parent, "Export the list", "list.xlsx", "Excel (*.xlsx)")
    dialog = to_new_file(desk, plain_copies.LIST, file, print)
    assert places == []
    assert dialog is not None
    dialog.go_on.click()
    assert places == [("Export the list", "list.xlsx", "Excel (*.xlsx)")]


def test_the_printer_is_asked_for_after_the_warning(qtbot, desk, parent):
    dialog = print_made(parent, desk, "List", print)
    assert not dialog.isVisible()
    warning = parent.findChild(PlainCopyDialog)
    warning.go_on.click()
    assert dialog.isVisible()
    dialog.reject()


def test_a_file_is_dragged_out_once_the_warning_was_answered(qtbot, desk, parent):
    handle = FileHandle(desk, desk.actions["save_copy"])
    handle.setParent(parent)
    handle.show_document("2026-0001")
    handle.lend()
    warning = parent.findChild(PlainCopyDialog)
    assert not knows(desk, plain_copies.DOCUMENT)
    with qtbot.waitSignal(desk.told) as told:
        warning.go_on.click()
    assert told.args[0] == "info"
    assert knows(desk, plain_copies.DOCUMENT)


def test_every_file_that_is_written_outside_comes_after_the_warning():
    folder = Path(plain_copies.__file__).parent
    asking = {one.name for one in folder.rglob("*.py") if "choosing.new_file(" in one.read_text()}
    # What the others write says nothing of the archive.
    assert asking == {"plain_copies.py", "self_check_dialog.py", "separators_dialog.py"}
