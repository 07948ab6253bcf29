"""The words of a document with their boxes, as the rules of extraction read them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.extraction.script import PageWords
from luutru.records.files import FileObject, Page
from luutru.records.words import unpack


def page_words(session: Session, document_id: int) -> list[PageWords]:
    """Return the words of every page of a document that has been read, in order."""
    columns = (Page.number, Page.words, Page.width, Page.height, Page.rotation)
    query = (
        select(*columns)
        .join(FileObject)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
        .where(Page.status != "waiting")
        .order_by(Page.number)
    )
    return [
        PageWords(number, tuple(unpack(words)), width, height, rotation)
        for number, words, width, height, rotation in session.execute(query)
    ]
