"""Snapshots of a catalogue: one consistent file, written while others go on writing.

Copying the live file would silently lack what is still in its write-ahead log.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from luutru.errors import DiskFull, MediumLost
from luutru.holdings.connecting import connect

_OPERATIONS: Final = 200_000
"""Steps of the engine, some milliseconds of work, between two looks whether it is to stop."""


def write_snapshot(engine: Engine, target: Path, pulse: Callable[[], object]) -> None:
    """Write what is committed at this moment to the new file `target`, encrypted with the same key.

    `pulse` is called now and then, and may raise to stop it; what was written stays, unfinished.

    Raises:
        DiskFull: It does not fit.
        MediumLost: It could not be written.
    """
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            pulse()
        except BaseException as error:  # noqa: BLE001  raised again below, outside of the engine
            stopped.append(error)
        return len(stopped)

    pooled = engine.raw_connection()
    connection: Any = pooled.driver_connection
    try:
        connection.set_progress_handler(look, _OPERATIONS)
        connection.execute("VACUUM INTO ?", (str(target),))
    except sqlcipher3.dbapi2.OperationalError as error:
        if stopped:
            raise stopped[0] from None
        if "full" in str(error):
            raise DiskFull(str(target.parent), target.name, needed_mb=200) from error
        raise MediumLost(str(target.parent), str(error)) from error
    finally:
        connection.set_progress_handler(None, 0)
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
