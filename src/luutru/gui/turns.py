"""When work begins: after the window has painted, and what can wait after what is waited for.

Threads of Python take turns. Each piece of work that runs while the window paints an answer makes
it wait, so the work that an answer calls for begins once the answer can be seen.
"""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from luutru.gui.lanes import AWAITED, SPARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from luutru.gui.jobs import Job

_PAINTED_MS: Final = 10
"""A list is laid out in one turn of the event loop and painted in the next."""
_PATIENCE_MS: Final = 300
"""After this long even work that can wait begins, whatever else goes on."""


class Turns(QObject):
    """Holds jobs back until it is their turn, each lane in the order in which it was asked."""

    def __init__(self, begin: "Callable[[Job], object]", parent: QObject) -> None:
        super().__init__(parent)
        self._begin = begin
        self._soon: list[Job] = []
        self._later: list[Job] = []
        self._awaited: set[Job] = set()
        self._painted = QTimer(self, singleShot=True, interval=_PAINTED_MS)
        self._painted.timeout.connect(self._go_on)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._begin_later)

    def queue(self, job: "Job") -> None:
        """Begin a job when it is its turn."""
        if job.lane in AWAITED:
            self._awaited.add(job)
            self._soon.append(job)
            self._painted.start()
        elif job.lane in SPARE:
            self._later.append(job)
            self._painted.start()
            if not self._patience.isActive():
                self._patience.start()
        else:
            self._begin(job)

    def over(self, job: "Job") -> None:
        """Know that a job has ended and what it told was taken."""
        self._awaited.discard(job)
        if self._later and not self._awaited:
            self._painted.start()

    def _go_on(self) -> None:
        soon, self._soon = self._soon, []
        for job in soon:
            self._begin(job)
        if not self._awaited:
            self._begin_later()

    def _begin_later(self) -> None:
        self._patience.stop()
        later, self._later = self._later, []
        for job in later:
            self._begin(job)
