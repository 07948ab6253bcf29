"""How rows of PostgreSQL are watched, by triggers that note for whoever asks, and read.

The triggers belong to the schema; the table they write to belongs to one connection, and where
there is none nothing is noted.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

import psycopg
from sqlalchemy import Connection, text

from luutru.holdings.databases.beginning import IS_WATCHED
from luutru.holdings.databases.rows import (
    SCHEMA_OF_SERVER,
    SCHEMAS,
    TOUCHED,
    Column,
    Shape,
    UnreadableTable,
    UnseenRow,
    quoted,
)

Result = TypeVar("Result")

_FETCHED: Final = 2_000
_COLUMNS: Final = """
SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attnotnull,
       coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0)
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
ORDER BY c.relname, a.attnum
"""
_OBJECTS: Final = """
(SELECT 'table ' || c.relname AS object, string_agg(
    a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull
    THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), ''),
    ', ' ORDER BY a.attname) AS sql
 FROM pg_class c
 JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace GROUP BY c.relname
 UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes
 WHERE schemaname = current_schema()
 UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
 FROM pg_constraint WHERE connamespace = current_schema()::regnamespace AND conrelid <> 0
 UNION ALL SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(t.oid)
    || ' ' || tgenabled::text
 FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid
 WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace
 UNION ALL SELECT 'function ' || proname, prosrc FROM pg_proc
 WHERE pronamespace = current_schema()::regnamespace
 UNION ALL SELECT 'definer ' || proname, array_to_string(proconfig, ' ') FROM pg_proc
 WHERE prosecdef AND pronamespace = current_schema()::regnamespace
 UNION ALL SELECT 'rows of ' || relname, 'guarded' FROM pg_class
 WHERE relrowsecurity AND relnamespace = current_schema()::regnamespace
 UNION ALL SELECT 'policy ' || polrelid::regclass || ' ' || polname, polcmd::text || ' '
    || polpermissive || ' ' || coalesce(pg_get_expr(polqual, polrelid), '')
    || coalesce(' check ' || pg_get_expr(polwithcheck, polrelid), '')
 FROM pg_policy JOIN pg_class c ON c.oid = polrelid
 WHERE relnamespace = current_schema()::regnamespace)
