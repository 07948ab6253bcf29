"""Transfers the files of an archive to another folder: only those that are lacking there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from luutru.holdings.checked_copies import Fate, Wanted, copy_checked, is_whole_on_medium
from luutru.holdings.encryption.sealed_files import sealed_size
from luutru.holdings.resealing import PLAIN, Form
from luutru.i18n import mark
from luutru.progress import Progress
from luutru.services.backup.objects import ALL_PLAIN, KeptObject, Keys
from luutru.services.backup.sources import Source

COMPARING: Final = mark("Comparing with the medium")
_REPORT_EVERY: Final = 64
INCOMING: Final = ".incoming"
"""The folder for unfinished copies, on the same file system as those that are whole."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a folder lacks of the files that it ought to have."""

    files: tuple[KeptObject, ...]
    damaged: int
    """How many of them are there, but not as they have to be."""


@dataclass(frozen=True, slots=True)
class Transferred:
    """What a transfer came to."""

    count: int
    size: int
    """Bytes."""
    absent: tuple[KeptObject, ...]
    """Files that none of the sources has as they have to be."""
    stored: Mapping[str, str]
    """By path: SHA-256 of the copies as they lie."""


def lacking(
    folder: Path,
    files: Sequence[KeptObject],
    progress: Progress,
    *,
    full: bool,
    source: Path | None = None,
    keys: Keys = ALL_PLAIN,
) -> Lacking:
    """Return what `folder` lacks: what is there is trusted by its size, with `full` it is read.

    Where the size of a file was not told it is compared with that in the folder `source`. In
    `folder` the files are sealed with `keys`.

    Raises:
        OSError: The folder cannot be read.
    """
    missing, damaged = [], 0
    for done, one in enumerate(files):
        if done % _REPORT_EVERY == 0 or full:
            progress.report(done, len(files), COMPARING)
        there = folder / one.path
        if not there.exists():
            missing.append(one)
        elif not _is_sound(one, there, source, keys.get(one.kind), full=full):
            missing.append(one)
            damaged += 1
    return Lacking(tuple(missing), damaged)


class Manner(NamedTuple):
    """What a transfer is called for people, and how the files come to lie in their new place."""

    label: str
    mode: int | None = None
    """The rights they get, where the file system knows any."""
    forms: Mapping[str, Form] = {}
    """By the kind of a file: how it is sealed, and will be; others are plain."""


def transfer(
    sources: Sequence[Source],
    target: Path,
    files: Sequence[KeptObject],
    progress: Progress,
    manner: Manner,
) -> Transferred:
    """Copy `files` into `target` and read them back, each from the first source that has it whole.

    Raises:
        MediumUnreliable: The target gives back other bytes than were written.
        OSError: The target cannot be written.
    """
    count, size, left = 0, 0, tuple(files)
    stored: dict[str, str] = {}
    for source in sources:
        by_target = {target / one.path: one for one in left}
        wanted = (_wanted(one, source(one), path, manner) for path, one in by_target.items())
        absent: list[KeptObject] = []
        done = len(files) - len(left)

        def pulse() -> None:
            progress.report(done, len(files), manner.label)  # noqa: B023  asked within this round only

        for copied in copy_checked(wanted, target / INCOMING, pulse, manner.mode):
            done += 1
            one = by_target[copied.wanted.target]
            if copied.fate is Fate.COPIED:
                count += 1
                size += copied.wanted.target.stat().st_size
                stored[one.path] = copied.stored
            else:
                absent.append(one)
            pulse()
        left = tuple(absent)
        if not left:
            break
    return Transferred(count, size, left, stored)


def _wanted(one: KeptObject, source: Path, target: Path, manner: Manner) -> Wanted:
    return Wanted(source, target, one.sha256, manner.forms.get(one.kind, PLAIN))


def _is_sound(
    one: KeptObject, there: Path, source: Path | None, key: bytes | None, *, full: bool
) -> bool:
    if there.is_symlink() or not there.is_file():
        return False
    if full:
        return is_whole_on_medium(there, one.sha256, key)
    size = one.size
    if size is None and source is not None:
        size = size_of(source / one.path)
    elif size is not None and key is not None:
        size = sealed_size(size)
    return size is None or there.stat().st_size == size


def size_of(file: Path) -> int | None:
    """Return the size of a file; None where there is none."""
    try:
        return file.stat().st_size
    except OSError:
        return None
