"""Counts a result by status, year, type, field, country, partner, level and secrecy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Final

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.records.party import AuthorityName
from luutru.services.archive import Archive
from luutru.services.facet_table import FacetTable, Flags, read_table, with_text
from luutru.services.filters import EVERYTHING, Filter

_FEW: Final = 2_000
"""Agreements up to which reading what they alone need takes less than reading everything."""
_UNSTATED: Final = mark("Not recorded")


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many agreements of the result have it."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Facets:
    """How the open result divides; each facet leaves its own choice out of account."""

    statuses: tuple[FacetValue, ...] = ()
    instruments: tuple[FacetValue, ...] = ()
    fields: tuple[FacetValue, ...] = ()
    countries: tuple[FacetValue, ...] = ()
    partners: tuple[FacetValue, ...] = ()
    """`code` is the identifier of the authority."""
    levels: tuple[FacetValue, ...] = ()
    secrecies: tuple[FacetValue, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    """Year of signing and count, in order of years."""


def facets(archive: Archive, wanted: Filter = EVERYTHING) -> Facets:
    """Count the agreements that `wanted` asks for."""
    today = clock.today()
    with archive.catalogue.read() as session:
        count = _Counting(_table(archive, session, wanted, today), session, wanted, today)
        return Facets(
            statuses=_in_list("status", count.by("statuses")),
            instruments=_in_list("instrument", count.by("instruments")),
            fields=_in_list("cooperation_field", count.by("fields")),
            countries=_most_first(_labelled("country", count.by("countries"))),
            partners=_most_first(_named(session, count.by("partners"))),
            levels=_in_list("signing_level", count.by("levels")),
            secrecies=_in_list("secrecy", count.by("secrecies")),
            years=tuple(sorted((int(year), n) for year, n in count.by("years").items() if year)),
        )


def _table(archive: Archive, session: Session, wanted: Filter, today: date) -> FacetTable:
    """Return the table of all agreements, from memory if nothing has changed.

    While pages are read something changes all the time: what a few agreements need is then read
    for those alone.
    """
    memory, name = archive.catalogue.memory, ("facets", today)
    if wanted.ids is not None and len(wanted.ids) <= _FEW and memory.recall(name) is None:
        return read_table(session, today, wanted.ids)

    def read() -> FacetTable:
        with archive.catalogue.read() as current:
            return read_table(current, today)

    return memory.remember(name, read)


class _Counting:
    """Counts the rows of the table that fulfil everything but what a facet asks itself."""

    def __init__(self, table: FacetTable, session: Session, wanted: Filter, today: date) -> None:
        self._table = table
        self._everywhere = np.ones(table.size, np.bool_)
        if wanted.ids is not None:
            self._everywhere &= table.among(wanted.ids)
        if wanted.text:
            self._everywhere &= np.isin(table.agreements, with_text(session, wanted.text, today))
        self._asked = dict(_chosen(table, wanted))

    def by(self, name: str) -> dict[str, int]:
        """Count by one column, its own choice left out of account."""
        others = (rows for asked, rows in self._asked.items() if asked != name)
        return self._table.columns[name].counted(reduce(np.logical_and, others, self._everywhere))


def _chosen(table: FacetTable, wanted: Filter) -> Iterator[tuple[str, Flags]]:
    """Yield, for each facet that is narrowed, the rows that fulfil it."""
    for name, column in table.columns.items():
        choice = getattr(wanted, name)
        if name == "years":
            if choice:
                yield name, table.signed_in(*choice)
        elif choice:
            yield name, column.having(frozenset(map(str, choice)), table.size)


def _in_list(name: str, counted: Mapping[str, int]) -> tuple[FacetValue, ...]:
    places = {code: place for place, code in enumerate(code_list(name).codes)}
    values = _labelled(name, counted)
    return tuple(
        sorted(values, key=lambda value: (places.get(value.code, len(places)), value.code))
    )


def _labelled(name: str, counted: Mapping[str, int]) -> list[FacetValue]:
    codes = code_list(name)
    return [
        FacetValue(code, codes.label(code) if code else translate(_UNSTATED), number)
        for code, number in counted.items()
    ]


def _named(session: Session, counted: Mapping[str, int]) -> list[FacetValue]:
    shown: dict[int, str] = {}
    query = select(AuthorityName).order_by(AuthorityName.id.desc())
    for name in session.scalars(
        query.where(AuthorityName.authority_id.in_(list(map(int, counted))))
    ):
        shown[name.authority_id] = name.abbreviation or name.name
    return [FacetValue(key, shown.get(int(key), key), n) for key, n in counted.items()]


def _most_first(values: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda value: (-value.count, value.label)))
