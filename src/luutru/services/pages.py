"""Pages of a document: their sizes, their text, and their images drawn by the reading process."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import OriginalMissing, PageNotShown, UnknownReference
from luutru.holdings.reader import ImageFailed
from luutru.reading.messages import PageImage
from luutru.records.code_lists import code_list
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.words import PlacedWord
from luutru.services.archive import Archive
from luutru.services.corrected import corrected_page

__all__ = [
    "PageImage",
    "PageShape",
    "PageText",
    "loose_image",
    "loose_shapes",
    "page_image",
    "page_shapes",
    "page_text",
]


@dataclass(frozen=True, slots=True)
class PageShape:
    """One page as a view needs to know it before its image is there."""

    number: int
    width: float
    """Points, as displayed."""
    height: float
    rotation: int
    """Clockwise degrees by which it must be turned to stand upright."""
    status: str


@dataclass(frozen=True, slots=True)
class PageText:
    """What was read on one page, as people corrected it."""

    text: str
    words: tuple[PlacedWord, ...]
    rotation: int
    confidence: float | None
    needs_look: bool
    origin: str


def page_shapes(archive: Archive, document_id: int) -> list[PageShape]:
    """Return the pages of a document in order; none where they have not been counted."""
    columns = (Page.number, Page.width, Page.height, Page.rotation, Page.status)
    query = (
        select(*columns)
        .join(FileObject)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
        .order_by(Page.number)
    )
    with archive.catalogue.read() as session:
        return [PageShape(*row) for row in session.execute(query)]


def page_text(archive: Archive, document_id: int, number: int) -> PageText | None:
    """Return what was read on a page, or None while it has not been read."""
    query = (
        select(Page.id, Page.rotation, Page.confidence, Page.needs_look, Page.origin)
        .join(FileObject)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
        .where(Page.number == number, Page.status != "waiting")
    )
    with archive.catalogue.read() as session:
        row = session.execute(query).one_or_none()
        if row is None:
            return None
        page_id, rotation, confidence, needs_look, origin = row
        text, words = corrected_page(session, page_id)
    return PageText(text, words, rotation, confidence, needs_look, origin)


def page_image(
    archive: Archive, document_id: int, number: int, width: int, rotation: int = 0
) -> PageImage:
    """Return a page as an image `width` pixels wide, turned clockwise by `rotation` degrees.

    The image is drawn by the reading process from the file as it is kept.

    Raises:
        UnknownReference: There is no such document, or it waits at the door.
        OriginalMissing: The file is not where it was put.
        PageNotShown: The reading process cannot draw it.
    """
    with archive.catalogue.read() as session:
        reference, sha256, is_master = _shown_file(session, document_id)
    file = archive.path_of(sha256, is_master=is_master)
    if not file.is_file():
        raise OriginalMissing(reference)
    try:
        return archive.reader.image(file, number, width, rotation)
    except ImageFailed as error:
        raise PageNotShown(reference, number, str(error)) from error


def loose_shapes(archive: Archive, file: Path) -> list[PageShape]:
    """Return the pages of a PDF that lies outside the archive, such as a list to be printed.

    Raises:
        PageNotShown: The reading process makes nothing of it.
    """
    told = archive.reader.inspect(file)
    if told.problem:
        raise PageNotShown(file.name, 1, code_list("problem").label(told.problem))
    shapes = enumerate(told.pages, start=1)
    return [PageShape(number, page.width, page.height, 0, "") for number, page in shapes]


def loose_image(archive: Archive, file: Path, number: int, width: int) -> PageImage:
    """Return a page of a PDF that lies outside the archive, `width` pixels wide.

    Raises:
        PageNotShown: The reading process cannot draw it.
    """
    try:
        return archive.reader.image(file, number, width)
    except ImageFailed as error:
        raise PageNotShown(file.name, number, str(error)) from error


def _shown_file(session: Session, document_id: int) -> tuple[str, str, bool]:
    query = (
        select(Document.reference, FileObject.sha256, FileObject.is_master)
        .join(FileObject)
        .where(Document.id == document_id)
        .order_by(FileObject.carries_pages.desc(), FileObject.is_master.desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    if row is None:
        raise UnknownReference(str(document_id))
    reference, sha256, is_master = row
    return reference, sha256, is_master
