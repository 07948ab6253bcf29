"""Copies that are read back from the medium before they count.

What a system call has written may still be in memory, and a worn medium may lie. So each copy is
pushed through, the memory of the system for it is dropped, and its bytes are read and compared
again, while the next file is already being written.
"""

import os
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from enum import StrEnum
from io import FileIO
from pathlib import Path
from typing import Final, NamedTuple

from luutru import failpoints
from luutru.errors import MediumUnreliable, SealedFileDamaged
from luutru.holdings.disk import sync_file, sync_folder
from luutru.holdings.resealing import (
    PLAIN,
    Form,
    Pulse,
    SourceLost,
    Sums,
    copied,
    hashed,
    is_whole,
)
from luutru.records.base import new_uid
from luutru.system import filing, kind

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


def _no_pulse() -> None:
    """Let the work go on."""


class Wanted(NamedTuple):
    """A file to be copied, and what its plain bytes have to be."""

    source: Path
    target: Path
    sha256: str
    form: Form = PLAIN


class Fate(StrEnum):
    """What became of it."""

    COPIED = "copied"
    MISSING = "missing"
    """The source is not there, or cannot be read."""
    CHANGED = "changed"
    """The source has other bytes; nothing was written."""


class Copied(NamedTuple):
    """What became of one file."""

    wanted: Wanted
    fate: Fate
    stored: str = ""
    """SHA-256 of the copy as it lies; of one that is sealed it is not that of its plain bytes."""


class _Part(NamedTuple):
    wanted: Wanted
    part: Path
    stored: str


class _Written(NamedTuple):
    wanted: Wanted
    part: Path
    stored: str
    read_back: "Future[str]"


def copy_checked(
    wanted: Iterable[Wanted], incoming: Path, pulse: Pulse = _no_pulse, mode: int | None = None
) -> Iterator[Copied]:
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
            fate, stored = _write(one, part, pulse)
            if fate is not Fate.COPIED:
                yield Copied(one, fate)
                continue
            group.append(_Part(one, part, stored))
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
        _drop([*(one.part for one in group), *(one.part for one in waiting)])


def _drop(parts: Iterable[Path]) -> None:
    for part in parts:
        with suppress(OSError):
            filing.remove(part, missing_ok=True)


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
        one = group.pop(0)
        waiting.append(_Written(*one, reader.submit(hash_from_medium, one.part)))


def _sync_folders(folders: Collection[Path]) -> None:
    """Push the names in `folders` through to the medium."""
    if len(folders) >= _MANY and kind.is_linux():
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
        return hashed(stream, None, pulse)


def is_whole_on_medium(
    file: Path, sha256: str, key: bytes | None = None, pulse: Pulse = _no_pulse
) -> bool:
    """Tell whether the plain bytes of a file have this checksum, as the medium has them.

    With `key` it is sealed. One that cannot be read is not whole.
    """
    with suppress(OSError), file.open("rb", buffering=0) as stream:
        forget(stream)
        return is_whole(file, sha256, key, pulse)
    return False


def forget(stream: FileIO) -> None:
    """Let the system drop what it remembers of a file that is pushed through."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _write(one: Wanted, part: Path, pulse: Pulse) -> tuple[Fate, str]:
    """Write a copy, if the source is what it has to be; return its checksum as it lies too."""
    try:
        source = one.source.open("rb", buffering=0)
    except OSError:
        return Fate.MISSING, ""
    try:
        with source, part.open("xb", buffering=0) as target:
            sums = copied(source, one.source, target, one.form, pulse)
    except BaseException as error:
        with suppress(OSError):
            filing.remove(part, missing_ok=True)
        if isinstance(error, SourceLost):
            return Fate.MISSING, ""
        if isinstance(error, SealedFileDamaged):
            return Fate.CHANGED, ""
        raise
    return _judged(one, part, sums)


def _judged(one: Wanted, part: Path, sums: Sums) -> tuple[Fate, str]:
    if sums.plain == one.sha256:
        return Fate.COPIED, sums.stored
    filing.remove(part)
    return Fate.CHANGED, ""


def _settled(written: _Written, folders: set[Path], pulse: Pulse, mode: int | None) -> Copied:
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
        filing.replace(part, wanted.target)
    except BaseException:
        with suppress(OSError):
            filing.remove(part, missing_ok=True)
        raise
    folders.update((place, *(folder.parent for folder in new)))
    failpoints.reach("backup.named")
    return Copied(wanted, Fate.COPIED, written.stored)


def _compare(written: _Written, pulse: Pulse) -> None:
    """Compare what came back; once more, for a loose plug garbles one reading."""
    sha256 = written.stored
    if written.read_back.result() != sha256 and hash_from_medium(written.part, pulse) != sha256:
        raise MediumUnreliable(str(written.part.parent.parent), written.wanted.target.name)
