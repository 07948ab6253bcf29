"""Copies the bytes of a file as they lie, or sealed anew, and adds them up on the way."""

import hashlib
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from luutru.errors import SealedFileDamaged
from luutru.holdings.encryption.sealed_files import SealedWriter, open_sealed

_CHUNK: Final = 1 << 20

Pulse = Callable[[], object]
"""Called between two chunks; raises to stop the work."""


class SourceLost(Exception):
    """The source stopped answering: no trouble of what is written to."""


class Form(NamedTuple):
    """With which keys a file is sealed where it comes from, and where it goes to; None: plain."""

    key: bytes | None = None
    target_key: bytes | None = None

    @property
    def is_kept(self) -> bool:
        """Tell whether the bytes are copied as they lie."""
        return self.key == self.target_key


PLAIN: Final = Form()


class Sums(NamedTuple):
    """The checksums of a copy: of its plain bytes, and of its bytes as they lie."""

    plain: str
    stored: str


def copied(source: FileIO, path: Path, target: FileIO, form: Form, pulse: Pulse) -> Sums:
    """Copy the file at `path`, opened as `source`, into `target`.

    Raises:
        SourceLost: The source cannot be read.
        SealedFileDamaged: It is not what was sealed with its key.
        OSError: The target cannot be written.
    """
    if form.is_kept:
        stored = hashed(source, target, pulse)
        return Sums(plain_hash(path, form.key, pulse) if form.key else stored, stored)
    sink = _Sink(target)
    if form.key is None:
        return _passed_on(source, sink, form.target_key, pulse)
    with open_sealed(path, form.key) as plain:
        return _passed_on(plain, sink, form.target_key, pulse)


def plain_hash(path: Path, key: bytes, pulse: Pulse) -> str:
    """Return the SHA-256 of the plain bytes of a sealed file.

    Raises:
        SealedFileDamaged: It is not what was sealed with `key`.
        SourceLost: It cannot be read.
    """
    digest = hashlib.sha256()
    with open_sealed(path, key) as plain:
        while chunk := _read(plain):
            digest.update(chunk)
            pulse()
    return digest.hexdigest()


def hashed(source: FileIO, target: FileIO | None, pulse: Pulse) -> str:
    """Read `source` to its end, on to `target` where there is one; return its SHA-256.

    Raises:
        SourceLost: It cannot be read, and there is a target.
        OSError: The target cannot be written, or the source cannot be read and there is none.
    """
    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_CHUNK))
    while count := _next(source, buffer, is_copied=target is not None):
        digest.update(buffer[:count])
        if target is not None:
            _put(target, buffer[:count])
        pulse()
    return digest.hexdigest()


class _Sink:
    """Writes all it is given, and adds it up."""

    def __init__(self, target: FileIO) -> None:
        self._target = target
        self.digest = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self.digest.update(data)
        _put(self._target, memoryview(data))
        return len(data)


def _passed_on(source: BinaryIO | FileIO, sink: _Sink, key: bytes | None, pulse: Pulse) -> Sums:
    """Write the plain bytes of `source` on, sealed with `key` where there is one."""
    digest = hashlib.sha256()
    sealed = SealedWriter(sink, key) if key else None
    target = sealed or sink
    while chunk := _read(source):
        digest.update(chunk)
        target.write(chunk)
        pulse()
    if sealed:
        sealed.finish()
    return Sums(digest.hexdigest(), sink.digest.hexdigest())


def _read(source: BinaryIO | FileIO) -> bytes:
    try:
        return source.read(_CHUNK) or b""
    except OSError as error:
        raise SourceLost from error


def _put(target: FileIO, data: memoryview) -> None:
    while data:
        data = data[target.write(data) :]


def _next(source: FileIO, buffer: memoryview, *, is_copied: bool) -> int:
    try:
        return source.readinto(buffer)
    except OSError as error:
        if is_copied:
            raise SourceLost from error
        raise


def is_whole(path: Path, sha256: str, key: bytes | None, pulse: Pulse) -> bool:
    """Read a file as it is remembered; tell whether its plain bytes have this checksum."""
    try:
        if key is not None:
            return plain_hash(path, key, pulse) == sha256
        with path.open("rb", buffering=0) as stream:
            return hashed(stream, None, pulse) == sha256
    except (OSError, SourceLost, SealedFileDamaged):
        return False


def opens(path: Path, key: bytes) -> bool:
    """Tell whether a file is sealed with `key`."""
    try:
        open_sealed(path, key).close()
    except SealedFileDamaged:
        return False
    return True
