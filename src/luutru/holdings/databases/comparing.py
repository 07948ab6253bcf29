"""Compares what two engines keep of one catalogue, table by table, row by row.

Of each table are added up the rows and their seals, of every column, in whatever order an engine
hands them over. Only where the sums differ are the rows looked for.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from luutru.holdings.databases.copying import Pulse
from luutru.holdings.databases.rows import Shape, rows_of
from luutru.holdings.seal_checks import keys_of
from luutru.holdings.sealing import rows, whole_shapes
from luutru.records.schema import METADATA

TABLES: Final = (*(table.name for table in METADATA.sorted_tables), "alembic_version")
"""What a catalogue consists of, whichever engine keeps it."""
_PULSE_EVERY: Final = 500
_MODULUS: Final = 1 << 256
_NAMED: Final = 5
"""Rows of a table that are named on either side; that it differs is told in any case."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One table, as both engines have it."""

    name: str
    rows: int
    """As the source counts them."""
    is_same: bool
    differing: tuple[str, ...] = ()
    """Keys of the first rows that differ."""


class _Side:
    """One of two catalogues that are compared."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._shapes = whole_shapes(connection)

    def shape(self, table: str) -> Shape:
        return self._shapes[table]

    def summed(self, table: str, pulse: Pulse) -> tuple[int, int]:
        """Return how many rows a table has, and the sum of their hashes."""

        def read() -> tuple[int, int]:
            count = total = 0
            for key, seal in rows(self.connection, self.shape(table)):
                digest = hashlib.sha256(key.to_bytes(8, "big", signed=True) + seal).digest()
                total += int.from_bytes(digest, "big")
                count += 1
                if count % _PULSE_EVERY == 0:
                    pulse()
            return count, total % _MODULUS

        return rows_of(self.connection).as_it_is(self.connection, read)

    def seals(self, table: str) -> dict[int, bytes]:
        """Return the seal of every row of a table by its short key."""
        found = rows_of(self.connection).as_it_is(
            self.connection, lambda: list(rows(self.connection, self.shape(table)))
        )
        return dict(found)

    def told(self, table: str, keys: set[int]) -> Iterator[str]:
        """Yield the full keys of some rows, for people."""
        first = sorted(keys)[:_NAMED]
        full = keys_of(self.connection, self.shape(table), first) if first else {}
        yield from (", ".join(map(str, full.get(key, [key]))) for key in first)


class Comparison:
    """Two connections to catalogues that ought to be the same."""

    def __init__(self, source: Connection, target: Connection) -> None:
        self._source, self._target = _Side(source), _Side(target)

    def of(self, table: str, pulse: Pulse) -> Compared:
        """Compare one table.

        Raises:
            UnreadableTable: An engine fails at it.
        """
        here, there = self._source.summed(table, pulse), self._target.summed(table, pulse)
        if here == there:
            return Compared(table, here[0], is_same=True)
        return Compared(table, here[0], is_same=False, differing=tuple(self._differing(table)))

    def _differing(self, table: str) -> Iterator[str]:
        sent, arrived = self._source.seals(table), self._target.seals(table)
        yield from self._source.told(
            table, {key for key, seal in sent.items() if arrived.get(key) != seal}
        )
        yield from self._target.told(table, arrived.keys() - sent.keys())
