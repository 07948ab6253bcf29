"""Where the ways lead that begin at the welcome."""

from pathlib import Path
from typing import TYPE_CHECKING

from luutru.gui.lanes import Lane
from luutru.gui.own_pages import check_computer
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.gui.main_window import MainWindow
    from luutru.gui.opening import Opening
    from luutru.gui.welcome.screen import WelcomeScreen
    from luutru.services.backup.restoring import RestoreReport
    from luutru.services.migration.from_backup import OfficeReport

# ruff: noqa: PLC0415  starts quicker


def lead(screen: "WelcomeScreen", window: "MainWindow", opening: "Opening") -> None:
    """Let the window do what is asked for on its welcome."""
    screen.sample_wanted.connect(window.open_sample)
    screen.folder_chosen.connect(window.open)
    screen.archive_made.connect(window.make)
    screen.restore_wanted.connect(lambda: _restore(screen, window, opening))
    screen.language_wanted.connect(window.change_language)
    screen.theme_wanted.connect(window.change_theme)
    screen.check_wanted.connect(lambda: check_computer(opening, screen))


def _restore(screen: "WelcomeScreen", window: "MainWindow", opening: "Opening") -> None:
    from luutru.gui.restoring.dialog import RestoreDialog

    def open_it(report: "RestoreReport | OfficeReport") -> None:
        opening.start(
            lambda _job: _folder_of(report), window.open, lane=Lane.READING, failed=screen.explain
        )

    guide = translate(
        "Once it is restored it is opened. No copy is numbered in it before its last number is "
        "confirmed."
    )
    dialog = RestoreDialog(opening, screen, guide, is_alone=True)
    dialog.restored.connect(open_it)
    dialog.open()


def _folder_of(report: "RestoreReport | OfficeReport") -> Path:
    """Return the folder by which this desk opens what was restored."""
    from luutru.services.backup.restoring import RestoreReport

    if isinstance(report, RestoreReport):
        return report.folder
    from luutru.services.offices import home_at

    return home_at(report.place, store=report.store)
