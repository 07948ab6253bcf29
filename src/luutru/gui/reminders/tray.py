"""A word in the system tray, where there is one and the reader wants it."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from luutru.gui.preferences import Preferences
from luutru.gui.reminders.reminding import Reminding
from luutru.gui.theme.icons import icon
from luutru.gui.widgets.brand import NAME
from luutru.i18n import translate_count


def tray_is_there() -> bool:
    """Tell whether this desktop has a tray."""
    return QSystemTrayIcon.isSystemTrayAvailable()


class Tray(QObject):
    """Tells how much is late or near: once when an archive is opened, and when it becomes more."""

    opened = Signal()
    """The reader clicked on it."""

    def __init__(self, reminding: Reminding, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._reminding = reminding
        self._preferences = preferences
        self._told = 0
        self._icon: QSystemTrayIcon | None = None
        reminding.changed.connect(self.tell)

    def tell(self) -> None:
        """Say how much is late or near, if that has grown."""
        told = self._reminding.told
        count = told.count if told else 0
        grown, self._told = count > self._told, count
        if not self._preferences.reminds or not tray_is_there():
            if self._icon is not None:
                self._icon.hide()
            return
        if grown:
            self._say(reminder_words(told.late if told else 0, told.near if told else 0))

    def _say(self, words: str) -> None:
        if self._icon is None:
            self._icon = QSystemTrayIcon(icon("archive", "accent"), self)
            self._icon.activated.connect(lambda _reason: self.opened.emit())
            self._icon.messageClicked.connect(self.opened)
        self._icon.setToolTip(f"{NAME}: {words}")
        self._icon.show()
        self._icon.showMessage(NAME, words)


def reminder_words(late: int, near: int) -> str:
    """Say how many milestones are late and near; nothing of what they are about."""
    parts = []
    if late:
        parts.append(translate_count("{count} milestone is late", "{count} milestones are late",
                                     late))  # fmt: skip
    if near:
        parts.append(translate_count("{count} milestone is near", "{count} milestones are near",
                                     near))  # fmt: skip
    return ", ".join(parts)
