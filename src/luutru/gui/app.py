"""Builds the application and runs it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from luutru import i18n, log, settings
from luutru.gui import formats
from luutru.gui.collecting import Collecting
from luutru.gui.crashes import install_crash_hook
from luutru.gui.main_window import MainWindow
from luutru.gui.no_links import NoLinks
from luutru.gui.preferences import Preferences
from luutru.gui.qt_texts import QtTexts
from luutru.gui.theme.icons import icon
from luutru.gui.theme.theme import DRAWN_BY, Theme
from luutru.gui.widgets.brand import NAME

if TYPE_CHECKING:
    from luutru.gui.main_window import SampleMaker
    from luutru.gui.theme.theme import Scheme

_SETTLED_MS: Final = 3000
"""Pause after which what the window needs has been loaded."""


def build(arguments: Sequence[str], scheme: "Scheme") -> tuple[QApplication, Theme]:
    """Make the one application of this process, dressed in a scheme."""
    application = QApplication([*arguments, *DRAWN_BY])
    application.setApplicationName("luutru")
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("org.luutru.LuuTru")
    application.installTranslator(QtTexts(application))
    NoLinks(application)
    QLocale.setDefault(formats.locale())
    theme = Theme(application, scheme)
    application.setWindowIcon(icon("archive", "accent"))
    return application, theme


def run(
    folder: Path | None = None,
    *,
    language: str | None = None,
    sample: "SampleMaker | None" = None,
) -> int:
    """Show the window until it is closed; return the status for the shell.

    Opens the archive in `folder`, or the one opened last where no folder is named; shows the
    welcome where there is none. `language` is spoken this once; without it the reader's own
    choice holds. `sample` makes the sample archive that the welcome offers.
    """
    log.start()
    preferences = Preferences()
    i18n.use_language(language or preferences.language)
    application, theme = build(sys.argv[:1], preferences.scheme)
    window = MainWindow(theme, preferences, sample)
    install_crash_hook(window.crashed.emit)
    wanted = archive_to_open(folder, preferences.recent)
    if wanted is None:
        window.welcome()
    else:
        window.open(wanted)
    window.show()
    QTimer.singleShot(_SETTLED_MS, Collecting(application).begin)
    return application.exec()


def archive_to_open(folder: Path | None, recent: Sequence[Path]) -> Path | None:
    """Choose what the window begins with; a folder that was named is never replaced by another."""
    candidates = recent if folder is None else [folder]
    return next((one for one in candidates if (one / settings.FILE_NAME).is_file()), None)
