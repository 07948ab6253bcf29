"""The facets as data: what each is called, and what choosing a value does to the filter."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from luutru.gui.formats import number
from luutru.i18n import mark, translate, translate_count
from luutru.records.code_lists import code_list
from luutru.services.facets import Facets, FacetValue
from luutru.services.filters import Filter


@dataclass(frozen=True, slots=True)
class Facet:
    """One way to narrow a result; `name` is that of its field in `Filter` and in `Facets`."""

    name: str
    heading: str
    code_list: str = ""
    """Where its codes are named; the partners are named by the catalogue."""
    always: bool = False
    """Whether values that no agreement has are shown too."""
    counted: bool = True
    """Whether it is offered in the pane; else it is only shown, and dropped, as a chip."""


FACETS: Final = (
    Facet("statuses", mark("Status"), "status", always=True),
    Facet("endings", mark("Term"), "ending"),
    Facet("years", mark("Year of signing")),
    Facet("instruments", mark("Instrument"), "instrument"),
    Facet("fields", mark("Field"), "cooperation_field"),
    Facet("countries", mark("Country"), "country"),
    Facet("partners", mark("Partner")),
    Facet("levels", mark("Signed in the name of"), "signing_level"),
    Facet("secrecies", mark("Secrecy"), "secrecy"),
    Facet("review_states", mark("Review"), "review_state", counted=False),
)
BY_NAME: Final = {facet.name: facet for facet in FACETS}


def chosen(wanted: Filter, name: str) -> frozenset[str]:
    """Return the codes chosen of a facet; those of partners are identifiers."""
    return frozenset(map(str, getattr(wanted, name)))


def switched(wanted: Filter, name: str, code: str, *, on: bool) -> Filter:
    """Return the filter with one value of a facet chosen, or no longer."""
    value: Any = int(code) if name == "partners" else code
    former = getattr(wanted, name)
    return replace(wanted, **{name: former | {value} if on else former - {value}})


def values_shown(facet: Facet, told: Facets, wanted: Filter) -> list[FacetValue]:
    """Return the values of a facet to offer: those with agreements, and those chosen."""
    counted = list(getattr(told, facet.name, ()))
    known = {value.code for value in counted}
    picked = chosen(wanted, facet.name)
    counted.sort(key=lambda value: not value.code)  # what is not recorded comes last
    if not facet.code_list:
        return counted
    labels = code_list(facet.code_list)
    missing = [code for code in labels.codes if code not in known]
    missing = [code for code in missing if facet.always or code in picked]
    counted += [FacetValue(code, labels.label(code), 0) for code in missing]
    if not facet.always:
        return counted
    places = {code: place for place, code in enumerate(labels.codes)}
    return sorted(counted, key=lambda value: places.get(value.code, len(places)))


def active(wanted: Filter, told: Facets) -> Iterator[tuple[Facet, str]]:
    """Yield each facet that narrows the result and what was chosen of it, in words."""
    for facet in FACETS:
        if facet.name == "years":
            if wanted.years:
                yield facet, years_words(*wanted.years)
            continue
        codes = chosen(wanted, facet.name)
        if len(codes) == 1:
            yield facet, _label(facet, next(iter(codes)), told)
        elif codes:
            yield facet, translate_count("{count} value", "{count} values", len(codes))


def years_words(first: int, last: int) -> str:
    """Return a stretch of years in words."""
    return str(first) if first == last else f"{first} – {last}"


def _label(facet: Facet, code: str, told: Facets) -> str:
    if facet.code_list:
        return code_list(facet.code_list).label(code) if code else translate("Not recorded")
    known: dict[str, str] = {value.code: value.label for value in getattr(told, facet.name, ())}
    return known.get(code, code)


def spoken(value: FacetValue) -> str:
    """Return what a screen reader says of a value."""
    count = translate_count("{count} agreement", "{count} agreements", value.count)
    return f"{value.label}, {count}" if value.count else f"{value.label}, {number(0)}"
