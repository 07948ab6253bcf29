"""Tells findings without the references of what whoever asks may not see (I12).

Nor of what has no record any more, so that nobody can tell who may. The log keeps them whole;
each reader is told by their own clearance, then and later.
"""

from collections.abc import Iterable

from sqlalchemy.exc import DatabaseError

from luutru.errors import CatalogueDamaged
from luutru.holdings.untold import untold_references
from luutru.services.archive import Archive
from luutru.services.findings import Finding, unnamed


def veiled(archive: Archive, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings as the account that has signed in may read them.

    Where the catalogue is too damaged to tell what the account may see, no reference is told.
    """
    findings = tuple(findings)
    if archive.account is None or not findings:
        return findings
    try:
        with archive.catalogue.read() as session:
            untold = untold_references(session)
    except (CatalogueDamaged, DatabaseError):
        return tuple(map(unnamed, findings))
    return tuple(
        unnamed(one)
        if one.reference in untold or not untold.isdisjoint(one.facts.values())
        else one
        for one in findings
    )
