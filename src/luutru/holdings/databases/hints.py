"""How one desk notices that another has committed: told at once (`LISTEN`, `NOTIFY`), or asked."""

import time
from typing import TYPE_CHECKING, Any, Final

import psycopg

from luutru.holdings.databases.beginning import ANSWERS, CHANNEL

if TYPE_CHECKING:
    from luutru.holdings.databases.postgresql import PostgresqlDatabase

_MOMENT: Final = "SELECT pg_current_snapshot()::text"


class ServerCommits:
    """The snapshot of a moment changes as soon as a transaction that wrote has ended."""

    def __init__(self, database: "PostgresqlDatabase") -> None:
        self._database = database
        self._engine = database.reading.execution_options(beginning=_MOMENT)

    def count(self) -> object:
        """Return the snapshot of this moment."""
        with self._database.explained(), self._engine.begin() as connection:
            return connection.info[ANSWERS][0]

    def close(self) -> None:
        """The connection belongs to the pool."""


class ServerHints:
    """Begins to listen when it is asked for the first time, and anew after it was cut off."""

    def __init__(self, database: "PostgresqlDatabase", desk: str) -> None:
        """`desk` is what this one announces itself: it need not hear of that."""
        self._database = database
        self._desk = desk
        self._connection: psycopg.Connection[Any] | None = None

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; tell whether another desk has committed something."""
        until = time.monotonic() + seconds
        with self._database.explained():
            connection = self._listening()
            try:
                while (left := until - time.monotonic()) > 0:
                    for told in connection.notifies(timeout=left, stop_after=1):
                        if told.payload != self._desk:
                            return True
            except psycopg.OperationalError:
                self.close()
                raise
        return False

    def close(self) -> None:
        """Listen no more, until somebody waits again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _listening(self) -> "psycopg.Connection[Any]":
        if self._connection is None:
            self._connection = self._database.own_connection()
            self._connection.execute(f"LISTEN {CHANNEL}".encode())
        return self._connection
