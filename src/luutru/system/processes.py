"""Whether a process is there, and the bounds that a process of Windows sets itself."""

import ctypes
import os
from typing import Final

from luutru.system import kind

_MAY_BE_ASKED: Final = 0x1000
"""PROCESS_QUERY_LIMITED_INFORMATION."""
_STILL_ACTIVE: Final = 259
_ACCESS_DENIED: Final = 5
_EXTENDED_LIMITS: Final = 9
"""JobObjectExtendedLimitInformation."""
_PROCESS_MEMORY: Final = 0x100
"""JOB_OBJECT_LIMIT_PROCESS_MEMORY."""
_DIE_WITHOUT_ASKING: Final = 0x400
"""JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION: no dialog of Windows waits for somebody."""


def lives(pid: int) -> bool:
    """Tell whether the process of this number is there, whoever owns it."""
    if kind.is_windows():
        return _lives_on_windows(pid)
    try:
        os.kill(pid, 0)
    except PermissionError:  # somebody else's, and alive
        return True
    except OSError:
        return False
    return True


def _lives_on_windows(pid: int) -> bool:
    kernel = kind.kernel32()
    handle = kernel.OpenProcess(_MAY_BE_ASKED, False, pid)  # noqa: FBT003  as Windows wants it
    if not handle:
        return bool(kernel.GetLastError() == _ACCESS_DENIED)
    try:
        status = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(status))
        return status.value == _STILL_ACTIVE
    finally:
        kernel.CloseHandle(handle)


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def bound_memory_on_windows(size: int) -> bool:
    """Let this process have `size` bytes at most, by a job object; tell whether Windows agreed.

    The job has no name and nobody lets go of it: it ends with the process.
    """
    kernel = kind.kernel32()
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.GetCurrentProcess.restype = ctypes.c_void_p
    job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
    limits = JobLimits()
    limits.basic.flags = _PROCESS_MEMORY | _DIE_WITHOUT_ASKING
    limits.process_memory = size
    told = ctypes.byref(limits), ctypes.sizeof(limits)
    return bool(
        job.value
        and kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, *told)
        and kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))
    )
