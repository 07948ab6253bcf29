"""Makes a Python on Linux as poor and as strict as one on Windows, for the program alone.

Put on PYTHONPATH, it is loaded by every process that the program starts as well. What Windows lacks
is taken away; what it refuses is refused with the same errors: replacing and removing files that
are open or mapped in any process of ours, or read-only, and opening folders.
"""

import ctypes
import errno
import fcntl
import os
import shutil
import stat
import sys
import types
from pathlib import Path
from typing import Any

_LACKING = ("fcntl", "resource", "pwd", "grp", "termios", "pty", "syslog", "readline")
_FUNCTIONS = (
    "memfd_create", "posix_fadvise", "sync", "fork", "forkpty", "killpg",
    "mkfifo", "chown", "lchown", "setsid", "getpgid", "register_at_fork",
)  # fmt: skip
_RECORD = os.environ["PRETENDED_RECORD"]
"""Where each refusal is noted; its name also tells which processes are ours."""
_disk_usage, _open = shutil.disk_usage, os.open
_unlink, _replace, _rename = os.unlink, os.replace, os.rename


def _locking(descriptor, mode, _size):
    """Lock as `msvcrt` does; a whole file stands for its first byte."""
    if os.lseek(descriptor, 0, os.SEEK_CUR) != 0:
        raise OSError(errno.EINVAL, "another byte would be locked")
    flags = {0: fcntl.LOCK_UN, 2: fcntl.LOCK_EX | fcntl.LOCK_NB}[mode]
    try:
        fcntl.flock(descriptor, flags)
    except BlockingIOError as error:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES)) from error


def _held(path):
    """Tell whether a process of ours has a file, or one in this folder, open or mapped."""
    wanted = os.path.realpath(path)
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if _RECORD.encode() not in (process / "environ").read_bytes():
                continue  # no process of ours
            held = [str(one.readlink()) for one in (process / "fd").iterdir()]
            held += [
                line.split(None, 5)[5].rstrip("\n")
                for line in (process / "maps").open()
                if line.count("/")
            ]
        except OSError:
            continue
        if any(one == wanted or one.startswith(f"{wanted}/") for one in held):
            return True
    return False


def _refuse(path, *, overwritten):
    if not os.path.lexists(path):
        return
    read_only = overwritten and not os.lstat(path).st_mode & stat.S_IWUSR
    if read_only or _held(path):
        with Path(_RECORD).open("a", encoding="utf-8") as record:
            record.write(f"{'read-only' if read_only else 'held'} {path}\n")
        raise PermissionError(errno.EACCES, "Windows refuses", str(path))


def _unlinked(path, *, dir_fd=None):
    assert dir_fd is None
    _refuse(path, overwritten=True)
    _unlink(path)


def _replaced(source, target, **_more):
    _refuse(source, overwritten=False)
    _refuse(target, overwritten=True)
    _replace(source, target)


def _renamed(source, target, **_more):
    _refuse(source, overwritten=False)
    if Path(target).exists():
        raise FileExistsError(errno.EEXIST, "Windows replaces nothing by renaming", str(target))
    _rename(source, target)


def _opened(path, flags, mode=0o777, *, dir_fd=None):
    if dir_fd is None and isinstance(path, (str, os.PathLike)) and Path(path).is_dir():
        raise PermissionError(errno.EACCES, "Windows opens no folder", str(path))
    return _open(path, flags, mode, dir_fd=dir_fd)


class _Kernel:
    """As much of kernel32 as the program asks for."""

    def GetDriveTypeW(self, _root):  # noqa: N802  Windows
        return 3

    def OpenProcess(self, _access, _inherited, number):  # noqa: N802
        return number if Path(f"/proc/{number}").exists() else 0

    def GetExitCodeProcess(self, _handle, status):  # noqa: N802
        status._obj.value = 259

    def GetLastError(self):  # noqa: N802
        return 87

    def CloseHandle(self, _handle):  # noqa: N802
        return 1

    class _Function:
        def __init__(self, answer):
            self._answer = answer

        def __call__(self, *_told):
            return self._answer

    CreateJobObjectW = _Function(1)
    GetCurrentProcess = _Function(-1 & (1 << 8 * ctypes.sizeof(ctypes.c_void_p)) - 1)
    SetInformationJobObject = _Function(1)
    AssignProcessToJobObject = _Function(1)


def _pretend():
    from luutru.system import kind  # noqa: PLC0415  only once Python has found it

    kind.is_windows = lambda: True
    kind.kernel32 = _Kernel
    import asyncio  # noqa: F401, PLC0415  modules of Python that need here what is taken away
    import getpass  # noqa: F401, PLC0415
    import subprocess  # noqa: F401, PLC0415
    import tempfile  # noqa: F401, PLC0415

    modules: dict[str, Any] = sys.modules  # None in it blocks a module
    for name in _LACKING:
        modules[name] = None
    modules["msvcrt"] = types.SimpleNamespace(LK_UNLCK=0, LK_NBLCK=2, locking=_locking)
    statvfs = os.statvfs
    for name in _FUNCTIONS:
        if hasattr(os, name):
            delattr(os, name)

    def disk_usage(path):
        told = statvfs(path)
        size = told.f_frsize
        return shutil._ntuple_diskusage(
            told.f_blocks * size, (told.f_blocks - told.f_bfree) * size, told.f_bavail * size
        )

    shutil.disk_usage = disk_usage
    del os.statvfs
    for module, name, ours in (
        (shutil, "_use_fd_functions", False),
        (os, "unlink", _unlinked),
        (os, "remove", _unlinked),
        (os, "replace", _replaced),
        (os, "rename", _renamed),
        (os, "open", _opened),
    ):
        setattr(module, name, ours)


_pretend()
