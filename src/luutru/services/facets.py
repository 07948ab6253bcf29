"""Counts a result by status, year, type, field, country, partner, level and secrecy."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement, CooperationField
from luutru.records.code_lists import code_list
from luutru.records.party import AuthorityName, PartyRole
from luutru.records.status import status_expression
from luutru.services.archive import Archive
from luutru.services.filters import EVERYTHING, Filter, conditions

_AT_ONCE: Final = 5_000
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
    with archive.catalogue.read() as session:
        count = _Counting(session, wanted)
        return Facets(
            statuses=_in_list("status", count.by("statuses", status_expression(clock.today()))),
            instruments=_in_list("instrument", count.by("instruments", Agreement.official_name)),
            fields=_in_list("cooperation_field", count.by_field()),
            countries=_most_first(_labelled("country", count.of_foreign("countries", "country"))),
            partners=_most_first(_named(session, count.of_foreign("partners", "authority_id"))),
            levels=_in_list("signing_level", count.by("levels", Agreement.signing_level)),
            secrecies=_in_list("secrecy", count.by("secrecies", Agreement.secrecy)),
            years=tuple(sorted((int(year), n) for year, n in count.by_year().items() if year)),
        )


@dataclass(frozen=True)
class _Counting:
    session: Session
    wanted: Filter

    def by(self, name: str, column: Any) -> Counter[Any]:  # noqa: ANN401  any expression
        return self._counted(name, select(column, func.count()).select_from(Agreement), column)

    def by_year(self) -> Counter[Any]:
        return self.by("years", extract("year", Agreement.signed_first))

    def by_field(self) -> Counter[Any]:
        query = select(CooperationField.code, func.count()).join(
            Agreement, CooperationField.agreement_id == Agreement.id
        )
        return self._counted("fields", query, CooperationField.code)

    def of_foreign(self, name: str, column: str) -> Counter[Any]:
        counted = getattr(PartyRole, column)
        query = (
            select(counted, func.count(Agreement.id.distinct()))
            .join(Agreement, PartyRole.agreement_id == Agreement.id)
            .where(PartyRole.side == "foreign")
        )
        return self._counted(name, query, counted)

    def _counted(self, name: str, query: Any, column: Any) -> Counter[Any]:  # noqa: ANN401
        others = self.wanted.without(name)
        query = query.where(*conditions(others, clock.today())).group_by(column)
        total: Counter[Any] = Counter()
        for part in _narrowed(query, others.ids):
            for value, number in self.session.execute(part):
                total[value] += number
        return total


def _narrowed(query: Any, ids: Collection[int] | None) -> Iterator[Any]:  # noqa: ANN401  any columns
    if ids is None:
        yield query
        return
    left = iter(ids)
    while some := list(islice(left, _AT_ONCE)):
        yield query.where(Agreement.id.in_(some))


def _in_list(name: str, counted: Counter[Any]) -> tuple[FacetValue, ...]:
    places = {code: place for place, code in enumerate(code_list(name).codes)}
    values = _labelled(name, counted)
    return tuple(sorted(values, key=lambda value: places.get(value.code, len(places))))


def _labelled(name: str, counted: Counter[Any]) -> list[FacetValue]:
    codes = code_list(name)
    return [
        FacetValue(code or "", codes.label(code) if code else translate(_UNSTATED), number)
        for code, number in counted.items()
    ]


def _named(session: Session, counted: Counter[Any]) -> list[FacetValue]:
    shown: dict[int, str] = {}
    query = select(AuthorityName).order_by(AuthorityName.id.desc())
    for name in session.scalars(query.where(AuthorityName.authority_id.in_(list(counted)))):
        shown[name.authority_id] = name.abbreviation or name.name
    return [FacetValue(str(key), shown.get(key, str(key)), n) for key, n in counted.items()]


def _most_first(values: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(sorted(values, key=lambda value: (-value.count, value.label)))
