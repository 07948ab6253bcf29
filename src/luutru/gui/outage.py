"""Whether the server of a shared archive answers: told once, and looked for until it does again."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from luutru.gui.jobs import Job, Jobs, Newest
from luutru.gui.lanes import Lane

if TYPE_CHECKING:
    from luutru.services.archive import Archive

_AGAIN_MS: Final = 5_000


class Outage(QObject):
    """Begins with the first work that finds nobody, or with an archive read from a copy."""

    changed = Signal()
    """The server is out of reach, or it is known which copy this desk has."""
    over = Signal()
    """The server answers again."""

    def __init__(self, archive: "Archive", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._ask = Newest(jobs, Lane.LOADING)
        self.is_on = archive.is_mirrored
        self.copied_at = ""
        """The moment of which the copy of this desk tells, in words; empty where it has none."""
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.look)
        jobs.unreachable.connect(lambda _error: self._begin())
        if self.is_on:
            self._again.start()

    def look(self) -> None:
        """Ask now whether the server answers."""
        if not self._ask.waiting:
            self._ask.ask(self._looked, self._take)

    def _begin(self) -> None:
        if not self.is_on:
            self.is_on = True
            self._again.start()
            self.look()
            self.changed.emit()

    def _looked(self, _job: Job) -> tuple[bool, str]:
        from luutru.services import mirror  # noqa: PLC0415  starts quicker

        known = mirror.mirror_of(self._archive)
        return mirror.server_answers(self._archive), mirror.time_of(known) if known else ""

    def _take(self, told: tuple[bool, str]) -> None:
        answers, copied_at = told
        if answers:
            self.is_on = False
            self._again.stop()
            self.changed.emit()
            self.over.emit()
        elif copied_at != self.copied_at:
            self.copied_at = copied_at
            self.changed.emit()
