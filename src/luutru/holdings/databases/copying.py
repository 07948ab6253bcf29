"""Copies a catalogue from one engine to another, row by row, with its chain and its seals."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, select

from luutru.holdings import upgrading
from luutru.holdings.databases.database import Database
from luutru.holdings.databases.sqlite import SqliteDatabase
from luutru.records.schema import METADATA

AT_ONCE: Final = 1_000
"""Rows that are held at a time."""

Pulse = Callable[[], object]
"""Called now and then; raises to stop the work."""


def copy_rows(source: Connection, target: Connection, pulse: Pulse) -> None:
    """Copy every row of every table; `target` has the same schema, and no rows."""
    for table in METADATA.sorted_tables:
        asked = select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
        for part in source.execute(asked).mappings().partitions():
            target.execute(insert(table), [dict(row) for row in part])
            pulse()


def write_file(database: Database, target: Path, pulse: Pulse) -> None:
    """Write what a server keeps at this moment into the new file `target`.

    What was written stays, unfinished, where `pulse` stops it.

    Raises:
        CatalogueOutOfReach: The server was lost on the way.
        DiskFull, DiskTrouble: The file could not be written.
    """
    with database.explained(), database.reading.connect() as source:
        write_file_of(source, target, pulse)


def write_file_of(source: Connection, target: Path, pulse: Pulse) -> None:
    """Do the same with what one transaction on a server sees, its own changes included.

    Raises:
        DiskFull, DiskTrouble: The file could not be written.
    """
    made = SqliteDatabase(target)
    try:
        with made.explained():
            upgrading.take_steps(made.writing)
            _fill(source, made, pulse)
    finally:
        made.close(changed=False)


def _fill(source: Connection, made: SqliteDatabase, pulse: Pulse) -> None:
    with made.writing.connect() as target:
        raw = target.connection.driver_connection
        assert raw is not None  # noqa: S101  the connection is open
        raw.execute("PRAGMA foreign_keys = OFF")  # a row may refer to one that comes later
        with target.begin():
            copy_rows(source, target, pulse)
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute("PRAGMA journal_mode = DELETE")
