"""How long records are kept, what waits for a decision, and what nobody may touch."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import Dated, Identified, Record, Versioned


class RetentionRule(Identified, Versioned, Dated, Record):
    """A rule of retention with its legal basis and the day it was checked."""

    __tablename__ = "retention_rule"

    code: Mapped[str] = mapped_column(String(30))
    applies_to: Mapped[str] = mapped_column(Text)
    retention: Mapped[str] = mapped_column(String(2))
    legal_basis: Mapped[str] = mapped_column(String(200), default="")
    source_text: Mapped[str] = mapped_column(Text, default="")
    checked_on: Mapped[date | None] = mapped_column(default=None)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)


class DisposalCase(Identified, Versioned, Dated, Record):
    """A document that may go: proposed by one person, decided by another, never automatic.

    Once it was decided the document lies in quarantine, where nobody sees it and from where it can
    be taken back. What is left of one that was removed is this case, and the custody log.
    """

    __tablename__ = "disposal_case"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(20), default="proposed")
    """`proposed`, `refused`, `quarantined`, `taken_back` or `disposed`."""
    decided_by: Mapped[str] = mapped_column(String(120), default="")
    quarantine_until: Mapped[date | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decision: Mapped[str] = mapped_column(Text, default="")
    """Why it was decided so."""
    disposed_by: Mapped[str] = mapped_column(String(120), default="")
    disposed_at: Mapped[datetime | None] = mapped_column(default=None)
    removed: Mapped[str] = mapped_column(Text, default="[]")
    """Canonical JSON: SHA-256 and size of each file that was removed."""


class Freeze(Identified, Dated, Record):
    """A set that nobody may move, delete or edit.

    Source: Decree 30/2020/NĐ-CP appendix VI, IV.1.g.
    """

    __tablename__ = "freeze"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    ordered_by: Mapped[str] = mapped_column(String(120))
    lifted_on: Mapped[date | None] = mapped_column(default=None)
    lifted_by: Mapped[str] = mapped_column(String(120), default="")
    lift_reason: Mapped[str] = mapped_column(Text, default="")


class TransferBundle(Identified, Dated, Record):
    """A package handed over or received, with its checksum."""

    __tablename__ = "transfer_bundle"

    direction: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(200))
    profile: Mapped[str] = mapped_column(String(30), default="")
    sha256: Mapped[str] = mapped_column(String(64), default="")
    note: Mapped[str] = mapped_column(Text, default="")
