"""Shuts the reading process in, as far as the operating system lets it shut itself in."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from luutru.system.kind import is_windows
from luutru.system.processes import bound_memory_on_windows

_CORE_BYTES: Final = 0
"""A dump of this process would put a document on the disk."""
_FILE_BYTES: Final = 16 << 20
"""Reading writes no files; libraries keep small notes of their own."""


def confine(memory_mb: int, made_mb: int = 0) -> None:
    """Bound the memory of this process and the files it may write; on Windows, its memory.

    `made_mb` is the size of a file that `allow_writing` may permit later.
    """
    if is_windows():
        bound_memory_on_windows(memory_mb << 20)
        return
    resource = _resource()
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
    Windows has no such bound for a process that is at work already.
    """
    if is_windows():
        return
    resource = _resource()
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (_within(int(used + seconds) + 1, hard), hard))


def _allow_files(size: int) -> None:
    if is_windows():
        return
    resource = _resource()
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_within(size, hard), hard))


def _lower(limit: int, value: int) -> None:
    resource = _resource()
    soft, hard = resource.getrlimit(limit)
    lowered = _within(_within(value, soft), hard)
    resource.setrlimit(limit, (lowered, lowered))


def _within(value: int, bound: int) -> int:
    return value if bound == _resource().RLIM_INFINITY else min(value, bound)


def _resource() -> Any:  # noqa: ANN401  a module that Windows lacks
    return importlib.import_module("resource")
