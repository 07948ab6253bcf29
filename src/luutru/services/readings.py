"""Keeps what the reading process told: pages counted, pages read, and what failed."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, exists, func, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import StoredFileChanged
from luutru.holdings.file_kinds import PDF
from luutru.reading.measures import as_text
from luutru.reading.messages import Inspection, PageReading, PageStatus
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox, Retry
from luutru.records.words import pack
from luutru.services import door, replica
from luutru.services.archive import Archive

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """One page that has not been read."""

    page_id: int
    document_id: int
    sha256: str
    is_master: bool
    number: int


class Uncounted:
    """Files with pages that nobody has looked into; each is fetched when its turn comes."""

    def __init__(self, archive: Archive, files: Sequence[tuple[int, str, bool]]) -> None:
        self._archive = archive
        self._files = files

    def __len__(self) -> int:
        return len(self._files)

    def __iter__(self) -> Iterator[tuple[int, Path]]:
        """Yield identifier and place of each file."""
        for number, sha256, is_master in self._files:
            yield number, place_to_read(self._archive, sha256, is_master=is_master)


def place_to_read(archive: Archive, sha256: str, *, is_master: bool) -> Path:
    """Return where a file is to be read; nothing is there where the store has it damaged.

    So one bad file keeps no other one from being read; verification names it.
    """
    try:
        return archive.path_of(sha256, is_master=is_master)
    except StoredFileChanged:
        return archive.folder / sha256


def uncounted(archive: Archive) -> Uncounted:
    """Return the files with pages that nobody has looked into."""
    query = (
        select(FileObject.id, FileObject.sha256, FileObject.is_master)
        .where(FileObject.carries_pages, FileObject.page_count.is_(None), FileObject.problem == "")
        .where(FileObject.media_type == PDF.media_type)  # an image is wrapped first
        .order_by(FileObject.id)
    )
    with archive.catalogue.read(cleared=True) as session:
        found = [(number, sha256, master) for number, sha256, master in session.execute(query)]
    return Uncounted(archive, found)


def store_inspection(archive: Archive, file_id: int, told: Inspection) -> None:
    """Keep what the first look at a file told: its pages, or why it stays unread."""
    with archive.catalogue.write(whole=True) as session:
        file = session.get_one(FileObject, file_id)
        if file.page_count is not None:  # another process was quicker
            return
        file.pdf_version, file.is_signed = told.pdf_version, told.signed
        file.active_content = ",".join(told.active_content)
        if told.problem is None:
            file.page_count = len(told.pages)
            file.problem = ""
            file.pages = [
                Page(number=number, width=shape.width, height=shape.height)
                for number, shape in enumerate(told.pages, start=1)
            ]
            forgive(session, file.document_id, None)
        else:
            file.problem = told.problem
            blame(session, file.document_id, None, told.problem, told.detail)


def waiting_pages(archive: Archive) -> list[WaitingPage]:
    """Return every page that has not been read: what is wanted sooner, then as it came."""
    query = (
        select(
            Page.id,
            FileObject.document_id,
            FileObject.sha256,
            FileObject.is_master,
            Page.number,
        )
        .join(FileObject)
        .join(Document, Document.id == FileObject.document_id)
        .where(FileObject.carries_pages, Page.status == "waiting")
        .order_by(Document.reading_rank.desc(), FileObject.id, Page.number)
    )
    with archive.catalogue.read(cleared=True) as session:
        return [WaitingPage(*row) for row in session.execute(query)]


def waits(archive: Archive, document_id: int) -> bool:
    """Tell whether any page of a document has not been read."""
    query = (
        select(Page.id)
        .join(FileObject)
        .where(FileObject.document_id == document_id, FileObject.carries_pages)
        .where(Page.status == "waiting")
        .limit(1)
    )
    with archive.catalogue.read(cleared=True) as session:
        return session.scalar(query) is not None


def reading_order(archive: Archive) -> frozenset[tuple[int, int, int]]:
    """Return which documents are to be read, their ranks, and when that was last asked for.

    It is another one as soon as `waiting_pages` may be.
    """
    query = (
        select(Document.id, Document.reading_rank, func.max(Outbox.id))
        .join(Outbox, Outbox.document_id == Document.id)
        .where(Outbox.task == "read")
        .group_by(Document.id)
    )
    with archive.catalogue.read(cleared=True) as session:
        return frozenset((number, rank, last) for number, rank, last in session.execute(query))


def documents_without_pages_left(archive: Archive, *, counted: bool = False) -> list[int]:
    """Return documents in the outbox of which nothing is left to read.

    With `counted`, those are left out whose pages nobody has counted yet.
    """
    still_waiting = exists(
        select(Page.id)
        .join(FileObject)
        .where(FileObject.document_id == Outbox.document_id, FileObject.carries_pages)
        .where(Page.status == "waiting")
        .correlate(Outbox)
    )
    query = select(Outbox.document_id).where(Outbox.task == "read", ~still_waiting).distinct()
    if counted:
        unseen = FileObject.page_count.is_(None) & (FileObject.problem == "")
        query = query.where(
            Outbox.document_id.not_in(
                select(FileObject.document_id).where(FileObject.carries_pages, unseen)
            )
        )
    with archive.catalogue.read(cleared=True) as session:
        return [number for number in session.scalars(query) if number is not None]


def store_reading(archive: Archive, told: PageReading) -> int:
    """Keep the text of a page, in a transaction of its own; return its document."""
    with archive.catalogue.write(whole=True) as session:
        page = session.get_one(Page, told.key)
        document_id = page.file.document_id
        page.status = told.status
        page.text, page.layer_text, page.words = told.text, told.layer_text, pack(told.words)
        page.origin, page.engine, page.encoding = told.origin, told.engine, told.encoding
        page.dpi, page.languages, page.rotation = told.dpi, told.languages, told.rotation
        page.confidence, page.needs_look = told.confidence, told.needs_look
        page.image_hash = told.image_hash
        page.text_hash = "".join(f"{number:08x}" for number in told.text_hash)
        page.measures = as_text(told.measures) if told.measures else ""
        page.problem = told.problem or ""
        page.read_at = clock.now()
        door.stop_if_marked(session, archive.person, page)
        if told.status is PageStatus.FAILED and told.problem:
            blame(session, document_id, told.number, told.problem, told.detail)
        else:
            forgive(session, document_id, told.number)
    return document_id


def anything_to_withdraw(archive: Archive) -> bool:
    """Tell whether the index knows something that was stopped at the door meanwhile."""
    with archive.catalogue.read(cleared=True) as session:
        query = select(Outbox.id).where(Outbox.task == "withdraw").limit(1)
        return session.scalar(query) is not None


def pending(archive: Archive, documents: Sequence[int]) -> list[int]:
    """Return the outbox rows of documents about to be told to the index.

    What changes while it is told adds a row of its own, which is not among them.
    """
    query = select(Outbox.id).where(
        Outbox.task.in_(("read", "correct")), Outbox.document_id.in_(documents)
    )
    with archive.catalogue.read(cleared=True) as session:
        return list(session.scalars(query))


def let_go(archive: Archive, rows: Sequence[int]) -> None:
    """Strike rows off the outbox, once the index knows what they ask for."""
    with archive.catalogue.write(cleared=True) as session:
        if archive.is_shared:
            replica.pass_on(archive, session, rows)
        session.execute(delete(Outbox).where(Outbox.id.in_(rows)))


def corrected_documents(archive: Archive) -> list[int]:
    """Return documents in the outbox whose words were corrected after they were indexed."""
    unread = select(Outbox.document_id).where(Outbox.task == "read")
    query = (
        select(Outbox.document_id)
        .where(Outbox.task == "correct", Outbox.document_id.not_in(unread))
        .distinct()
    )
    with archive.catalogue.read(cleared=True) as session:
        return [number for number in session.scalars(query) if number is not None]


def blame(
    session: Session, document_id: int, page_number: int | None, problem: str, detail: str
) -> None:
    """Enter a failure in the retry list, or count one more attempt."""
    entry = _retry_of(session, document_id, page_number)
    if entry is None:
        session.add(
            Retry(
                document_id=document_id,
                page_number=page_number,
                problem=problem,
                detail=detail,
                last_at=clock.now(),
            )
        )
    else:
        entry.problem, entry.detail = problem, detail
        entry.attempts += 1
        entry.last_at = clock.now()


def forgive(session: Session, document_id: int, page_number: int | None) -> None:
    """Strike a failure off the retry list, as it succeeded."""
    entry = _retry_of(session, document_id, page_number)
    if entry is not None:
        session.delete(entry)


def _retry_of(session: Session, document_id: int, page_number: int | None) -> Retry | None:
    same_page = (
        Retry.page_number.is_(None) if page_number is None else Retry.page_number == page_number
    )
    return session.scalar(select(Retry).where(Retry.document_id == document_id, same_page))
