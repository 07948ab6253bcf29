"""Builds the application and runs it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from luutru import i18n, log
from luutru.gui import formats
from luutru.gui.main_window import MainWindow
from luutru.gui.messages import install_crash_hook
from luutru.gui.preferences import Preferences
from luutru.gui.qt_texts import QtTexts
from luutru.gui.theme.icons import icon
from luutru.gui.theme.theme import Theme
from luutru.gui.widgets.brand import NAME

if TYPE_CHECKING:
    from luutru.gui.theme.theme import Scheme


def build(arguments: Sequence[str], scheme: "Scheme") -> tuple[QApplication, Theme]:
    """Make the one application of this process, dressed in a scheme."""
    application = QApplication(list(arguments))
    application.setApplicationName("luutru")
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName("luutru")
    application.installTranslator(QtTexts(application))
    QLocale.setDefault(formats.locale())
    theme = Theme(application, scheme)
    application.setWindowIcon(icon("archive", "accent"))
    return application, theme


def run(folder: Path | None = None) -> int:
    """Show the window until it is closed; `folder` names the archive to open.

    Without one, the archive opened last is opened again.
    """
    log.start()
    preferences = Preferences()
    i18n.use_language(preferences.language)
    application, theme = build(sys.argv[:1], preferences.scheme)
    window = MainWindow(theme, preferences)
    install_crash_hook(window.crashed.emit)
    recent = preferences.recent
    if folder is not None or recent:
        window.open(folder or recent[0])
    else:
        window.welcome()
    window.show()
    return application.exec()
