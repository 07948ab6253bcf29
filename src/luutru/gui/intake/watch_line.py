"""The line under the heading of the screen: which folder is watched, and choosing another."""

from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from luutru.gui import choosing
from luutru.gui.intake.watcher import Watcher
from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import STRETCH, row
from luutru.i18n import translate

_MOST: Final = 1000
"""Share of the room that the words take before any is left empty."""
_MARGIN: Final = 8


class WatchLine(QWidget):
    """Says what is watched, or why it is not; a button chooses a folder, another stops."""

    def __init__(self, watcher: Watcher, permits: Permits) -> None:
        super().__init__()
        self._watcher = watcher
        self.words = ElidedLabel("muted", is_path=True)
        self.choose = push_button("", self._choose, kind="ghost")
        self.stop = push_button(translate("Stop watching"), watcher.stop, kind="ghost")
        permits.guard_each((self.choose, "watch_set"), (self.stop, "watch_set"))
        self.setLayout(row((self.words, _MOST), self.choose, self.stop, STRETCH, spacing=2))
        watcher.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        folder, trouble = self._watcher.folder, self._watcher.trouble
        self.words.setProperty("role", "bad" if trouble else "muted")
        self.words.style().polish(self.words)
        if trouble is not None:
            self.words.say(str(trouble))
        elif folder is not None:
            self.words.say(translate("Scan folder {folder} · watched", folder=folder))
        else:
            self.words.say(
                translate("Drop files or folders anywhere in the window, or choose them here.")
            )
        advance = self.words.fontMetrics().horizontalAdvance(self.words.accessibleName())
        self.words.setMaximumWidth(advance + _MARGIN)
        chooses = translate("Another folder…") if folder else translate("Watch a folder…")
        self.choose.setText(chooses)
        self.choose.setAccessibleName(chooses)
        self.stop.setVisible(folder is not None)

    def begin(self) -> None:
        """Ask for the folder to watch."""
        self._choose()

    def _choose(self) -> None:
        choosing.folder(self, self._take, translate("Choose the folder that the scanner fills"))

    def _take(self, folder: Path) -> None:
        self._watcher.choose(folder)
