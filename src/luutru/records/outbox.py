"""What is still to be done after a commit: the outbox, and the list of what failed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import UNSEALED_TABLE, Dated, Record


class Outbox(Dated, Record):
    """Something the index has to be told; written in the same transaction as the change itself.

    Its numbers bind nothing: what they name may be gone by the time the index hears of it.
    """

    __tablename__ = "outbox"
    __table_args__ = UNSEALED_TABLE

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    task: Mapped[str] = mapped_column(String(20), index=True)
    """`read`, `correct` or `withdraw` (the pages of a document), or `describe` (an agreement)."""
    document_id: Mapped[int | None] = mapped_column(default=None, index=True)
    agreement_id: Mapped[int | None] = mapped_column(default=None, index=True)


class IndexChange(Record):
    """Something that one desk has told its index and took off the outbox: the others follow.

    Their numbers rise in the order of commits, as one writes at a time: what a desk has seen up to
    is one number. Kept for as long as desks may be away.
    """

    __tablename__ = "index_change"
    __table_args__ = UNSEALED_TABLE

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    recorded_at: Mapped[datetime] = mapped_column(index=True)
    desk: Mapped[str] = mapped_column(String(36))
    """Who has told it."""
    document_id: Mapped[int | None] = mapped_column(default=None)
    agreement_id: Mapped[int | None] = mapped_column(default=None)


class Retry(Dated, Record):
    """What could not be read, and why; it stays until it succeeds or a person gives it up."""

    __tablename__ = "retry"
    __table_args__ = UNSEALED_TABLE

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    problem: Mapped[str] = mapped_column(String(30))
    last_at: Mapped[datetime] = mapped_column()
    document_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id"), default=None, index=True
    )
    page_number: Mapped[int | None] = mapped_column(default=None)
    """None where the whole file could not be opened."""
    filename: Mapped[str] = mapped_column(String(255), default="")
    """What was refused before it became a document."""
    detail: Mapped[str] = mapped_column(Text, default="")
    attempts: Mapped[int] = mapped_column(default=1)
