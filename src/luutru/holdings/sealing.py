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
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from luutru.holdings.databases.rows import TOUCHED, Column, Rows, Shape, rows_of
from luutru.holdings.log_book import Line, append
from luutru.records.custody import SEALING, RecordSeal
from luutru.records.schema import METADATA

GONE: Final = bytes(hashlib.sha256().digest_size)
"""The seal of a row that was removed."""
SEAL: Final = struct.Struct(f">q{len(GONE)}s")
"""How a seal is packed: the short key of the row, then its hash."""

_AT_ONCE: Final = 20_000
"""Seals that one entry binds."""
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


def shapes(connection: Connection) -> dict[str, Shape]:
    """Return the tables that are sealed, by name."""
    rows = rows_of(connection)
    tables = rows.tables(connection)
    found = {name: _shape(rows, name, tables[name]) for name in tables if name not in _UNSEALED}
    columns = ("object", "sql")
    schema = Shape(rows.schema, rows.objects(), columns[:1], columns, columns)
    return {**found, rows.schema: schema}


def whole_shapes(connection: Connection) -> dict[str, Shape]:
    """Return every table by name, with all columns, sealed or not: to compare what was copied."""
    rows = rows_of(connection)
    tables = rows.tables(connection)
    return {name: _shape(rows, name, tables[name], left_out=frozenset()) for name in tables}


def _shape(
    rows: Rows,
    name: str,
    columns: Sequence[Column],
    left_out: Set[tuple[str, str]] = _UNSEALED_COLUMNS,
) -> Shape:
    keys = sorted((one for one in columns if one.key_place), key=lambda one: one.key_place)
    sealed = sorted(
        (one for one in columns if (name, one.name) not in left_out), key=lambda one: one.name
    )
    return Shape(
        name,
        rows.source(name),
        tuple(one.name for one in keys),
        tuple(one.name for one in sealed),
        tuple(rows.told(one) for one in sealed),
        tuple(one.kind for one in keys),
    )


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
    """Yield short key and seal of every row of a table, as they are now.

    Raises:
        UnreadableTable: The engine fails at it.
    """
    width, columns = len(shape.keys), shape.columns
    for row in rows_of(connection).every(connection, shape):
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
    rows = rows_of(connection)
    if not rows.is_watched(connection):  # what was undone with its first transaction is made again
        known = connection.info[_SHAPES] = shapes(connection)
        rows.watch(connection, list(known.values()))


def seal_written(session: Session, *, ends: bool = False) -> None:
    """Seal what was written since the transaction began; as its last act where it `ends`."""
    session.flush()
    connection = session.connection()
    names = connection.exec_driver_sql(f"SELECT DISTINCT tbl FROM {TOUCHED}").scalars().all()  # noqa: S608  as above
    if not names:
        return
    known: dict[str, Shape] = connection.info[_SHAPES]
    enter(session, [seal for name in names for seal in _written(connection, known[name])])
    rows_of(connection).forget_written(connection, ends=ends)


def _written(connection: Connection, shape: Shape) -> Iterator[tuple[str, int, bytes]]:
    width = len(shape.keys)
    for row in rows_of(connection).written(connection, shape):
        there = row[width] is not None
        seal = row_seal(shape.columns, row[width + 1 :]) if there else GONE
        yield shape.name, short_key(row[:width]), seal


def seal_definitions(session: Session) -> None:
    """Seal what the schema consists of on this engine: a catalogue has come from another one."""
    connection = session.connection()
    shape = shapes(connection)[rows_of(connection).schema]
    seals = [(shape.name, key, seal) for key, seal in rows(connection, shape)]
    enter(session, seals, upgraded=True)


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
