"""The words of a document with their boxes, as corrected; the rules of extraction read them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.extraction.script import PageWords
from luutru.records.files import FileObject, Page
from luutru.services.corrected import corrected_words


def page_words(session: Session, document_id: int) -> list[PageWords]:
    """Return the words of every page of a document that has been read, in order."""
    columns = (Page.id, Page.number, Page.width, Page.height, Page.rotation)
    query = (
        select(*columns)
        .join(FileObject)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
        .where(Page.status != "waiting")
        .order_by(Page.number)
    )
    return [
        PageWords(number, corrected_words(session, page_id), width, height, rotation)
        for page_id, number, width, height, rotation in session.execute(query)
    ]
