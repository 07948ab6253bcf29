"""Brings a catalogue up to date without losing what its seals tell.

A step that changes rows changes what they were sealed with, so that they are sealed anew, and an
entry of the log says so. What did not fit to its seal before the step is left as it is: no upgrade
hides what somebody wrote past the program.
"""

import tempfile
from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from luutru.holdings import sealing, upgrading
from luutru.holdings.databases.rows import SCHEMA, rows_of
from luutru.holdings.databases.sqlite import SqliteDatabase


def bring_up_to_date(engine: Engine, folder: Path) -> None:
    """Take the steps that are left, and seal what they made or changed.

    A catalogue that was never sealed, of an earlier version, is sealed whole. Where a server keeps
    it, the definitions that a file of the same version has are sealed as well: what is written out
    of it into a file, such as a backup, then fits to its log.

    Raises:
        NewerArchive: A newer version of the program has written it.
    """
    if not upgrading.is_behind(engine, folder):
        return
    from luutru.holdings.seal_checks import Differences, differences  # noqa: PLC0415  seldom needed

    with engine.connect() as connection:
        was_sealed = inspect(connection).has_table("record_seal")
        before = differences(connection) if was_sealed else Differences()
    upgrading.take_steps(engine)
    with Session(engine) as session, session.begin():
        connection = session.connection()
        known = {(one.table, one.key) for one in before.all()}
        changed = [
            one for one in differences(connection).all() if (one.table, one.key) not in known
        ]
        seals = [(one.table, one.key, one.seal) for one in changed]
        if rows_of(connection).schema != SCHEMA:
            seals += _definitions_of_a_file()
        sealing.enter(session, seals, upgraded=True)


def _definitions_of_a_file() -> list[tuple[str, int, bytes]]:
    """Return the seals of the definitions that a new file has."""
    with tempfile.TemporaryDirectory() as folder:
        database = SqliteDatabase(Path(folder) / "empty.sqlite")
        upgrading.take_steps(database.writing)
        with database.reading.connect() as connection:
            shape = sealing.shapes(connection)[SCHEMA]
            found = [(SCHEMA, key, seal) for key, seal in sealing.rows(connection, shape)]
        database.close(changed=False)
    return found
