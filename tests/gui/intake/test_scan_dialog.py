"""A pile of paper is scanned and taken in; SANE's own test scanner stands in for a real one."""

import shutil

import pytest

from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.scan_dialog import ScanDialog
from luutru.services.overviews import overview

needs_sane = pytest.mark.skipif(
    shutil.which("scanimage") is None, reason="scanimage (Debian: sane-utils) is not installed"
)


@pytest.fixture
def queue(archive, jobs):
    return IntakeQueue(archive, jobs)


@pytest.fixture
def dialog(desk, queue, parent, opened, qtbot):
    made = opened(ScanDialog(desk, queue, parent))
    qtbot.waitUntil(lambda: made.pages.text() == "")
    made.notice.clear()
    return made


@needs_sane
def test_a_pile_becomes_one_document_and_the_window_waits_for_the_next(
    dialog, queue, archive, qtbot
):
    dialog.device.addItem("test", "test")
    dialog.device.setCurrentIndex(dialog.device.count() - 1)
    dialog.follow()
    dialog.source.pick(1)
    dialog.scan.click()
    assert not dialog.scan.isEnabled()
    assert dialog.stop.isVisible()
    qtbot.waitUntil(dialog.notice.isVisible)
    qtbot.waitUntil(dialog.scan.isEnabled)
    assert overview(archive).documents == 1
    assert queue.job is not None
    queue.stop()
    qtbot.waitUntil(lambda: queue.job is None)


@needs_sane
def test_a_pile_that_is_stopped_is_not_taken_in(dialog, archive, qtbot):
    dialog.device.addItem("test", "test")
    dialog.device.setCurrentIndex(dialog.device.count() - 1)
    dialog.follow()
    dialog.scan.click()
    dialog.stop.click()
    qtbot.waitUntil(dialog.scan.isEnabled)
    assert "Stopped" in dialog.pages.text()
    assert overview(archive).documents == 0


@needs_sane
def test_a_scanner_that_fails_is_told_and_can_be_tried_again(dialog, qtbot):
    dialog.device.addItem("nothing", "nothing:there")
    dialog.device.setCurrentIndex(dialog.device.count() - 1)
    dialog.follow()
    dialog.scan.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    qtbot.waitUntil(dialog.scan.isEnabled)


def test_without_the_program_the_menu_says_why_nothing_is_scanned(
    open_window, monkeypatch, tmp_path
):
    monkeypatch.setenv("PATH", str(tmp_path))
    window = open_window("intake")
    action = window.workspace.actions_of_window["scan"]
    assert not action.isEnabled()
    assert "scanimage" in action.text()
