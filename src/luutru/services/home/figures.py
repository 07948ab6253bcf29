"""The archive in figures that each lead to a list: counted from the table that counts facets too.

A figure is therefore what the list of it comes to, and one reading of the catalogue answers both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from luutru import clock
from luutru.records.code_lists import code_list
from luutru.records.status import Status
from luutru.services.archive import Archive
from luutru.services.facet_table import FacetTable, Flags, facet_table
from luutru.services.filters import Filter

YEARS: Final = 10
"""Years of signing that are drawn, the one that runs included."""
SERIES: Final = 3
"""Instruments that have a colour of their own; the rest is drawn together."""
FIELDS: Final = 6

IN_FORCE: Final = Filter(statuses=frozenset({Status.IN_FORCE.value}))
ENDING_SOON: Final = Filter(endings=frozenset({"soon"}))
AWAITING_REVIEW: Final = Filter(review_states=frozenset({"awaiting_review"}))


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that a list can be opened of."""

    codes: frozenset[str]
    """Codes of the code list concerned; more than one for the rest drawn together."""
    label: str
    """In the reader's language; empty for the rest."""
    count: int = 0


@dataclass(frozen=True, slots=True)
class SignedYear:
    """The agreements signed in one year, in the order of `Figures.series`."""

    year: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many they are together."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the archive holds, as of today."""

    agreements: int
    in_force: int
    ending_soon: int
    awaiting_review: int
    series: tuple[Share, ...]
    """Instruments of the agreements signed within `YEARS`, most first, the rest last."""
    years: tuple[SignedYear, ...]
    fields: tuple[Share, ...]
    """Fields of the agreements in force, most first."""


def figures(archive: Archive, today: date | None = None) -> Figures:
    """Count what is in the archive as it stands `today` (default: the day on the clock)."""
    day = today or clock.today()
    table = facet_table(archive, day)
    in_force = _having(table, "statuses", IN_FORCE.statuses)
    series = _series(table, day.year)
    return Figures(
        agreements=table.size,
        in_force=int(in_force.sum()),
        ending_soon=int(_having(table, "endings", ENDING_SOON.endings).sum()),
        awaiting_review=int(_having(table, "review_states", AWAITING_REVIEW.review_states).sum()),
        series=series,
        years=_years(table, day.year, series),
        fields=_fields(table, in_force),
    )


def _having(table: FacetTable, name: str, codes: frozenset[str]) -> Flags:
    return table.columns[name].having(codes, table.size)


def _series(table: FacetTable, last: int) -> tuple[Share, ...]:
    within = table.signed_in(last - YEARS + 1, last)
    counted = table.columns["instruments"].counted(within)
    codes = sorted(counted, key=lambda code: (not code, -counted[code], code))
    labels = code_list("instrument")
    named = [
        Share(frozenset({code}), labels.label(code), counted[code])
        for code in codes[:SERIES]
        if code
    ]
    rest = codes[len(named) :]
    if rest:
        named.append(Share(frozenset(rest), "", sum(counted[code] for code in rest)))
    return tuple(named)


def _years(table: FacetTable, last: int, series: Sequence[Share]) -> tuple[SignedYear, ...]:
    kinds = [_having(table, "instruments", share.codes) for share in series]
    years = []
    for year in range(last - YEARS + 1, last + 1):
        signed = table.signed_in(year, year)
        years.append(SignedYear(year, tuple(int((signed & kind).sum()) for kind in kinds)))
    return tuple(years)


def _fields(table: FacetTable, in_force: Flags) -> tuple[Share, ...]:
    counted = table.columns["fields"].counted(in_force)
    labels = code_list("cooperation_field")
    codes = sorted(counted, key=lambda code: (-counted[code], labels.label(code)))
    return tuple(Share(frozenset({c}), labels.label(c), counted[c]) for c in codes[:FIELDS])
