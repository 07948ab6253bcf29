"""Compares what is recorded with what it was sealed as, in arrays: millions of rows in seconds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, LargeBinary, cast, select

from luutru.holdings.databases.rows import SCHEMAS, Shape, quoted, rows_of
from luutru.holdings.sealing import GONE, rows, shapes, short_key, unpacked
from luutru.records.base import table_of
from luutru.records.custody import RecordSeal

Array = NDArray[Any]

CHANGED: Final = "changed"
ADDED: Final = "added"
REMOVED: Final = "removed"

_PACKED: Final = np.dtype([("key", ">i8"), ("seal", f"S{len(GONE)}")])
_BYTES: Final = np.dtype((np.void, len(GONE)))


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that is not what it was sealed as."""

    table: str
    key: int
    kind: str
    """`changed`, `added` or `removed`."""
    seal: bytes
    """Of the row as it is."""
    seq: int
    """The entry that bound its last seal; 0 where it has none."""


@dataclass(frozen=True, slots=True)
class Differences:
    """What was compared, and what differs."""

    rows: int = 0
    tables: int = 0
    by_table: dict[str, list[Difference]] = field(default_factory=dict)

    def all(self) -> Iterator[Difference]:
        """Yield every difference."""
        for found in self.by_table.values():
            yield from found


@dataclass(frozen=True, slots=True)
class _Table:
    keys: Array
    seals: Array
    seqs: Array

    @staticmethod
    def of(keys: Array, seals: Array, seqs: Array) -> "_Table":
        """Sort by key; of several seals of one row the last one counts."""
        order = np.argsort(keys, kind="stable")
        keys, seals, seqs = keys[order], seals[order], seqs[order]
        last = np.ones(len(keys), dtype=bool)
        last[:-1] = keys[1:] != keys[:-1]
        return _Table(keys[last], seals[last], seqs[last])


def differences(
    connection: Connection, told: Callable[[str, int], object] = lambda _table, _rows: None
) -> Differences:
    """Compare every row with its last seal; `told` hears of each table before it is read.

    Raises:
        ValueError: The seals themselves cannot be read.
    """
    sealed = _sealed(connection)
    known = shapes(connection)
    found: dict[str, list[Difference]] = {}
    count = 0
    foreign = set(SCHEMAS) - known.keys()
    for name in sorted((known.keys() | sealed.keys()) - foreign):
        told(name, count)
        kept = sealed.get(name, _EMPTY)
        now = _read(connection, known[name]) if name in known else _EMPTY
        count += len(now.keys)
        if differing := list(_compared(name, kept, now)):
            found[name] = differing
    return Differences(count, len(known), found)


def keys_of(connection: Connection, shape: Shape, wanted: Iterable[int]) -> dict[int, list[Any]]:
    """Return the full keys of rows by their short ones."""
    asked, looked_for = ", ".join(map(quoted, shape.keys)), set(wanted)
    told = connection.exec_driver_sql(f"SELECT {asked} FROM {shape.source}")  # noqa: S608  names of the catalogue
    keys = ((short_key(tuple(row)), list(row)) for row in told)
    return {key: row for key, row in keys if key in looked_for}


def _sealed(connection: Connection) -> dict[str, _Table]:
    parts: dict[str, list[tuple[int, Array]]] = {}
    table = table_of(RecordSeal)
    body_told = cast(table.c.body, LargeBinary)  # whatever somebody wrote there
    for seq, body in connection.execute(select(table.c.seq, body_told).order_by(table.c.seq)):
        for name, seals in unpacked(body):
            parts.setdefault(name, []).append((seq, np.frombuffer(seals, _PACKED)))
    return {name: _joined(found) for name, found in parts.items()}


def _joined(parts: list[tuple[int, Array]]) -> _Table:
    whole = np.concatenate([part for _, part in parts])
    seqs = np.repeat([seq for seq, _ in parts], [len(part) for _, part in parts])
    table = _Table.of(whole["key"].astype("i8"), _as_bytes(whole["seal"].tobytes()), seqs)
    there = table.seals != np.frombuffer(GONE, _BYTES)[0]
    return _Table(table.keys[there], table.seals[there], table.seqs[there])


def _as_bytes(told: bytes) -> Array:
    return np.frombuffer(told, _BYTES)


def _read(connection: Connection, shape: Shape) -> _Table:
    return rows_of(connection).as_it_is(connection, lambda: _collected(connection, shape))


def _collected(connection: Connection, shape: Shape) -> _Table:
    keys, seals = [], bytearray()
    for key, seal in rows(connection, shape):
        keys.append(key)
        seals += seal
    numbers = np.array(keys, "i8")
    return _Table.of(numbers, _as_bytes(bytes(seals)), np.zeros(len(keys), "i8"))


_EMPTY: Final = _Table(np.zeros(0, "i8"), _as_bytes(b""), np.zeros(0, "i8"))


def _compared(name: str, kept: _Table, now: _Table) -> Iterator[Difference]:
    at = np.searchsorted(kept.keys, now.keys)
    at[at == len(kept.keys)] = 0
    there = kept.keys[at] == now.keys if len(kept.keys) else np.zeros(len(now.keys), dtype=bool)
    same = there.copy()
    same[there] = kept.seals[at[there]] == now.seals[there]
    for index in np.flatnonzero(~same):
        key, seal = int(now.keys[index]), now.seals[index].tobytes()
        kind, seq = (CHANGED, int(kept.seqs[at[index]])) if there[index] else (ADDED, 0)
        yield Difference(name, key, kind, seal, seq)
    gone = ~np.isin(kept.keys, now.keys)
    for index in np.flatnonzero(gone):
        yield Difference(name, int(kept.keys[index]), REMOVED, GONE, int(kept.seqs[index]))
