"""What intake knows of files on their way: batches, gaps they could fill, and how rules did."""

from enum import StrEnum

from sqlalchemy import Float, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import Dated, Identified, Record


class Way(StrEnum):
    """How files came in."""

    FILES = "files"
    FOLDER = "folder"
    WATCHED = "watched"
    LIST = "list"
    PACKAGE = "package"
    SCANNER = "scanner"


class Batch(Identified, Dated, Record):
    """Files that were brought together: one drop, one folder, one list, one pile on the scanner."""

    __tablename__ = "batch"

    way: Mapped[str] = mapped_column(String(20))
    """How they came, a `Way`."""
    label: Mapped[str] = mapped_column(String(255), default="")
    """What people call it, such as the name of the folder."""
    person: Mapped[str] = mapped_column(String(120), default="")


class Gap(Identified, Dated, Record):
    """An annex that a document cites and that nobody has brought."""

    __tablename__ = "gap"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    """The document that cites it."""
    label: Mapped[str] = mapped_column(String(60))
    """As it is cited, such as `Phụ lục II`."""
    page_number: Mapped[int] = mapped_column()
    filled_by_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    dismissed: Mapped[str] = mapped_column(Text, default="")
    """Why nothing is missing, where a person says so."""


class ToldApart(Identified, Dated, Record):
    """Two documents that look alike, of which a person said that they are different papers."""

    __tablename__ = "told_apart"
    __table_args__ = (UniqueConstraint("first_id", "second_id"),)

    first_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    """The one with the lower number."""
    second_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[str] = mapped_column(String(120), default="")


class ProposalOutcome(Identified, Dated, Record):
    """What a person made of one proposal, so that the rule that errs can be found.

    It counts; it never changes what is proposed next.
    """

    __tablename__ = "proposal_outcome"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    field: Mapped[str] = mapped_column(String(40))
    rule: Mapped[str] = mapped_column(String(60), index=True)
    confidence: Mapped[float] = mapped_column(Float)
    """Of the proposal, 0 to 1."""
    proposed: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(20))
    """`accepted`, `corrected` or `refused`."""
    kept: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[str] = mapped_column(String(120), default="")
