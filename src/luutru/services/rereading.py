"""Read again what another engine read: a newer program, or other models, may read it better."""

from sqlalchemy import ColumnElement, func, select, update

from luutru.progress import SILENT, Progress
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox
from luutru.records.roles import Permission
from luutru.services.archive import Archive
from luutru.services.indexing import IndexingReport, bring_up_to_date


def read_by_another(archive: Archive) -> int:
    """Return how many pages were recognised by another engine than would do it today.

    Raises:
        ModelMissing: A model is not installed.
        ReaderDoesNotStart: No reading process can be had.
    """
    engine = archive.reader.engine()
    with archive.catalogue.read() as session:
        query = select(func.count(Page.id)).join(FileObject).where(_another(engine))
        return session.scalar(query) or 0


def read_again(archive: Archive, progress: Progress = SILENT) -> IndexingReport:
    """Read those pages again, and whatever waits; what people corrected holds for the new text.

    Text layers need no engine and are left alone. Stopped, it goes on with the next run.

    Raises:
        NotPermitted: The roles of the account do not include it.
        ModelMissing: A model is not installed.
        ReaderDoesNotStart: No reading process can be had.
        IndexBusy: Another process is reading.
        Cancelled: The archivist asked to stop.
    """
    archive.require(Permission.TAKE_IN)
    engine = archive.reader.engine()
    with archive.catalogue.write() as session:
        concerned = select(Page.id).join(FileObject).where(_another(engine))
        documents = session.scalars(
            select(FileObject.document_id).join(Page).where(_another(engine)).distinct()
        ).all()
        session.execute(update(Page).where(Page.id.in_(concerned)).values(status="waiting"))
        session.add_all(Outbox(task="read", document_id=number) for number in documents)
    return bring_up_to_date(archive, progress)


def _another(engine: str) -> ColumnElement[bool]:
    recognised = Page.status.in_(("read", "blank")) & Page.origin.in_(("ocr", "both"))
    return FileObject.carries_pages & recognised & (Page.engine != engine)
