"""Agreements as plain rows, for lists of 100,000: read some at a time, in any order asked for."""

from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from luutru import clock
from luutru.holdings.databases.numbers import numbers
from luutru.records.agreement import Agreement
from luutru.records.document import Document, Part
from luutru.records.files import FileObject
from luutru.records.party import PartyRole
from luutru.records.status import ends_soon_expression, status_expression
from luutru.services import terms
from luutru.services.archive import Archive
from luutru.services.authorities.identity import roots
from luutru.services.authorities.naming import NameRow, name_on, names_by
from luutru.services.filters import EVERYTHING, Filter, conditions
from luutru.services.life.settings import ending_soon_within
from luutru.services.life.successors import successors_by
from luutru.vietnamese.collation import collation_key

_AT_ONCE: Final = 500
"""Identifiers in one question; SQLite allows far more, PostgreSQL plans long lists slowly."""


class Order(StrEnum):
    """What a list of agreements can be ordered by."""

    REFERENCE = "reference"
    TITLE = "title"
    SIGNED_ON = "signed_on"
    EXPIRES_ON = "expires_on"
    PARTNER = "partner"


_KEYS: Final[dict[Order, Any]] = {
    Order.REFERENCE: Agreement.reference,
    Order.TITLE: Agreement.title_key,
    Order.SIGNED_ON: Agreement.signed_first,
    Order.EXPIRES_ON: Agreement.ends_last,
    Order.PARTNER: Agreement.partner_key,
}


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One line of a list of agreements; days are EDTF, empty where unknown."""

    id: int
    reference: str
    title: str
    number: str
    instrument: str
    partners: tuple[str, ...]
    countries: tuple[str, ...]
    signed_on: str
    effective_on: str
    expires_on: str
    status: str
    ending_soon: bool
    review_state: str
    documents: int
    pages: int
    secrecy: str
    succeeded_by: tuple[str, ...] = ()
    """Names of the authorities that took over from a party."""


def agreement_ids(
    archive: Archive,
    wanted: Filter = EVERYTHING,
    order: Order = Order.SIGNED_ON,
    *,
    descending: bool = True,
) -> "array[int]":
    """Return the identifiers of all agreements that `wanted` asks for, in order.

    What has no value to be ordered by comes last, whichever way the list runs. As of a day,
    partners are ordered by what they were called on it.
    """
    key: ColumnElement[Any] = _KEYS[order]
    # An agreement without a partner has an empty key, as it has an empty name of a partner.
    unknown = or_(key.is_(None), key == "") if order is Order.PARTNER else key.is_(None)
    places = (unknown, key.desc() if descending else key, Agreement.id)
    with archive.catalogue.read() as session:
        asked = conditions(wanted, clock.today(), ending_soon_within(session))
        found = numbers(session, select(Agreement.id).where(*asked).order_by(*places))
        if wanted.day is not None and order is Order.PARTNER:
            found = _by_partners_on(session, found, wanted.day, descending=descending)
    if wanted.ids is None:
        return found
    return array("q", (number for number in found if number in wanted.ids))


def signed_after(archive: Archive, day: date) -> int:
    """Return how many agreements were signed after a day, so that its list leaves them out."""
    query = select(func.count()).where(Agreement.signed_first > day)
    with archive.catalogue.read() as session:
        return session.scalar(query) or 0


def _by_partners_on(
    session: Session, ids: Sequence[int], day: date, *, descending: bool
) -> "array[int]":
    key = cache(collation_key)
    keys = {number: key(names[0]) for number, names in _partners_on(session, None, day).items()}
    known = sorted(number for number in ids if keys.get(number))
    known.sort(key=keys.__getitem__, reverse=descending)
    return array("q", [*known, *(number for number in ids if not keys.get(number))])


def agreement_rows(
    archive: Archive, ids: Sequence[int], day: date | None = None
) -> list[AgreementRow]:
    """Return the rows of `ids`, in that order; what is no longer there is left out.

    They tell of today, or of a `day`, see `rows_on`.
    """
    with archive.catalogue.read() as session:
        return rows_in_order(session, ids, day)


def rows_in_order(session: Session, ids: Sequence[int], day: date | None) -> list[AgreementRow]:
    """Return the same within the caller's transaction."""
    rows: dict[int, AgreementRow] = {}
    for start in range(0, len(ids), _AT_ONCE):
        rows |= rows_on(session, list(ids[start : start + _AT_ONCE]), day)
    return [rows[number] for number in ids if number in rows]


def rows_on(
    session: Session,
    ids: Sequence[int],
    day: date | None,
    facts: Mapping[int, terms.Facts] | None = None,
) -> dict[int, AgreementRow]:
    """Return the rows of `ids` with status, term and names of partners of a day, as known today.

    None: as of today, the partners called as they were when they signed.
    """
    if day is None:
        return rows_of(session, ids, clock.today(), facts)
    names = _partners_on(session, ids, day)
    return {
        number: replace(row, partners=names.get(number, row.partners))
        for number, row in rows_of(session, ids, day, facts).items()
    }


