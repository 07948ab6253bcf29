"""Connects to a catalogue or a snapshot of one, encrypted by SQLCipher where there is a key.

An encrypted file shows no plain page: the write-ahead log is encrypted as well, and what SQLite
sorts or sets aside stays in memory.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import sqlcipher3.dbapi2

from luutru.errors import DiskFull

_OPERATIONS: Final = 200_000
"""Steps of the engine, some milliseconds of work, between two looks whether it is to stop."""


def connect(database: Path, key: bytes | None, *, unchanging: bool = False) -> Any:  # noqa: ANN401
    """Return a DBAPI connection that may be used from any thread.

    `key` are the 32 bytes that encrypt it; None where it is plain. Beside what is `unchanging`
    nothing is made, not even a lock, and nothing is written to it.
    """
    address = f"file:{quote(str(database.absolute()))}?mode=ro&immutable=1"
    connection = sqlcipher3.dbapi2.connect(
        address if unchanging else str(database), uri=unchanging, check_same_thread=False
    )
    if key is not None:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would talk on standard error
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = MEMORY")
    return connection


@contextmanager
def writing_out(
    connection: Any,  # noqa: ANN401  as `connect` returns it
    target: Path,
    pulse: Callable[[], object],
    trouble: Callable[[str], Exception],
) -> Iterator[None]:
    """Let the engine write the whole file `target` in the block, asking `pulse` now and then.

    What `pulse` raises stops the engine and is raised again outside of it.

    Raises:
        DiskFull: The file does not fit.
        Exception: What `trouble` makes of the words of the engine, for anything else.
    """
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            pulse()
        except BaseException as error:  # noqa: BLE001  raised again below
            stopped.append(error)
        return len(stopped)

    connection.set_progress_handler(look, _OPERATIONS)
    try:
        yield
    except sqlcipher3.dbapi2.DatabaseError as error:
        if stopped:
            raise stopped[0] from None
        if "full" in str(error):
            raise DiskFull(str(target.parent), target.name, needed_mb=200) from error
        raise trouble(str(error)) from error
    finally:
        connection.set_progress_handler(None, 0)
