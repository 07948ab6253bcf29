"""Ballast: room on the disk that is given up when the disk is full, so that work can end well.

A full disk refuses even to open a catalogue with a write-ahead log. A file that holds nothing but
room is let go first; what was begun can then be finished and told, and people can free room. It is
taken in again when there is enough.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from luutru.holdings.disk import reserve
from luutru.system import filing

FILE_NAME: Final = "ballast"
_MB: Final = 1 << 20
_TOO_LITTLE: Final = _MB
"""Free bytes below which not even reading is certain to work."""


def hold(folder: Path) -> bool:
    """Take ballast in where there is room for it beside the reserve; tell whether it is there."""
    file = folder / FILE_NAME
    disk = shutil.disk_usage(folder)
    size = _size(disk.total)
    if _held(file) >= size:
        return True
    if not size or disk.free < size + reserve(disk.total):
        return False
    try:
        with file.open("wb") as stream:
            _fill(stream.fileno(), size)
    except OSError:
        release(folder)
        return False
    return True


def release(folder: Path) -> bool:
    """Give the ballast up; tell whether there was any."""
    with suppress(OSError):
        filing.remove(folder / FILE_NAME)
        return True
    return False


def release_where_full(folder: Path) -> bool:
    """Give the ballast up where the disk has no room left at all; tell whether that was done."""
    with suppress(OSError):
        if shutil.disk_usage(folder).free < _TOO_LITTLE:
            return release(folder)
    return False


def is_missing(folder: Path) -> bool:
    """Tell whether the ballast was given up, or never found room."""
    with suppress(OSError):
        return _held(folder / FILE_NAME) < _size(shutil.disk_usage(folder).total)
    return True


def _held(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _size(disk_size: int) -> int:
    """Return the bytes of ballast: 32 MB, at most 5 % of the disk."""
    return min(int(os.environ.get("LUUTRU_BALLAST_MB", "32")) * _MB, disk_size // 20)


def _fill(handle: int, size: int) -> None:
    """Claim `size` bytes for real: a file with holes would be no ballast."""
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(handle, 0, size)
        return
    for _ in range(0, size, _MB):
        os.write(handle, b"\xff" * _MB)
