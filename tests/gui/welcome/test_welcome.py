"""The first thing seen."""

import time
from threading import Event

import pytest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from luutru.gui.main_window import MainWindow
from luutru.gui.welcome.archives import known_archives
from luutru.gui.welcome.screen import WelcomeScreen
from luutru.gui.workspace import Workspace
from luutru.services.archive import create_archive


def fill(screen, **values):
    lines = {line.accessibleName(): line for line in screen.findChildren(QLineEdit)}
    for name, value in values.items():
        lines[name].setText(value)


def button(screen, words):
    return next(b for b in screen.findChildren(QAbstractButton) if words in b.text())


def test_a_new_archive_is_made_and_opened(main_window, tmp_path, qtbot):
    screen = main_window.welcome()
    fill(screen, **{"Name of the archive": "Hợp tác", "Folder": str(tmp_path / "new")})
    button(screen, "Create the archive").click()
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), Workspace))
    assert main_window.windowTitle().startswith("Hợp tác")
    assert (tmp_path / "new" / "archive.toml").is_file()


def test_an_archive_needs_a_name(main_window):
    screen = main_window.welcome()
    fill(screen, **{"Name of the archive": " "})
    assert not button(screen, "Create the archive").isEnabled()


def test_a_folder_that_is_taken_is_told_in_the_page(main_window, tmp_path, qtbot):
    (tmp_path / "letter.txt").touch()
    screen = main_window.welcome()
    fill(screen, **{"Name of the archive": "Hợp tác", "Folder": str(tmp_path)})
    button(screen, "Create the archive").click()
    qtbot.waitUntil(
        lambda: (
            isinstance(main_window.centralWidget(), WelcomeScreen)
            and "is not empty" in main_window.centralWidget().told
        )
    )


def test_an_archive_opened_before_is_one_press_away(qtbot, theme, tmp_path):
    create_archive(tmp_path / "kept", name="Kept before").close()
    screen = WelcomeScreen(theme, [tmp_path / "kept"])
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.folder_chosen) as told:
        button(screen, "Kept before").click()
    assert told.args == [tmp_path / "kept"]


def test_the_sample_archive_is_offered_where_it_was_made(tmp_path):
    create_archive(tmp_path / "demo-archive" / "archive", name="Sample").close()
    found = known_archives([], here=tmp_path)
    assert [(one.name, one.is_sample) for one in found] == [("Sample", True)]


def test_a_folder_that_is_no_archive_any_more_is_not_offered(tmp_path):
    assert known_archives([tmp_path], here=tmp_path) == []


def test_no_sample_archive_is_offered_that_cannot_be_made(main_window):
    assert main_window.welcome().sample.isHidden()


@pytest.fixture
def window_with_samples(qtbot, theme, preferences):
    """Make a window that can make a sample archive by what it is given."""
    made = []  # a window that nobody holds would be gone before its work is over

    def make(sample):
        window = MainWindow(theme, preferences, sample)
        qtbot.addWidget(window, before_close_func=lambda closing: closing.let_go())
        window.show()
        made.append(window)
        return window

    yield make
    made.clear()


def test_the_sample_archive_is_made_before_the_readers_eyes_and_opened(
    window_with_samples, qtbot, tmp_path
):
    def make(progress):
        progress.report(1, 2, "Taking in")
        create_archive(tmp_path / "sample", name="Kho mẫu").close()
        return tmp_path / "sample"

    window = window_with_samples(make)
    window.welcome().sample.click()
    qtbot.waitUntil(lambda: window.workspace is not None)
    assert window.session.archive.settings.name == "Kho mẫu"


def test_making_the_sample_archive_can_be_stopped(window_with_samples, qtbot):
    began = Event()

    def make(progress):
        began.set()
        while True:
            progress.report(1, 2, "Taking in")
            time.sleep(0.01)

    window = window_with_samples(make)
    window.welcome().sample.click()
    qtbot.waitUntil(began.is_set)
    window.centralWidget().stop.click()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), WelcomeScreen))
