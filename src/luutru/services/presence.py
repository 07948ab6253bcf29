"""Who works in an archive, told by locks that end with their processes, so that a crash is known.

Each process that changes something holds a file of its own until it closes the archive. A file that
nobody holds was left by one that died. It is made before anything else is changed: on a disk with
a journal, whatever a power cut has spared comes after it.
"""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from luutru.holdings.disk import refusals_below
from luutru.holdings.locks import Lock
from luutru.services.desk import LOCKS

_PREFIX: Final = "work-"


class Presence:
    """That this process works in the archive `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / LOCKS
        self._own: tuple[Path, Lock] | None = None
        self._tried = False
        self._refusals = 0
        self._one_by_one = threading.Lock()

    def begin(self) -> None:
        """Tell from now on that this process changes something; asked again, nothing happens."""
        with self._one_by_one:
            if self._tried:
                return
            self._tried = True
            self._refusals = refusals_below(self._folder.parent)
            with suppress(OSError):  # a disk that is full lets smaller things through
                self._own = self._taken()

    def end(self) -> None:
        """Tell that this process is through with it.

        Where a disk refused it something, its file stays, as if it had died: it may not have been
        let undo what it had begun either, and the next opening looks.
        """
        with self._one_by_one:
            if self._own is not None:
                file, lock = self._own
                lock.release()
                if refusals_below(self._folder.parent) == self._refusals:
                    with suppress(OSError):
                        file.unlink(missing_ok=True)
            self._own, self._tried = None, False

    @contextmanager
    def left(self) -> Iterator["Left"]:
        """Lend what processes that died have left, which nobody else is lent meanwhile."""
        found = Left()
        own = self._own[0] if self._own else None
        try:
            for file in sorted(self._folder.glob(f"{_PREFIX}*")):
                lock = Lock(file)
                if file != own:
                    found.note(file, lock, died=lock.take())
            yield found
        finally:
            found.give_back()

    def _taken(self) -> tuple[Path, Lock]:
        while True:
            file = self._folder / f"{_PREFIX}{secrets.token_hex(8)}"
            lock = Lock(file)
            if lock.take():
                return file, lock
            # somebody who looks for the dead was quicker than we


class Left:
    """What processes that died have left, and whether others are at work."""

    def __init__(self) -> None:
        self.alone = True
        """Nobody else changes anything at this moment."""
        self._died: list[tuple[Path, Lock]] = []

    def __bool__(self) -> bool:
        return bool(self._died)

    def note(self, file: Path, lock: Lock, *, died: bool) -> None:
        """Take down what became of the process that made `file`."""
        if died:
            self._died.append((file, lock))
        else:
            self.alone = False

    def forget(self) -> None:
        """Let nobody look for it again: it is put right."""
        for file, lock in self._died:
            lock.release()
            with suppress(OSError):
                file.unlink(missing_ok=True)
        self._died = []

    def give_back(self) -> None:
        """Leave what was not put right to whoever opens the archive next."""
        for _, lock in self._died:
            lock.release()
