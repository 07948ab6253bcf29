"""The checksum of the database file between two sittings: a bit that flips anywhere is noticed.

Seals notice what changes in a record, the engine what changes in its structure; neither looks at
pages that are free or at bytes between cells. Whoever closes the database last writes the checksum
of its file beside it; whoever is about to write takes it away first.
"""

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import Final

from luutru.holdings.locks import Lock
from luutru.system import filing

_MOST: Final = 512 << 20
"""Bytes of a database above which closing would take too long."""
_BESIDE: Final = ("-wal", "-shm")
"""What SQLite keeps beside a database for as long as anybody has it open."""


def put(database: Path) -> None:
    """Write the checksum of a database that nobody has open any more; what hinders it is left."""
    lock = Lock(_lock(database))
    with suppress(OSError):
        if database.stat().st_size > _MOST or not lock.take():
            return
        try:
            told = {"sha256": _digest(database)}
            if not any(database.with_name(database.name + end).exists() for end in _BESIDE):
                _place(database).write_text(json.dumps(told), encoding="utf-8")
        finally:
            lock.release()


def forget(database: Path) -> None:
    """Take the checksum away, as the database is about to change."""
    with suppress(OSError):
        lock = Lock(_lock(database))
        lock.wait()
        try:
            filing.remove(_place(database), missing_ok=True)
        finally:
            lock.release()


def is_other(database: Path) -> bool | None:
    """Tell whether the file is another one than when it was closed; None where nobody knows."""
    try:
        told = str(json.loads(_place(database).read_text(encoding="utf-8"))["sha256"])
        return _digest(database) != told
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _digest(database: Path) -> str:
    with database.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _place(database: Path) -> Path:
    return database.with_suffix(".sum")


def _lock(database: Path) -> Path:
    return database.parent / ".locks" / "sum.lock"
