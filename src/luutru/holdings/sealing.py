"""Seals what is recorded: each transaction ends with an entry of the log that binds its records.

A seal is the SHA-256 of one row. The seals of a transaction lie together in `record_seal`, and the
custody entry of the same number has their checksum, so that the chain of the log, and every head
of it that is kept outside, vouches for each row (docs/adr/0037-record-seals.md).

Which rows a transaction wrote is told by triggers that exist on its connection alone. Whatever
writes through the door is noticed by them, one row at a time or many by one statement; whatever
writes past the door is not, and that is what verification finds.
"""

import hashlib
import json
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from luutru.holdings.log_book import Line, append
from luutru.records.custody import SEALING, RecordSeal
from luutru.records.schema import METADATA

GONE: Final = bytes(hashlib.sha256().digest_size)
"""The seal of a row that was removed."""
SEAL: Final = struct.Struct(f">q{len(GONE)}s")
"""How a seal is packed: the short key of the row, then its hash."""
SCHEMA: Final = "schema"
"""What the definitions of tables, indexes and triggers are called among the tables."""

_AT_ONCE: Final = 20_000
"""Seals that one entry binds."""
_FETCHED: Final = 500
_MOST_KEYS: Final = 3
_KEYS: Final = tuple(f"k{number}" for number in range(1, _MOST_KEYS + 1))
_TOUCHED: Final = "touched_rows"
_SHAPES: Final = "shapes"
"""In the `info` of a connection that is watched: what it seals."""
_UNSEALED: Final = {
    table.name for table in METADATA.tables.values() if not table.info.get("sealed", True)
}
_UNSEALED_COLUMNS: Final = {
    (table.name, column.name)
    for table in METADATA.tables.values()
    for column in table.columns
    if not column.info.get("sealed", True)
}
_OBJECTS: Final = (
    "(SELECT type || ' ' || name AS object, sql FROM main.sqlite_master "
    "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\')"
)


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


def shapes(connection: Connection) -> dict[str, Shape]:
    """Return the tables that are sealed, by name."""
    names = connection.exec_driver_sql(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' ORDER BY name"
    ).scalars()
    found = {name: _shape(connection, name) for name in names if name not in _UNSEALED}
    columns = ("object", "sql")
    return {**found, SCHEMA: Shape(SCHEMA, _OBJECTS, columns[:1], columns, columns)}


def _shape(connection: Connection, name: str) -> Shape:
    told = connection.exec_driver_sql(f"PRAGMA main.table_info({quoted(name)})").all()
    keys = [row.name for row in sorted(told, key=lambda row: row.pk) if row.pk]
    sealed = sorted(
        (row.name, row.type, row.notnull or row.pk)
        for row in told
        if (name, row.name) not in _UNSEALED_COLUMNS
    )
    return Shape(
        name,
        f"main.{quoted(name)}",
        tuple(keys),
        tuple(column for column, _, _ in sealed),
        tuple(
            f"NULLIF({quoted(column)}, {_zero(kind)})" if never_null else quoted(column)
            for column, kind, never_null in sealed
        ),
    )


def quoted(name: str) -> str:
    """Write a name of the catalogue as SQL does."""
    return '"' + name.replace('"', '""') + '"'


def _zero(kind: str) -> str:
    if kind.upper().startswith(("VARCHAR", "TEXT", "CHAR", "DATE")):
        return "''"
    return "x''" if kind.upper().startswith("BLOB") else "0"


def short_key(key: Sequence[Any]) -> int:
    """Return the key of a row as one number of 64 bits: its own number, else a piece of a hash."""
    if len(key) == 1 and isinstance(key[0], int):
        return key[0]
    return int.from_bytes(_hash(list(key))[:8], "big", signed=True)


def row_seal(columns: Sequence[str], values: Sequence[Any]) -> bytes:
    """Return the SHA-256 of a row: of what its columns tell, with their names, in one way only."""
    told = zip(columns, values, strict=True)
    return _hash({column: value for column, value in told if value is not None})


def _hash(told: object) -> bytes:
    return hashlib.sha256(_ENCODER.encode(told).encode(errors="surrogateescape")).digest()


def _blob(value: object) -> str:
    assert isinstance(value, bytes)  # noqa: S101  SQLite has no other kind of value
    return f"sha256:{hashlib.sha256(value).hexdigest()}"


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_blob)


