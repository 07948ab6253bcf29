"""Shuts the reading process in, as far as the operating system lets it shut itself in."""

import sys
from typing import Final

if sys.platform != "win32":
    import resource

_CORE_BYTES: Final = 0
"""A dump of this process would put a document on the disk."""
_FILE_BYTES: Final = 16 << 20
"""Reading writes no files; libraries keep small notes of their own."""


def confine(memory_mb: int) -> None:
    """Bound the memory of this process and the files it may write; nothing where unsupported."""
    if sys.platform != "win32":
        _lower(resource.RLIMIT_AS, memory_mb << 20)
        _lower(resource.RLIMIT_CORE, _CORE_BYTES)
        _lower(resource.RLIMIT_FSIZE, _FILE_BYTES)


def allow_cpu(seconds: float) -> None:
    """End this process after so many more processor seconds.

    The parent kills earlier. This is for a process whose parent is gone while a library spins.
    """
    if sys.platform != "win32":
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (_within(int(used + seconds) + 1, hard), hard))


def _lower(limit: int, value: int) -> None:
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(limit)
        lowered = _within(_within(value, soft), hard)
        resource.setrlimit(limit, (lowered, lowered))


def _within(value: int, bound: int) -> int:
    infinite = sys.platform != "win32" and bound == resource.RLIM_INFINITY
    return value if infinite else min(value, bound)
