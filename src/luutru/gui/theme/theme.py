"""Light or dark: follows the system until the reader chooses."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from luutru.gui.theme import current, dressing
from luutru.gui.theme.fonts import font, load_fonts
from luutru.gui.theme.icons import svg
from luutru.gui.theme.palette import palette
from luutru.gui.theme.stylesheet import stylesheet
from luutru.gui.theme.tokens import DARK, LIGHT

DRAWN_BY: Final = ("-style", "fusion")
"""Names the style to Qt; `setStyle` would return it, and make all of `QStyle` known to Python."""


class Scheme(StrEnum):
    """What the reader asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_ASKED = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """Dresses the windows and tells those who paint by themselves when it changed.

    The application is to be made with `DRAWN_BY` among its arguments.
    """

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        self._drawings = QTemporaryDir()
        self._dressed = ""
        load_fonts()
        application.setFont(font())
        self._hints = QGuiApplication.styleHints()
        self._hints.colorSchemeChanged.connect(self._follow)
        self.choose(scheme)

    @property
    def dark(self) -> bool:
        """Tell whether the dark colours are in use."""
        return current.tokens() is DARK

    def choose(self, scheme: Scheme) -> None:
        """Wear one scheme from now on, or follow the system again."""
        asked = _ASKED[scheme]
        self._hints.setColorScheme(asked)
        self._wear(asked if asked != Qt.ColorScheme.Unknown else self._hints.colorScheme())

    def toggle(self) -> Scheme:
        """Change from light to dark or back and return the scheme now worn."""
        scheme = Scheme.LIGHT if self.dark else Scheme.DARK
        self.choose(scheme)
        return scheme

    def _follow(self, scheme: Qt.ColorScheme) -> None:
        self._wear(scheme)

    def _wear(self, scheme: Qt.ColorScheme) -> None:
        table = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        if self._dressed == table.name:
            return
        self._dressed = table.name
        current.use(table)
        self._application.setPalette(palette(table))
        dressing.put_on(stylesheet(table, self._drawing))
        self.changed.emit()

    def _drawing(self, name: str, colour: str) -> str:
        """Write an icon for the style sheet, which can only name files."""
        file = Path(self._drawings.filePath(f"{name}-{colour[1:]}.svg"))
        if not file.exists():
            file.write_bytes(svg(name, colour))
        return file.as_posix()
