"""A process that parses what others made: its pipes, its temp folder, and who listens to it."""

import logging
import os
import queue
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from luutru.holdings.encryption.unlocked import temporary_folder, told_plainly
from luutru.reading import wire
from luutru.reading.wire import BrokenMessage, Message

log = logging.getLogger(__name__)

_LONGEST_NOTE: Final = 300
_PATIENCE: Final = 2.0
"""Seconds that a process may take to end when asked kindly."""

Answer = tuple[Message, bytes]


class Overran(Exception):
    """The process did not answer in time and was killed."""


class Died(Exception):
    """The process ended instead of answering."""


class DidNotStart(Exception):
    """No such process can be had; the reason is its only argument."""


def child_command(room: str) -> list[str]:
    """Return what starts a process of a room: this very program, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, f"--{room}"]
    return [sys.executable, "-P", "-m", f"luutru.{room}"]


@dataclass(frozen=True)
class Start:
    """How a process is started, and what it is told first."""

    room: str
    """`reading` or `stamping`: the package that runs in it."""
    greeting: Message
    seconds: float
    """For the process to be there."""


class Process:
    """One that runs.

    Raises:
        DidNotStart: It does not.
    """

    def __init__(self, start: Start) -> None:
        self._room = start.room
        try:
            self._folder = temporary_folder(f"luutru-{start.room}-")
        except OSError as error:
            raise DidNotStart(error.strerror or type(error).__name__) from error
        try:
            self._process = _started(start.room, Path(self._folder.name))
        except OSError as error:
            self._folder.cleanup()
            raise DidNotStart(error.strerror or type(error).__name__) from error
        self._answers: queue.SimpleQueue[Answer | None] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._listen, daemon=True),
            threading.Thread(target=self._note, daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        self._greet(start)

    def is_alive(self) -> bool:
        """Tell whether it can be asked; it leaves by itself when nobody asks for a minute."""
        return self._process.poll() is None

    def has_left(self) -> bool:
        """Tell whether it ended of its own will, which may be just when it is asked."""
        try:
            return self._process.wait(_PATIENCE) == 0
        except subprocess.TimeoutExpired:
            return False

    def ask(self, question: Message, seconds: float) -> Answer:
        """Send a question and wait for its answer.

        Raises:
            Overran: None came in time.
            Died: Nobody is there.
        """
        with told_plainly(question) as told:
            self._tell(told)
            return self._hear(seconds)

    def _tell(self, question: Message) -> None:
        """Send a question.

        Raises:
            Died: Nobody is there to hear it.
        """
        try:
            wire.send(self._pipe(self._process.stdin), question)
        except OSError as error:
            raise Died from error

    def _hear(self, seconds: float) -> Answer:
        """Wait for an answer.

        Raises:
            Overran: None came in time.
            Died: The pipe was closed.
        """
        try:
            answer = self._answers.get(timeout=seconds)
        except queue.Empty as error:
            raise Overran from error
        if answer is None:
            raise Died
        return answer

    def end(self) -> None:
        """Close its standard input, which ends it; kill it if it does not notice."""
        try:
            self._pipe(self._process.stdin).close()
            self._process.wait(_PATIENCE)
        except (OSError, subprocess.TimeoutExpired):
            pass
        self.kill()

    def kill(self) -> None:
        """Kill it and clean up behind it."""
        self._process.kill()
        self._process.wait()
        for thread in self._threads:
            thread.join()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            _close(self._pipe(pipe))
        self._folder.cleanup()

    def _greet(self, start: Start) -> None:
        """Tell it its limits and wait until it is there."""
        try:
            self._tell(start.greeting)
            self._hear(start.seconds)
        except (Overran, Died) as error:
            self.kill()
            raise DidNotStart(type(error).__name__) from error

    def _listen(self) -> None:
        try:
            while (answer := wire.receive(self._pipe(self._process.stdout))) is not None:
                self._answers.put(answer)
        except (BrokenMessage, OSError, ValueError):
            log.warning("a %s process talked nonsense", self._room)
        self._answers.put(None)

    def _note(self) -> None:
        for line in self._pipe(self._process.stderr):
            log.info("%s: %s", self._room, line[:_LONGEST_NOTE].decode("utf-8", "replace").rstrip())

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> BinaryIO:
        return cast("BinaryIO", pipe)  # all three were asked for


def _started(room: str, folder: Path) -> "subprocess.Popen[bytes]":
    """Start a process that is kept out of our terminal, our folders and our threads."""
    environment = {
        **os.environ,
        "TMPDIR": str(folder),
        "TEMP": str(folder),
        "TMP": str(folder),
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    return subprocess.Popen(  # noqa: S603  our own program
        child_command(room),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        env=environment,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _close(pipe: BinaryIO) -> None:
    try:
        pipe.close()
    except OSError:
        log.debug("a pipe to a process that is gone had something left to say")
