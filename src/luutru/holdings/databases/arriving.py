"""A catalogue on its way into a database of a server, in steps that can be gone on with.

A table of its own marks the database until all is there: nobody opens it meanwhile, and who goes
on knows whose it is and how far it has come. References between rows are taken away before the
first row and put back after the last, so that rows come in any order and no right is needed but
that of the owner (docs/adr/0049-from-one-engine-to-the-other.md).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from luutru import failpoints
from luutru.errors import DatabaseTaken, RecordUnfit
from luutru.holdings import upgrading
from luutru.holdings.databases import rights
from luutru.holdings.databases.copying import AT_ONCE
from luutru.holdings.databases.postgresql import PostgresqlDatabase
from luutru.holdings.databases.rows import quoted
from luutru.holdings.databases.unfinished import MARK
from luutru.i18n import translate
from luutru.records.agency import Setting
from luutru.records.base import table_of
from luutru.records.custody import CustodyEntry, Head, RecordSeal
from luutru.records.schema import METADATA

_MAKING: Final = "making"
_COPYING: Final = "copying"
_COMPARED: Final = "compared"
_LAST: Final = "last "
"""Before the name of a table: the last row that was copied."""
_HERE: Final = "current_schema()::regnamespace"
_REFERENCES: Final = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "  # noqa: S608  a constant
    f"WHERE contype = 'f' AND connamespace = {_HERE} ORDER BY 1, 2"
)
_FUNCTIONS: Final = (
    "SELECT DISTINCT tgfoid::regprocedure::text FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "  # noqa: S608  a constant
    f"WHERE NOT tgisinternal AND c.relnamespace = {_HERE}"
)
_SERIAL: Final = "SELECT pg_get_serial_sequence(:table, :column)"


class Arriving:
    """A catalogue that `database` is being given."""

    def __init__(self, database: PostgresqlDatabase, archive_id: str) -> None:
        self._database = database
        self._archive_id = archive_id
        self.goes_on = False
        """Whether something was there of a run before."""

    def begin(self, head: Head) -> None:
        """Make the tables, or find what a run before has left of the same state of the archive.

        Raises:
            DatabaseTaken: Something lies there that is no beginning of this archive.
        """
        with self._database.writing.begin() as connection:
            told = self.told(connection)
            if told and told["stage"] == _COPYING and told["head"] == _as_told(head):
                self.goes_on = True
                return
            if told:
                _clear(connection)
            connection.exec_driver_sql(
                f"CREATE TABLE {MARK} (name text PRIMARY KEY, value text NOT NULL)"
            )
            _put(connection, "archive", self._archive_id)
            _put(connection, "head", _as_told(head))
            _put(connection, "stage", _MAKING)
        upgrading.take_steps(self._database.writing)
        with self._database.writing.begin() as connection:
            references = [list(row) for row in connection.execute(text(_REFERENCES))]
            _put(connection, "references", json.dumps(references))
            for table, name, _definition in references:
                connection.exec_driver_sql(f"ALTER TABLE {table} DROP CONSTRAINT {quoted(name)}")
            _put(connection, "stage", _COPYING)
        failpoints.reach("migrate.begun")

    def told(self, connection: Connection) -> Mapping[str, str]:
        """Return what the mark tells of our own beginning; nothing where the database is empty.

        Raises:
            DatabaseTaken: Something lies there that is no beginning of this archive.
        """
        names = connection.scalars(
            text(f"SELECT relname FROM pg_class WHERE relnamespace = {_HERE} AND relkind <> 'i'")  # noqa: S608  a constant
        ).all()
        if MARK in names:
            found = {str(name): str(value) for name, value in connection.execute(_told_by_mark())}
            if found.get("archive") == self._archive_id:
                return found
            reason = translate("another archive is on its way into it")
        elif "custody_entry" in names:
            reason = translate("it keeps an archive")
        elif names:
            reason = translate("there are tables in it: {names}", names=", ".join(names[:3]))
        else:
            return {}
        raise DatabaseTaken(self._database.name, reason)

    def is_compared(self) -> bool:
        """Tell whether all of it is there, and only waits to be opened."""
        with self._database.reading.connect() as connection:
            return self.told(connection).get("stage") == _COMPARED

    def is_marked(self) -> bool:
        """Tell whether it still has to be opened."""
        with self._database.reading.connect() as connection:
            return connection.scalar(text("SELECT to_regclass(:name)"), {"name": MARK}) is not None

    def copy(self, source: Connection, table: Table) -> Iterator[int]:
        """Copy the rows of a table that are not there yet, in parts that count as soon as they are.

        Yields how many rows a part had.

        Raises:
            RecordUnfit: The server does not take a row.
        """
        last = self._last(table)
        asked = select(table).order_by(*table.primary_key)
        if last is not None:
            asked = asked.where(*[column > last for column in table.primary_key])
        rows = source.execute(asked.execution_options(yield_per=AT_ONCE)).mappings()
        for part in rows.partitions():
            with self._database.writing.begin() as target:
                self._insert(target, table, [dict(row) for row in part])
                if _is_numbered(table):
                    (key,) = table.primary_key
                    _put(target, _LAST + table.name, str(part[-1][key.name]))
            failpoints.reach("migrate.copied")
            yield len(part)

    def empty(self, table: Table) -> None:
        """Take out what came of a table, so that it is copied anew."""
        with self._database.writing.begin() as target:
            target.execute(delete(table))
            asked = text(f"DELETE FROM {MARK} WHERE name = :name")  # noqa: S608  a constant
            target.execute(asked, {"name": f"{_LAST}{table.name}"})

    def _last(self, table: Table) -> int | None:
        """Return the number of the last row that was copied; what has no numbers begins anew."""
        if not self.goes_on:
            return None
        if not _is_numbered(table):
            self.empty(table)
            return None
        with self._database.reading.connect() as connection:
            told = self.told(connection).get(_LAST + table.name)
        return None if told is None else int(told)

    def _insert(self, target: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        try:
            with target.begin_nested():
                target.execute(insert(table), rows)
        except DBAPIError as error:
            if error.connection_invalidated or not _is_about_data(error):
                raise
            if len(rows) == 1:
                key = ", ".join(str(rows[0][column.name]) for column in table.primary_key)
                reason = str(error.orig).strip().partition("\n")[0]
                raise RecordUnfit(self._database.name, table.name, key, reason) from error
            for row in rows:
                self._insert(target, table, [row])

    def finish(self, source: Connection, before: Head) -> None:
        """Bring what the source has entered since `before`, and make the catalogue whole.

        It stays marked: it is opened once nothing can be written into the source any more.
        """
        with self._database.writing.begin() as target:
            for record in (CustodyEntry, RecordSeal):
                table = table_of(record)
                since = source.execute(select(table).where(table.c.seq > before.seq)).mappings()
                target.execute(insert(table), [dict(row) for row in since])
            settings = table_of(Setting)
            target.execute(delete(settings))
            target.execute(
                insert(settings), [dict(r) for r in source.execute(select(settings)).mappings()]
            )
            for table_name, name, definition in json.loads(self.told(target)["references"]):
                target.exec_driver_sql(
                    f"ALTER TABLE {table_name} ADD CONSTRAINT {quoted(name)} {definition}"
                )
            set_sequences(target)
            _put(target, "stage", _COMPARED)
        failpoints.reach("migrate.compared")


def _insert_all(
    target: Connection, table: Table, source: Connection, which: ColumnElement[bool]
) -> None:
    rows = source.execute(select(table).where(which)).mappings()
    target.execute(insert(table), [dict(row) for row in rows])


def unmark(connection: Connection) -> None:
    """Let a catalogue that is whole be opened by anybody."""
    connection.exec_driver_sql(f"DROP TABLE {MARK}")
    for account in rights.tied_accounts(connection):
        rights.grant(connection, account)


def _as_told(head: Head) -> str:
    return f"{head.seq} {head.hash}"


def _told_by_mark() -> Any:  # noqa: ANN401  a statement of SQLAlchemy
    return text(f"SELECT name, value FROM {MARK}")  # noqa: S608  a constant


def _put(connection: Connection, name: str, value: str) -> None:
    connection.execute(
        text(
            f"INSERT INTO {MARK} VALUES (:name, :value) "  # noqa: S608  a constant
            "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        ),
        {"name": name, "value": value},
    )


def _is_numbered(table: Table) -> bool:
    keys = list(table.primary_key)
    return len(keys) == 1 and keys[0].type.python_type is int


def _is_about_data(error: DBAPIError) -> bool:
    """Tell whether the server, or the way to it, finds a value that it cannot keep."""
    code = getattr(error.orig, "sqlstate", None) or ""
    return code[:2] in ("", "22", "23") and not isinstance(error, OperationalError)


def _clear(connection: Connection) -> None:
    """Remove our own unfinished beginning."""
    functions = connection.scalars(text(_FUNCTIONS)).all()
    for name in (*(table.name for table in METADATA.sorted_tables), "alembic_version", MARK):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {quoted(name)} CASCADE")
    for function in functions:
        connection.exec_driver_sql(f"DROP FUNCTION {function}")
    rights.remove(connection)


def set_sequences(connection: Connection) -> None:
    """Let every sequence go on after the highest number that its table has."""
    for table in METADATA.sorted_tables:
        for column in table.primary_key:
            asked = {"table": quoted(table.name), "column": column.name}
            sequence = connection.scalar(text(_SERIAL), asked)
            if sequence is not None:
                highest = connection.scalar(select(func.max(column))) or 0
                connection.execute(
                    text("SELECT setval(:sequence, :number, :used)"),
                    {"sequence": sequence, "number": max(highest, 1), "used": highest > 0},
                )
