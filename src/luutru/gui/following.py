"""Follows what other desks of a shared archive change, as soon as they have."""

from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from luutru.errors import LuutruError
from luutru.gui.jobs import Jobs

if TYPE_CHECKING:
    from luutru.services.archive import Archive

_AT_ONCE_S: Final = 1.0
"""How long a closing window waits at most for the thread that listens."""
_TOGETHER_MS: Final = 2_000
"""Changes of so long are followed together: lists are not to flicker."""


class Following(QObject):
    """Listens on a thread of its own, which asks the server nothing while nobody says anything."""

    changed = Signal()
    """Somebody has changed something at another desk."""
    told = Signal(str, str, str)
    """Something is to be said: the kind of notice, its title and its text."""

    def __init__(self, archive: "Archive", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive, self._jobs = archive, jobs
        self._stop = Event()
        self._thread: Thread | None = None
        self._soon = QTimer(self, singleShot=True, interval=_TOGETHER_MS)
        self._soon.timeout.connect(self.changed)

    def begin(self) -> None:
        """Follow from now on, where there are other desks."""
        archive = self._archive
        if archive.is_shared and not archive.is_read_only and self._thread is None:
            self._thread = Thread(target=self._listen, name="luutru-following", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Follow no more; a thread that waits for a server that is away ends by itself."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_AT_ONCE_S)

    def _listen(self) -> None:
        from luutru.services.desk_clock import difference  # noqa: PLC0415  only where there are
        from luutru.services.others import Others  # noqa: PLC0415  other desks

        others: Others | None = None
        while not self._stop.is_set():
            try:
                if others is None:
                    others = Others(self._archive)
                    self._jobs.post(partial(self._tell_clocks, *difference(self._archive)))
                if others.wait(_AT_ONCE_S):
                    self._jobs.post(self._hear)
            except LuutruError as error:
                if self._stop.is_set():
                    break
                self._jobs.post(partial(self._jobs.unreachable.emit, error))
                self._stop.wait(_AT_ONCE_S)
        if others is not None:
            others.close()

    def _tell_clocks(self, title: str, text: str) -> None:
        if title:
            self.told.emit("warn", title, text)

    def _hear(self) -> None:
        if not self._soon.isActive():
            self._soon.start()
