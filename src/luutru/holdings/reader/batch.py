"""Reads many pages at once: as many as there are processes, whatever document they are of."""

import queue
import threading
from collections.abc import Generator, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from luutru.errors import ModelMissing
from luutru.holdings.process import Died, Overran
from luutru.holdings.reader.pool import Pool
from luutru.reading.messages import (
    Limits,
    PageReading,
    PageRequest,
    PageStatus,
    Problem,
    ReadingOptions,
)
from luutru.reading.wire import BrokenMessage, Message, unpack_reading

if TYPE_CHECKING:
    from pathlib import Path

    from luutru.holdings.reader.child import Child

_AHEAD: Final = 2
"""Pages queued for each process, so that none waits for the one who asks."""
_ENDED_BADLY: Final = frozenset((Problem.TOO_SLOW, Problem.READER_DIED, Problem.TOO_LARGE))
_GIVEN_UP: Final = "given up"
_PATIENCE: Final = 2.0
"""Seconds that pages being read may take to finish when the work is stopped."""


class Batch:
    """One run over some pages."""

    def __init__(self, pool: Pool, options: ReadingOptions, limits: Limits) -> None:
        self._pool = pool
        self._options = options
        self._limits = limits
        self._todo: queue.SimpleQueue[PageRequest | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[PageReading | Exception] = queue.SimpleQueue()
        self._ended_badly: dict[Path, list[Problem]] = {}
        self._at_work: set[Child] = set()
        self._stopped = threading.Event()
        self._missing: ModelMissing | None = None

    def readings(self, requests: Iterable[PageRequest]) -> Generator[PageReading, None, None]:
        """Yield each page as it is finished; closing it stops the work within seconds.

        Raises:
            ModelMissing: At the end, if pages wait for a model that is not installed.
            ReaderDoesNotStart: No process can be had.
        """
        workers = [threading.Thread(target=self._work, daemon=True) for _ in range(self._pool.size)]
        for worker in workers:
            worker.start()
        try:
            yield from self._all(requests)
        except BaseException:
            self._stop(workers)
            self._pool.rest()
            raise
        self._stop(workers)
        if self._missing is not None:
            raise self._missing

    def _all(self, requests: Iterable[PageRequest]) -> Generator[PageReading, None, None]:
        unfinished = 0
        for request in requests:
            self._todo.put(request)
            unfinished += 1
            if unfinished >= _AHEAD * self._pool.size:
                yield self._next()
                unfinished -= 1
        for _ in range(unfinished):
            yield self._next()

    def _next(self) -> PageReading:
        finished = self._done.get()
        if isinstance(finished, Exception):
            raise finished
        return finished

    def _stop(self, workers: list[threading.Thread]) -> None:
        """Let the workers end; kill what they wait for if they do not."""
        self._stopped.set()
        for _ in workers:
            self._todo.put(None)
        for worker in workers:
            worker.join(_PATIENCE)
        while any(worker.is_alive() for worker in workers):
            for child in list(self._at_work):
                child.kill()
            for worker in workers:
                worker.join(_PATIENCE)

    def _work(self) -> None:
        while (request := self._todo.get()) is not None and not self._stopped.is_set():
            try:
                self._done.put(self._read(request))
            except Exception as error:  # noqa: BLE001  raised again where it is waited for
                self._done.put(error)

    def _read(self, request: PageRequest) -> PageReading:
        """Read a page, a second time with more care where the first attempt ended badly."""
        if self._stopped.is_set():
            return _failed(request, Problem.READER_DIED, "stopped")
        reading = self._given_up(request) or self._attempt(request, careful=False)
        if reading.problem in _ENDED_BADLY and reading.detail != _GIVEN_UP:
            reading = self._attempt(request, careful=True)
        self._count(request.file, reading)
        return reading

    def _given_up(self, request: PageRequest) -> PageReading | None:
        """Return a failure right away where too many pages of the file ended badly."""
        problems = self._ended_badly.get(request.file, [])
        if len(problems) < self._limits.kills_a_file:
            return None
        return _failed(request, problems[-1], _GIVEN_UP)

    def _count(self, file: "Path", reading: PageReading) -> None:
        if reading.problem is not None and reading.problem in _ENDED_BADLY:
            self._ended_badly.setdefault(file, []).append(reading.problem)
        else:
            self._ended_badly.pop(file, None)

    def _attempt(self, request: PageRequest, *, careful: bool) -> PageReading:
        question: Message = {
            "ask": "read",
            "file": str(request.file),
            "number": request.number,
            "languages": self._options.languages,
            "recognise": self._options.recognise,
            "careful": careful,
        }
        try:
            return self._answered(request, self._ask(question))
        except Overran:
            return _failed(request, Problem.TOO_SLOW)
        except (Died, BrokenMessage):
            return _failed(request, Problem.READER_DIED)

    def _ask(self, question: Message) -> Message:
        with self._pool.lent() as child:
            self._at_work.add(child)
            try:
                if self._stopped.is_set():
                    raise Died
                return child.ask(question, self._limits.page_seconds)[0]
            finally:
                self._at_work.discard(child)

    def _answered(self, request: PageRequest, told: Message) -> PageReading:
        """Turn an answer into a reading; a page whose model is missing goes on waiting."""
        del told["payload"]
        if "trouble" not in told:
            return replace(unpack_reading(told), key=request.key, number=request.number)
        problem = Problem(told["problem"])
        if problem is Problem.MODEL_MISSING:
            self._missing = ModelMissing(str(told["language"]), str(told["folder"]))
            return replace(_failed(request, problem), status=PageStatus.WAITING)
        return _failed(request, problem, str(told["detail"]))


def _failed(request: PageRequest, problem: Problem, detail: str = "") -> PageReading:
    return PageReading(
        request.key, request.number, PageStatus.FAILED, problem=problem, detail=detail
    )
