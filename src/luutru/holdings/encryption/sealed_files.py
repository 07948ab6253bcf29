"""Sealed files: encrypted so that nothing can be read, changed, cut, moved or added unnoticed.

A file begins with 16 bytes that say what it is and 32 random ones that make its key; then come
chunks of 64 KiB of the plain bytes, each with a tag of 16 bytes. The nonce of a chunk counts from
the first one and says which is the last, and the beginning of the file is authenticated with each:
chunks that were left out, turned round or taken from another file do not open.

Source: the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015) over
AES-256-GCM.
"""

import hashlib
import io
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, Protocol, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

from luutru.errors import SealedFileDamaged
from luutru.holdings.encryption.keys import derived

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC: Final = b"luutru sealed\x00\x01\n"
"""What a sealed file begins with; the byte before the last is the version of the format."""
CHUNK: Final = 1 << 16
"""Plain bytes in a chunk; the last may have fewer."""
_SALT_BYTES: Final = 32
_HEAD_BYTES: Final = len(MAGIC) + _SALT_BYTES
_TAG_BYTES: Final = 16


class Writable(Protocol):
    """What bytes are written to."""

    def write(self, data: bytes, /) -> object:
        """Write all of `data`."""


def sealed_size(size: int) -> int:
    """Return how many bytes a sealed file has that keeps `size` plain ones."""
    chunks = max(1, -(-size // CHUNK))
    return _HEAD_BYTES + size + chunks * _TAG_BYTES


class SealedWriter:
    """Seals what is written into it; knows size and SHA-256 of the plain bytes when it is done.

    What was not finished does not open. The target stays open, for whoever made it to sync it.
    """

    def __init__(self, target: Writable, key: bytes) -> None:
        """Begin to write to `target`; `key` is that of a purpose."""
        self._target = target
        head = MAGIC + secrets.token_bytes(_SALT_BYTES)
        self._seal = _Seal(head, key)
        self._waiting = bytearray()
        self._number = 0
        self._digest = hashlib.sha256()
        self.size = 0
        """Plain bytes so far."""
        target.write(head)

    def write(self, data: bytes) -> int:
        """Seal more bytes; return how many they were."""
        self._digest.update(data)
        self.size += len(data)
        self._waiting += data
        while len(self._waiting) > CHUNK:  # the last chunk waits until it is known to be the last
            self._put(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(data)

    def finish(self) -> None:
        """Write what makes it whole."""
        self._put(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    @property
    def sha256(self) -> str:
        """The checksum of the plain bytes so far."""
        return self._digest.hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.finish()

    def _put(self, chunk: bytes, *, is_last: bool) -> None:
        self._target.write(self._seal.closed(self._number, chunk, is_last=is_last))
        self._number += 1


class SealedReader(io.RawIOBase):
    """The plain bytes of a sealed file, read from anywhere; opened by `open_sealed`."""

    def __init__(self, file: Path, key: bytes) -> None:
        """Open `file`, and look whether it is whole to its end.

        Raises:
            SealedFileDamaged: It is not a sealed file, or cut off, or of another key.
            OSError: The system does not hand its bytes over.
        """
        super().__init__()
        self._name = file.name
        self._stream = file.open("rb")
        try:
            body = os.fstat(self._stream.fileno()).st_size - _HEAD_BYTES
            self._last = max(0, -(-body // (CHUNK + _TAG_BYTES)) - 1)
            self.size = body - (self._last + 1) * _TAG_BYTES
            """Plain bytes."""
            self._seal = _Seal(self._head(), key)
            self._at = 0
            self._number, self._chunk = self._last, self._opened(self._last)
        except BaseException:
            self._stream.close()
            raise

    @override
    def readable(self) -> bool:
        return True

    @override
    def seekable(self) -> bool:
        return True

    @override
    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self.size}[whence]
        self._at = max(0, base + offset)
        return self._at

    @override
    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        number, start = divmod(self._at, CHUNK)
        if self._at >= self.size:
            return 0
        if number != self._number:
            self._number, self._chunk = number, self._opened(number)
        with memoryview(buffer).cast("B") as place:
            told = self._chunk[start : start + len(place)]
            place[: len(told)] = told
        self._at += len(told)
        return len(told)

    @override
    def close(self) -> None:
        self._stream.close()
        super().close()

    def _head(self) -> bytes:
        head = self._stream.read(_HEAD_BYTES)
        if self.size < 0 or not head.startswith(MAGIC):
            raise SealedFileDamaged(self._name)
        return head

    def _opened(self, number: int) -> bytes:
        self._stream.seek(_HEAD_BYTES + number * (CHUNK + _TAG_BYTES))
        closed = self._stream.read(CHUNK + _TAG_BYTES)
        try:
            return self._seal.opened(number, closed, is_last=number == self._last)
        except InvalidTag as error:
            raise SealedFileDamaged(self._name) from error


def open_sealed(file: Path, key: bytes) -> BinaryIO:
    """Open a sealed file to read its plain bytes; `key` is that of a purpose.

    Raises:
        SealedFileDamaged: As soon as it is known, while opening or while reading.
        OSError: The system does not hand its bytes over.
    """
    return io.BufferedReader(SealedReader(file, key), CHUNK)


def is_sealed(file: Path) -> bool:
    """Tell whether `file` begins like a sealed one."""
    with file.open("rb") as stream:
        return stream.read(len(MAGIC)) == MAGIC


class _Seal:
    """What opens and closes the chunks of one file."""

    def __init__(self, head: bytes, key: bytes) -> None:
        self._head = head
        self._cipher = AESGCM(derived(key, "luutru sealed file", salt=head[len(MAGIC) :]))

    def closed(self, number: int, chunk: bytes, *, is_last: bool) -> bytes:
        return self._cipher.encrypt(_nonce(number, is_last=is_last), chunk, self._head)

    def opened(self, number: int, chunk: bytes, *, is_last: bool) -> bytes:
        return self._cipher.decrypt(_nonce(number, is_last=is_last), chunk, self._head)


def _nonce(number: int, *, is_last: bool) -> bytes:
    """Return the 12 bytes that no other chunk of the file has."""
    return number.to_bytes(11, "big") + bytes([is_last])
