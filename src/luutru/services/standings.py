"""How far the documents are that still need something: reading, another try, or a review."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Row, Select, case, cast, func, select

from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.records.files import FileObject, Page
from luutru.records.outbox import Outbox, Retry
from luutru.services.archive import Archive

NEWEST: Final = 300
"""Documents shown at most; the rest is counted, and found in the lists."""


_TOLD: Final = (
    "document_id", "reference", "agreement_reference", "filename", "taken_in_at", "pages",
    "pages_read", "pages_failed", "pages_to_look_at", "confidence", "problem", "review_state",
    "batch_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """One document on its way from the scanner to a reviewed description."""

    document_id: int
    reference: str
    agreement_reference: str
    filename: str
    taken_in_at: datetime
    pages: int | None
    """None where they have not been counted, or cannot be."""
    pages_read: int
    pages_failed: int
    pages_to_look_at: int
    confidence: float | None
    """Mean of the recognised pages, 0 to 100."""
    problem: str
    """Why the whole file is kept unread; a code of the list `problem`."""
    review_state: str
    batch_id: int | None
    """The batch that it was brought with."""
    is_indexed: bool


def standings(archive: Archive, also: Collection[str] = ()) -> list[Standing]:
    """Return the documents that are not done with, newest first, and those called `also`."""
    with archive.catalogue.read() as session:
        wanted = set(session.scalars(_unfinished()))
        if also:
            wanted |= set(session.scalars(select(Document.id).where(Document.reference.in_(also))))
        newest = sorted(wanted, reverse=True)[:NEWEST]
        reading = set(
            session.scalars(select(Outbox.document_id).where(Outbox.document_id.in_(newest)))
        )
        rows = session.execute(_query().where(Document.id.in_(newest)))
        return [_standing(row, reading) for row in rows]


def _unfinished() -> Select[Any]:
    tried = select(Retry.document_id).where(Retry.document_id.is_not(None))
    waiting = select(Outbox.document_id).where(Outbox.task == "read")
    awaiting = select(Agreement.id).where(Agreement.review_state == "awaiting_review")
    return (
        select(Document.id)
        .where(
            Document.id.in_(tried) | Document.id.in_(waiting) | Document.agreement_id.in_(awaiting)
        )
        .order_by(Document.id.desc())
        .limit(NEWEST)
    )


def _query() -> Select[Any]:
    def counted(state: str) -> ColumnElement[int]:
        return cast(func.coalesce(func.sum(case((Page.status == state, 1), else_=0)), 0), Integer)

    return (
        select(
            Document.id,
            Document.reference,
            Agreement.reference,
            Document.filename,
            Document.recorded_at,
            FileObject.page_count,
            func.count(Page.id) - counted("waiting"),
            counted("failed"),
            cast(func.coalesce(func.sum(case((Page.needs_look, 1), else_=0)), 0), Integer),
            func.avg(Page.confidence),
            FileObject.problem,
            Agreement.review_state,
            Document.batch_id,
        )
        .join(Agreement, Document.agreement_id == Agreement.id)
        .join(FileObject, FileObject.document_id == Document.id)
        .outerjoin(Page, Page.file_id == FileObject.id)
        .where(FileObject.carries_pages)
        .group_by(Document.id, FileObject.id, Agreement.id)
        .order_by(Document.id.desc())
    )


def _standing(row: Row[Any], reading: set[int | None]) -> Standing:
    told: dict[str, Any] = dict(zip(_TOLD, row, strict=True))
    return Standing(**told, is_indexed=told["document_id"] not in reading)
