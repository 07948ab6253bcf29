"""Searches that a person keeps under a name: the query, the filter beside it, and the order."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from luutru.errors import EditedMeanwhile, NotInList, UnacceptableValue
from luutru.i18n import mark, translate
from luutru.records import finding
from luutru.services import custody, versions
from luutru.services.archive import Archive
from luutru.services.filters import EVERYTHING, Filter
from luutru.services.search import Sort
from luutru.vietnamese.folding import fold

_LONGEST_NAME: Final = 120
_NAME: Final = mark("Name of the search")


@dataclass(frozen=True)
class SavedSearch:
    """A search under a name, as it stood when it was read."""

    id: int
    version: int
    """To be given back with a change, so that nobody overwrites what somebody else wrote."""
    name: str
    query: str
    wanted: Filter
    sort: Sort


def saved_searches(archive: Archive) -> list[SavedSearch]:
    """Return the searches of the person who works with the archive, in that person's order."""
    with archive.catalogue.read() as session:
        return [_told(row) for row in session.scalars(_own(archive))]


def save_search(
    archive: Archive,
    name: str,
    query: str,
    wanted: Filter = EVERYTHING,
    sort: Sort = Sort.RELEVANCE,
) -> SavedSearch:
    """Keep a search; one of that name, whatever its marks and capitals, is replaced.

    Raises:
        UnacceptableValue: The name is missing or too long.
    """
    told = _checked(name)
    with archive.catalogue.write() as session:
        kept = list(session.scalars(_own(archive)))
        row = next((row for row in kept if fold(row.name) == fold(told)), None)
        act = "search_changed" if row is not None else "search_saved"
        if row is None:
            last = max((row.ordinal for row in kept), default=0)
            row = finding.SavedSearch(name=told, owner=archive.person, ordinal=last + 1)
            session.add(row)
        before = _summary(row) if row.query else ""
        row.name, row.query, row.facets = told, query.strip(), _packed(wanted, sort)
        session.flush()
        _log(session, archive, act, row, before, _summary(row))
        return _told(row)


def change_search(  # noqa: PLR0913  each part may be changed for itself
    archive: Archive,
    search_id: int,
    version: int,
    *,
    name: str | None = None,
    query: str | None = None,
    wanted: Filter | None = None,
    sort: Sort | None = None,
) -> SavedSearch:
    """Change parts of a search that was read as `version`.

    Raises:
        NotInList: It is not among the person's searches, or no longer.
        EditedMeanwhile: It was changed since, in another window.
        UnacceptableValue: The name is missing or too long.
    """
    try:
        with archive.catalogue.write() as session:
            row = _row(session, archive, search_id)
            versions.make_sure(session, row.version, version, row.name, row.uid)
            before, old = _summary(row), _told(row)
            row.name = old.name if name is None else _checked(name)
            row.query = old.query if query is None else query.strip()
            row.facets = _packed(
                old.wanted if wanted is None else wanted, old.sort if sort is None else sort
            )
            session.flush()
            _log(session, archive, "search_changed", row, before, _summary(row))
            return _told(row)
    except StaleDataError as error:
        raise EditedMeanwhile(str(search_id)) from error


def delete_search(archive: Archive, search_id: int) -> None:
    """Forget a search.

    Raises:
        NotInList: It is not among the person's searches, or no longer.
    """
    with archive.catalogue.write() as session:
        row = _row(session, archive, search_id)
        _log(session, archive, "search_deleted", row, _summary(row), "")
        session.delete(row)


def order_searches(archive: Archive, ids: Sequence[int]) -> None:
    """Put the person's searches into this order; those that are not named come after.

    An order is a habit, not a fact: the custody log does not tell of it.
    """
    places = {number: place for place, number in enumerate(ids)}
    with archive.catalogue.write() as session:
        rows = sorted(session.scalars(_own(archive)), key=lambda r: places.get(r.id, len(places)))
        for ordinal, row in enumerate(rows, 1):
            row.ordinal = ordinal


def search_called(archive: Archive, name: str) -> SavedSearch:
    """Return the search of that name, whatever its marks and capitals.

    Raises:
        NotInList: The person has none of that name.
    """
    kept = saved_searches(archive)
    for known in kept:
        if fold(known.name) == fold(name.strip()):
            return known
    raise NotInList(name, ", ".join(known.name for known in kept) or translate("nothing yet"))


def _own(archive: Archive) -> Select[finding.SavedSearch]:
    return (
        select(finding.SavedSearch)
        .where(finding.SavedSearch.owner == archive.person)
        .order_by(finding.SavedSearch.ordinal, finding.SavedSearch.id)
    )


def _row(session: Session, archive: Archive, search_id: int) -> finding.SavedSearch:
    kept = list(session.scalars(_own(archive)))
    for row in kept:
        if row.id == search_id:
            return row
    known = ", ".join(row.name for row in kept) or translate("nothing yet")
    raise NotInList(str(search_id), known)


def _checked(name: str) -> str:
    told = " ".join(unicodedata.normalize("NFC", name).split())
    if not 0 < len(told) <= _LONGEST_NAME:
        expected = translate("at most {n} letters", n=_LONGEST_NAME)
        raise UnacceptableValue(translate(_NAME), told[:_LONGEST_NAME], expected)
    return told


def _told(row: finding.SavedSearch) -> SavedSearch:
    wanted, sort = _unpacked(row.facets)
    return SavedSearch(row.id, row.version, row.name, row.query, wanted, sort)


def _summary(row: finding.SavedSearch) -> str:
    """Return what the custody log keeps of a search."""
    narrowed = "" if row.facets == _packed(EVERYTHING, Sort.RELEVANCE) else f" {row.facets}"
    return f"{row.name}: {row.query}{narrowed}"


def _log(
    session: Session, archive: Archive, act: str, row: finding.SavedSearch, was: str, now: str
) -> None:
    detail = {"changes": [["search", was, now]]}
    custody.record(session, archive.person, act, subject=row.uid, detail=detail)


def _packed(wanted: Filter, sort: Sort) -> str:
    """Return filter and order as JSON; chosen agreements are an answer, and never kept."""
    told: dict[str, Any] = {}
    for part in fields(Filter):
        value = getattr(replace(wanted, ids=None), part.name)
        if value:
            told[part.name] = _plain(value)
    return json.dumps({"wanted": told, "sort": sort.value}, ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:  # noqa: ANN401  as various as the parts of a filter
    if isinstance(value, date):
        return value.isoformat()
    return sorted(value) if isinstance(value, frozenset) else value


def _unpacked(facets: str) -> tuple[Filter, Sort]:
    """Read what `_packed` wrote; parts that another version of the program added are left out."""
    told = json.loads(facets or "{}")
    known = {part.name: getattr(EVERYTHING, part.name) for part in fields(Filter)}
    chosen = {name: value for name, value in told.get("wanted", {}).items() if name in known}
    day = chosen.pop("day", None)
    wanted = Filter(
        **{name: _value(known[name], value) for name, value in chosen.items()},
        day=date.fromisoformat(day) if day else None,
    )
    sort = told.get("sort", "")
    return wanted, Sort(sort) if sort in set(Sort) else Sort.RELEVANCE


def _value(empty: object, value: Any) -> Any:  # noqa: ANN401  as various as the parts of a filter
    if isinstance(empty, frozenset):
        return frozenset(value)
    return tuple(value) if isinstance(value, list) else value
