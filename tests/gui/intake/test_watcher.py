"""The watched folder in the window: each file once, whatever screen or language is shown."""

import pytest

from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.watch_line import WatchLine
from luutru.gui.intake.watcher import Watcher
from luutru.gui.permits import Permits
from luutru.services.originals import originals
from luutru.services.overviews import overview
from luutru.services.watching import TAKEN_FOLDER, WatchSettings, set_watch, watch_settings


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "máy quét"
    made.mkdir()
    return made


@pytest.fixture
def watcher(archive, jobs, qtbot):
    made = Watcher(archive, jobs, IntakeQueue(archive, jobs))
    yield made
    made.stop()
    qtbot.waitUntil(lambda: jobs.idle and made.folder is None)


def test_a_folder_that_is_chosen_is_remembered_and_can_be_given_up(archive, watcher, folder, qtbot):
    with qtbot.waitSignal(watcher.changed):
        watcher.choose(folder)
    assert watcher.folder == folder
    assert watch_settings(archive).folder == folder
    with qtbot.waitSignal(watcher.changed):
        watcher.stop()
    assert watch_settings(archive).folder is None


@pytest.mark.slow
def test_what_lies_there_comes_in_once(archive, watcher, folder, a_scan, qtbot):
    set_watch(archive, WatchSettings(folder, delay=0.5))
    watcher.begin()
    qtbot.waitUntil(lambda: watcher.folder == folder)
    a_scan("one").rename(folder / "one.pdf")

    def is_moved():
        watcher.look()
        return (folder / TAKEN_FOLDER / "one.pdf").exists()

    qtbot.waitUntil(is_moved)
    for _ in range(3):
        watcher.look()
    assert overview(archive).documents == 1
    assert len(originals(archive)) == 1


def test_a_folder_that_went_away_is_told_in_the_line(archive, watcher, folder, qtbot):
    line = WatchLine(watcher, Permits(archive))
    qtbot.addWidget(line)
    assert not line.stop.isVisibleTo(line)
    with qtbot.waitSignal(watcher.changed):
        watcher.choose(folder)
    assert str(folder) in line.words.accessibleName()
    assert line.stop.isVisibleTo(line)
    folder.rmdir()

    def is_told():
        watcher.look()
        return watcher.trouble is not None

    qtbot.waitUntil(is_told)
    assert line.words.property("role") == "bad"
    folder.mkdir()

    def is_well():
        watcher.look()
        return watcher.trouble is None

    qtbot.waitUntil(is_well)
    assert line.words.property("role") == "muted"


def test_another_language_goes_on_watching(open_window, folder, qtbot):
    window = open_window("intake")
    watcher = window.session.watcher
    watcher.choose(folder)
    qtbot.waitUntil(lambda: watcher.folder == folder)
    window.change_language()
    assert window.session.watcher is watcher
    line = window.workspace.screen_called("intake").findChild(WatchLine)
    assert str(folder) in line.words.accessibleName()
    window.change_language()
