"""Checks the index of this workstation against the catalogue (I6)."""

from collections.abc import Iterator

from sqlalchemy import func, select

from luutru.records.outbox import Outbox
from luutru.services import entries, replica
from luutru.services.findings import Finding, finding
from luutru.services.inspection.look import Look


def check_index(look: Look) -> Iterator[Finding]:
    """I6: what the index holds is what the catalogue says, once it has been told everything.

    An index that is not there yet is no damage, nor one that is behind other desks: it is filled,
    or follows them, when somebody searches.
    """
    archive = look.archive
    if not archive.index_folder.is_dir():
        return
    with archive.catalogue.read(cleared=True) as session:
        if session.scalar(select(func.count()).select_from(Outbox)):
            return
        if archive.is_shared and replica.is_behind(archive, session):
            return
        expected = entries.expected_fingerprint(session)
    if archive.fulltext.was_reset:
        return
    found = archive.fulltext.fingerprint()
    look.count = found.count
    if found != expected:
        yield finding("index_differs")
