"""Who took over from a party: succession, merger and division of authorities."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from itertools import chain
from typing import Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from luutru.errors import UnknownAuthority
from luutru.i18n import mark, translate
from luutru.records.agreement import Agreement
from luutru.records.party import AuthorityName, AuthorityRelation, PartyRole
from luutru.services.archive import Archive
from luutru.services.authorities.identity import one_with, roots
from luutru.services.authorities.naming import called, names_by
from luutru.vietnamese.folding import fold

TAKEN_OVER: Final = ("succeeded_by", "merged_into", "divided_into")
"""Kinds of relations by which an authority hands what it agreed on over to another."""


SUCCEEDED: Final = mark("Succeeded")
"""The word that lies over the status of an agreement of which a party was taken over."""


def successors_in(session: Session, agreement: Agreement, day: date) -> tuple[str, ...]:
    """Return the names, as on `day`, of the authorities that took over from a party by then."""
    return successors_by(session, [agreement.id], day).get(agreement.id, ())


def successors_by(session: Session, ids: Collection[int], day: date) -> dict[int, tuple[str, ...]]:
    """Return the same for those agreements of `ids` of which a party was taken over by `day`.

    Of most agreements nobody was: they cost one question for all, and an authority that is party
    to many is followed once.
    """
    left = session.scalars(select(AuthorityRelation.from_id).where(*_in_effect(day)).distinct())
    if not (taken_over := left.all()):
        return {}
    tops = roots(session)
    gone = {tops.get(number, number) for number in taken_over}
    parties: defaultdict[int, list[int]] = defaultdict(list)
    query = select(PartyRole.agreement_id, PartyRole.authority_id)
    for agreement_id, number in session.execute(
        query.where(PartyRole.agreement_id.in_(ids)).order_by(PartyRole.id)
    ):
        parties[agreement_id].append(tops.get(number, number))
    heirs = {
        number: [tops.get(heir, heir) for heir in heirs_of(session, number, day)]
        for number in gone.intersection(*[chain.from_iterable(parties.values())])
    }
    after_all = set(chain.from_iterable(heirs.values()))
    names = {heir: name_of(session, heir, day) for heir in after_all}
    told = {}
    for agreement_id, former in parties.items():
        after = dict.fromkeys(heir for number in former for heir in heirs.get(number, ()))
        if taken := tuple(names[heir] for heir in after if heir not in former):
            told[agreement_id] = taken
    return told


def with_succession(words: str, successors: Collection[str]) -> str:
    """Return the word of a status, and behind it that others took over where they did."""
    return f"{words}; {translate(SUCCEEDED).lower()}" if successors else words


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
        .where(*_in_effect(day))
        .order_by(AuthorityRelation.id)
    )
    found: list[int] = []
    for heir in session.scalars(query).all():
        found += heirs_of(session, heir, day, passed | {former}) or [heir]
    return found


def _in_effect(day: date) -> tuple[ColumnElement[bool], ...]:
    """Return what a taking-over has to fulfil that had effect by `day`."""
    return AuthorityRelation.kind.in_(TAKEN_OVER), AuthorityRelation.effective_on <= day
