"""Lets operations on files fail, whoever asks for them: opened to be written, renamed, synced.

A hook of the interpreter hears of every file that Python opens and every name that is given, so
that nothing has to be prepared in the program. SQLite speaks to the system by itself.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

FULL: Final = "full"
"""From the chosen operation on the disk is full."""
ERROR: Final = "error"
"""The chosen operation alone fails, as of a disk that is dying."""
_TROUBLES: Final = {FULL: errno.ENOSPC, ERROR: errno.EIO}
_NAMES: Final = ("os.rename", "os.mkdir", "os.link", "os.symlink", "os.truncate")
_TO_WRITE: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_LEFT_ALONE: Final = ("/dev/", "/proc/")
_NAMELESS: Final = "/proc/self/fd/"
"""Files without a name are opened by this one; they lie on a disk like others."""


class Operations:
    """Counts the operations of this process, and lets some of them fail."""

    def __init__(self) -> None:
        self.count = 0
        self.failed: list[str] = []
        """What was asked for and did not happen."""
        self._chosen = 0
        self._how = ""
        self._counts = False
        self._sync = os.fsync

    @contextmanager
    def counted(self, chosen: int = 0, how: str = FULL) -> Iterator["Operations"]:
        """Count for as long as the block lasts; let the operation `chosen` fail, if any."""
        self.count, self.failed = 0, []
        self._chosen, self._how = chosen, how
        self._counts = True
        os.fsync = self._synced
        try:
            yield self
        finally:
            os.fsync = self._sync
            self._counts = False

    def hear(self, event: str, told: tuple[Any, ...]) -> None:
        """Be told by the interpreter what is about to happen."""
        if not self._counts:
            return
        if event == "open":
            path, _, flags = told
            if isinstance(flags, int) and flags & _TO_WRITE and not _is_left_alone(path):
                self._reach(f"open {path}")
        elif event in _NAMES:
            self._reach(f"{event} {told[0]}")

    def _synced(self, fd: Any) -> None:  # noqa: ANN401  as the system's
        self._reach("fsync")
        self._sync(fd)

    def _reach(self, what: str) -> None:
        self.count += 1
        if self._chosen and (
            self.count == self._chosen or (self._how == FULL and self.count > self._chosen)
        ):
            code = _TROUBLES[self._how]
            self.failed.append(what)
            raise OSError(code, os.strerror(code))


def _is_left_alone(path: object) -> bool:
    """Tell whether a path is none of a disk: pipes, terminals."""
    if isinstance(path, int):
        return True
    told = str(Path(os.fsdecode(path)))  # type: ignore[arg-type]
    return told.startswith(_LEFT_ALONE) and not told.startswith(_NAMELESS)


OPERATIONS: Final = Operations()
"""Those of this process: a hook of the interpreter cannot be taken back."""
sys.addaudithook(OPERATIONS.hear)
