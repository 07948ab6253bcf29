"""Where a file lies until it is whole: without a name where the system can, else under one of ours.

What has no name is gone with the process that writes it. A name of ours tells who writes, so that
whoever writes into the same folder next removes what a process that died has left.
"""

import hashlib
import os
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final

from luutru.system import filing, processes

_OURS: Final = re.compile(r"\..+\.(?P<host>[0-9a-f]{8})-(?P<pid>[0-9]+)\.part")


class Unfinished:
    """A file that is being written and will be called `target`."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._handle = filing.open_nameless(target.parent)
        self._named = part_beside(target)

    @property
    def path(self) -> Path:
        """Where this process writes it: opened there, it is never made anew."""
        return self._named if self._handle is None else filing.OPENED / str(self._handle)

    def take_name(self) -> None:
        """Call it as it is to be called; what was called so is replaced."""
        if self._handle is None:
            filing.replace(self._named, self._target)
            return
        try:
            filing.give_name(self._handle, self._target)
        except FileExistsError:  # no link takes the place of another file
            filing.remove(self._named, missing_ok=True)
            filing.give_name(self._handle, self._named)
            filing.replace(self._named, self._target)

    def let_go(self) -> None:
        """Leave nothing of it that has not taken its name."""
        if self._handle is not None:
            os.close(self._handle)
        filing.remove(self._named, missing_ok=True)


@contextmanager
def unfinished(target: Path) -> Iterator[Unfinished]:
    """Lend a file that is not there yet; whatever has not taken its name in the end goes away."""
    lent = Unfinished(target)
    try:
        yield lent
    finally:
        lent.let_go()


def part_beside(target: Path) -> Path:
    """Return what `target`, a file or a folder, is called while this process writes it."""
    return target.with_name(f".{target.name}.{_host()}-{os.getpid()}.part")


def sweep(folder: Path) -> None:
    """Remove what processes of ours left unfinished in `folder` when they died."""
    for part in folder.glob(".*.part"):
        with suppress(OSError):
            if not _is_given_up(part):
                continue
            if part.is_dir() and not part.is_symlink():
                filing.remove_tree(part)
            else:
                filing.remove(part)


def writer_lives(pid: str) -> bool:
    """Tell whether the process of this number is there, which writes an unfinished file."""
    return pid.isdecimal() and processes.lives(int(pid))


def _is_given_up(part: Path) -> bool:
    named = _OURS.fullmatch(part.name)
    # on a share, processes of other computers cannot be asked for
    return named is not None and named["host"] == _host() and not writer_lives(named["pid"])


@cache
def _host() -> str:
    return hashlib.sha256(socket.gethostname().encode()).hexdigest()[:8]
