"""Counts agreements by the columns of the facet table, each column without its own choice."""

from collections.abc import Iterator
from datetime import date
from functools import reduce
from typing import Final

import numpy as np
from sqlalchemy.orm import Session

from luutru import clock
from luutru.services.archive import Archive
from luutru.services.facet_table import (
    FacetTable,
    Flags,
    facet_table,
    fulfilling,
    is_remembered,
    read_table,
)
from luutru.services.filters import Filter

_FEW: Final = 2_000
"""Agreements up to which reading what they alone need takes less than reading everything."""


class Counting:
    """Counts the rows of the table that fulfil everything but what a facet asks itself."""

    def __init__(self, table: FacetTable, session: Session, wanted: Filter, today: date) -> None:
        self._table = table
        self._everywhere = np.ones(table.size, np.bool_)
        if wanted.ids is not None:
            self._everywhere &= table.among(wanted.ids)
        untold = Filter(text=wanted.text, day=wanted.day)
        if not untold.is_empty:
            self._everywhere &= np.isin(table.agreements, fulfilling(session, untold, today))
        self._asked = dict(_chosen(table, wanted))

    def by(self, name: str) -> dict[str, int]:
        """Count by one column, its own choice left out of account."""
        others = (rows for asked, rows in self._asked.items() if asked != name)
        return self._table.columns[name].counted(reduce(np.logical_and, others, self._everywhere))


def counting(archive: Archive, session: Session, wanted: Filter) -> Counting:
    """Return what counts the agreements that `wanted` asks for, as they stand on its day."""
    day = wanted.day or clock.today()
    return Counting(_table(archive, session, wanted, day), session, wanted, day)


def _table(archive: Archive, session: Session, wanted: Filter, day: date) -> FacetTable:
    """Return the table of all agreements, or of the wanted ones alone if they are few.

    While pages are read something changes all the time, and nothing is remembered for long.
    """
    few = wanted.ids is not None and len(wanted.ids) <= _FEW
    if few and not is_remembered(archive, day):
        return read_table(session, day, wanted.ids)
    return facet_table(archive, day)


def _chosen(table: FacetTable, wanted: Filter) -> Iterator[tuple[str, Flags]]:
    """Yield, for each facet that is narrowed, the rows that fulfil it."""
    for name, column in table.columns.items():
        choice = getattr(wanted, name)
        if name == "years":
            if choice:
                yield name, table.signed_in(*choice)
        elif choice:
            yield name, column.having(frozenset(map(str, choice)), table.size)
