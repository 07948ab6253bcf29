"""The mark of a database into which a catalogue is still on its way."""

from typing import Final

from sqlalchemy import Connection, text

from luutru.errors import MigrationUnfinished

MARK: Final = "luutru_migration"
"""The table that is there until all of the catalogue is."""


def refuse_unfinished(connection: Connection, server: str) -> None:
    """Refuse what has not arrived whole.

    Raises:
        MigrationUnfinished: Whoever began it has to finish it.
    """
    if connection.scalar(text("SELECT to_regclass(:name)"), {"name": MARK}) is not None:
        raise MigrationUnfinished(server)
