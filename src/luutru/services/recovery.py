"""Recover: put right what a crash left, and say what was done."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from luutru.holdings.strongroom import Strongroom
from luutru.progress import SILENT, Progress
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.copies.recovering import Recovered, recover_copies
from luutru.services.indexing import IndexingReport, bring_up_to_date
from luutru.services.remaking import remake_lost


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was left behind and is now put right."""

    unfinished_copies: int
    set_aside: int
    """Files that no record names, moved into quarantine."""
    requeued_documents: int
    remade: int
    """Derivatives that were lost and made again from their originals."""
    copies: Recovered
    """Certified copies that were finished, numbers without an outcome that are void now."""
    indexing: IndexingReport | None = None


def recover(archive: Archive, progress: Progress = SILENT, *, recognise: bool = True) -> Recovery:
    """Put right what a crash left, then bring the index up to date.

    Raises:
        IndexBusy: Another process is bringing the index up to date.
        Cancelled: The archivist asked to stop; what was done stays done.
    """
    done = put_right(archive)
    return replace(done, indexing=bring_up_to_date(archive, progress, recognise=recognise))


def put_right(archive: Archive, *, copies: bool = True) -> Recovery:
    """Sweep unfinished copies, queue again what was forgotten, and end what was begun of `copies`.

    Copies that living processes write are not touched. A file that was kept but never entered was
    never acknowledged; it goes to quarantine, and its source is still where it was.

    Raises:
        DiskFull, DiskTrouble: A file could not be moved or made again.
    """
    swept = archive.strongroom.sweep() + archive.derivatives.sweep()
    set_aside = _set_strangers_aside(archive)
    requeued = _queue_again(archive)
    remade = remake_lost(archive)
    if swept or set_aside or requeued or remade:
        detail = {
            "unfinished_copies": swept,
            "set_aside": set_aside,
            "requeued_documents": requeued,
            "remade": remade,
        }
        with archive.catalogue.write() as session:
            custody.record(session, archive.person, "recovered", detail=detail)
    ended = recover_copies(archive) if copies else Recovered()
    return Recovery(swept, len(set_aside), requeued, remade, ended)


def _set_strangers_aside(archive: Archive) -> list[str]:
    """Move the files that no record names; return their checksums.

    The write door is held meanwhile: an accession that waits behind it looks again whether its
    copy is in its place.
    """
    rooms = ((archive.strongroom, True), (archive.derivatives, False))
    there = [(room, is_master, set(room.given_up())) for room, is_master in rooms]
    with archive.catalogue.read(whole=True) as session:
        if not _strangers(session, there):
            return []
    with archive.catalogue.write(whole=True) as session:
        found = _strangers(session, there)
        for room, sha256 in found:
            room.set_aside(sha256)
    return [sha256 for _, sha256 in found]


def _strangers(
    session: Session, there: Iterable[tuple[Strongroom, bool, set[str]]]
) -> list[tuple[Strongroom, str]]:
    found = []
    for room, is_master, files in there:
        known = select(FileObject.sha256).where(FileObject.is_master == is_master)
        found += [(room, sha256) for sha256 in sorted(files - set(session.scalars(known)))]
    return found


def _queue_again(archive: Archive) -> int:
    """Give an outbox row back to documents with something to read and no row."""
    unread = FileObject.page_count.is_(None) & (FileObject.problem == "")
    waiting = exists(
        select(Page.id)
        .where(Page.file_id == FileObject.id, Page.status == "waiting")
        .correlate(FileObject)
    )
    queued = select(Outbox.document_id).where(Outbox.task == "read")
    query = (
        select(FileObject.document_id)
        .where(FileObject.carries_pages, unread | waiting)
        .where(FileObject.document_id.not_in(queued))
    )
    with archive.catalogue.write() as session:
        forgotten = session.scalars(query).all()
        session.add_all(Outbox(task="read", document_id=number) for number in forgotten)
    return len(forgotten)
