"""The strongroom: originals named by their SHA-256, written once and never changed.

The order of writing is what makes it safe: a temporary file on the same file system, fsync, rename,
fsync of the folder; a crash or a power cut leaves either the whole file or none.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from luutru.errors import (
    DiskFull,
    DiskTrouble,
    EmptyFile,
    FileUnreadable,
    FileVanished,
    NotAPdf,
)
from luutru.records.base import new_uid

FOLDER_NAME: Final = "originals"
DERIVATIVES_NAME: Final = "derivatives"
QUARANTINE_NAME: Final = "quarantine"
_INCOMING: Final = ".incoming"
_HEADER_BYTES: Final = 1024
_CHUNK: Final = 1 << 20
_MB: Final = 1 << 20
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


class Kept(NamedTuple):
    """A file in the strongroom."""

    sha256: str
    size: int
    """Bytes."""


def shown(path: Path) -> str:
    """Return the name of a file for people; bytes that are no letters are written as escapes."""
    return path.name.encode("utf-8", "backslashreplace").decode("utf-8") or str(path)


class Strongroom:
    """A folder of files that prove themselves by their names.

    An archive has two: one for originals, and one for derivatives, which is kept with the same
    care because people decided what they show.
    """

    def __init__(self, archive_folder: Path, name: str = FOLDER_NAME) -> None:
        self._folder = archive_folder / name
        self._incoming = self._folder / _INCOMING
        self._quarantine = archive_folder / QUARANTINE_NAME
        self._incoming.mkdir(parents=True, exist_ok=True)

    def path_of(self, sha256: str) -> Path:
        """Return where the file with this checksum is, or would be."""
        return self._folder / sha256[:2] / sha256[2:4] / f"{sha256}.pdf"

    def take_in(self, file: Path) -> Kept:
        """Copy `file` in, byte for byte; what is there already stays as it is.

        Raises:
            EmptyFile: It has no bytes.
            NotAPdf: No PDF header stands in its first 1,024 bytes.
            FileVanished: It is not there, or went away while it was copied.
            FileUnreadable: The system does not hand its bytes over.
            DiskFull: There is no room for it.
            DiskTrouble: The copy could not be written.
        """
        with _reading(file):
            size = file.stat().st_size
        if size == 0:
            raise EmptyFile(shown(file))
        self._make_sure_of_room(size, shown(file))
        copy = self._incoming / f"{os.getpid()}-{new_uid()}.part"
        try:
            kept = self._copy(file, copy)
            self._put_in_place(copy, kept.sha256, shown(file))
        finally:
            copy.unlink(missing_ok=True)
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
        self._quarantine.mkdir(exist_ok=True)
        with _writing(self._quarantine, place.name):
            place.replace(self._quarantine / place.name)
            for folder in (self._quarantine, place.parent):
                _sync_folder(folder)

    def in_quarantine(self) -> int:
        """Return how many files lie in quarantine."""
        return sum(1 for _ in self._quarantine.glob("*.pdf"))

    def checksum_of(self, sha256: str) -> str | None:
        """Return the checksum that the kept file has now, or None where it is missing."""
        try:
            with self.path_of(sha256).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            return None

    def __iter__(self) -> Iterator[str]:
        """Yield the checksums by which the files are named."""
        for path in self._folder.glob("??/??/*.pdf"):
            yield path.stem

    def sweep(self) -> int:
        """Remove unfinished copies of processes that are gone; return how many."""
        abandoned = [part for part in self._incoming.glob("*.part") if not _writer_lives(part)]
        for part in abandoned:
            part.unlink(missing_ok=True)
        return len(abandoned)

    def _copy(self, file: Path, copy: Path) -> Kept:
        digest, size = hashlib.sha256(), 0
        with _reading(file):
            source = file.open("rb")
        with source, _writing(self._folder, shown(file)), copy.open("xb") as target:
            while chunk := _next_chunk(source, file):
                if size == 0 and b"%PDF-" not in chunk[:_HEADER_BYTES]:
                    raise NotAPdf(shown(file))
                digest.update(chunk)
                target.write(chunk)
                size += len(chunk)
            if size == 0:
                raise EmptyFile(shown(file))
            target.flush()
            os.fsync(target.fileno())
        return Kept(digest.hexdigest(), size)

    def _put_in_place(self, copy: Path, sha256: str, subject: str) -> None:
        place = self.path_of(sha256)
        if place.exists():
            return
        with _writing(self._folder, subject):
            new_folders = [
                folder for folder in (place.parent.parent, place.parent) if not folder.exists()
            ]
            place.parent.mkdir(parents=True, exist_ok=True)
            copy.chmod(0o440)
            copy.replace(place)
            _sync_folder(place.parent)
            for folder in new_folders:
                _sync_folder(folder.parent)

    def _make_sure_of_room(self, size: int, subject: str) -> None:
        disk = shutil.disk_usage(self._folder)
        needed = 2 * size + _reserve(disk.total)
        if disk.free < needed:
            raise DiskFull(str(self._folder), subject, needed_mb=(needed - disk.free) // _MB + 1)


def _reserve(disk_size: int) -> int:
    """Return the bytes that stay free for what must still be written: 200 MB, at most 5 %."""
    wanted = int(os.environ.get("LUUTRU_RESERVE_MB", "200")) * _MB
    return min(wanted, disk_size // 20)


def _next_chunk(source: BinaryIO, file: Path) -> bytes:
    with _reading(file):
        return source.read(_CHUNK)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no fsync of a folder; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _writer_lives(part: Path) -> bool:
    with suppress(ValueError, OSError):
        os.kill(int(part.name.partition("-")[0]), 0)
        return True
    return False


@contextmanager
def _reading(file: Path) -> Iterator[None]:
    """Tell trouble with the file that is brought apart from trouble with our own disk."""
    try:
        yield
    except FileNotFoundError as error:
        raise FileVanished(shown(file)) from error
    except OSError as error:
        raise FileUnreadable(shown(file), error.strerror or type(error).__name__) from error


@contextmanager
def _writing(folder: Path, subject: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise DiskFull(str(folder), subject, needed_mb=200) from error
        raise DiskTrouble(str(folder), subject, error.strerror or type(error).__name__) from error
