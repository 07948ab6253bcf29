"""What is shown for the moment in which an archive is being opened."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from luutru.gui.status_bar import shortened
from luutru.gui.widgets.brand import Mark
from luutru.gui.widgets.layouts import STRETCH, column, label, row, set_ground
from luutru.i18n import translate


class OpeningScreen(QWidget):
    """The mark and the folder; nothing to press."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        set_ground(self, "page")
        words = column(
            label(translate("Opening the archive…"), "h2"),
            label(shortened(folder), "muted"),
            spacing=2,
        )
        self.setLayout(column(STRETCH, row(STRETCH, Mark(44), words, STRETCH, spacing=14), STRETCH))
