"""Who took over from a party: succession, merger and division of authorities."""

from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from luutru.errors import UnknownAuthority
from luutru.records.agreement import Agreement
from luutru.records.party import AuthorityName, AuthorityRelation, PartyRole
from luutru.services.archive import Archive
from luutru.services.authorities.identity import one_with, roots
from luutru.services.authorities.naming import called, names_by
from luutru.vietnamese.folding import fold

TAKEN_OVER: Final = ("succeeded_by", "merged_into", "divided_into")
"""Kinds of relations by which an authority hands what it agreed on over to another."""


def successors_in(session: Session, agreement: Agreement, day: date) -> tuple[str, ...]:
    """Return the names, as on `day`, of the authorities that took over from a party by then."""
    parties = select(PartyRole.authority_id).where(PartyRole.agreement_id == agreement.id)
    tops = roots(session)
    former = [tops.get(number, number) for number in session.scalars(parties.order_by("id"))]
    heirs = {
        tops.get(heir, heir): None for number in former for heir in heirs_of(session, number, day)
    }
    return tuple(name_of(session, heir, day) for heir in heirs if heir not in former)


def authority_named(archive: Archive, name: str) -> int:
    """Return the number of the authority that has, or had, this name or abbreviation.

    Raises:
        UnknownAuthority: None is called so, or several are.
    """
    wanted = fold(" ".join(name.split()))
    query = select(AuthorityName.authority_id).where(
        or_(AuthorityName.name_fold == wanted, AuthorityName.abbreviation == name.strip())
    )
    with archive.catalogue.read() as session:
        tops = roots(session)
        found = {tops.get(number, number) for number in session.scalars(query)}
    if len(found) != 1:
        raise UnknownAuthority(name)
    return found.pop()


def name_of(session: Session, authority_id: int, day: date) -> str:
    """Return what an authority, with all that is one with it, was called on a day."""
    tops = roots(session)
    top = tops.get(authority_id, authority_id)
    return called(names_by(session, tops, [top])[top], day) or str(authority_id)


def heirs_of(
    session: Session, former: int, day: date, passed: frozenset[int] = frozenset()
) -> list[int]:
    """Return who holds by `day` what an authority agreed on, through all takings-over."""
    query = (
        select(AuthorityRelation.to_id)
        .where(AuthorityRelation.from_id.in_(one_with([former])))
        .where(AuthorityRelation.to_id.not_in({former, *passed}))
        .where(AuthorityRelation.kind.in_(TAKEN_OVER), AuthorityRelation.effective_on <= day)
        .order_by(AuthorityRelation.id)
    )
    found: list[int] = []
    for heir in session.scalars(query).all():
        found += heirs_of(session, heir, day, passed | {former}) or [heir]
    return found
