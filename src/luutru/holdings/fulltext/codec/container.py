"""A file of named arrays that is read as it lies on the disk, without copying or decoding.

The arrays come first, each on a border of 64 bytes; a directory in JSON and where it begins come
last. Numbers are in the order of the machine that wrote them: an index never leaves it.
"""

import json
import mmap
import struct
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[Any]

ARRAYS: Final = ".arr"
"""How the name of such a file ends."""
_MAGIC: Final = b"LTARRAYS"
_TAIL: Final = struct.Struct("=QQ8s")
_BORDER: Final = 64
_TYPES: Final = frozenset({"u1", "u2", "u4"})


class BrokenFile(Exception):
    """The bytes are not those of a file of arrays."""


class _Place(NamedTuple):
    kind: str
    offset: int
    length: int


class ArrayFileWriter:
    """Writes arrays one after the other; nothing is readable before `close`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, _Place] = {}
        self._at = 0

    def put(self, name: str, parts: Iterable[Array], kind: str) -> None:
        """Write `parts` as one array of `kind`: `u1`, `u2` or `u4`."""
        self._write(b"\0" * (-self._at % _BORDER))
        start, count = self._at, 0
        for part in parts:
            self._write(np.ascontiguousarray(part, np.dtype(kind)).data)
            count += len(part)
        self._directory[name] = _Place(kind, start, count)

    def close(self) -> None:
        """Write the directory; the file itself stays open."""
        directory = json.dumps(self._directory).encode()
        start = self._at
        self._write(directory)
        self._write(_TAIL.pack(start, len(directory), _MAGIC))

    def _write(self, content: bytes | memoryview) -> None:
        self._file.write(content)
        self._at += len(content) if isinstance(content, bytes) else content.nbytes


def _as_it_lies(path: Path) -> BinaryIO:
    return path.open("rb")


class ArrayFile:
    """The arrays of a file, mapped: what nobody looks at is never read."""

    def __init__(self, path: Path, opened: Callable[[Path], BinaryIO] = _as_it_lies) -> None:
        """Open `path`; `opened` gives a file that can be mapped, which may lie elsewhere.

        Raises:
            BrokenFile: It is no file of arrays, or was cut.
            OSError: It cannot be read.
        """
        with opened(path) as file:
            try:
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError as error:
                raise BrokenFile(path.name) from error
        try:
            self._directory = _directory(self._bytes)
        except (ValueError, TypeError, AttributeError, RecursionError, struct.error) as error:
            self._bytes.close()
            raise BrokenFile(path.name) from error

    def __enter__(self) -> "ArrayFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def names(self) -> Iterable[str]:
        """Return what the arrays are called."""
        return self._directory.keys()

    def array(self, name: str) -> Array:
        """Return an array that nobody can write to; an empty one where there is none."""
        kind, offset, length = self._directory.get(name, _Place("u1", 0, 0))
        return np.frombuffer(self._bytes, np.dtype(kind), length, offset)

    def forget_pages(self) -> None:
        """Let the system take back the memory of what was looked at."""
        if hasattr(self._bytes, "madvise"):
            self._bytes.madvise(mmap.MADV_DONTNEED)

    def close(self) -> None:
        """Let go of the file; arrays that are still in use keep it until they go."""
        try:
            self._bytes.close()
        except BufferError:
            return


def _directory(content: mmap.mmap) -> Mapping[str, _Place]:
    """Return where each array lies, all of them inside the file."""
    end = len(content) - _TAIL.size
    start, length, magic = _TAIL.unpack_from(content, end)
    if magic != _MAGIC or start + length != end:
        raise ValueError(magic)
    told = json.loads(content[start:end])
    directory = {str(name): _Place(*place) for name, place in told.items()}
    if not all(_is_inside(place, start) for place in directory.values()):
        raise ValueError(directory)
    return directory


def _is_inside(place: _Place, end: int) -> bool:
    kind, offset, length = place
    if kind not in _TYPES or type(offset) is not int or type(length) is not int:
        return False
    return (
        min(offset, length) >= 0
        and offset % _BORDER == 0
        and offset + length * np.dtype(kind).itemsize <= end
    )
