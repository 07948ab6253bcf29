"""What a list of agreements is narrowed to, as data and as conditions of a query."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select

from luutru.records.agreement import Agreement, CooperationField
from luutru.records.party import PartyRole
from luutru.records.status import SOON, Status, ends_soon_expression, status_expression
from luutru.services.authorities.identity import one_with
from luutru.vietnamese.folding import fold

NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Filter:
    """What is wanted; an empty set asks for nothing in particular."""

    text: str = ""
    """Letters of the title, with or without marks."""
    statuses: frozenset[str] = NOTHING
    instruments: frozenset[str] = NOTHING
    fields: frozenset[str] = NOTHING
    countries: frozenset[str] = NOTHING
    partners: frozenset[int] = frozenset()
    """Identifiers of authorities on the foreign side."""
    levels: frozenset[str] = NOTHING
    secrecies: frozenset[str] = NOTHING
    review_states: frozenset[str] = NOTHING
    endings: frozenset[str] = NOTHING
    """`soon`: in force, and ending soon."""
    years: tuple[int, int] | None = None
    """First and last year of signing."""
    ids: frozenset[int] | None = None
    """Only these agreements, such as the hits of a search."""
    day: date | None = None
    """As of this day: statuses and endings are those of it, and what was signed later is left out;
    None: as of today."""

    def without(self, name: str) -> "Filter":
        """Return the same filter with what it asks of `name` dropped."""
        empty: dict[str, Any] = {"text": "", "years": None, "ids": None, "day": None}
        return replace(self, **{name: empty.get(name, frozenset())})

    @property
    def is_empty(self) -> bool:
        """Tell whether everything is wanted."""
        return self == EVERYTHING


EVERYTHING: Final = Filter()


def conditions(wanted: Filter, today: date, within: timedelta = SOON) -> list[ColumnElement[bool]]:
    """Return what a row of `Agreement` has to fulfil; `ids` is left to the caller.

    What ends `within` some days ends soon.
    """
    day = wanted.day or today
    found = [make(getattr(wanted, name)) for name, make in _MAKERS.items() if getattr(wanted, name)]
    if wanted.statuses:
        found.append(status_expression(day).in_(wanted.statuses))
    if wanted.endings:
        in_force = status_expression(day) == Status.IN_FORCE.value
        found.append(in_force & ends_soon_expression(day, within))
    return found


def _of_foreign_party(column: Any, values: Any) -> ColumnElement[bool]:  # noqa: ANN401  any column
    # As a set and not as a correlated question: SQLite would walk all parties for each agreement.
    return Agreement.id.in_(
        select(PartyRole.agreement_id).where(PartyRole.side == "foreign", column.in_(values))
    )


def _of_fields(codes: frozenset[str]) -> ColumnElement[bool]:
    return Agreement.id.in_(
        select(CooperationField.agreement_id).where(CooperationField.code.in_(codes))
    )


def _signed_in(years: tuple[int, int]) -> ColumnElement[bool]:
    first, last = years
    return (Agreement.signed_first <= date(last, 12, 31)) & (
        Agreement.signed_last >= date(first, 1, 1)
    )


def _signed_by(day: date) -> ColumnElement[bool]:
    return or_(Agreement.signed_first.is_(None), Agreement.signed_first <= day)


def _with_text(text: str) -> ColumnElement[bool]:
    words = fold(text).split()
    pattern = "%" + "%".join(word.replace("%", "").replace("_", "") for word in words) + "%"
    return or_(Agreement.title_fold.like(pattern), Agreement.reference.like(pattern))


_MAKERS: Final[dict[str, Callable[[Any], ColumnElement[bool]]]] = {
    "text": _with_text,
    "instruments": Agreement.official_name.in_,
    "fields": _of_fields,
    "countries": lambda codes: _of_foreign_party(PartyRole.country, codes),
    "partners": lambda ids: _of_foreign_party(PartyRole.authority_id, one_with(ids)),
    "levels": Agreement.signing_level.in_,
    "secrecies": Agreement.secrecy.in_,
    "review_states": Agreement.review_state.in_,
    "years": _signed_in,
    "day": _signed_by,
}