"""


class PostgresqlRows:
    """How the rows of a catalogue that a server keeps are watched and read."""

    schema = SCHEMA_OF_SERVER

    def tables(self, connection: Connection) -> dict[str, list[Column]]:
        """Return the columns of every table, by its name."""
        found: dict[str, list[Column]] = {}
        for table, *column in connection.execute(text(_COLUMNS)):
            found.setdefault(table, []).append(Column(*column))
        return found

    def source(self, table: str) -> str:
        """Return how a table of the catalogue is named in a question."""
        return quoted(table)

    def objects(self) -> str:
        """Return a question whose rows are what the schema consists of, as the server tells it."""
        return f"{_OBJECTS} AS objects"

    def told(self, column: Column) -> str:
        """Return what is asked of a column: its value as SQLite keeps it, NULL for its zero."""
        value = _value(column.name, column.kind)
        if not column.never_null or column.kind in _WITHOUT_ZERO:
            return value
        return f"NULLIF({value}, {_ZEROS.get(column.kind, '0')})"

    def prepare(self, connection: Connection, shapes: Sequence[Shape]) -> None:
        """Make the triggers, which note only for a connection that is watched."""
        for statement in _noting(shapes):
            connection.exec_driver_sql(statement)

    def guard(self, connection: Connection) -> None:
        """Make the policies."""
        from luutru.holdings.databases import rights  # noqa: PLC0415  at a step, and seldom else

        rights.make(connection)

    def is_watched(self, connection: Connection) -> bool:
        """Tell whether the connection has the table in which written rows are noted."""
        is_watched: bool = connection.info[IS_WATCHED]
        return is_watched

    def watch(self, connection: Connection, shapes: Sequence[Shape]) -> None:  # noqa: ARG002  the schema has the triggers
        """Make the table; it is emptied whenever a transaction ends."""
        connection.exec_driver_sql(
            f"CREATE TEMPORARY TABLE {TOUCHED} (tbl text, key text[], gone boolean NOT NULL, "
            "PRIMARY KEY (tbl, key)) ON COMMIT DELETE ROWS"
        )
        connection.info[IS_WATCHED] = True

    def written(self, connection: Connection, shape: Shape) -> Iterator[Sequence[Any]]:
        """Yield rows that were written."""
        kinds = list(enumerate(shape.key_kinds, start=1))
        same = " AND ".join(
            f"t.{quoted(own)} = (n.key[{place}])::{kind}"
            for own, (place, kind) in zip(shape.keys, kinds, strict=True)
        )
        keys = [f"n.key[{place}]{'::bigint' if kind in _NUMBERS else ''}" for place, kind in kinds]
        told = ", ".join([*keys, f"t.{quoted(shape.keys[0])}", *shape.told])
        query = (
            f"SELECT NOT n.gone AND t.{quoted(shape.keys[0])} IS NULL, {told} "  # noqa: S608  names of ours
            f"FROM {TOUCHED} n LEFT JOIN {shape.source} t ON {same} WHERE n.tbl = %s"
        )
        for unseen, *row in connection.exec_driver_sql(query, (shape.name,)):
            if unseen:
                raise UnseenRow(shape.name)
            yield row

    def forget_written(self, connection: Connection, *, ends: bool) -> None:
        """Empty the table, unless it is emptied with the transaction in a moment."""
        if not ends:
            connection.exec_driver_sql(f"DELETE FROM {TOUCHED}")  # noqa: S608  a name of ours

    def every(self, connection: Connection, shape: Shape) -> Iterator[Sequence[Any]]:
        """Yield each row of a table, which the server hands over a few thousand at a time."""
        raw: Any = connection.connection.driver_connection
        keys = map(_value, shape.keys, shape.key_kinds) if shape.key_kinds else shape.keys
        asked = ", ".join([*keys, *shape.told])
        try:
            with raw.cursor(name="every_row") as cursor:
                cursor.execute(f"SELECT {asked} FROM {shape.source}")  # noqa: S608  names of the catalogue
                while found := cursor.fetchmany(_FETCHED):
                    yield from found
        except (psycopg.DataError, psycopg.InternalError) as error:  # such as a broken page
            raise UnreadableTable(str(error)) from error

    def as_it_is(self, connection: Connection, read: Callable[[], Result]) -> Result:  # noqa: ARG002  the server keeps texts alone as texts
        """Call `read`."""
        return read()


def _value(name: str, kind: str) -> str:
    """Return what asks for the value of a column as SQLite keeps it."""
    column = quoted(name)
    if kind in _WITHOUT_ZERO:
        return f"to_char({column}, '{_WITHOUT_ZERO[kind]}')"
    return f"{column}::int" if kind == "boolean" else column


_NUMBERS: Final = ("bigint", "integer", "smallint")
_WITHOUT_ZERO: Final = {
    "date": "YYYY-MM-DD",
    "timestamp without time zone": "YYYY-MM-DD HH24:MI:SS.US",
}
"""Types that have no zero, and how SQLAlchemy writes them where the engine has no such types."""
_ZEROS: Final = {"character varying": "''", "text": "''", "bytea": "''::bytea"}


def _noting(shapes: Sequence[Shape]) -> Iterator[str]:
    for shape in shapes:
        if shape.name in SCHEMAS:
            continue
        name = quoted(f"note_{shape.name}")
        yield (
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$\nBEGIN\n"
            f"  IF to_regclass('pg_temp.{TOUCHED}') IS NOT NULL THEN\n"
            f"    IF TG_OP <> 'INSERT' THEN {_note(shape, 'OLD', gone=True)}; END IF;\n"
            f"    IF TG_OP <> 'DELETE' THEN {_note(shape, 'NEW', gone=False)}; END IF;\n"
            "  END IF;\n  RETURN NULL;\nEND $$"
        )
        columns = ", ".join(map(quoted, shape.columns))
        yield (
            f"CREATE OR REPLACE TRIGGER {name} AFTER INSERT OR DELETE OR UPDATE OF {columns} "
            f"ON {shape.source} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def _note(shape: Shape, side: str, *, gone: bool) -> str:
    keys = ", ".join(f"{side}.{quoted(key)}::text" for key in shape.keys)
    return (
        f"INSERT INTO pg_temp.{TOUCHED} VALUES ('{shape.name}', ARRAY[{keys}], {gone}) "  # noqa: S608  names of ours
        "ON CONFLICT (tbl, key) DO UPDATE SET gone = excluded.gone"
    )
