"""Digests of files and of their beginnings."""

import hashlib
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 20


def digest(path: Path, length: int | None = None) -> str:
    """Return the SHA-256 of a file, or of its first `length` bytes."""
    hashed, left = hashlib.sha256(), length
    with path.open("rb") as stream:
        while left is None or left > 0:
            chunk = stream.read(_CHUNK if left is None else min(_CHUNK, left))
            if not chunk:
                break
            hashed.update(chunk)
            left = None if left is None else left - len(chunk)
    return hashed.hexdigest()
