"""Shuts the reading process in, as far as the operating system lets it shut itself in."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

if sys.platform != "win32":
    import resource

_CORE_BYTES: Final = 0
"""A dump of this process would put a document on the disk."""
_FILE_BYTES: Final = 16 << 20
"""Reading writes no files; libraries keep small notes of their own."""


def confine(memory_mb: int, made_mb: int = 0) -> None:
    """Bound the memory of this process and the files it may write; nothing where unsupported.

    `made_mb` is the size of a file that `allow_writing` may permit later.
    """
    if sys.platform != "win32":
        _lower(resource.RLIMIT_AS, memory_mb << 20)
        _lower(resource.RLIMIT_CORE, _CORE_BYTES)
        _lower(resource.RLIMIT_FSIZE, max(made_mb << 20, _FILE_BYTES))
        _allow_files(_FILE_BYTES)


@contextmanager
def allow_writing(megabytes: int) -> Iterator[None]:
    """Let files become so large while the block lasts, as far as `confine` left room for it."""
    _allow_files(megabytes << 20)
    try:
        yield
    finally:
        _allow_files(_FILE_BYTES)


def allow_cpu(seconds: float) -> None:
    """End this process after so many more processor seconds.

    The parent kills earlier. This is for a process whose parent is gone while a library spins.
    """
    if sys.platform != "win32":
        used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (_within(int(used + seconds) + 1, hard), hard))


def _allow_files(size: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (_within(size, hard), hard))


def _lower(limit: int, value: int) -> None:
    if sys.platform != "win32":
        soft, hard = resource.getrlimit(limit)
        lowered = _within(_within(value, soft), hard)
        resource.setrlimit(limit, (lowered, lowered))


def _within(value: int, bound: int) -> int:
    infinite = sys.platform != "win32" and bound == resource.RLIM_INFINITY
    return value if infinite else min(value, bound)
