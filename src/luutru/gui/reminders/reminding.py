"""Keeps count of what is late and near, as long as an archive is open."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from luutru.gui.jobs import Job, Jobs, Newest
from luutru.gui.lanes import Lane

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.milestones.reminding import Reminders

_AGAIN_MS: Final = 10 * 60 * 1000
"""A day begins while the window is open: it is looked again every ten minutes."""


class Reminding(QObject):
    """Asks the archive at the start, after every change, and as days go by."""

    changed = Signal()

    def __init__(self, archive: "Archive", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._ask = Newest(jobs, Lane.READING)
        self.told: Reminders | None = None
        """What is late and near; None until it was counted once."""
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.reload)
        self._again.start()

    def reload(self) -> None:
        """Count anew."""
        self._ask.ask(self._read, self._take)

    def _read(self, _job: Job) -> "Reminders":
        from luutru.services.life.derived import follow_all  # noqa: PLC0415  later
        from luutru.services.milestones.reminding import reminders  # noqa: PLC0415  later

        follow_all(self._archive)  # a term may have passed since, and the next one runs
        return reminders(self._archive)

    def _take(self, told: "Reminders") -> None:
        self.told = told
        self.changed.emit()
