"""Locks between processes that end with the process that holds them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from luutru.errors import IndexBusy

if sys.platform == "win32":
    import msvcrt

    def _lock(stream: BinaryIO) -> None:
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_one(file: Path) -> Iterator[None]:
    """Let one process at a time through; the lock is given back even when the process dies.

    Raises:
        IndexBusy: Another process is inside.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("ab") as stream:
        try:
            _lock(stream)
        except OSError as error:
            raise IndexBusy from error
        yield
