"""What the window tells of itself: keys, manual, licences, whether the computer fits it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from luutru.gui.actions import Actions
from luutru.gui.jobs import Jobs
from luutru.gui.screen import Desk

# ruff: noqa: PLC0415  each is asked for seldom


def offer(actions: Actions, desk: Desk, parent: QWidget, screen: Callable[[], str]) -> None:
    """Let the actions that open them do so; `screen` says which one is shown."""
    actions.on("manual", lambda: _show_manual(screen(), parent))
    actions.on("keys", lambda: _show_keys(parent))
    actions.on("about", lambda: show_about(parent))
    actions.on("self_check", lambda: check_desk(desk, parent))


def _show_manual(screen: str, parent: QWidget) -> None:
    from luutru.gui.manual.window import ManualWindow
    from luutru.services.manual.contents import chapter_of

    manual = parent.findChild(ManualWindow) or ManualWindow(chapter_of(screen), parent)
    manual.open_chapter(chapter_of(screen))
    manual.show()
    manual.activateWindow()


def show_about(parent: QWidget) -> None:
    """Show version and licences, without blocking."""
    from luutru.gui.about_dialog import AboutDialog

    AboutDialog(parent).open()


def check_desk(desk: Desk, parent: QWidget) -> None:
    """Look at the archive at the desk and at this computer, without blocking."""
    _show_self_check(desk.jobs, desk.archive.folder, parent)


def check_computer(jobs: Jobs, parent: QWidget) -> None:
    """Look at this computer while no archive is open, without blocking.

    Looked at is also where the first archive of this person would lie.
    """
    from luutru.services.workstation import own_archive

    _show_self_check(jobs, own_archive(), parent)


def _show_self_check(jobs: Jobs, folder: Path, parent: QWidget) -> None:
    from luutru.gui.self_check_dialog import SelfCheckDialog

    SelfCheckDialog(jobs, folder, parent).open()


def _show_keys(parent: QWidget) -> None:
    from luutru.gui.keys_sheet import KeysSheet

    KeysSheet(parent).open()
