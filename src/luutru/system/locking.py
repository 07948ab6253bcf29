"""Locks on files that the system takes back from a process that dies."""

import importlib
from typing import Any, BinaryIO

from luutru.system import kind


def hold(stream: BinaryIO) -> None:
    """Lock the file of a stream for this stream alone, without waiting.

    Windows locks a byte, from where the stream stands: the first one, whatever was read before.

    Raises:
        OSError: Another stream holds it, of this process or another.
    """
    if kind.is_windows():
        stream.seek(0)
        msvcrt = _module("msvcrt")
        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl = _module("fcntl")
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def let_go(stream: BinaryIO) -> None:
    """Give back what `hold` took, and close the stream.

    Windows would give it back some time after closing (LockFile, “Remarks”), so it is told.
    """
    try:
        if kind.is_windows():
            stream.seek(0)
            msvcrt = _module("msvcrt")
            msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)
    finally:
        stream.close()


def is_written_elsewhere(stream: BinaryIO) -> bool:
    """Tell whether somebody else has the file of a stream open for writing, where Linux can tell.

    Windows does not open what another one writes, so that nobody comes to ask.
    """
    if not kind.is_linux():
        return False
    fcntl = _module("fcntl")
    try:
        fcntl.fcntl(stream.fileno(), fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        return True
    except OSError:  # not ours, or a file system that lends nothing
        return False
    fcntl.fcntl(stream.fileno(), fcntl.F_SETLEASE, fcntl.F_UNLCK)
    return False


def _module(name: str) -> Any:  # noqa: ANN401  each system has one of them
    return importlib.import_module(name)
