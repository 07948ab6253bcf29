"""The order in which documents are read: what a person waits for goes before the rest.

An order is a wish of the hour, not a fact: the custody log does not tell of it.
"""

from dataclasses import dataclass

from sqlalchemy import func, select

from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.roles import Permission
from luutru.services import lookup
from luutru.services.archive import Archive


@dataclass(frozen=True, slots=True)
class WaitingDocument:
    """A document of which pages wait to be read."""

    document_id: int
    reference: str
    filename: str
    pages_left: int


def waiting_documents(archive: Archive) -> tuple[WaitingDocument, ...]:
    """Return the documents of which pages wait, in the order in which they are read.

    Those whose pages have not been counted yet come with them once they are.
    """
    query = (
        select(Document.id, Document.reference, Document.filename, func.count(Page.id))
        .join(FileObject, FileObject.document_id == Document.id)
        .join(Page, Page.file_id == FileObject.id)
        .where(FileObject.carries_pages, Page.status == "waiting", Document.held_for == "")
        .group_by(Document.id, FileObject.id)
        .order_by(Document.reading_rank.desc(), FileObject.id)
    )
    with archive.catalogue.read() as session:
        return tuple(WaitingDocument(*row) for row in session.execute(query))


def read_sooner(archive: Archive, reference: str) -> None:
    """Have a document read before all others; a run that is going on takes it next.

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownReference: No document is called so.
        HeldAtDoor: It waits for its mark of secrecy.
    """
    archive.require(Permission.TAKE_IN)
    with archive.catalogue.write() as session:
        document = lookup.document(session, reference)
        highest = session.scalar(select(func.max(Document.reading_rank))) or 0
        document.reading_rank = max(highest, 0) + 1


def read_later(archive: Archive, reference: str) -> None:
    """Have a document read after all others.

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownReference: No document is called so.
        HeldAtDoor: It waits for its mark of secrecy.
    """
    archive.require(Permission.TAKE_IN)
    with archive.catalogue.write() as session:
        document = lookup.document(session, reference)
        lowest = session.scalar(select(func.min(Document.reading_rank))) or 0
        document.reading_rank = min(lowest, 0) - 1
