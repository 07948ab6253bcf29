"""The archive in figures, for the status bar and the terminal."""

from dataclasses import dataclass

from sqlalchemy import func, select

from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Retry
from luutru.services.archive import Archive


@dataclass(frozen=True, slots=True)
class Overview:
    """What the archive holds and what still waits."""

    agreements: int
    documents: int
    pages: int
    pages_waiting: int
    files_waiting: int
    """Files whose pages have not been counted yet."""
    failures: int
    awaiting_review: int
    bytes_kept: int


def overview(archive: Archive) -> Overview:
    """Count what the archive holds."""
    count = func.count()
    questions = (
        select(count).select_from(Agreement),
        select(count).select_from(Document),
        select(count).select_from(Page),
        select(count).select_from(Page).where(Page.status == "waiting"),
        select(count)
        .select_from(FileObject)
        .where(FileObject.page_count.is_(None), FileObject.problem == ""),
        select(count).select_from(Retry),
        select(count).select_from(Agreement).where(Agreement.review_state == "awaiting_review"),
        select(func.coalesce(func.sum(FileObject.size), 0)),
    )
    with archive.catalogue.read() as session:
        return Overview(*(session.scalar(question) or 0 for question in questions))
