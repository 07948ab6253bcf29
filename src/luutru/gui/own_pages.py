"""What the window tells of itself: keys, manual, licences, whether the computer fits it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from luutru.gui.actions import Actions
from luutru.gui.screen import Desk

# ruff: noqa: PLC0415  each is asked for seldom


def offer(actions: Actions, desk: Desk, parent: QWidget, screen: Callable[[], str]) -> None:
    """Let the actions that open them do so; `screen` says which one is shown."""
    actions.on("manual", lambda: _show_manual(screen(), parent))
    actions.on("keys", lambda: _show_keys(parent))
    actions.on("about", lambda: show_about(parent))
    actions.on("self_check", lambda: show_self_check(desk, parent))


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


def show_self_check(desk: Desk, parent: QWidget) -> None:
    """Look whether this computer has what the program needs, without blocking."""
    from luutru.gui.self_check_dialog import SelfCheckDialog

    SelfCheckDialog(desk, parent).open()


def _show_keys(parent: QWidget) -> None:
    from luutru.gui.keys_sheet import KeysSheet

    KeysSheet(parent).open()
