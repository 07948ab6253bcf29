"""The status bar: where the archive lies, what it holds, what still waits to be read."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QToolButton

from luutru.gui import formats
from luutru.gui.formats import Grouped, shortened
from luutru.gui.shell import BOTTOM
from luutru.gui.theme.icons import icon
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, label, row, set_ground
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.services.overviews import Overview


class StatusBar(QFrame):
    """Every number is counted by the archive when its lists are read."""

    def __init__(self, folder: Path, server: str, *menu: QAction) -> None:
        """`server` keeps the catalogue of a shared archive; without one no network is used."""
        super().__init__()
        set_ground(self, "bottom")
        self.setFixedHeight(BOTTOM)
        self._place = _place_button(folder, menu)
        self._counts = label("", "status")
        self._reading = IconLabel("circle-check", "active", 14)
        self._waiting = label("", "status")
        way = label(server or translate("Offline"), "status")
        way.setToolTip(
            translate("The server that keeps the catalogue.")
            if server
            else translate("The program never uses a network.")
        )
        self.setLayout(
            row(
                IconLabel("server" if server else "wifi-off", "text3", 14),
                way,
                10,
                self._place,
                10,
                self._counts,
                STRETCH,
                self._reading,
                self._waiting,
                spacing=6,
                margins=(16, 0, 16, 0),
            )
        )

    @property
    def told(self) -> str:
        """What the bar says of the archive."""
        return f"{self._counts.text()} {self._waiting.text()}"

    def show_overview(self, seen: "Overview") -> None:
        """Show what the archive holds."""
        agreements = translate_count(
            "{count} agreement", "{count} agreements", Grouped(seen.agreements)
        )
        pages = translate_count("{count} page", "{count} pages", Grouped(seen.pages))
        self._counts.setText(f"{agreements} · {pages} · {formats.size(seen.bytes_kept)}")
        if seen.files_waiting and not seen.pages_waiting:
            self._reading.show_icon("refresh-cw", "progress")
            words = translate_count(
                "{count} file waits to be read", "{count} files wait to be read",
                Grouped(seen.files_waiting),
            )  # fmt: skip
        elif seen.pages_waiting:
            self._reading.show_icon("refresh-cw", "progress")
            words = translate_count(
                "{count} page waits to be read", "{count} pages wait to be read",
                Grouped(seen.pages_waiting),
            )  # fmt: skip
        else:
            self._reading.show_icon("circle-check", "active")
            words = translate("Every page is read")
        self._waiting.setText(words)


def _place_button(folder: Path, menu: tuple[QAction, ...]) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "status")
    button.setText(f" {shortened(folder)}")
    button.setIcon(icon("database", "text3"))
    button.setIconSize(QSize(14, 14))
    button.setToolTip(str(folder))
    button.setAccessibleName(translate("Archive in {folder}", folder=folder))
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    choices = QMenu(button)
    choices.addActions(list(menu))
    button.setMenu(choices)
    return button
