"""The strongroom: originals named by their SHA-256, written once and never changed.

The order of writing is what makes it safe: a temporary file on the same file system, fsync, rename,
fsync of the folder; a crash or a power cut leaves either the whole file or none.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
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
    writer_lives,
    writing,
)
from luutru.holdings.file_kinds import KINDS, PDF, FileKind, kind_of, refusal_of
from luutru.records.base import new_uid

FOLDER_NAME: Final = "originals"
DERIVATIVES_NAME: Final = "derivatives"
QUARANTINE_NAME: Final = "quarantine"
_INCOMING: Final = ".incoming"
_CHUNK: Final = 1 << 20
_SUFFIXES: Final = tuple(kind.suffix for kind in KINDS)


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


class Strongroom:
    """A folder of files that prove themselves by their names.

    An archive has two: one for originals, and one for derivatives, which is kept with the same
    care because people decided what they show.
    """

    def __init__(
        self,
        archive_folder: Path,
        name: str = FOLDER_NAME,
        admit: Callable[[], None] = lambda: None,
    ) -> None:
        """`admit` is asked before each file that is made; it raises where none may be."""
        self._folder = archive_folder / name
        self._incoming = self._folder / _INCOMING
        self._quarantine = archive_folder / QUARANTINE_NAME
        self._admit = admit
        with suppress(OSError):  # on a medium that is only read
            self._incoming.mkdir(parents=True, exist_ok=True)

    def path_of(self, sha256: str) -> Path:
        """Return where the file with this checksum is, or would be if it were a PDF."""
        places = [self._place(sha256, suffix) for suffix in _SUFFIXES]
        return next((place for place in places if place.is_file()), places[0])

    def take_in(self, file: Path) -> Kept:
        """Copy `file` in, byte for byte; what is there already stays as it is.

        Raises:
            EmptyFile: It has no bytes.
            NotAScan, ForeignImage: It does not begin like a PDF or an image that is kept.
            FileVanished: It is not there, or went away while it was copied.
            FileUnreadable: The system does not hand its bytes over.
            DiskFull: There is no room for it.
            DiskTrouble: The copy could not be written.
        """
        copy = self.copy(file)
        self.secure([copy])
        self.put_in_place([copy])
        return copy.kept

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
        make_sure_of_room(self._folder, size, subject)
        part = self.fresh_part()
        digest, done, kind = hashlib.sha256(), 0, PDF
        try:
            with writing(self._folder, subject), part.open("xb") as target:
                while chunk := _next_chunk(source, explained):
                    kind = kind if done else _kind_of(chunk, subject)
                    for one in (digest, *also):
                        one.update(chunk)
                    failpoints.reach("disk.write")
                    target.write(chunk)
                    done += len(chunk)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        if done == 0:
            part.unlink()
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
            copy.part.unlink(missing_ok=True)

    def fresh_part(self) -> Path:
        """Return where a file may be made that `settle` then takes in; a crash leaves it swept.

        Raises:
            ArchiveReadOnly: Nothing may be written into the archive here.
        """
        self._admit()
        return self._incoming / f"{os.getpid()}-{new_uid()}.part"

    @contextmanager
    def making(self, size: int, subject: str) -> Iterator[Path]:
        """Lend a `fresh_part`; it goes away in the end, and so do all files named after its stem.

        Raises:
            DiskFull: There is no room for about `size` bytes.
        """
        make_sure_of_room(self._folder, size, subject)
        part = self.fresh_part()
        try:
            yield part
        finally:
            for left in self._incoming.glob(f"{part.stem}*"):
                left.unlink(missing_ok=True)

    def settle(self, part: Path, subject: str) -> Kept:
        """Give a PDF made at `fresh_part`, called `subject`, its name and place, for good.

        Raises:
            DiskFull, DiskTrouble: It could not be written.
        """
        with writing(self._folder, subject):
            with part.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            kept = Kept(sha256, part.stat().st_size)
        copy = Copy(kept, part, PDF.suffix, subject)
        self.secure([copy])
        self.put_in_place([copy])
        return kept

    def holds(self, sha256: str) -> bool:
        """Tell whether a file of this checksum is in its place."""
        return self.path_of(sha256).is_file()

    def set_aside(self, sha256: str) -> None:
        """Move a file that no record names into quarantine, where it stays until people decide.

        Raises:
            DiskTrouble: It could not be moved.
        """
        place = self.path_of(sha256)
        with writing(self._quarantine, place.name):
            self._quarantine.mkdir(exist_ok=True)
            rename(place, self._quarantine / place.name)
            for folder in (self._quarantine, place.parent):
                sync_folder(folder)

    def dispose(self, sha256: str) -> None:
        """Remove a file for good that no record names: made just now, or decided by two people.

        Raises:
            DiskTrouble: It could not be removed.
        """
        place = self.path_of(sha256)
        with writing(place.parent, place.name):
            place.unlink(missing_ok=True)
            sync_folder(place.parent)

    def in_quarantine(self) -> int:
        """Return how many files lie in the quarantine of the archive."""
        return sum(1 for path in self._quarantine.glob("*") if path.suffix in _SUFFIXES)

    def checksum_of(self, sha256: str) -> str | None:
        """Return the checksum that the kept file has now, or None where it is missing."""
        with suppress(FileNotFoundError), self.path_of(sha256).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
        return None

    def __iter__(self) -> Iterator[str]:
        """Yield the checksums by which the files are named."""
        for path in self._folder.glob("??/??/*"):
            if path.suffix in _SUFFIXES:
                yield path.stem

    def sweep(self) -> int:
        """Remove unfinished copies of processes that are gone; return how many."""
        swept = 0
        for part in self._incoming.glob("*.part"):
            with suppress(OSError):
                if not writer_lives(part.name.partition("-")[0]):
                    part.unlink()
                    swept += 1
        return swept

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
