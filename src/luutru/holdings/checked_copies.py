"""Copies that are read back from the medium before they count.

What a system call has written may still be in memory, and a worn medium may lie. So each copy is
pushed through, the memory of the system for it is dropped, and its bytes are read and compared
again, while the next file is already being written.
"""

import hashlib
import os
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from enum import StrEnum
from io import FileIO
from pathlib import Path
from typing import Final, NamedTuple

from luutru import failpoints
from luutru.errors import MediumUnreliable
from luutru.holdings.disk import sync_file, sync_folder
from luutru.records.base import new_uid

_CHUNK: Final = 1 << 20
_GROUP: Final = 32
"""Files that are pushed through together: that costs little more than it costs for one."""
_PUSHING: Final = 8
"""Files of a group that are pushed through at the same moment: the system then does it at once."""
_HEAVIEST: Final = 64 << 20
"""Bytes after which a group is full."""
_WAITING: Final = 2 * _GROUP
"""Files that may wait to be read back: more would only fill the memory of the system."""
_MANY: Final = 32
"""Folders from which on the system is asked to push everything through at once."""

Pulse = Callable[[], object]
"""Called between two chunks; raises to stop the work."""


def _no_pulse() -> None:
    """Let the work go on."""


class Wanted(NamedTuple):
    """A file to be copied, and what its bytes have to be."""

    source: Path
    target: Path
    sha256: str


class Fate(StrEnum):
    """What became of it."""

    COPIED = "copied"
    MISSING = "missing"
    """The source is not there, or cannot be read."""
    CHANGED = "changed"
    """The source has other bytes; nothing was written."""


class _Part(NamedTuple):
    wanted: Wanted
    part: Path


class _Written(NamedTuple):
    wanted: Wanted
    part: Path
    read_back: "Future[str]"


def copy_checked(
    wanted: Iterable[Wanted], incoming: Path, pulse: Pulse = _no_pulse, mode: int | None = None
) -> Iterator[tuple[Wanted, Fate]]:
    """Copy files, each whole and read back, or not at all; `incoming` is for unfinished ones.

    It has to lie on the same file system as the targets. Names are pushed through at the end.
    With `mode` the copies get these rights, where the file system knows any.

    Raises:
        MediumUnreliable: Other bytes came back than were written, twice.
        OSError: The target could not be written or read.
    """
    incoming.mkdir(parents=True, exist_ok=True)
    folders: set[Path] = set()
    group: list[_Part] = []
    waiting: deque[_Written] = deque()
    reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="luutru-read-back")
    pushers = ThreadPoolExecutor(max_workers=_PUSHING, thread_name_prefix="luutru-push")
    try:
        for one in wanted:
            part = incoming / f"{os.getpid()}-{new_uid()}.part"
            fate = _write(one, part, pulse)
            if fate is not Fate.COPIED:
                yield one, fate
                continue
            group.append(_Part(one, part))
            if len(group) >= _GROUP or _size(group) >= _HEAVIEST:
                _secure(group, waiting, pushers, reader)
            while len(waiting) >= _WAITING:
                yield _settled(waiting.popleft(), folders, pulse, mode)
        _secure(group, waiting, pushers, reader)
        while waiting:
            yield _settled(waiting.popleft(), folders, pulse, mode)
        _sync_folders(folders)
        pulse()
    finally:
        for pool in (pushers, reader):
            pool.shutdown(wait=True, cancel_futures=True)
        for left in [one.part for one in group] + [one.part for one in waiting]:
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _size(group: Sequence[_Part]) -> int:
    return sum(one.part.stat().st_size for one in group)


def _secure(
    group: list[_Part],
    waiting: deque[_Written],
    pushers: ThreadPoolExecutor,
    reader: ThreadPoolExecutor,
) -> None:
    """Push copies through to the medium, and let them be read back; the group is empty then."""
    for pushed in [pushers.submit(sync_file, one.part) for one in group]:
        pushed.result()
    failpoints.reach("backup.copied")
    while group:
        wanted, part = group.pop(0)
        waiting.append(_Written(wanted, part, reader.submit(hash_from_medium, part)))


def _sync_folders(folders: Collection[Path]) -> None:
    """Push the names in `folders` through to the medium."""
    if len(folders) >= _MANY and sys.platform == "linux":
        os.sync()  # on Linux it waits, and costs less than asking for each folder
        return
    for folder in sorted(folders):
        sync_folder(folder)


def hash_from_medium(file: Path, pulse: Pulse = _no_pulse) -> str:
    """Return the SHA-256 of a file as the medium has it, not as the memory of the system does.

    Where a system cannot drop its memory (Windows), it is read as it comes.

    Raises:
        OSError: It cannot be read.
    """
    with file.open("rb", buffering=0) as stream:
        forget(stream)
        return _hashed(stream, None, pulse)


def forget(stream: FileIO) -> None:
    """Let the system drop what it remembers of a file that is pushed through."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _write(one: Wanted, part: Path, pulse: Pulse) -> Fate:
    """Write a copy, if the source is what it has to be."""
    try:
        source = one.source.open("rb", buffering=0)
    except OSError:
        return Fate.MISSING
    try:
        with source, part.open("xb", buffering=0) as target:
            sha256 = _hashed(source, target, pulse)
            if sha256 == one.sha256:
                return Fate.COPIED
    except BaseException as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, _SourceLost):
            return Fate.MISSING
        raise
    part.unlink()
    return Fate.CHANGED


def _settled(
    written: _Written, folders: set[Path], pulse: Pulse, mode: int | None
) -> tuple[Wanted, Fate]:
    """Compare what came back, and give the copy its name."""
    wanted, part = written.wanted, written.part
    try:
        _compare(written, pulse)
        place = wanted.target.parent
        new = [folder for folder in (place.parent, place) if not folder.exists()]
        place.mkdir(parents=True, exist_ok=True)
        if mode is not None:
            with suppress(OSError):
                part.chmod(mode)
        part.replace(wanted.target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    folders.update((place, *(folder.parent for folder in new)))
    failpoints.reach("backup.named")
    return wanted, Fate.COPIED


def _compare(written: _Written, pulse: Pulse) -> None:
    """Compare what came back; once more, for a loose plug garbles one reading."""
    sha256 = written.wanted.sha256
    if written.read_back.result() != sha256 and hash_from_medium(written.part, pulse) != sha256:
        raise MediumUnreliable(str(written.part.parent.parent), written.wanted.target.name)


class _SourceLost(Exception):
    """The source stopped answering: no trouble of the medium that is written to."""


def _hashed(source: FileIO, target: FileIO | None, pulse: Pulse) -> str:
    """Read `source` to its end, on to `target` where there is one; return its SHA-256."""
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_CHUNK))
    while count := _next(source, buffer, is_copied=target is not None):
        digest.update(buffer[:count])
        if target is not None:
            _put(target, buffer[:count])
        pulse()
    return digest.hexdigest()


def _put(target: FileIO, data: memoryview) -> None:
    while data:
        data = data[target.write(data) :]


def _next(source: FileIO, buffer: memoryview, *, is_copied: bool) -> int:
    try:
        return source.readinto(buffer)
    except OSError as error:
        if is_copied:
            raise _SourceLost from error
        raise
