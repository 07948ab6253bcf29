"""The list of what could not be read or was refused, and another try at it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from luutru.progress import SILENT, Progress
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox, Retry
from luutru.records.roles import Permission
from luutru.services.archive import Archive
from luutru.services.indexing import IndexingReport, bring_up_to_date


@dataclass(frozen=True, slots=True)
class Failure:
    """One entry of the retry list."""

    id: int
    reference: str
    """Empty for a file that was refused at the door."""
    filename: str
    page_number: int | None
    """None where the whole file is concerned."""
    problem: str
    """A code of the list `problem`, or `refused`."""
    detail: str
    attempts: int
    last_at: datetime


def failures(archive: Archive) -> list[Failure]:
    """Return what could not be read or was refused, newest first."""
    query = (
        select(Retry, Document)
        .outerjoin(Document, Retry.document_id == Document.id)
        .order_by(Retry.last_at.desc(), Retry.id.desc())
    )
    with archive.catalogue.read() as session:
        return [_failure(entry, document) for entry, document in session.execute(query)]


def run(archive: Archive, progress: Progress = SILENT) -> IndexingReport:
    """Try to read again what failed before.

    Raises:
        NotPermitted: The roles of the account do not include it.
        IndexBusy: Another process is reading.
        Cancelled: The archivist asked to stop.
    """
    archive.require(Permission.TAKE_IN)
    with archive.catalogue.write() as session:
        for entry in session.scalars(select(Retry).where(Retry.document_id.is_not(None))).all():
            file = session.scalars(
                select(FileObject).where(
                    FileObject.document_id == entry.document_id, FileObject.carries_pages
                )
            ).one()
            if entry.page_number is None:
                file.problem = ""
            else:
                page = session.scalars(
                    select(Page).where(Page.file_id == file.id, Page.number == entry.page_number)
                ).one()
                page.status = "waiting"
            session.add(Outbox(task="read", document_id=entry.document_id))
    return bring_up_to_date(archive, progress)


def dismiss(archive: Archive, failure_id: int) -> None:
    """Take an entry off the list without another try; originals kept stay kept.

    Raises:
        NotPermitted: The roles of the account do not include it.
    """
    archive.require(Permission.TAKE_IN)
    with archive.catalogue.write() as session:
        session.execute(delete(Retry).where(Retry.id == failure_id))


def _failure(entry: Retry, document: Document | None) -> Failure:
    return Failure(
        entry.id,
        document.reference if document else "",
        document.filename if document else entry.filename,
        entry.page_number,
        entry.problem,
        entry.detail,
        entry.attempts,
        entry.last_at,
    )