def rows_of(
    session: Session,
    ids: Sequence[int],
    today: date,
    facts: Mapping[int, terms.Facts] | None = None,
) -> dict[int, AgreementRow]:
    """Return the rows of `ids` by identifier, in the caller's transaction.

    `facts`: what moved their ends, where the caller knows.
    """
    soon = ends_soon_expression(today, ending_soon_within(session))
    query = select(Agreement, status_expression(today), soon).where(Agreement.id.in_(ids))
    partners, countries = _partners(session, ids)
    numbers, counts = _documents(session, ids)
    facts = terms.facts_of(session, ids) if facts is None else facts
    heirs = successors_by(session, ids, today)
    rows: dict[int, AgreementRow] = {}
    for agreement, status, ends_soon in session.execute(query):
        documents, pages = counts.get(agreement.id, (0, 0))
        rows[agreement.id] = AgreementRow(
            id=agreement.id,
            reference=agreement.reference,
            title=agreement.title,
            number=numbers.get(agreement.id, ""),
            instrument=agreement.official_name,
            partners=tuple(partners[agreement.id]),
            countries=tuple(dict.fromkeys(countries[agreement.id])),
            signed_on=agreement.signed_on,
            effective_on=_begins(agreement),
            expires_on=terms.expiry(agreement, today, facts[agreement.id]),
            status=status,
            ending_soon=status == "in_force" and bool(ends_soon),
            review_state=agreement.review_state,
            documents=documents,
            pages=pages,
            secrecy=agreement.secrecy,
            succeeded_by=heirs.get(agreement.id, ()),
        )
    return rows


def _begins(agreement: Agreement) -> str:
    by_rule = agreement.signed_on if agreement.effect_rule == "on_signing" else ""
    return agreement.effective_on or by_rule


def _partners(
    session: Session, ids: Sequence[int]
) -> tuple[defaultdict[int, list[str]], defaultdict[int, list[str]]]:
    query = (
        select(
            PartyRole.agreement_id,
            PartyRole.short_name,
            PartyRole.name_as_signed,
            PartyRole.country,
        )
        .where(PartyRole.agreement_id.in_(ids), PartyRole.side == "foreign")
        .order_by(PartyRole.ordinal)
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    countries: defaultdict[int, list[str]] = defaultdict(list)
    for agreement_id, short_name, name, country in session.execute(query):
        names[agreement_id].append(short_name or name)
        if country:
            countries[agreement_id].append(country)
    return names, countries


def _partners_on(
    session: Session, ids: Sequence[int] | None, day: date
) -> dict[int, tuple[str, ...]]:
    """Return what the foreign parties were called on the day; the short name where there is one.

    `ids`: of which agreements; None: of all.
    """
    asked = true() if ids is None else PartyRole.agreement_id.in_(ids)
    query = (
        select(PartyRole.agreement_id, PartyRole.authority_id, PartyRole.name_as_signed)
        .where(asked, PartyRole.side == "foreign")
        .order_by(PartyRole.ordinal)
    )
    roles = [(one[0], one[1], one[2]) for one in session.execute(query)]
    tops = roots(session)
    names = names_by(session, tops, {authority for _, authority, _ in roles})
    told: dict[int, tuple[str, ...]] = {}
    for number, authority, signed in roles:
        borne = name_on(names[tops.get(authority, authority)], day)
        told[number] = (*told.get(number, ()), _short(borne) or signed)
    return told


def _short(name: NameRow | None) -> str:
    return (name.abbreviation or name.name) if name is not None else ""


def _documents(
    session: Session, ids: Sequence[int]
) -> tuple[dict[int, str], dict[int, tuple[int, int]]]:
    """Return by agreement the number of its main document, and its documents and pages counted."""
    pages = func.coalesce(func.sum(FileObject.page_count), 0)
    query = (
        select(
            Document.agreement_id,
            Document.part,
            Document.code_number,
            Document.code_notation,
            pages,
        )
        .outerjoin(FileObject, FileObject.document_id == Document.id)
        .where(Document.agreement_id.in_(ids))
        .group_by(Document.id)
        .order_by(Document.reference.desc())  # the lowest reference comes last and stays
    )
    numbers: dict[int, str] = {}
    counts: dict[int, tuple[int, int]] = {}
    for agreement_id, part, number, notation, of_pages in session.execute(query):
        if part == Part.MAIN:
            numbers[agreement_id] = "/".join(filter(None, (number, notation)))
        documents, others = counts.get(agreement_id, (0, 0))
        counts[agreement_id] = (documents + 1, others + (of_pages or 0))
    return numbers, counts
