"""Naming, replacing and removing files, and pushing names through to the disk.

Windows replaces and removes no file that is read-only, as originals are, and none that is open
anywhere: a virus scanner or an indexer opens each new file for a moment.
"""

import os
import shutil
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from luutru.system import kind

OPENED: Final = Path("/proc/self/fd")
"""Where Linux tells this process the files that it has open, by their handles."""
_PAUSES: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds for which a file is left to whoever holds it, before the next try."""


def replace(part: Path, target: Path) -> None:
    """Give the file or folder `part` the name `target`; a file that was called so is replaced.

    Raises:
        OSError: The system refuses; on Windows, still after one and a half seconds.
    """
    _insisting(lambda: part.replace(target), target)


def open_nameless(folder: Path) -> int | None:
    """Open a file without a name in `folder` to be written and read: it ends with this process.

    Returns None where the system or the disk knows no such file: Linux does, on most of its own.
    """
    nameless = getattr(os, "O_TMPFILE", 0)
    if nameless and OPENED.is_dir():
        with suppress(OSError):  # a disk that is in trouble says so again when a name is opened
            return os.open(folder, nameless | os.O_RDWR, 0o666)
    return None


def give_name(handle: int, name: Path) -> None:
    """Give a file that `open_nameless` has opened a name that nothing has yet.

    Raises:
        FileExistsError: Something is called so.
        OSError: The system refuses.
    """
    folder = os.open(name.parent, os.O_RDONLY)
    try:  # with a folder, `link` follows the name under /proc to the file itself
        os.link(OPENED / str(handle), name.name, dst_dir_fd=folder, follow_symlinks=True)
    finally:
        os.close(folder)


def remove(file: Path, *, missing_ok: bool = False) -> None:
    """Remove a file, read-only or not.

    Raises:
        FileNotFoundError: It is not there, unless `missing_ok`.
        OSError: The system refuses; on Windows, still after one and a half seconds.
    """
    _insisting(lambda: file.unlink(missing_ok=missing_ok), file)


def remove_tree(folder: Path) -> None:
    """Remove a folder with everything in it, read-only or not, as far as the system lets go of it.

    What stays is no harm: such folders are swept again.
    """
    if kind.is_windows():
        for path in folder.rglob("*"):
            _allow_writing(path)
    shutil.rmtree(folder, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Push the names in `folder` through to the disk.

    Windows opens no folder to do that; NTFS writes renames into its journal.
    """
    if kind.is_windows():
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _insisting(act: Callable[[], object], file: Path) -> None:
    """Do something that Windows refuses while a file is read-only, or open for a moment."""
    for pause in _PAUSES if kind.is_windows() else ():
        try:
            act()
        except PermissionError:
            _allow_writing(file)
            time.sleep(pause)
        else:
            return
    act()


def _allow_writing(file: Path) -> None:
    try:
        file.chmod(stat.S_IREAD | stat.S_IWRITE | (stat.S_IEXEC if file.is_dir() else 0))
    except OSError:
        return  # what is to be done with it says why not
