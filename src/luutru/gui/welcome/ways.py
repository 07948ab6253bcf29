"""Where the ways lead that begin at the welcome."""

from typing import TYPE_CHECKING

from luutru.gui.own_pages import check_computer
from luutru.gui.welcome.restoring import Restoring

if TYPE_CHECKING:
    from luutru.gui.main_window import MainWindow
    from luutru.gui.opening import Opening
    from luutru.gui.welcome.screen import WelcomeScreen


def lead(screen: "WelcomeScreen", window: "MainWindow", opening: "Opening") -> None:
    """Let the window do what is asked for on its welcome."""
    screen.sample_wanted.connect(window.open_sample)
    screen.folder_chosen.connect(window.open)
    screen.archive_made.connect(window.make)
    restoring = Restoring(screen, opening, window.bring, screen.explain)
    screen.restore_wanted.connect(restoring.choose)
    screen.language_wanted.connect(window.change_language)
    screen.theme_wanted.connect(window.change_theme)
    screen.check_wanted.connect(lambda: check_computer(opening, screen))