def rows(connection: Connection, shape: Shape) -> Iterator[tuple[int, bytes]]:
    """Yield short key and seal of every row of a table, as they are now."""
    raw = connection.connection.dbapi_connection
    assert raw is not None  # noqa: S101  the connection is open
    cursor = raw.cursor()
    asked = ", ".join([*map(quoted, shape.keys), *shape.told])
    cursor.execute(f"SELECT {asked} FROM {shape.source}")  # noqa: S608  names of the catalogue
    width, columns = len(shape.keys), shape.columns
    while found := cursor.fetchmany(_FETCHED):
        for row in found:
            yield short_key(row[:width]), row_seal(columns, row[width:])


def packed(seals: Iterable[tuple[str, int, bytes]]) -> bytes:
    """Pack seals, told with their tables: the name of a table and how many, then these."""
    by_table: dict[str, list[bytes]] = {}
    for table, key, seal in seals:
        by_table.setdefault(table, []).append(SEAL.pack(key, seal))
    return b"".join(
        f"{table} {len(told)}\n".encode() + b"".join(told)
        for table, told in sorted(by_table.items())
    )


def unpacked(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield each table of a packed body with its seals, still packed.

    Raises:
        ValueError: It was not packed by `packed`.
    """
    at = 0
    while at < len(body):
        end = body.index(b"\n", at)
        name, count = body[at:end].decode().split(" ")
        at, end = end + 1, end + 1 + int(count) * SEAL.size
        if end > len(body):
            message = "seals are missing"
            raise ValueError(message)
        yield name, body[at:end]
        at = end


def watch(connection: Connection) -> None:
    """Let the connection note from now on which rows are written on it."""
    noted = "SELECT 1 FROM temp.sqlite_master WHERE name = ?"
    if connection.exec_driver_sql(noted, (_TOUCHED,)).scalar() is not None:
        return
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE {_TOUCHED} (tbl TEXT, {', '.join(_KEYS)}, "
        f"PRIMARY KEY (tbl, {', '.join(_KEYS)})) WITHOUT ROWID"
    )
    known = connection.info[_SHAPES] = shapes(connection)
    for shape in known.values():
        if shape.name != SCHEMA:
            _watch_table(connection, shape)


def _watch_table(connection: Connection, shape: Shape) -> None:
    columns = ", ".join(map(quoted, (*shape.columns,)))
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
    return f"INSERT OR IGNORE INTO {_TOUCHED} VALUES ({values})"  # noqa: S608  names of ours


def seal_written(session: Session) -> None:
    """Seal what was written since the transaction began, as its last act."""
    session.flush()
    connection = session.connection()
    names = connection.exec_driver_sql(f"SELECT DISTINCT tbl FROM {_TOUCHED}").scalars().all()  # noqa: S608  as above
    if not names:
        return
    known: dict[str, Shape] = connection.info[_SHAPES]
    enter(session, [seal for name in names for seal in _written(connection, known[name])])
    connection.exec_driver_sql(f"DELETE FROM {_TOUCHED}")  # noqa: S608  as above


def _written(connection: Connection, shape: Shape) -> Iterator[tuple[str, int, bytes]]:
    keys = _KEYS[: len(shape.keys)]
    same = " AND ".join(
        f"t.{quoted(own)} = n.{key}" for own, key in zip(shape.keys, keys, strict=True)
    )
    told = ", ".join([*(f"n.{key}" for key in keys), f"t.{quoted(shape.keys[0])}", *shape.told])
    query = f"SELECT {told} FROM {_TOUCHED} n LEFT JOIN {shape.source} t ON {same} WHERE n.tbl = ?"  # noqa: S608  names of ours
    width = len(keys)
    for row in connection.exec_driver_sql(query, (shape.name,)):
        there = row[width] is not None
        seal = row_seal(shape.columns, row[width + 1 :]) if there else GONE
        yield shape.name, short_key(row[:width]), seal


def enter(
    session: Session, seals: Sequence[tuple[str, int, bytes]], **more: str | bool | int
) -> None:
    """Keep seals, and bind them by entries of the log; `more` stands in these entries."""
    for start in range(0, len(seals), _AT_ONCE):
        part = seals[start : start + _AT_ONCE]
        body = packed(part)
        counted = {name: len(told) // SEAL.size for name, told in unpacked(body)}
        digest = hashlib.sha256(body).hexdigest()
        (entry,) = append(session, [Line("", SEALING, {"sha256": digest, "rows": counted, **more})])
        session.add(RecordSeal(seq=entry.seq, body=body))
    session.flush()
