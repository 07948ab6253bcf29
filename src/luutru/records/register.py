"""Registers: the books from which running numbers are given, and what was entered in them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import SHA256_DIGITS, Dated, Identified, Record, Versioned
from luutru.records.custody import chain_hash


class Register(Record):
    """The last number given in one book of one year.

    A number is given once. It is not given again when what carried it is withdrawn, which is why
    it is kept here and not counted from the records.
    """

    __tablename__ = "register"

    book: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last_number: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    def next_number(self) -> int:
        """Give the next number."""
        self.last_number += 1
        return self.last_number


class CopyRequest(Identified, Versioned, Dated, Record):
    """Somebody asks for a certified copy; it waits without a number of the register until issued.

    Source: Decree 30/2020/NĐ-CP article 27: the head decides on copying, or whom the head names.
    """

    __tablename__ = "copy_request"
    __table_args__ = (Index("ix_copy_request_year", "year", "number", unique=True),)

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    requested_by: Mapped[str] = mapped_column(String(200))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    """What is to be copied."""
    year: Mapped[int | None] = mapped_column(default=None)
    number: Mapped[int | None] = mapped_column(default=None)
    """Of the request; a book of its own, never the number of a copy."""
    form: Mapped[str] = mapped_column(String(10), default="")
    pages: Mapped[str] = mapped_column(String(60), default="")
    letter: Mapped[str] = mapped_column(String(200), default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    quantity: Mapped[int] = mapped_column(default=1)
    approver: Mapped[str] = mapped_column(String(120), default="")
    state: Mapped[str] = mapped_column(String(20), default="waiting")
    """A code of the list `copy_request_state`."""
    decided_by: Mapped[str] = mapped_column(String(120), default="")
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was refused or withdrawn."""

    @property
    def label(self) -> str:
        """Return number and year as people write them: `3/2026`."""
        return f"{self.number}/{self.year}"


class CopyEvent(Identified, Dated, Record):
    """One line of the register of certified copies, chained to the last by hash.

    Source: Decree 30/2020/NĐ-CP articles 25-27; columns as in the register's printed form.
    """

    __tablename__ = "copy_event"
    __table_args__ = (UniqueConstraint("series", "year", "number", "state"),)

    seq: Mapped[int] = mapped_column(unique=True)
    year: Mapped[int] = mapped_column()
    number: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(20))
    """`reserved`, `issued`, `void`, `revoked`, `delivered`, `lost`, or `closed` for the year."""
    person: Mapped[str] = mapped_column(String(120))
    previous_hash: Mapped[str] = mapped_column(String(SHA256_DIGITS))
    hash: Mapped[str] = mapped_column(String(SHA256_DIGITS), unique=True)
    series: Mapped[str] = mapped_column(String(20), default="copy")
    form: Mapped[str] = mapped_column(String(10), default="")
    direction: Mapped[str] = mapped_column(String(10), default="")
    pages: Mapped[str] = mapped_column(String(60), default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("copy_request.id"), default=None)
    issued_on: Mapped[date | None] = mapped_column(default=None)
    signer_name: Mapped[str] = mapped_column(String(120), default="")
    signer_title: Mapped[str] = mapped_column(String(200), default="")
    recipients: Mapped[str] = mapped_column(Text, default="")
    quantity: Mapped[int] = mapped_column(default=1)
    source_sha256: Mapped[str] = mapped_column(String(SHA256_DIGITS), default="")
    output_sha256: Mapped[str] = mapped_column(String(SHA256_DIGITS), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    symbol: Mapped[str] = mapped_column(String(60), default="")
    """Number and notation as printed, such as `05/SY-TĐC`."""
    detail: Mapped[str] = mapped_column(Text, default="{}")
    """Canonical JSON of what the line tells besides, such as the certificate it was signed with."""

    def computed_hash(self) -> str:
        """Return the hash that this line ought to have: of all it tells, and of the one before."""
        told = [self.seq, self.series, self.year, self.number, self.state, self.symbol]
        told += [self.form, self.direction, self.pages, self.quantity, self.recipients]
        told += [self.signer_name, self.signer_title, self.source_sha256, self.output_sha256]
        told += [self.reason, self.person, str(self.issued_on or ""), self.recorded_at.isoformat()]
        return chain_hash(self.previous_hash, told, self.detail)
