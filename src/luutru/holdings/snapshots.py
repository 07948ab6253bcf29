"""Snapshots of a catalogue: one consistent file, written while others go on writing.

Copying the live file would silently lack what is still in its write-ahead log.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from luutru.errors import MediumLost
from luutru.holdings.connecting import connect, writing_out
from luutru.holdings.databases.copying import write_file
from luutru.holdings.databases.database import Database


def write_snapshot(database: Database, target: Path, pulse: Callable[[], object]) -> None:
    """Write what is committed at this moment to the new file `target`, encrypted with the same key.

    What a server keeps is written into a file as well: whatever becomes of the server, one desk
    can open it.

    `pulse` is called now and then, and may raise to stop it; what was written stays, unfinished.

    Raises:
        DiskFull: It does not fit.
        MediumLost, DiskTrouble: It could not be written.
        CatalogueOutOfReach: The server that keeps it was lost on the way.
    """
    if database.file is None:
        write_file(database, target, pulse)
        return
    pooled = database.reading.raw_connection()
    connection: Any = pooled.driver_connection
    try:
        with writing_out(connection, target, pulse, partial(MediumLost, str(target.parent))):
            connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        pooled.close()


@contextmanager
def looked_into(snapshot: Path, key: bytes | None = None) -> Iterator[Session]:
    """Open a snapshot that nobody writes, all of it, without leaving a trace beside it.

    `key` encrypts it, where it is not plain. It has to have the schema of
    this version of the program.
    """
    connected = partial(connect, snapshot, key, unchanging=True)
    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=connected, poolclass=StaticPool
    )
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()
