"""Receives files into a folder that names them by their SHA-256, written once and never changed.

The order of writing is what makes it safe: a temporary file on the same file system, fsync, rename,
fsync of the folder; a crash or a power cut leaves either the whole file or none.
"""

import hashlib
import os
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Final, NamedTuple

from luutru import failpoints
from luutru.errors import EmptyFile
from luutru.holdings.disk import (
    Hash,
    Readable,
    make_sure_of_room,
    reading,
    rename,
    shown,
    sync_file,
    sync_folder,
    writing,
)
from luutru.holdings.encryption.plain_or_sealed import sealed_into
from luutru.holdings.file_kinds import PDF, FileKind, kind_of, refusal_of
from luutru.records.base import new_uid
from luutru.system import filing

QUARANTINE_NAME: Final = "quarantine"
_INCOMING: Final = ".incoming"
_CHUNK: Final = 1 << 20


class Kept(NamedTuple):
    """A file in the strongroom."""

    sha256: str
    size: int
    """Bytes."""
    media_type: str = PDF.media_type


class Copy(NamedTuple):
    """A copy that is whole, but has no name in the strongroom yet."""

    kept: Kept
    part: Path
    suffix: str
    subject: str
    """What people call the file it was made of."""


class Receiving:
    """A folder into which files are received."""

    def __init__(
        self,
        archive_folder: Path,
        name: str,
        admit: Callable[[], None] = lambda: None,
        key: bytes | None = None,
    ) -> None:
        """`admit` is asked before each file that is made; it raises where none may be.

        With a `key` files are sealed: named by their plain bytes, which are nowhere on the disk.
        """
        self._key = key
        self._folder = archive_folder / name
        self._incoming = self._folder / _INCOMING
        self._quarantine = archive_folder / QUARANTINE_NAME
        self._admit = admit
        with suppress(OSError):  # on a medium that is only read
            self._incoming.mkdir(parents=True, exist_ok=True)

    def copy(self, file: Path) -> Copy:
        """Copy `file` onto the disk of the strongroom, without giving it a name there.

        Several copies are secured, and put in their places, at once: that costs little more than
        it costs for one. Raises what `take_in` raises.
        """
        with reading(file):
            size = file.stat().st_size
        if size == 0:
            raise EmptyFile(shown(file))
        with reading(file):
            source = file.open("rb")
        with source:
            return self.copy_from(source, size, shown(file), lambda: reading(file))

    def copy_from(
        self,
        source: Readable,
        size: int,
        subject: str,
        explained: Callable[[], AbstractContextManager[None]],
        also: Sequence[Hash] = (),
    ) -> Copy:
        """Copy what `source` gives, about `size` bytes called `subject`; the rest is as in `copy`.

        What goes wrong with the source is told by the context that `explained` makes. The bytes
        are told to the hashes `also` as well.
        """
        with writing(self._folder, subject):
            self._incoming.mkdir(parents=True, exist_ok=True)  # on a full disk it was not made
        make_sure_of_room(self._folder, size, subject)
        part = self.fresh_part()
        digest, done, kind = hashlib.sha256(), 0, PDF
        try:
            with (
                writing(self._folder, subject),
                part.open("xb") as target,
                sealed_into(target, self._key) as sealing,
            ):
                while chunk := _next_chunk(source, explained):
                    kind = kind if done else _kind_of(chunk, subject)
                    for one in (digest, *also):
                        one.update(chunk)
                    failpoints.reach("disk.write")
                    sealing.write(chunk)
                    done += len(chunk)
        except BaseException:
            filing.remove(part, missing_ok=True)
            raise
        if done == 0:
            filing.remove(part)
            raise EmptyFile(subject)
        return Copy(Kept(digest.hexdigest(), done, kind.media_type), part, kind.suffix, subject)

    def secure(self, copies: Sequence[Copy]) -> None:
        """Push the bytes of copies through to the disk.

        Raises:
            DiskFull, DiskTrouble: It could not be done; the copies are gone.
        """
        try:
            for copy in copies:
                with writing(self._folder, copy.subject):
                    sync_file(copy.part)
        except BaseException:
            self.discard(copies)
            raise

    def put_in_place(self, copies: Sequence[Copy]) -> None:
        """Give copies that are secured their names, and push the names through to the disk.

        Raises:
            DiskFull, DiskTrouble: It could not be done; the copies are gone.
        """
        try:
            folders = {folder for copy in copies for folder in self._rename(copy)}
            with writing(self._folder, copies[0].subject if copies else ""):
                for folder in sorted(folders):  # a folder before those in it
                    sync_folder(folder)
        finally:
            self.discard(copies)

    @staticmethod
    def discard(copies: Sequence[Copy]) -> None:
        """Remove copies that are not to be kept."""
        for copy in copies:
            filing.remove(copy.part, missing_ok=True)

    def fresh_part(self) -> Path:
        """Return where a file may be made that `settle` then takes in; a crash leaves it swept.

        Raises:
            ArchiveReadOnly: Nothing may be written into the archive here.
        """
        self._admit()
        return self._incoming / f"{os.getpid()}-{new_uid()}.part"

    def _place(self, sha256: str, suffix: str) -> Path:
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}{suffix}"

    def _rename(self, copy: Copy) -> list[Path]:
        """Give a copy its name; return the folders in which that wrote something."""
        place = self._place(copy.kept.sha256, copy.suffix)
        if place.exists():
            return []
        with writing(self._folder, copy.subject):
            new = [folder for folder in (place.parent.parent, place.parent) if not folder.exists()]
            place.parent.mkdir(parents=True, exist_ok=True)
            copy.part.chmod(0o440)
            rename(copy.part, place)
        return [place.parent, *(folder.parent for folder in new)]


def _kind_of(beginning: bytes, filename: str) -> FileKind:
    kind = kind_of(beginning)
    if kind is None:
        raise refusal_of(beginning, filename)
    return kind


def _next_chunk(source: Readable, explained: Callable[[], AbstractContextManager[None]]) -> bytes:
    with explained():
        return source.read(_CHUNK)
