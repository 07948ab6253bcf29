"""The custody log: who did what and when, each entry chained to the last by hash."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, Self

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from luutru import clock
from luutru.records.base import SHA256_DIGITS, UNSEALED_TABLE, Record

GENESIS: Final = "0" * SHA256_DIGITS
"""What the first entry is chained to."""
SEALING: Final = "sealed"
"""The act of the entry that ends a transaction: it has the checksum of the seals of its records."""
CLOCK_BACK: Final = "clock_back"
"""The act of the entry that tells that the clock stands before the last entry."""


class Head(NamedTuple):
    """The last line of a chain, to which the next one is chained; kept outside as well."""

    seq: int
    hash: str


class CustodyEntry(Record):
    """One act, written in the same transaction as what it tells of; never changed."""

    __tablename__ = "custody_entry"
    __table_args__ = UNSEALED_TABLE  # its entries are chained to each other

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Running number without a gap, from 1."""
    previous_hash: Mapped[str] = mapped_column(String(SHA256_DIGITS))
    hash: Mapped[str] = mapped_column(String(SHA256_DIGITS), unique=True)
    at: Mapped[datetime] = mapped_column(index=True)
    person: Mapped[str] = mapped_column(String(120))
    act: Mapped[str] = mapped_column(String(30), index=True)
    """A code of the list `act`."""
    subject: Mapped[str] = mapped_column(String(36), index=True)
    """Public identifier of the record concerned, empty for the archive as a whole."""
    reference: Mapped[str] = mapped_column(String(32), index=True)
    detail: Mapped[str] = mapped_column(Text)
    """Canonical JSON: what changed from what to what, checksums, reasons."""

    @classmethod
    def after(
        cls,
        last: "Head | Self",
        person: str,
        act: str,
        detail: Mapping[str, Any],
        *,
        subject: str = "",
        reference: str = "",
    ) -> Self:
        """Make the entry that follows `last`, or `BEFORE_ALL`, with what is done now."""
        entry = cls(
            seq=last.seq + 1,
            previous_hash=last.hash,
            hash="",
            at=clock.now(),
            person=person,
            act=act,
            subject=subject,
            reference=reference,
            detail=canonical(detail),
        )
        entry.hash = entry.computed_hash()
        return entry

    def computed_hash(self) -> str:
        """Return the hash that this entry ought to have."""
        return hash_told(self)


BEFORE_ALL: Final = Head(0, GENESIS)
"""What the first entry follows."""


class RecordSeal(Record):
    """The seals of the records that one transaction wrote; bound by the entry of its number.

    What they were sealed with stays, whatever is written later (docs/adr/0037-record-seals.md).
    """

    __tablename__ = "record_seal"
    __table_args__ = UNSEALED_TABLE  # bound by the custody log

    seq: Mapped[int] = mapped_column(
        ForeignKey("custody_entry.seq"), primary_key=True, autoincrement=False
    )
    body: Mapped[bytes] = mapped_column(LargeBinary)
    """By `holdings.sealing.packed`."""


def canonical(detail: Mapping[str, Any]) -> str:
    """Write `detail` as JSON in one way only: sorted keys, no blanks, letters as they are."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_told(entry: Any) -> str:  # noqa: ANN401  a record, or a row with its columns
    """Return the hash that an entry ought to have: of all it tells, and of the one before."""
    told = [entry.seq, entry.at.isoformat(), entry.person, entry.act, entry.subject]
    return chain_hash(entry.previous_hash, [*told, entry.reference], entry.detail)


def chain_hash(previous_hash: str, head: list[Any], detail: str) -> str:
    """Return the SHA-256 that ties an entry to the one before it (FIPS 180-4)."""
    told = json.dumps([previous_hash, *head, detail], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()
