"""Follows the watched folder while the archive is open: what is complete goes into the queue once.

It lives in the session, so that neither another screen nor another language interrupts it.
"""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from luutru.errors import LuutruError
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.jobs import Jobs
from luutru.gui.lanes import Lane
from luutru.services.members import is_kept_here

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.watching import Watch

_EVERY_MS: Final = 2000


class Watcher(QObject):
    """Looks at the folder again and again, and never while what it found is still taken in."""

    changed = Signal()
    """Another folder is watched, or none, or it cannot be looked at."""

    def __init__(
        self, archive: "Archive", jobs: Jobs, queue: IntakeQueue, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._archive = archive
        self._jobs = jobs
        self._queue = queue
        self._watch: Watch | None = None
        self._busy, self._held = False, False
        self.trouble: LuutruError | None = None
        """Why the folder could not be looked at, or be chosen, the last time."""
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def folder(self) -> Path | None:
        """The folder that is watched."""
        return self._watch.folder if self._watch else None

    def begin(self) -> None:
        """Go on with the folder that the archive remembers."""
        if not is_kept_here(self._archive):
            return
        self._jobs.start(
            lambda _job: _opened(self._archive),
            self._begin,
            lane=Lane.WATCHING,
            failed=self._refused,
        )

    def choose(self, folder: Path) -> None:
        """Watch a folder from now on."""
        self._set(folder)

    def stop(self) -> None:
        """Watch no folder any more; what is being taken in goes on."""
        self._set(None)

    def hold(self, *, held: bool) -> None:
        """Look at nothing for as long as nothing could be taken in."""
        self._held = held

    def look(self) -> None:
        """Look at the folder now, unless that is going on."""
        watch = self._watch
        if watch is None or self._busy or self._held:
            return
        self._busy = True
        self._jobs.start(
            lambda _job: watch.poll(),
            lambda ready: self._looked(watch, ready),
            lane=Lane.WATCHING,
            failed=self._not_looked,
        )

    def _set(self, folder: Path | None) -> None:
        self._jobs.start(
            lambda _job: _kept(self._archive, folder),
            self._begin,
            lane=Lane.WATCHING,
            failed=self._refused,
        )

    def _begin(self, watch: "Watch | None") -> None:
        self._watch, self.trouble = watch, None
        if watch is None:
            self._timer.stop()
        else:
            self._timer.start()
            self.look()
        self.changed.emit()

    def _looked(self, watch: "Watch", ready: list[Path]) -> None:
        if str(self.trouble or "") != str(watch.trouble or ""):
            self.trouble = watch.trouble
            self.changed.emit()
        if ready and watch is self._watch:
            self._queue.bring_watched(watch, ready, self._taken_in)
        else:
            self._busy = False

    def _taken_in(self) -> None:
        self._busy = False

    def _not_looked(self, error: Exception) -> None:
        self._busy = False
        self._refused(error)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, LuutruError):
            self.trouble = error
            self.changed.emit()
        else:
            self._jobs.tell(error)


def _opened(archive: "Archive") -> "Watch | None":
    from luutru.services.watching import Watch, watch_settings  # noqa: PLC0415  starts quicker

    settings = watch_settings(archive)
    return Watch(archive, settings) if settings.folder is not None else None


def _kept(archive: "Archive", folder: Path | None) -> "Watch | None":
    from luutru.services.watching import set_watch, watch_settings  # noqa: PLC0415

    settings = replace(watch_settings(archive), folder=folder)
    set_watch(archive, settings)
    return _opened(archive)
