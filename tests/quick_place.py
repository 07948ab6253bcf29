"""Lets tests write into memory, where the system has plenty of it.

Archives are written durably, as they are anywhere, and databases are hundreds of small files: a
disk takes as long over both as the tests themselves. Whoever sets `TMPDIR` says where they write.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

MEMORY: Final = Path("/dev/shm")  # noqa: S108  a file system, not a file
ROOM: Final = 6 << 30
"""Bytes that have to be free: several times of what a run takes at one time."""


def begin() -> None:
    """Write there from now on, and so does every process that is started."""
    if "TMPDIR" not in os.environ and _is_fit():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _is_fit() -> bool:
    """Tell whether there is room, and programs that are written there may run."""
    try:
        runs = not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
        return runs and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
    except OSError:
        return False
