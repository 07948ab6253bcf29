"""Counts a result by status, year, type, field, country, partner, level and secrecy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.archive import Archive
from luutru.services.authorities.identity import roots
from luutru.services.authorities.naming import NameRow, called, names_by, short
from luutru.services.filters import EVERYTHING, Filter

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
    endings: tuple[FacetValue, ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    """Year of signing and count, in order of years."""


def facets(archive: Archive, wanted: Filter = EVERYTHING) -> Facets:
    """Count the agreements that `wanted` asks for."""
    # numpy costs a tenth of a second of the start of whoever only shows counts
    from luutru.services.facet_counting import counting  # noqa: PLC0415

    with archive.catalogue.read() as session:
        count = counting(archive, session, wanted)
        return Facets(
            statuses=_in_list("status", count.by("statuses")),
            instruments=_in_list("instrument", count.by("instruments")),
            fields=_in_list("cooperation_field", count.by("fields")),
            countries=_most_first(_labelled("country", count.by("countries"))),
            partners=_most_first(_named(session, count.by("partners"), wanted.day)),
            levels=_in_list("signing_level", count.by("levels")),
            secrecies=_in_list("secrecy", count.by("secrecies")),
            endings=_in_list("ending", {c: n for c, n in count.by("endings").items() if c}),
            years=tuple(sorted((int(year), n) for year, n in count.by("years").items() if year)),
        )


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


def _named(session: Session, counted: Mapping[str, int], day: date | None) -> list[FacetValue]:
    names = names_by(session, roots(session), among=list(map(int, counted)))
    return [FacetValue(key, _shown(names[int(key)], day) or key, n) for key, n in counted.items()]


def _shown(names: Sequence[NameRow], day: date | None) -> str:
    return short(names, day) or called(names, day)


def _most_first(values: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda value: (-value.count, value.label)))
