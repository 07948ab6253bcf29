"""Counts agreements by authority, and by status, in arrays: an agency is party to nearly all."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.records.party import PartyRole
from luutru.records.status import Status
from luutru.services.archive import Archive
from luutru.services.authorities.identity import one_with
from luutru.services.columns import numbers, strung
from luutru.services.facet_table import facet_table

_IN_FORCE: Final = frozenset({Status.IN_FORCE.value})


def counted(
    archive: Archive, session: Session, tops: Mapping[int, int]
) -> dict[int, tuple[int, int]]:
    """Return how many agreements each authority has, and how many in force, each counted once.

    Args:
        archive: The archive.
        session: The caller's transaction.
        tops: What `identity.roots` told.
    """
    table = facet_table(archive, clock.today())
    agreements, authorities = map(
        numbers, strung(session, [], PartyRole.agreement_id, PartyRole.authority_id)
    )
    if not len(agreements):
        return {}
    known, at = np.unique(authorities, return_inverse=True)
    roots = np.array([tops.get(number, number) for number in known.tolist()], np.int64)
    width = int(agreements.max()) + 1
    pairs = np.unique(roots[at] * width + agreements)
    owners, members = np.unique(pairs // width, return_inverse=True)
    in_force = table.agreements[table.columns["statuses"].having(_IN_FORCE, table.size)]
    every = np.bincount(members)
    now = np.bincount(members, np.isin(pairs % width, in_force))
    return {
        int(owner): (int(count), int(live))
        for owner, count, live in zip(owners, every, now, strict=True)
    }


def by_status(archive: Archive, session: Session, authority_id: int) -> dict[str, int]:
    """Return how many agreements of an authority, and of what is one with it, have each status."""
    table = facet_table(archive, clock.today())
    theirs = select(PartyRole.agreement_id).where(
        PartyRole.authority_id.in_(one_with([authority_id]))
    )
    return table.columns["statuses"].counted(table.among(set(session.scalars(theirs))))
