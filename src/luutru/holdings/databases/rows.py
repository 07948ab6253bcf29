"""What sealing wants of an engine: which rows were written, and what a row tells, in one way only.

Both engines tell a row alike, value by value, so that its seal is the same on either and goes with
it when a catalogue is copied from one to the other: numbers, texts, bytes and NULL as SQLite keeps
them, days and moments as ISO texts, yes and no as 1 and 0.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import Connection

Result = TypeVar("Result")

SCHEMA: Final = "schema"
"""What the definitions of tables, indexes and triggers of SQLite are called among the tables."""
SCHEMA_OF_SERVER: Final = "schema_postgresql"
"""What those of PostgreSQL are called; a catalogue is compared with the definitions of its own."""
SCHEMAS: Final = (SCHEMA, SCHEMA_OF_SERVER)
TOUCHED: Final = "touched_rows"
"""The table, of one connection alone, that notes which rows are written on it."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a table is sealed, as the catalogue itself tells."""

    name: str
    source: str
    keys: tuple[str, ...]
    """The columns of its primary key."""
    columns: tuple[str, ...]
    """The sealed columns, in the order of their names."""
    told: tuple[str, ...]
    """What is asked of each column: NULL where it has the zero of its type.

    A column that is added later and has that zero changes no seal.
    """
    key_kinds: tuple[str, ...] = ()
    """The types of the key's columns, where the engine wants them named."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the engine tells of it."""

    name: str
    kind: str
    """Its type."""
    never_null: bool
    key_place: int
    """Its place in the primary key, from 1; 0 where it is not in it."""


class UnreadableTable(Exception):
    """The engine cannot read a table to its end; the words are its own."""


class UnseenRow(Exception):
    """A row was written that its writer is not shown, so that it cannot be sealed."""


class Rows(Protocol):
    """How the rows of one kind of engine are watched and read."""

    @property
    def schema(self) -> str:
        """What the definitions of this engine are called among the tables."""

    def tables(self, connection: Connection) -> dict[str, list[Column]]:
        """Return the columns of every table, by its name."""

    def source(self, table: str) -> str:
        """Return how a table of the catalogue is named in a question."""

    def objects(self) -> str:
        """Return a question whose rows are the objects of the schema: `object`, `sql`."""

    def told(self, column: Column) -> str:
        """Return what is asked of a column: its value in one way only, NULL for its zero."""

    def prepare(self, connection: Connection, shapes: Sequence[Shape]) -> None:
        """Add to a schema that was changed what watching these tables takes."""

    def guard(self, connection: Connection) -> None:
        """Let the engine itself show each of its accounts what that may see, where it has any."""

    def is_watched(self, connection: Connection) -> bool:
        """Tell whether the connection notes which rows are written on it."""

    def watch(self, connection: Connection, shapes: Sequence[Shape]) -> None:
        """Note from now on which rows of these tables are written on the connection."""

    def written(self, connection: Connection, shape: Shape) -> Iterator[Sequence[Any]]:
        """Yield rows that were written: the key noted, the first of the key found, what is told.

        Raises:
            UnseenRow: The server does not show one of them to whoever wrote it.
        """

    def forget_written(self, connection: Connection, *, ends: bool) -> None:
        """Be through with the rows that were written, and with the transaction where it `ends`."""

    def every(self, connection: Connection, shape: Shape) -> Iterator[Sequence[Any]]:
        """Yield each row of a table: its key, and what is told of it.

        Raises:
            UnreadableTable: The engine fails at it.
        """

    def as_it_is(self, connection: Connection, read: Callable[[], Result]) -> Result:
        """Call `read`, which reads `every` row, so that it sees even what no longer is a text."""


def quoted(name: str) -> str:
    """Write a name of the catalogue as SQL does."""
    return '"' + name.replace('"', '""') + '"'


def rows_of(connection: Connection) -> Rows:
    """Return how the rows of the engine behind a connection are watched and read."""
    if connection.dialect.name == "postgresql":
        from luutru.holdings.databases.rows_postgresql import PostgresqlRows  # noqa: PLC0415  seldom

        return PostgresqlRows()
    from luutru.holdings.databases.rows_sqlite import SqliteRows  # noqa: PLC0415  as above

    return SqliteRows()
