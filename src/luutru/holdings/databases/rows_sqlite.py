"""How rows of SQLite are watched, by triggers of one connection alone, and read."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

import sqlcipher3.dbapi2
from sqlalchemy import Connection

from luutru.holdings.databases.rows import (
    SCHEMA,
    SCHEMAS,
    TOUCHED,
    Column,
    Shape,
    UnreadableTable,
    quoted,
)

Result = TypeVar("Result")

_FETCHED: Final = 500
_MOST_KEYS: Final = 3
_KEYS: Final = tuple(f"k{number}" for number in range(1, _MOST_KEYS + 1))
_OURS: Final = "name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


class SqliteRows:
    """How the rows of a catalogue in a file are watched and read."""

    schema = SCHEMA

    def tables(self, connection: Connection) -> dict[str, list[Column]]:
        """Return the columns of every table, by its name."""
        names = connection.exec_driver_sql(
            f"SELECT name FROM main.sqlite_master WHERE type = 'table' AND {_OURS} ORDER BY name"  # noqa: S608  a constant
        ).scalars()
        return {name: self._columns(connection, name) for name in names}

    def _columns(self, connection: Connection, table: str) -> list[Column]:
        told = connection.exec_driver_sql(f"PRAGMA main.table_info({quoted(table)})").all()
        return [Column(row.name, row.type, bool(row.notnull or row.pk), row.pk) for row in told]

    def source(self, table: str) -> str:
        """Return how a table of the catalogue is named in a question."""
        return f"main.{quoted(table)}"

    def objects(self) -> str:
        """Return a question whose rows are tables, indexes and triggers, as they were made."""
        return f"(SELECT type || ' ' || name AS object, sql FROM main.sqlite_master WHERE {_OURS})"  # noqa: S608  a constant

    def told(self, column: Column) -> str:
        """Return what is asked of a column: NULL for the zero of its type."""
        name = quoted(column.name)
        return f"NULLIF({name}, {_zero(column.kind)})" if column.never_null else name

    def prepare(self, connection: Connection, shapes: Sequence[Shape]) -> None:
        """Leave the schema as it is: each connection brings its own triggers."""

    def guard(self, connection: Connection) -> None:
        """Nothing is to be done: a file knows no accounts."""

    def is_watched(self, connection: Connection) -> bool:
        """Tell whether the connection has the table in which written rows are noted."""
        noted = "SELECT 1 FROM temp.sqlite_master WHERE name = ?"
        return connection.exec_driver_sql(noted, (TOUCHED,)).scalar() is not None

    def watch(self, connection: Connection, shapes: Sequence[Shape]) -> None:
        """Make the table and the triggers, for this connection alone."""
        connection.exec_driver_sql(
            f"CREATE TEMP TABLE {TOUCHED} (tbl TEXT, {', '.join(_KEYS)}, "
            f"PRIMARY KEY (tbl, {', '.join(_KEYS)})) WITHOUT ROWID"
        )
        for shape in shapes:
            if shape.name not in SCHEMAS:
                _watch_table(connection, shape)

    def written(self, connection: Connection, shape: Shape) -> Iterator[Sequence[Any]]:
        """Yield rows that were written."""
        keys = _KEYS[: len(shape.keys)]
        same = " AND ".join(
            f"t.{quoted(own)} = n.{key}" for own, key in zip(shape.keys, keys, strict=True)
        )
        told = ", ".join([*(f"n.{key}" for key in keys), f"t.{quoted(shape.keys[0])}", *shape.told])
        query = (
            f"SELECT {told} FROM {TOUCHED} n LEFT JOIN {shape.source} t ON {same} WHERE n.tbl = ?"  # noqa: S608  names of ours
        )
        yield from connection.exec_driver_sql(query, (shape.name,))

    def forget_written(self, connection: Connection, *, ends: bool) -> None:  # noqa: ARG002  the table outlives it
        """Empty the table."""
        connection.exec_driver_sql(f"DELETE FROM {TOUCHED}")  # noqa: S608  a name of ours

    def every(self, connection: Connection, shape: Shape) -> Iterator[Sequence[Any]]:
        """Yield each row of a table."""
        cursor = _raw(connection).cursor()
        asked = ", ".join([*map(quoted, shape.keys), *shape.told])
        try:
            cursor.execute(f"SELECT {asked} FROM {shape.source}")  # noqa: S608  names of the catalogue
            while found := cursor.fetchmany(_FETCHED):
                yield from found
        except sqlcipher3.dbapi2.DatabaseError as error:
            raise UnreadableTable(str(error)) from error

    def as_it_is(self, connection: Connection, read: Callable[[], Result]) -> Result:
        """Call `read`, and once more where a text is none: a bit has changed in it."""
        try:
            return read()
        except UnreadableTable as error:
            if "UTF-8" not in str(error):
                raise
        raw = _raw(connection)
        raw.text_factory = _whatever_it_is
        try:
            return read()
        finally:
            raw.text_factory = str


def _raw(connection: Connection) -> Any:  # noqa: ANN401  a DBAPI connection
    raw = connection.connection.dbapi_connection
    assert raw is not None  # noqa: S101  the connection is open
    return raw


def _whatever_it_is(text: bytes) -> str:
    return text.decode(errors="surrogateescape")


def _zero(kind: str) -> str:
    if kind.upper().startswith(("VARCHAR", "TEXT", "CHAR", "DATE")):
        return "''"
    return "x''" if kind.upper().startswith("BLOB") else "0"


def _watch_table(connection: Connection, shape: Shape) -> None:
    columns = ", ".join(map(quoted, shape.columns))
    acts = (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), (f"UPDATE OF {columns}", ("OLD", "NEW")))
    for act, sides in acts:
        notes = "".join(f"{_note(shape, side)}; " for side in sides)
        trigger = quoted(f"note_{act[:3].lower()}_{shape.name}")
        connection.exec_driver_sql(
            f"CREATE TEMP TRIGGER {trigger} AFTER {act} ON {shape.source} BEGIN {notes}END"
        )


def _note(shape: Shape, side: str) -> str:
    keys = [f"{side}.{quoted(key)}" for key in shape.keys]
    values = ", ".join([f"'{shape.name}'", *keys, *["0"] * (_MOST_KEYS - len(keys))])
    return f"INSERT OR IGNORE INTO {TOUCHED} VALUES ({values})"  # noqa: S608  names of ours
