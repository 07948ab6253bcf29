"""Digests of files and of their beginnings."""

import hashlib
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 20


class Copied:
    """A file that was copied, and the digest of it: its bytes are read once for both."""

    def __init__(self, source: Path, target: Path) -> None:
        self.size = 0
        self._hashed = hashlib.sha256()
        with source.open("rb") as whence, target.open("wb") as where:
            while chunk := whence.read(_CHUNK):
                self._hashed.update(chunk)
                where.write(chunk)
                self.size += len(chunk)
        self._target = target

    @property
    def sha256(self) -> str:
        """Return the digest of what was copied."""
        return self._hashed.hexdigest()

    def with_what_follows(self) -> str:
        """Return the digest of the target, to which something was appended since."""
        longer = self._hashed.copy()
        with self._target.open("rb") as stream:
            stream.seek(self.size)
            while chunk := stream.read(_CHUNK):
                longer.update(chunk)
        return longer.hexdigest()


def digests(path: Path, length: int) -> tuple[str, str]:
    """Return the SHA-256 of the first `length` bytes of a file and of all of it, read once."""
    hashed, left = hashlib.sha256(), length
    with path.open("rb") as stream:
        while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
            hashed.update(chunk)
            left -= len(chunk)
        beginning = hashed.hexdigest()
        while chunk := stream.read(_CHUNK):
            hashed.update(chunk)
    return beginning, hashed.hexdigest()


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
