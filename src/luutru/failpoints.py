"""Points at which the program can be made to fail, so that tests see what a crash leaves behind.

Inert unless the environment variable `LUUTRU_FAIL_AT` names a point, `room.step`, or all points of
a room: `NAME[:N][=HOW]`. From the N-th time on (default: the first) that the program comes by, it
is killed there as by a power cut (HOW `kill`, the default: nothing is cleaned up), the disk is full
(`full`) or does not answer (`error`). A child process inherits the variable and counts for itself.
"""

import errno
import os
import signal
from collections import Counter
from typing import Final, NoReturn

from luutru.system.kind import is_windows

VARIABLE: Final = "LUUTRU_FAIL_AT"
_TROUBLES: Final = {"full": errno.ENOSPC, "error": errno.EIO}
_times: Final[Counter[str]] = Counter()


def reach(name: str) -> None:
    """Come by the point `name`, called `room.step`.

    Raises:
        OSError: A test wants the disk to fail here.
    """
    asked = os.environ.get(VARIABLE)
    if not asked:
        return
    wanted, _, how = asked.partition("=")
    point, _, first = wanted.partition(":")
    if point not in (name, name.partition(".")[0]):
        return
    _times[asked] += 1
    if _times[asked] >= int(first or 1):
        _fail(how or "kill")


def _fail(how: str) -> NoReturn:
    if how != "kill":
        code = _TROUBLES[how]
        raise OSError(code, os.strerror(code))
    if not is_windows():
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(137)
