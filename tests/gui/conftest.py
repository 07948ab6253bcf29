"""The window without a screen: Qt draws into memory, and nothing of the user's own is touched."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"

import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import Engine, event

import luutru.gui
from luutru import i18n
from luutru.gui.jobs import Jobs
from luutru.gui.main_window import MainWindow
from luutru.gui.preferences import Preferences
from luutru.gui.qt_texts import QtTexts
from luutru.gui.theme.theme import DRAWN_BY, Scheme, Theme
from luutru.services.archive import Archive

if TYPE_CHECKING:
    from types import FrameType

_ROOM = str(Path(luutru.gui.__file__).parent)
_ALLOWED = {f"{_ROOM}{os.sep}{name}" for name in ("jobs.py", "screenshots.py", "scenes.py")}
"""Work is done by the first; the others are a tool that nobody sits in front of."""


@pytest.fixture(autouse=True)
def _nothing_blocks() -> Iterator[None]:
    """Fail a test in which the window itself asks the catalogue, instead of a lane of work.

    A busy disk or another writer would hold the window up; a clock would only tell so on a
    machine that is busy by chance.
    """
    asked: list[str] = []

    def note(*_told: object) -> None:
        if threading.current_thread() is threading.main_thread() and _is_window_asking():
            asked.append("".join(traceback.format_stack(limit=40)))

    for moment in ("begin", "before_cursor_execute"):
        event.listen(Engine, moment, note)
    yield
    for moment in ("begin", "before_cursor_execute"):
        event.remove(Engine, moment, note)
    if asked:
        pytest.fail(f"the window asked the catalogue itself, {len(asked)} times:\n{asked[0]}")


def _is_window_asking() -> bool:
    frame: FrameType | None = sys._getframe()
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(_ROOM) and file not in _ALLOWED:
            return True
        frame = frame.f_back
    return False


@pytest.fixture(autouse=True)
def _lent(lent_processes: None) -> None:
    """Lend processes that read and stamp: they are tested elsewhere."""


@pytest.fixture
def elsewhere() -> Iterator[Callable[..., Any]]:
    """Call a function on another thread, as a lane of the window would, and wait for it."""
    with ThreadPoolExecutor() as threads:
        yield lambda work, *facts, **more: threads.submit(work, *facts, **more).result()


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What the one application is made with."""
    return ["luutru", *DRAWN_BY]


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The one theme of the one application."""
    qapp.installTranslator(QtTexts(qapp))
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def theme(dressed: Theme) -> Iterator[Theme]:
    """The theme, light before and after."""
    dressed.choose(Scheme.LIGHT)
    yield dressed
    dressed.choose(Scheme.LIGHT)


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    """Lanes of work that are empty again when the test is over."""
    running = Jobs()
    yield running
    running.close()


@pytest.fixture
def vietnamese() -> None:
    """Speak Vietnamese for one test."""
    i18n.use_language("vi")


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Preferences of nobody, who wants to be left alone."""
    kept = Preferences(QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    kept.reminds = False
    return kept


@pytest.fixture
def main_window(qtbot: QtBot, theme: Theme, preferences: Preferences) -> MainWindow:
    """A window without an archive."""
    window = MainWindow(theme, preferences)
    qtbot.addWidget(window, before_close_func=lambda closing: closing.let_go())
    return window


@pytest.fixture
def open_window(
    qtbot: QtBot, main_window: MainWindow, archive: Archive, preferences: Preferences
) -> Callable[..., MainWindow]:
    """Show the window at work in a real archive, on the screen asked for."""

    def show(screen: str = "agreements", width: int = 1600, height: int = 1000) -> MainWindow:
        main_window.resize(width, height)
        preferences.screen = screen
        main_window.work_in(archive)
        with qtbot.waitActive(main_window):
            main_window.show()
            main_window.activateWindow()
        return main_window

    return show
