"""What agreements are counted by, as columns of numbers, read from the catalogue in one go."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, case, extract, literal
from sqlalchemy.orm import Session

from luutru.records.agreement import Agreement, CooperationField
from luutru.records.party import PartyRole
from luutru.records.status import Status, ends_soon_expression, status_expression
from luutru.services.archive import Archive
from luutru.services.authorities.identity import roots
from luutru.services.columns import BETWEEN, Integers, as_text, numbers, strung
from luutru.services.filters import Filter, conditions
from luutru.services.life.settings import ending_soon_within

Flags = NDArray[np.bool_]

_WITHIN: Final = "|"
"""It stands in no code and in no number."""
_UNKNOWN_YEAR: Final = -1
_SOON: Final = "soon"


@dataclass(frozen=True)
class Column:
    """The values of one facet; an agreement may have several, or none."""

    values: tuple[str, ...]
    rows: Integers
    """The row of the table that has a value, in any order."""
    places: Integers
    """Which of `values` it has."""
    meant: Mapping[str, str] = field(default_factory=dict)
    """What is counted under another value, such as an authority that was merged, and which."""

    def having(self, wanted: Collection[str], size: int) -> Flags:
        """Return which of the `size` rows have one of the `wanted` values."""
        asked = {self.meant.get(value, value) for value in wanted}
        chosen = np.array([value in asked for value in self.values], np.bool_)
        rows = np.zeros(size, np.bool_)
        if len(chosen):
            rows[self.rows[chosen[self.places]]] = True
        return rows

    def counted(self, allowed: Flags) -> dict[str, int]:
        """Return how many of the `allowed` rows have each value, without those that none has."""
        counts = np.bincount(self.places[allowed[self.rows]], minlength=len(self.values))
        return {value: int(n) for value, n in zip(self.values, counts, strict=True) if n}


@dataclass(frozen=True)
class FacetTable:
    """One row an agreement, ascending by identifier."""

    agreements: Integers
    columns: dict[str, Column]
    """By name of the set of `Filter` that chooses from it, and `years`."""
    first_years: Integers
    """Of the first day that the signing may mean; -1 where there is none."""
    last_years: Integers

    @property
    def size(self) -> int:
        """How many agreements there are."""
        return len(self.agreements)

    def among(self, ids: Collection[int]) -> Flags:
        """Return which rows are agreements of `ids`."""
        return np.isin(self.agreements, np.fromiter(ids, np.int64, len(ids)))

    def signed_in(self, first: int, last: int) -> Flags:
        """Return which rows may have been signed in the years from `first` to `last`."""
        known = (self.first_years != _UNKNOWN_YEAR) & (self.last_years != _UNKNOWN_YEAR)
        within = (self.first_years <= last) & (self.last_years >= first)
        return np.asarray(known & within)


def facet_table(archive: Archive, today: date) -> FacetTable:
    """Return the table of all agreements, from memory if nothing has changed."""

    def read() -> FacetTable:
        with archive.catalogue.read() as session:
            return read_table(session, today)

    return archive.catalogue.memory.remember(_remembered_as(today), read)


def is_remembered(archive: Archive, today: date) -> bool:
    """Tell whether the table of all agreements need not be read."""
    return archive.catalogue.memory.recall(_remembered_as(today)) is not None


def _remembered_as(today: date) -> tuple[str, date]:
    return "facets", today


def read_table(session: Session, today: date, only: Collection[int] | None = None) -> FacetTable:
    """Read the table of all agreements, or of `only` some, with their status on `today`."""
    kept = [Agreement.id.in_(only)] if only is not None else []
    values = _single_values(today, ending_soon_within(session))
    ids, told = strung(session, kept, Agreement.id, _together(values))
    agreements = numbers(ids)
    order = np.argsort(agreements, kind="stable")
    kinds, which = _encoded(told)
    cells = [kind.split(_WITHIN) for kind in kinds]
    which = which[order]
    singles = {
        name: _single([row[at] for row in cells], which) for at, name in enumerate(_SINGLE_NAMES)
    }
    singles["endings"] = _single([_ending(row) for row in cells], which)
    years = [
        np.array([int(row[at] or _UNKNOWN_YEAR) for row in cells], np.int64) for at in (-3, -2)
    ]
    rows = agreements[order]
    return FacetTable(
        rows, singles | _several(session, rows, only), *(_picked(year, which) for year in years)
    )


def fulfilling(session: Session, wanted: Filter, today: date) -> Integers:
    """Return the agreements that `wanted` asks for, where no column of the table tells it."""
    return numbers(strung(session, conditions(wanted, today), Agreement.id)[0])


_SINGLE_NAMES: Final = ("statuses", "instruments", "levels", "secrecies", "review_states", "years")


def _single_values(today: date, within: timedelta) -> Sequence[Any]:
    """Return what an agreement has one of: `_SINGLE_NAMES`, the last year, whether it ends soon."""
    return (
        status_expression(today),
        Agreement.official_name,
        Agreement.signing_level,
        Agreement.secrecy,
        Agreement.review_state,
        extract("year", Agreement.signed_first),
        extract("year", Agreement.signed_last),
        case((ends_soon_expression(today, within), _SOON), else_=""),
    )


def _ending(cells: Sequence[str]) -> str:
    """Return how it ends soon, of what has these single values: only what is in force does."""
    return cells[-1] if cells[0] == Status.IN_FORCE else ""


def _several(
    session: Session, agreements: Integers, only: Collection[int] | None
) -> dict[str, Column]:
    """Return the columns of which an agreement may have several values."""
    party, topic = PartyRole, CooperationField
    foreign: list[ColumnElement[bool]] = [party.side == "foreign"]
    every: list[ColumnElement[bool]] = []
    if only is not None:
        foreign.append(party.agreement_id.in_(only))
        every.append(topic.agreement_id.in_(only))
    owners, countries, partners = strung(
        session, foreign, party.agreement_id, party.country, party.authority_id
    )
    owners_of_fields, fields = strung(session, every, topic.agreement_id, topic.code)
    rows = np.searchsorted(agreements, numbers(owners))
    rows_of_fields = np.searchsorted(agreements, numbers(owners_of_fields))
    return {
        "countries": _column(rows, countries),
        "partners": _column(rows, partners, _merged(session)),
        "fields": _column(rows_of_fields, fields),
    }


def _merged(session: Session) -> dict[str, str]:
    return {str(number): str(root) for number, root in roots(session).items()}


def _column(
    rows: Integers, told: str | None, meant: Mapping[str, str] = MappingProxyType({})
) -> Column:
    """Return a column in which nobody has the same value twice."""
    values, places = _encoded(told)
    if meant and values:
        known: dict[str, int] = {}
        at = [known.setdefault(meant.get(value, value), len(known)) for value in values]
        values, places = tuple(known), np.array(at, np.int64)[places]
    width = max(1, len(values))
    pairs = np.unique(rows * width + places)
    return Column(values, pairs // width, pairs % width, meant)


def _single(values: Sequence[str], which: Integers) -> Column:
    """Return the column of what each kind of agreement has, told `which` kind each row is."""
    known: dict[str, int] = {}
    places = np.array([known.setdefault(value, len(known)) for value in values], np.int64)
    return Column(tuple(known), np.arange(len(which)), _picked(places, which))


def _picked(values: Integers, which: Integers) -> Integers:
    return values[which] if len(which) else which


def _together(columns: Sequence[Any]) -> ColumnElement[str]:
    first, *others = map(as_text, columns)
    for other in others:
        first = first + literal(_WITHIN) + other
    return first


def _encoded(told: str | None) -> tuple[tuple[str, ...], Integers]:
    """Return the different values, and which of them stands at each place."""
    if told is None:
        return (), np.zeros(0, np.int64)
    known: dict[str, int] = {}
    each = [known.setdefault(value, len(known)) for value in told.split(BETWEEN)]
    return tuple(known), np.array(each, np.int64)
