"""A reading process that is there when it is needed, and ended by force where it overruns."""

import logging
import threading
from dataclasses import asdict

from luutru.errors import ReaderDoesNotStart
from luutru.holdings.process import Answer, DidNotStart, Died, Overran, Process, Start
from luutru.reading.messages import Limits
from luutru.reading.wire import Message

log = logging.getLogger(__name__)


class _Left(Died):
    """It ended of its own will, which nobody had heard of yet when it was asked."""


class Child:
    """A reading process when one is needed, another when it has gone; one question at a time."""

    def __init__(self, limits: Limits) -> None:
        self._start = Start("reading", {"limits": asdict(limits)}, limits.start_seconds)
        self._running: Process | None = None
        self._closed = threading.Event()

    def ask(self, question: Message, seconds: float) -> Answer:
        """Return the answer to `question`; a process that is not there is started first.

        Raises:
            Overran: It took longer than `seconds`; the process is gone.
            Died: The process ended, or talked nonsense and was killed.
            ReaderDoesNotStart: No process can be had.
        """
        try:
            return self._asked(question, seconds)
        except _Left:
            return self._asked(question, seconds)

    def end(self) -> None:
        """End the process, kindly first."""
        running, self._running = self._running, None
        if running is not None:
            running.end()

    def kill(self) -> None:
        """End the process at once; from any thread."""
        running, self._running = self._running, None
        if running is not None:
            running.kill()

    def close(self) -> None:
        """End the process at once and start no other one; from any thread."""
        self._closed.set()
        self.kill()

    def _asked(self, question: Message, seconds: float) -> Answer:
        running = self._ready()
        try:
            return running.ask(question, seconds)
        except Died as error:
            left = running.has_left()
            self.kill()
            raise (_Left if left else Died) from error
        except Overran:
            self.kill()
            raise

    def _ready(self) -> Process:
        if self._running is not None and self._running.is_alive():
            return self._running
        self.end()
        running = self._running = self._started()
        if self._closed.is_set():
            self.kill()
            raise Died
        return running

    def _started(self) -> Process:
        try:
            return Process(self._start)
        except DidNotStart:  # once is an accident, as when memory ran short for a moment
            log.warning("a reading process did not start and is started again")
        try:
            return Process(self._start)
        except DidNotStart as error:
            raise ReaderDoesNotStart(str(error)) from error
