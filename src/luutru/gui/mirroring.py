"""Keeps the copy of a shared catalogue that this desk reads while its server is away."""

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from luutru.gui.jobs import Job, Jobs
from luutru.gui.lanes import Lane
from luutru.services.members import is_kept_here

if TYPE_CHECKING:
    from luutru.services.archive import Archive

log = logging.getLogger(__name__)

_LOOK_MS: Final = 60_000
"""How often is looked whether the copy is old; how old it may be, `services.mirror` says."""


class Mirroring(QObject):
    """Has the copy made anew while nothing else is done."""

    def __init__(self, archive: "Archive", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive, self._jobs = archive, jobs
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on, where a server keeps the catalogue."""
        if self._archive.is_shared and is_kept_here(self._archive):
            self._timer.start()

    def look(self) -> None:
        """Make the copy anew where that is due and the desk is idle."""
        if self._jobs.idle:
            self._jobs.start(self._refreshed, lane=Lane.LOADING, failed=_note)

    def _refreshed(self, job: Job) -> bool:
        from luutru.services.mirror import refresh  # noqa: PLC0415  starts quicker

        return refresh(self._archive, job)


def _note(error: Exception) -> None:
    """Note why there is no newer copy; nobody asked for it, and the one before is kept."""
    log.warning("the copy of the catalogue was not made: %s", type(error).__name__)
