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
    from luutru.services.archive import Archive
    from luutru.services.overviews import Overview


class StatusBar(QFrame):
    """Every number is counted by the archive when its lists are read."""

    def __init__(self, archive: "Archive", *menu: QAction) -> None:
        """`menu` opens from the folder of the archive."""
        super().__init__()
        set_ground(self, "bottom")
        self.setFixedHeight(BOTTOM)
        self._place = _place_button(archive.folder, menu)
        self._counts = label("", "status")
        self._reading = IconLabel("circle-check", "active", 14)
        self._waiting = label("", "status")
        server = archive.settings.server
        member = archive.member.name if archive.is_open and archive.member else ""
        self.way = label(_way(server, member), "status")
        self.way.setToolTip(_way_explained(server, member))
        self.setLayout(
            row(
                IconLabel("server" if server else "wifi-off", "text3", 14),
                self.way,
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


def _way(server: str, member: str) -> str:
    if not server:
        return translate("Offline")
    return f"{server} · {member}" if member else server


def _way_explained(server: str, member: str) -> str:
    if not server:
        return translate("The program never uses a network.")
    told = translate("The server that keeps the catalogue.")
    part = translate("It shows this desk what {account} may see.", account=member)
    return f"{told} {part}" if member else told
