"""Which authorities are one: those that were merged, with what each of them brought along.

Merging only notes in what an authority went up; names, parties and relations stay with the record
they were entered for. Whoever counts, lists or finds asks here, and undoing a merger is nothing
but striking out the note (docs/adr/0025-merged-by-a-note.md).

What is read here are numbers alone, so that what waits at the door changes none of the answers.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, cast

from sqlalchemy import Select, Table, or_, select
from sqlalchemy.orm import Session

from luutru.records.party import Authority, AuthorityName

_AUTHORITY = cast("Table", Authority.__table__)


def roots(session: Session) -> dict[int, int]:
    """Return for each authority that was merged the one that stands for it now."""
    upward = dict(_rows(session))
    return {number: _top(upward, number) for number in upward}


def root_of(session: Session, authority_id: int) -> int:
    """Return the authority that stands for `authority_id` now: itself, if it was not merged."""
    return roots(session).get(authority_id, authority_id)


def family(session: Session, authority_id: int) -> tuple[int, ...]:
    """Return all that are one with `authority_id`, the one that stands for them first."""
    tops = roots(session)
    root = tops.get(authority_id, authority_id)
    return (root, *sorted(number for number, top in tops.items() if top == root))


def one_with(ids: Iterable[int]) -> Select[int]:
    """Return, for use in a query, all authorities that are one with any of `ids`."""
    first = select(_AUTHORITY.c.id).where(_AUTHORITY.c.id.in_(list(ids)))
    same = first.cte("same", recursive=True)
    own, other = _AUTHORITY.alias(), _AUTHORITY.alias()
    # One question for both directions: PostgreSQL lets only one refer to what it is a part of.
    near = or_(other.c.merged_into_id == own.c.id, other.c.id == own.c.merged_into_id)
    beside = select(other.c.id).select_from(same.join(own, own.c.id == same.c.id).join(other, near))
    same = same.union(beside)
    return cast("Select[int]", select(same.c.id))


def names_of_merged(session: Session) -> dict[int, tuple[str, ...]]:
    """Return for each authority that is one with others what all of them are called."""
    tops = roots(session)
    if not tops:
        return {}
    families: defaultdict[int, set[int]] = defaultdict(set)
    for number, root in tops.items():
        families[root] |= {root, number}
    theirs = _names(session, {number for members in families.values() for number in members})
    told: dict[int, tuple[str, ...]] = {}
    for members in families.values():
        every = tuple(name for number in sorted(members) for name in theirs[number])
        told |= dict.fromkeys(members, every)
    return told


def _names(session: Session, ids: Collection[int]) -> defaultdict[int, list[str]]:
    query = (
        select(AuthorityName.authority_id, AuthorityName.name, AuthorityName.abbreviation)
        .where(AuthorityName.authority_id.in_(ids))
        .order_by(AuthorityName.id)
    )
    theirs: defaultdict[int, list[str]] = defaultdict(list)
    for authority_id, name, abbreviation in session.execute(query):
        theirs[authority_id] += filter(None, (name, abbreviation))
    return theirs


def _rows(session: Session) -> list[tuple[int, int]]:
    query: Select[Any] = select(_AUTHORITY.c.id, _AUTHORITY.c.merged_into_id).where(
        _AUTHORITY.c.merged_into_id.is_not(None)
    )
    return [(number, into) for number, into in session.connection().execute(query)]


def _top(upward: dict[int, int], number: int) -> int:
    while number in upward:
        number = upward[number]
    return number
