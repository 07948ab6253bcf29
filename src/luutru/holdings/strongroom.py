"""The strongroom: originals named by their SHA-256, written once and never changed.

The order of writing is what makes it safe: a temporary file on the same file system, fsync, rename,
fsync of the folder; a crash or a power cut leaves either the whole file or none.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import Final

from luutru.errors import SealedFileDamaged
from luutru.holdings.disk import (
    make_sure_of_room,
    rename,
    stays,
    sync_folder,
    writing,
)
from luutru.holdings.encryption import sheltered
from luutru.holdings.encryption.plain_or_sealed import opened, plain_digest, put_plain
from luutru.holdings.encryption.sealed_files import sealed_size
from luutru.holdings.file_kinds import KINDS, PDF
from luutru.holdings.receiving import Copy, Kept, Receiving
from luutru.holdings.unfinished import writer_lives
from luutru.system import filing

FOLDER_NAME: Final = "originals"
DERIVATIVES_NAME: Final = "derivatives"
_SUFFIXES: Final = tuple(kind.suffix for kind in KINDS)


class Strongroom(Receiving):
    """A folder of files that prove themselves by their names.

    An archive has two: one for originals, and one for derivatives, which is kept with the same
    care because people decided what they show.
    """

    def __init__(
        self,
        archive_folder: Path,
        name: str = FOLDER_NAME,
        admit: Callable[[], None] = lambda: None,
        key: bytes | None = None,
    ) -> None:
        """See `Receiving`; unless told otherwise, it is that of the originals."""
        super().__init__(archive_folder, name, admit, key)

    def path_of(self, sha256: str) -> Path:
        """Return where the file with this checksum is, or would be if it were a PDF."""
        places = [self._place(sha256, suffix) for suffix in _SUFFIXES]
        return next((place for place in places if place.is_file()), places[0])

    def whereabouts(self, sha256: str) -> str:
        """Tell people where the file with this checksum is kept."""
        return str(self.path_of(sha256))

    def name_of(self, sha256: str) -> str:
        """Return what the file with this checksum is called, or would be if it were a PDF."""
        return PurePath(self.whereabouts(sha256)).name

    def suffix_of(self, sha256: str) -> str:
        """Return the ending of its name, such as `.pdf`."""
        return PurePath(self.whereabouts(sha256)).suffix

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

    @contextmanager
    def making(self, size: int, subject: str) -> Iterator[Path]:
        """Lend a place for a file; it goes away in the end, and so do all named after its stem.

        Where files are sealed, the place is a shelter outside of the archive.

        Raises:
            DiskFull: There is no room for about `size` bytes.
        """
        make_sure_of_room(self._folder, size, subject)
        if self._key is not None:
            self._admit()
            with sheltered() as shelter:
                yield shelter / "made.part"
            return
        part = self.fresh_part()
        try:
            yield part
        finally:
            for left in self._incoming.glob(f"{part.stem}*"):
                filing.remove(left, missing_ok=True)

    def settle(self, part: Path, subject: str) -> Kept:
        """Give a PDF made at a place that `making` lent, called `subject`, its name, for good.

        Raises:
            DiskFull, DiskTrouble: It could not be written.
        """
        if self._key is not None:
            return self.take_in(part)
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
            filing.remove(place, missing_ok=True)
            sync_folder(place.parent)

    def in_quarantine(self) -> int:
        """Return how many files lie in the quarantine of the archive."""
        return sum(1 for path in self._quarantine.glob("*") if path.suffix in _SUFFIXES)

    def checksum_of(self, sha256: str) -> str | None:
        """Return the checksum that the kept file has now, or None where it is missing.

        A sealed one that is damaged has none: an empty text.
        """
        try:
            with opened(self.path_of(sha256), self._key) as stream:
                return plain_digest(stream)
        except FileNotFoundError:
            return None
        except SealedFileDamaged:
            return ""

    def is_whole(self, sha256: str, size: int) -> bool:
        """Tell whether the kept file has as many bytes as one of `size` bytes has."""
        expected = size if self._key is None else sealed_size(size)
        return self.path_of(sha256).stat().st_size == expected

    def copy_out(self, sha256: str, target: Path, leaving: Callable[[], object] = stays) -> None:
        """Copy the plain bytes of a kept file to `target`, whole or not at all.

        `leaving` is as with `disk.replacing`.

        Raises:
            SealedFileDamaged: They are not what was written.
            DiskFull, DiskTrouble: They could not be written.
        """
        put_plain(self.path_of(sha256), self._key, target, sha256, leaving)

    def __iter__(self) -> Iterator[str]:
        """Yield the checksums by which the files are named."""
        for path in self._folder.glob("??/??/*"):
            if path.suffix in _SUFFIXES:
                yield path.stem

    def given_up(self) -> Iterator[str]:
        """Yield the files that nobody waits to enter, as long as the write door is held."""
        yield from self

    def sweep(self) -> int:
        """Remove unfinished copies of processes that are gone; return how many."""
        swept = 0
        for part in self._incoming.glob("*.part"):
            with suppress(OSError):
                if not writer_lives(part.name.partition("-")[0]):
                    filing.remove(part)
                    swept += 1
        return swept
