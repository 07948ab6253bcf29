"""Connects to a catalogue or a snapshot of one, encrypted by SQLCipher where there is a key.

An encrypted file shows no plain page: the write-ahead log is encrypted as well, and what SQLite
sorts or sets aside stays in memory.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2


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
