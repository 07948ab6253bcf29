"""Recover: put right what a crash left, and say what was done."""

from dataclasses import dataclass

from sqlalchemy import exists, select

from luutru.progress import SILENT, Progress
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.indexing import IndexingReport, bring_up_to_date


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was left behind and is now put right."""

    unfinished_copies: int
    requeued_documents: int
    indexing: IndexingReport | None


def recover(archive: Archive, progress: Progress = SILENT, *, recognise: bool = True) -> Recovery:
    """Sweep unfinished copies, queue again what was forgotten, and bring the index up to date.

    Files of processes that still live are not touched.

    Raises:
        IndexBusy: Another process is bringing the index up to date.
        Cancelled: The archivist asked to stop; what was done stays done.
    """
    swept = archive.strongroom.sweep()
    requeued = _queue_again(archive)
    if swept or requeued:
        with archive.catalogue.write() as session:
            detail = {"unfinished_copies": swept, "requeued_documents": requeued}
            custody.record(session, archive.person, "recovered", detail=detail)
    return Recovery(swept, requeued, bring_up_to_date(archive, progress, recognise=recognise))


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
        .where(FileObject.is_master, unread | waiting)
        .where(FileObject.document_id.not_in(queued))
    )
    with archive.catalogue.write() as session:
        forgotten = session.scalars(query).all()
        session.add_all(Outbox(task="read", document_id=number) for number in forgotten)
    return len(forgotten)
