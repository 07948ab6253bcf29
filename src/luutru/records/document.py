"""A document: one item of paper or file, in one agreement.

Source: Decree 30/2020/NĐ-CP appendix VI; Circular 05/2025/TT-BNV (fields of a document).
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from luutru.records.base import UNSEALED, Dated, Identified, Record, Versioned
from luutru.records.files import FileObject

if TYPE_CHECKING:
    from luutru.records.agreement import Agreement

IN_QUARANTINE: Final = "disposal"
"""For which a document is withheld besides marks of secrecy: it waits to be removed, or was."""


class Part(StrEnum):
    """What a document is to its agreement."""

    MAIN = "main"
    ANNEX = "annex"
    LANGUAGE = "language"
    EXCHANGE = "exchange"
    EVIDENCE = "evidence"
    RESCAN = "rescan"
    """Another scan of a paper that the agreement has already."""


class Document(Identified, Versioned, Dated, Record):
    """One item: agreement text, annex, language version, letter, evidence."""

    __tablename__ = "document"

    reference: Mapped[str] = mapped_column(String(32), unique=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True, init=False)
    part: Mapped[str] = mapped_column(String(20), default=Part.MAIN)
    filename: Mapped[str] = mapped_column(String(255), default="")
    """The name under which it was brought; shown, never used as a path."""

    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batch.id"), index=True, default=None)
    sorted_by: Mapped[str] = mapped_column(String(120), default="")
    """Who said what kind of document it is; empty while it is only proposed."""
    reading_rank: Mapped[int] = mapped_column(default=0, info=UNSEALED)
    """Its pages are read before those of documents with less."""
    held_for: Mapped[str] = mapped_column(String(20), default="", index=True)
    """The mark of secrecy for which it waits at the door, or `IN_QUARANTINE`; empty for all others.

    Nothing it says is shown, indexed or listed until somebody who may has dealt with it.
    """
    let_in_with: Mapped[str] = mapped_column(String(20), default="")
    """The highest mark with which somebody has let it in, so that it is not stopped again."""
    same_paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id"), index=True, default=None
    )
    """The document of which this is another scan; that one is shown, this one is kept beside it."""

    joined_to_id: Mapped[int | None] = mapped_column(
        ForeignKey("document.id"), index=True, default=None
    )
    """The document whose pages its own became; it shows none itself while this is set."""

    type_code: Mapped[str] = mapped_column(String(2), default="")
    code_number: Mapped[str] = mapped_column(String(11), default="")
    code_notation: Mapped[str] = mapped_column(String(30), default="")
    issued_on: Mapped[str] = mapped_column(String(40), default="")
    issued_on_printed: Mapped[str] = mapped_column(String(120), default="")
    issued_first: Mapped[date | None] = mapped_column(default=None)
    issued_last: Mapped[date | None] = mapped_column(default=None)
    issuer: Mapped[str] = mapped_column(String(200), default="")
    issuer_id: Mapped[int | None] = mapped_column(ForeignKey("authority.id"), default=None)
    subject: Mapped[str] = mapped_column(String(500), default="")
    language: Mapped[str] = mapped_column(String(60), default="")
    signer_position: Mapped[str] = mapped_column(String(100), default="")
    signer_name: Mapped[str] = mapped_column(String(50), default="")
    urgency: Mapped[str] = mapped_column(String(20), default="none")
    secrecy: Mapped[str] = mapped_column(String(20), default="none", index=True)
    circulation: Mapped[str] = mapped_column(String(30), default="")
    copy_kind: Mapped[str] = mapped_column(String(20), default="")
    medium: Mapped[str] = mapped_column(String(20), default="")
    sheet_from: Mapped[int | None] = mapped_column(default=None)
    sheet_to: Mapped[int | None] = mapped_column(default=None)
    autograph: Mapped[str] = mapped_column(String(2000), default="")
    keywords: Mapped[str] = mapped_column(String(100), default="")
    information_sign: Mapped[str] = mapped_column(String(30), default="")
    use_mode: Mapped[str] = mapped_column(String(2), default="")
    confidence_level: Mapped[str] = mapped_column(String(2), default="")
    physical_state: Mapped[str] = mapped_column(String(2), default="")
    maintenance: Mapped[str] = mapped_column(String(2), default="")
    description: Mapped[str] = mapped_column(Text, default="")

    agreement: Mapped["Agreement"] = relationship(back_populates="documents", default=None)
    files: Mapped[list[FileObject]] = relationship(
        default_factory=list, order_by="FileObject.id", back_populates="document"
    )
