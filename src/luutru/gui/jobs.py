"""Background jobs: lanes of work, progress, pause, stop, and one place for trouble.

A job is a plain object, not a QObject: a QObject must not die on a worker's thread. All that a
job has to tell is posted to the thread of the window and told there.
"""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from luutru.errors import CatalogueOutOfReach, LuutruError
from luutru.gui.lanes import Lane
from luutru.gui.turns import Turns
from luutru.progress import Cancelled

log = logging.getLogger(__name__)

Result = TypeVar("Result")


class Job:
    """One piece of work on its lane, and the `Progress` it reports to."""

    def __init__(
        self, jobs: "Jobs", work: Callable[["Job"], object], lane: Lane, title: str
    ) -> None:
        self.lane = lane
        self.title = title
        """What is being done, for the job chip; empty for work nobody waits for."""
        self.done = 0
        self.total = 0
        self.label = ""
        self.on_success: Callable[[Any], object] | None = None
        self.on_failure: Callable[[Exception], object] | None = None
        self.on_end: Callable[[], object] | None = None
        self._jobs = jobs
        self._work = work
        self._stop = Event()
        self._go = Event()
        self._go.set()
        self._told = Event()

    @property
    def stopping(self) -> bool:
        """Tell whether the job was asked to stop."""
        return self._stop.is_set()

    @property
    def paused(self) -> bool:
        """Tell whether the job waits at its next report."""
        return not self._go.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report; a paused job wakes up for it."""
        self._stop.set()
        self._go.set()

    def pause(self) -> None:
        """Let the work wait at its next report."""
        if not self.stopping:
            self._go.clear()

    def resume(self) -> None:
        """Let the work go on."""
        self._go.set()

    def report(self, done: int, total: int, label: str) -> None:
        """Pass progress on to the window, wait or stop here; see `Progress.report`."""
        self._go.wait()
        if self._stop.is_set():
            raise Cancelled
        self.done, self.total, self.label = done, total, label
        if not self._told.is_set():
            self._told.set()
            self._jobs.post(self._tell_progress)

    def hand_over(self, receive: Callable[..., object], *facts: object) -> None:
        """Call `receive(*facts)` on the thread of the window, in the order of the calls."""
        self._jobs.post(lambda: is_alive(receive) and receive(*facts))

    def run(self) -> None:
        """Do the work on the calling thread and say how it ended."""
        try:
            if not self._stop.is_set():
                self._jobs.post(lambda: self._jobs.began.emit(self))
                result = self._work(self)
                self._jobs.post(lambda: self._succeed(result))
        except Cancelled:
            log.info("a job was stopped by the archivist")
        except LuutruError as error:
            self._post_failure(error)
        except Exception as error:
            log.exception("a job crashed")
            self._post_failure(error)
        finally:
            self._jobs.post(lambda: self._jobs.let_go(self))

    def _post_failure(self, error: Exception) -> None:
        self._jobs.post(lambda: self._fail(error))

    def _tell_progress(self) -> None:
        self._told.clear()
        self._jobs.progressed.emit(self)

    @property
    def _unwanted(self) -> bool:
        """Tell whether nobody waits for the outcome: a question replaced by a newer one."""
        return self.stopping and not self.title

    def _succeed(self, result: object) -> None:
        if self.on_success is not None and not self._unwanted and is_alive(self.on_success):
            self.on_success(result)

    def _fail(self, error: Exception) -> None:
        is_out = isinstance(error, CatalogueOutOfReach)
        if is_out:
            self._jobs.unreachable.emit(error)
        if self._unwanted:
            return
        if self.on_failure is not None:
            if is_alive(self.on_failure):
                self.on_failure(error)
        elif not is_out or self.title or self.lane is Lane.WRITING:
            self._jobs.tell(error)  # what was only read is told of once, by what tells of an outage


Work = Callable[[Job], Result]


def is_alive(receive: Callable[..., object]) -> bool:
    """Tell whether every widget that `receive` belongs to or closes over still exists.

    A window may be closed, or built anew in another language, before its answer comes.
    """
    cells = getattr(receive, "__closure__", None) or ()
    owners = (getattr(receive, "__self__", None), *(cell.cell_contents for cell in cells))
    return all(shiboken6.isValid(owner) for owner in owners if isinstance(owner, QObject))


class Jobs(QObject):
    """All background work of one window.

    The window listens here once, to show progress and to explain what went wrong; whoever
    starts a job says only what happens next.
    """

    began = Signal(object)
    progressed = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    unreachable = Signal(object)
    """The server of the archive did not answer (`CatalogueOutOfReach`)."""
    ended = Signal(object)
    """A job is over, whatever became of it; lists of the archive are read anew after writing."""
    closing = Signal()
    """The lanes are about to be waited for: who keeps a process that answers them ends it now."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"luutru-{lane}")
            for lane in Lane
        }
        self._jobs: list[Job] = []
        self._turns = Turns(self._begin, self)
        self._closed = False
        self._posted.connect(self._make_call, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> list[Job]:
        """Every job that has not ended and has a title, oldest first."""
        return [job for job in self._jobs if job.title]

    @property
    def idle(self) -> bool:
        """Tell whether nothing at all is going on, with a title or without."""
        return not self._jobs

    def start(
        self,
        work: Work[Result],
        then: Callable[[Result], object] | None = None,
        *,
        lane: Lane = Lane.WRITING,
        title: str = "",
        failed: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Let `work` begin in its turn; `then` receives its result on the thread of the window.

        It does not where it belongs to a widget that is gone by then.
        Without `failed`, a failure is told by `refused` or `crashed`. Stopped work ends
        without a word. Once the lanes are closed nothing is begun.
        """
        job = Job(self, work, lane, title)
        job.on_success = then
        job.on_failure = failed
        if self._closed:
            return job
        self._jobs.append(job)
        self._turns.queue(job)
        return job

    def post(self, call: Callable[[], object]) -> None:
        """Let the thread of the window make `call`; from any thread."""
        if not self._closed:
            self._posted.emit(call)

    def tell(self, error: Exception) -> None:
        """Say what went wrong: advice for the reader, or a mistake of ours."""
        if isinstance(error, LuutruError):
            self.refused.emit(error)
        else:
            self.crashed.emit(error)

    def let_go(self, job: Job) -> None:
        """Forget a job that is over and say so."""
        self._jobs.remove(job)
        self._turns.over(job)
        if job.on_end is not None and is_alive(job.on_end):
            job.on_end()
        self.ended.emit(job)

    def stop(self) -> None:
        """Ask all work to stop, without waiting for it.

        The newest first: when the running job ends, none that waits behind it may begin.
        """
        for job in reversed(self._jobs):
            job.cancel()

    def close(self) -> None:
        """Stop the running jobs, wait until they have, and drop the rest."""
        self.stop()
        self._closed = True
        self.closing.emit()
        for lane in self._lanes.values():
            lane.shutdown(wait=True, cancel_futures=True)
        self._jobs.clear()

    def _begin(self, job: Job) -> None:
        if not self._closed:
            self._lanes[job.lane].submit(job.run)

    def _make_call(self, call: Callable[[], object]) -> None:
        if not self._closed:
            call()


class Newest:
    """Asks the same kind of question again and again; only the last answer counts.

    For live search: what was asked before is stopped, or dropped if it had not begun.
    """

    def __init__(self, jobs: Jobs, lane: Lane = Lane.READING) -> None:
        self._jobs = jobs
        self._lane = lane
        self._job: Job | None = None

    @property
    def waiting(self) -> bool:
        """Tell whether an answer is still to come."""
        return self._job is not None

    def ask(
        self,
        work: Work[Result],
        then: Callable[[Result], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Put a new question; the answer to an earlier one will not be told."""
        self.forget()
        self._job = job = self._jobs.start(work, then, lane=self._lane, failed=failed)
        job.on_end = lambda: self._over(job)

    def forget(self) -> None:
        """Want no answer any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _over(self, job: object) -> None:
        if self._job is job:
            self._job = None
