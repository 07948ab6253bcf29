"""Who took over from a party: succession, merger and division of authorities."""

from datetime import date
from typing import Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from luutru.errors import UnknownAuthority
from luutru.records.agreement import Agreement
from luutru.records.party import Authority, AuthorityName, AuthorityRelation, PartyRole
from luutru.services.archive import Archive
from luutru.vietnamese.folding import fold

TAKEN_OVER: Final = ("succeeded_by", "merged_into", "divided_into")
"""Kinds of relations by which an authority hands what it agreed on over to another."""


def successors_in(session: Session, agreement: Agreement, day: date) -> tuple[str, ...]:
    """Return the names, as on `day`, of the authorities that took over from a party by then."""
    parties = select(PartyRole.authority_id).where(PartyRole.agreement_id == agreement.id)
    former = set(session.scalars(parties))
    found: dict[int, str] = {}
    for number in sorted(former):
        for successor in _heirs(session, number, day):
            found.setdefault(successor, name_on(session, successor, day))
    return tuple(name for number, name in found.items() if number not in former)


def authority_named(archive: Archive, name: str) -> int:
    """Return the number of the authority that has, or had, this name or abbreviation.

    Raises:
        UnknownAuthority: None is called so, or several are.
    """
    wanted = fold(" ".join(name.split()))
    query = (
        select(AuthorityName.authority_id)
        .join(Authority, Authority.id == AuthorityName.authority_id)
        .where(Authority.merged_into_id.is_(None))
        .where(or_(AuthorityName.name_fold == wanted, AuthorityName.abbreviation == name.strip()))
    )
    with archive.catalogue.read() as session:
        found = set(session.scalars(query))
    if len(found) != 1:
        raise UnknownAuthority(name)
    return found.pop()


def name_on(session: Session, authority_id: int, day: date) -> str:
    """Return the name of an authority that was valid on a day; the first one where none says so."""
    query = select(AuthorityName).where(AuthorityName.authority_id == authority_id)
    names = list(session.scalars(query.order_by(AuthorityName.id)))
    valid = [name for name in names if _is_valid(name, day)]
    dated = [name for name in valid if name.valid_from is not None or name.valid_to is not None]
    best = (dated or valid or names)[:1]
    return best[0].name if best else str(authority_id)


def _is_valid(name: AuthorityName, day: date) -> bool:
    begun = name.valid_from is None or name.valid_from <= day
    return begun and (name.valid_to is None or day <= name.valid_to)


def _heirs(
    session: Session, former: int, day: date, passed: frozenset[int] = frozenset()
) -> list[int]:
    """Return who holds by `day` what an authority agreed on, through all takings-over."""
    query = (
        select(AuthorityRelation.to_id)
        .where(
            AuthorityRelation.from_id == former, AuthorityRelation.to_id.not_in({former, *passed})
        )
        .where(AuthorityRelation.kind.in_(TAKEN_OVER), AuthorityRelation.effective_on <= day)
        .order_by(AuthorityRelation.id)
    )
    found: list[int] = []
    for heir in session.scalars(query).all():
        found += _heirs(session, heir, day, passed | {former}) or [heir]
    return found
