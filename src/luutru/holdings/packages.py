"""Packages from a medium, ZIP files and folders: what is in them, and the bytes file by file.

Names in a package are compared and shown, never used as paths. What is hostile in any of them, or
would unpack without end, refuses the package as a whole before a byte of it is unpacked.
"""

import io
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final, Protocol

from typing_extensions import Buffer, override

from luutru.errors import FileUnreadable, PackageRefused
from luutru.holdings.disk import reading, shown
from luutru.i18n import translate

MOST_ENTRIES: Final = 10_000
_MOST_DIRECTORY: Final = 4 << 20
"""Bytes of the list of entries in a ZIP file."""
_MOST_RATIO: Final = 100
_SMALL: Final = 1 << 20
"""Bytes up to which one file may unpack at any ratio: a blank page shrinks to nothing."""
_BEGINNINGS: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OFFICE: Final = frozenset(("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"))
"""By these a ZIP file is a document of an office program, or a program, and no package."""
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KINDS: Final = (0, stat.S_IFREG, stat.S_IFDIR)
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_LOCKED: Final = 0x1


class Package(Protocol):
    """Some files that came together."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """The bytes of each file, by its name within the package, with slashes between folders."""

    def open(self, name: str) -> IO[bytes]:
        """Open a file of `sizes`; to be read inside `unpacking`."""

    def close(self) -> None:
        """Let go of it."""


def is_zip(file: Path) -> bool:
    """Tell whether `file` begins like a ZIP file and is no document of an office program."""
    try:
        with file.open("rb") as stream:
            if not stream.read(4).startswith(_BEGINNINGS):
                return False
        with suppress(zipfile.BadZipFile, _TooMuch), _Bounded(file) as bounded:
            return not _OFFICE & set(zipfile.ZipFile(bounded).namelist())
    except (OSError, ValueError, NotImplementedError):
        return False
    return True


@contextmanager
def unpacking(subject: str) -> Iterator[None]:
    """Tell what keeps a file from being unpacked.

    Raises:
        FileUnreadable: It is damaged, or the medium does not hand it over.
    """
    try:
        yield
    except OSError as error:
        raise FileUnreadable(subject, error.strerror or type(error).__name__) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise FileUnreadable(subject, translate("damaged within the package")) from error


class FolderPackage:
    """A folder whose files belong together."""

    def __init__(self, path: Path) -> None:
        """List the files of the folder `path`.

        Raises:
            PackageRefused: It holds links, names that lead astray, or too many files.
            FileVanished, FileUnreadable: It is not there any more, or cannot be read.
        """
        self.path = path
        self._files: dict[str, Path] = {}
        self.sizes: dict[str, int] = {}
        with reading(path):
            for file in self._walk(path):
                name = file.relative_to(path).as_posix()
                _check_name(path, name)
                self._files[name] = file
                self.sizes[name] = file.stat().st_size

    def open(self, name: str) -> IO[bytes]:
        """Open a file of `sizes`; to be read inside `unpacking`."""
        return self._files[name].open("rb")

    def close(self) -> None:
        """Hold on to nothing."""

    def _walk(self, folder: Path) -> Iterator[Path]:
        for entry in sorted(folder.iterdir()):
            if entry.is_symlink() or not (entry.is_file() or entry.is_dir()):
                raise _links(self.path, entry.name)
            if entry.is_dir():
                yield from self._walk(entry)
                continue
            if len(self._files) == MOST_ENTRIES:
                raise _too_many(self.path)
            yield entry


class ZipPackage:
    """A ZIP file."""

    def __init__(self, path: Path) -> None:
        """List the files of the ZIP file `path`.

        Raises:
            PackageRefused: It is damaged or locked, holds links, names that lead astray or too
                many files, or would unpack without end.
            FileVanished, FileUnreadable: It is not there any more, or cannot be read.
        """
        self.path = path
        with reading(path):
            self._file = _Bounded(path)
        try:
            self._opened = _opened(path, self._file)
            self._entries = _checked(path, self._opened.infolist())
        except BaseException:
            self._file.close()
            raise
        self.sizes = {name: info.file_size for name, info in self._entries.items()}

    def open(self, name: str) -> IO[bytes]:
        """Open a file of `sizes`; to be read inside `unpacking`."""
        return self._opened.open(self._entries[name])

    def close(self) -> None:
        """Let go of the file."""
        self._opened.close()
        self._file.close()


class _TooMuch(Exception):
    """More is asked for at once than any list of entries needs."""


class _Bounded(io.FileIO):
    """A file of which no more is read at once than a list of entries may take."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)

    @override
    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _MOST_DIRECTORY:
            raise _TooMuch
        return super().read(-1 if size is None else size) or b""

    @override
    def readinto(self, buffer: Buffer, /) -> int | None:
        return super().readinto(buffer)


def _opened(path: Path, file: _Bounded) -> zipfile.ZipFile:
    try:
        with reading(path):
            return zipfile.ZipFile(file)
    except _TooMuch as error:
        raise _too_many(path) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError) as error:
        raise PackageRefused(shown(path), translate("it is damaged")) from error


def _checked(path: Path, infos: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """Return the files of a ZIP file by name, once nothing in it is hostile."""
    if len(infos) > MOST_ENTRIES:
        raise _too_many(path)
    files: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        name = _name_of(info)
        _check_name(path, name.rstrip("/"))
        _check_entry(path, name, info)
        if info.is_dir():
            continue
        if name in files:
            reason = translate("two of its files are called {name}", name=name)
            raise PackageRefused(shown(path), reason)
        files[name] = info
    if sum(info.file_size for info in infos) > _MOST_RATIO * max(path.stat().st_size, _SMALL):
        raise PackageRefused(shown(path), translate("it would unpack without end"))
    return files


def _check_entry(path: Path, name: str, info: zipfile.ZipInfo) -> None:
    if stat.S_IFMT(info.external_attr >> 16) not in _KINDS:
        raise _links(path, name)
    if info.flag_bits & _LOCKED:
        raise PackageRefused(shown(path), translate("it is locked with a password"))
    if info.compress_type not in _METHODS:
        reason = translate("{name} is packed in a way that is not supported", name=name)
        raise PackageRefused(shown(path), reason)
    if info.file_size > max(_SMALL, _MOST_RATIO * info.compress_size):
        raise PackageRefused(shown(path), translate("it would unpack without end"))


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the name as it was written; many programs write UTF-8 without saying so."""
    name = info.orig_filename
    with suppress(UnicodeError):
        name = name.encode("cp437").decode("utf-8")
    return unicodedata.normalize("NFC", name)


def _check_name(path: Path, name: str) -> None:
    astray = (
        not name
        or name.startswith("/")
        or "\\" in name
        or _DRIVE.match(name)
        or {"..", ".", ""} & set(name.split("/"))
        or any(letter in _BIDI or unicodedata.category(letter) in ("Cc", "Cs") for letter in name)
    )
    if astray:
        seen = name.encode("unicode_escape").decode("ascii")
        reason = translate("a name in it leads astray ({name})", name=seen[:80])
        raise PackageRefused(shown(path), reason)


def _links(path: Path, name: str) -> PackageRefused:
    return PackageRefused(shown(path), translate("{name} is a link and no file", name=name))


def _too_many(path: Path) -> PackageRefused:
    return PackageRefused(
        shown(path), translate("it holds more than {count} files", count=MOST_ENTRIES)
    )
