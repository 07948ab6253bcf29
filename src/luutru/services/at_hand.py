"""What a desk of an office has at hand and nobody keeps any more goes from that desk as well."""

from contextlib import suppress

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import DiskTrouble
from luutru.holdings.log_book import head_of_log
from luutru.holdings.stored_strongroom import StoredStrongroom
from luutru.records.custody import CustodyEntry
from luutru.records.files import FileObject
from luutru.services.archive import Archive


def drop_disposed(archive: Archive) -> int:
    """Remove from this desk the files that were disposed of at others; return how many.

    Asked again, it looks only where something was disposed of since. A file that cannot be removed
    now goes when another process looks.
    """
    if archive.at_hand is None:
        return 0
    if archive.member is not None:
        return _drop_all(archive)
    seen = archive.at_hand.dropped_to
    with archive.catalogue.read(whole=True) as session:
        newest = head_of_log(session).seq
        if seen is not None and not _disposed_since(session, seen):
            archive.at_hand.dropped_to = newest
            return 0
    dropped = _drop_all(archive)
    archive.at_hand.dropped_to = newest
    return dropped


def _drop_all(archive: Archive) -> int:
    """Remove what the catalogue shows no document of: to a member, also what they may not see."""
    dropped = _drop(archive, archive.strongroom, is_master=True)
    return dropped + _drop(archive, archive.derivatives, is_master=False)


def _disposed_since(session: Session, seen: int) -> bool:
    query = select(CustodyEntry.seq).where(CustodyEntry.seq > seen, CustodyEntry.act == "disposed")
    return session.scalar(query.limit(1)) is not None


def _drop(archive: Archive, room: object, *, is_master: bool) -> int:
    if not isinstance(room, StoredStrongroom):
        return 0
    here = set(room.at_hand())  # before what is known, so that nothing new is taken for gone
    with archive.catalogue.read(whole=archive.member is None) as session:
        query = select(FileObject.sha256).where(FileObject.is_master == is_master)
        here -= set(session.scalars(query))
    for sha256 in here:
        with suppress(DiskTrouble):
            room.forget(sha256)
    return len(here)
