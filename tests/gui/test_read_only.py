"""A second window on the same archive reads, says so, and may take over."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from luutru.services.accession import take_in
from luutru.services.archive import open_archive
from luutru.services.desk import LOCKS


@pytest.fixture
def elsewhere_open(archive):
    first = open_archive(archive.folder, person="Minh")
    first.sit_down()
    yield first
    first.close()


def test_it_says_why_nothing_can_be_changed(open_window, elsewhere_open):
    notice = open_window().workspace.read_only
    assert notice.isVisible()
    assert "Minh works in it" in notice.accessibleName()


def test_it_takes_over_once_the_first_window_is_closed(
    open_window, elsewhere_open, archive, a_scan, elsewhere
):
    notice = open_window().workspace.read_only
    notice.findChild(QPushButton).click()
    assert notice.isVisible()
    elsewhere_open.close()
    notice.take_over()
    assert not notice.isVisible()
    elsewhere(take_in, archive, a_scan("a"))


def test_what_would_change_something_is_off_until_the_window_has_taken_over(
    open_window, elsewhere_open, main_window, qtbot
):
    before = open_window().workspace
    edit = before.actions_of_window["edit"]
    assert not edit.isEnabled()
    assert "Minh works in it" in edit.toolTip()
    elsewhere_open.close()
    before.read_only.take_over()
    qtbot.waitUntil(lambda: main_window.workspace is not before)
    assert main_window.workspace.actions_of_window["take_in"].isEnabled()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_a_full_disk_is_told_and_tried_again(open_window, archive):
    card = archive.folder / LOCKS / "desk.new"
    card.parent.mkdir(exist_ok=True)
    card.symlink_to("/dev/full")
    notice = open_window().workspace.read_only
    assert "its disk is full" in notice.accessibleName()
    notice.findChild(QPushButton).click()
    assert notice.isVisible()
    card.unlink()
    notice.findChild(QPushButton).click()
    assert not notice.isVisible()


def test_a_window_alone_says_nothing(open_window):
    assert not open_window().workspace.read_only.isVisible()
