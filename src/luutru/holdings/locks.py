"""Locks between processes that end with the process that holds them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from luutru.errors import IndexBusy
from luutru.holdings.disk import writing
from luutru.system.locking import hold, let_go

_MOMENT: Final = 0.02
"""Seconds between two tries."""


class Lock:
    """A lock on a file; the system takes it back from a process that dies."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._stream: BinaryIO | None = None

    @property
    def is_held(self) -> bool:
        """Tell whether this object holds it."""
        return self._stream is not None

    def take(self) -> bool:
        """Take the lock without waiting; tell whether it is ours now.

        Raises:
            OSError: The file cannot be made, for instance on a medium that is only read.
        """
        if self._stream is not None:
            return True
        self._file.parent.mkdir(parents=True, exist_ok=True)
        stream = self._file.open("ab")
        try:
            hold(stream)
        except OSError:
            stream.close()
            return False
        self._stream = stream
        return True

    def wait(self) -> None:
        """Take the lock, which others hold for a moment only.

        Raises:
            OSError: The file cannot be made.
        """
        while not self.take():
            time.sleep(_MOMENT)

    def release(self) -> None:
        """Give the lock back; nothing happens where it is not held."""
        if self._stream is not None:
            stream, self._stream = self._stream, None
            let_go(stream)


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Let one process at a time through; the lock is given back even when the process dies.

    Raises:
        IndexBusy: Another process is inside.
        DiskFull, DiskTrouble: The lock cannot be made.
    """
    lock = Lock(file)
    with writing(file.parent, file.name):
        taken = lock.take()
    if not taken:
        raise IndexBusy
    try:
        yield
    finally:
        lock.release()
