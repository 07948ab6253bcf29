"""The queue of the intake screen: brings files, follows them, offers each its ways out.

It lives as long as the archive is open, so that changing the screen or the language loses nothing.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from luutru.errors import CatalogueOutOfReach, IndexBusy, LuutruError
from luutru.gui.intake import rows, work
from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.stages import MOVING, TROUBLED, Stage
from luutru.gui.jobs import Job, Jobs, Newest
from luutru.gui.lanes import Lane
from luutru.i18n import mark, translate

if TYPE_CHECKING:
    from luutru.services.accession import Receipt, Rejection
    from luutru.services.archive import Archive
    from luutru.services.list_planning import Plan
    from luutru.services.overviews import Overview
    from luutru.services.watching import Watch

TAKING_IN: Final = mark("Taking in")
COUNTING: Final = mark("Counting pages")
READING: Final = mark("Reading pages")
_FOLLOW_MS: Final = 500
_STARTED_OVER: Final = 5.0
"""Seconds before a speed is worth telling."""


class IntakeQueue(QObject):
    """Files on their way in, of this session and left over from earlier ones."""

    changed = Signal()
    overviewed = Signal(object)
    """The archive was counted again (`services.overviews.Overview`)."""

    brought = Signal(int)
    """So many new documents came in together."""

    def __init__(self, archive: "Archive", jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._archive = archive
        self._jobs = jobs
        self._ask = Newest(jobs)
        self._session: dict[Path, QueueRow] = {}
        self._received: dict[str, Path] = {}
        """Documents of this session by reference, and the files they came from."""
        self._snapshot: work.Snapshot | None = None
        self._running: list[Job] = []
        self._new = 0
        """Documents that were taken in by the work that runs."""
        self._reading_since: tuple[float, int] | None = None
        self._follow = QTimer(self)
        self._follow.setInterval(_FOLLOW_MS)
        self._follow.timeout.connect(self.reload)
        jobs.progressed.connect(self._on_progress)

    @property
    def overview(self) -> "Overview | None":
        """The archive in figures; None until it was counted once."""
        return self._snapshot.overview if self._snapshot else None

    @property
    def reviews(self) -> int:
        """How many documents are read and wait for a person."""
        return len(self._snapshot.reviews) if self._snapshot else 0

    @property
    def job(self) -> Job | None:
        """The intake that runs."""
        return self._running[0] if self._running else None

    def all_rows(self) -> list[QueueRow]:
        """Return every row: what is being read, what this session brought, the newest documents."""
        shown = list(self._session.values())
        if self._snapshot is None:
            return shown
        failures = self._snapshot.failures
        names = {row.name for row in shown if row.stage is Stage.REFUSED}
        shown += [
            rows.refused_before_row(failure)
            for failure in failures
            if failure.problem == rows.REFUSED and failure.filename not in names
        ]
        blamed = rows.by_reference(failures)
        reviews = {waiting.reference for waiting in self._snapshot.reviews}
        shown += [rows.held_row(held) for held in self._snapshot.held]
        shown += [rows.document_row(told, blamed, reviews) for told in self._snapshot.standings]
        return sorted(shown, key=lambda row: row.stage is not Stage.READING)

    def pages_per_minute(self) -> float:
        """Return how quickly pages are being read; 0 while that is not known."""
        if self.job is None or self._reading_since is None:
            return 0.0
        began, first = self._reading_since
        seconds = time.monotonic() - began
        return (self.job.done - first) * 60 / seconds if seconds > _STARTED_OVER else 0.0

    def bring(self, paths: Iterable[Path]) -> None:
        """Take files and folders in, beside whatever is being read, then have them read too."""
        brought = [path.absolute() for path in paths]
        self._bring(brought, lambda job: work.take_in(self._archive, brought, job))

    def bring_list(self, plan: "Plan") -> None:
        """Take in what a list names, each with what its row says."""
        good = [one.path for one in plan.rows if one.path is not None and not one.problems]
        self._bring(good, lambda job: work.take_in_list(self._archive, plan, job))

    def bring_watched(
        self, watch: "Watch", ready: Sequence[Path], then: Callable[[], object]
    ) -> None:
        """Take in what is complete in the watched folder; `then` hears when that is over."""
        self._bring(ready, lambda job: watch.take_in(ready, job), then)

    def note(self, outcomes: "Iterable[Receipt | Rejection]") -> None:
        """Follow what was taken in elsewhere, such as from the scanner, and have it read."""
        for outcome in outcomes:
            self._settle(outcome)
        self._read()

    def moving(self) -> int:
        """Count the files that the program is still at."""
        return sum(row.stage in MOVING for row in self.all_rows())

    def troubled(self) -> int:
        """Count the files that somebody has to decide about."""
        return sum(row.stage in TROUBLED for row in self.all_rows())

    def catch_up(self) -> None:
        """Put right what a crash left, then read and index what still waits."""
        self._jobs.start(lambda job: work.wake(self._archive, job), self._go_on, lane=Lane.READING)

    def index_corrections(self) -> None:
        """Make corrections findable; not shown as work, because it takes a moment only."""
        self._jobs.start(
            lambda job: work.bring_up_to_date(self._archive, job),
            lane=Lane.INTAKE,
            failed=self._not_indexed,
        )

    def retry(self, wanted: Sequence[QueueRow]) -> None:
        """Try rows again: bring the files that never came in, read anew what was not readable."""
        again = [row.path for row in wanted if row.path is not None]
        if len(again) < len(wanted):
            self._start(lambda job: work.read_again(self._archive, job), READING)
        if again:
            self.bring(again)

    def dismiss(self, row: QueueRow) -> None:
        """Take a row off the list; what is kept stays kept."""
        if row.path is not None:
            self._session.pop(row.path, None)
        entries = {*row.failures, *self._refusals_of(row)}
        if entries:
            self._jobs.start(
                lambda _job: work.strike(self._archive, entries), lambda _none: self.reload()
            )
        self.changed.emit()

    def set_paused(self, *, paused: bool) -> None:
        """Pause between two pages, or go on."""
        for job in self._running:
            if paused:
                job.pause()
            else:
                job.resume()
        self._reading_since = None
        self.changed.emit()

    def stop(self) -> None:
        """Stop after this page; what was acknowledged stays."""
        for job in self._running:
            job.cancel()
        self.changed.emit()

    def reload(self) -> None:
        """Ask the archive anew where everything stands."""
        if not self._ask.waiting:
            also = frozenset(self._received)
            self._ask.ask(lambda _job: work.look(self._archive, also), self._show)

    def _bring(
        self,
        paths: Sequence[Path],
        take_in: "Callable[[Job], Iterable[Receipt | Rejection]]",
        then: Callable[[], object] | None = None,
    ) -> None:
        for path in paths:
            self._session.pop(path, None)
            self._session[path] = rows.pending_row(path)

        def work_off(job: Job) -> None:
            for outcome in take_in(job):
                job.hand_over(self._settle, outcome)
            job.hand_over(self._nothing_pending, paths)
            job.hand_over(self._read)

        self._start(work_off, TAKING_IN, Lane.ACCESSION, paths, then)

    def _read(self) -> None:
        """Read what waits; a run that is going on may take it first, and leaves the rest to us."""
        self._start(lambda job: work.bring_up_to_date(self._archive, job), READING)

    def _go_on(self, snapshot: work.Snapshot) -> None:
        self._show(snapshot)
        if snapshot.overview.pages_waiting or snapshot.overview.files_waiting:
            self._read()
        else:
            self.index_corrections()

    def _not_indexed(self, error: Exception) -> None:
        if isinstance(error, IndexBusy | CatalogueOutOfReach):
            return  # who is at it does our work too; an outage is told of by the window, once
        told = self._jobs.refused if isinstance(error, LuutruError) else self._jobs.crashed
        told.emit(error)

    def _start(
        self,
        do: Callable[[Job], None],
        title: str,
        lane: Lane = Lane.INTAKE,
        paths: Sequence[Path] = (),
        then: Callable[[], object] | None = None,
    ) -> None:
        job = self._jobs.start(do, lane=lane, title=title)
        job.on_end = lambda: self._over(job, paths, then)
        self._running.append(job)
        self._follow.start()
        self.changed.emit()

    def _settle(self, outcome: "Receipt | Rejection") -> None:
        from luutru.services.accession import Rejection  # noqa: PLC0415  starts quicker

        self._session.pop(outcome.path, None)
        if isinstance(outcome, Rejection):
            self._session[outcome.path] = rows.refused_row(outcome)
        elif outcome.known:
            self._session[outcome.path] = rows.known_row(outcome)
        else:
            self._new += 1
            self._received[outcome.reference] = outcome.path
            self._session[outcome.path] = rows.received_row(outcome)
        self.changed.emit()

    def _nothing_pending(self, paths: Sequence[Path]) -> None:
        """Let go of the rows of folders, whose files have rows of their own now."""
        for path in paths:
            if self._stage_of(path) is Stage.WAITING:
                del self._session[path]
        self.reload()

    def _over(self, job: Job, paths: Sequence[Path], then: Callable[[], object] | None) -> None:
        self._running.remove(job)
        if then is not None:
            then()
        count, self._new = self._new, 0
        if count > 1:
            self.brought.emit(count)
        self._reading_since = None
        for path in paths:
            if self._stage_of(path) is Stage.WAITING:
                reason = translate("The work was stopped before its turn.")
                self._session[path] = rows.stopped_row(path, reason)
        if not self._running:
            self._follow.stop()
        self._ask.forget()
        self.reload()
        self.changed.emit()

    def _show(self, snapshot: work.Snapshot) -> None:
        self._snapshot = snapshot
        for told in snapshot.standings:
            path = self._received.get(told.reference)
            if path is not None and self._stage_of(path) is Stage.RECEIVED:
                del self._session[path]
        self.overviewed.emit(snapshot.overview)
        self.changed.emit()

    def _stage_of(self, path: Path) -> Stage | None:
        return self._session[path].stage if path in self._session else None

    def _on_progress(self, job: Job) -> None:
        if job is self.job and job.label == READING and self._reading_since is None:
            self._reading_since = (time.monotonic(), job.done)

    def _refusals_of(self, row: QueueRow) -> set[int]:
        if row.stage is not Stage.REFUSED or self._snapshot is None:
            return set()
        return {
            failure.id
            for failure in self._snapshot.failures
            if failure.problem == rows.REFUSED and failure.filename == row.name
        }
