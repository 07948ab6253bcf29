"""The agency whose archive this is: its fonds, its dossiers, and who signs its copies."""

from datetime import date
from typing import Final

from sqlalchemy import Boolean, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import SHA256_DIGITS, Dated, Identified, Record, Versioned


class Fonds(Identified, Versioned, Record):
    """All records of one agency; open or closed.

    Source: Circular 05/2025/TT-BNV on digital archives (fields of a fonds).
    """

    __tablename__ = "fonds"

    fonds_code: Mapped[str] = mapped_column(String(13), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    archive_code: Mapped[str] = mapped_column(String(13), default="")
    history: Mapped[str] = mapped_column(Text, default="")
    is_open: Mapped[bool] = mapped_column(Boolean, default=True)
    date_span: Mapped[str] = mapped_column(String(30), default="")
    grouping: Mapped[str] = mapped_column(Text, default="")
    languages: Mapped[str] = mapped_column(String(100), default="")
    has_backup: Mapped[bool] = mapped_column(Boolean, default=False)
    note: Mapped[str] = mapped_column(String(1000), default="")


class Dossier(Identified, Versioned, Record):
    """A set of documents on one matter.

    Source: Decree 30/2020/NĐ-CP appendix VI; Circular 05/2025/TT-BNV.
    """

    __tablename__ = "dossier"

    fonds_id: Mapped[int] = mapped_column(ForeignKey("fonds.id"), index=True)
    code: Mapped[str] = mapped_column(String(100), unique=True)
    title: Mapped[str] = mapped_column(String(1000))
    title_key: Mapped[str] = mapped_column(String(2000), index=True)
    title_fold: Mapped[str] = mapped_column(String(1000))
    catalogue_number: Mapped[str] = mapped_column(String(30), default="")
    file_number: Mapped[str] = mapped_column(String(30), default="")
    retention: Mapped[str] = mapped_column(String(2), default="")
    use_mode: Mapped[str] = mapped_column(String(2), default="")
    creator: Mapped[str] = mapped_column(String(30), default="")
    language: Mapped[str] = mapped_column(String(60), default="")
    started_on: Mapped[str] = mapped_column(String(40), default="")
    ended_on: Mapped[str] = mapped_column(String(40), default="")
    keywords: Mapped[str] = mapped_column(String(100), default="")
    information_sign: Mapped[str] = mapped_column(String(30), default="")
    physical_state: Mapped[str] = mapped_column(String(2), default="")
    confidence_level: Mapped[str] = mapped_column(String(2), default="")
    paper_code: Mapped[str] = mapped_column(String(100), default="")
    risk_recovery: Mapped[bool] = mapped_column(Boolean, default=False)
    risk_recovery_status: Mapped[str] = mapped_column(String(2), default="")
    description: Mapped[str] = mapped_column(String(2000), default="")


class DossierDocument(Record):
    """The place of one document in one dossier; a document may sit in many without a duplicate."""

    __tablename__ = "dossier_document"
    __table_args__ = (UniqueConstraint("dossier_id", "ordinal"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id"), primary_key=True, index=True
    )
    ordinal: Mapped[int] = mapped_column()


class SigningAuthority(Identified, Versioned, Record):
    """The agency in whose name copies are certified, as it was called in a span of time."""

    __tablename__ = "signing_authority"

    name: Mapped[str] = mapped_column(String(200))
    abbreviation: Mapped[str] = mapped_column(String(30))
    parent_name: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(100), default="")
    head_title: Mapped[str] = mapped_column(String(100), default="")
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
    is_trial: Mapped[bool] = mapped_column(Boolean, default=False)
    """A trial authority issues copies without any value, marked BẢN THỬ on every page."""


class TrustedRoot(Identified, Dated, Record):
    """The certificate of an authority that is trusted to say whose a key is."""

    __tablename__ = "trusted_root"

    sha256: Mapped[str] = mapped_column(String(SHA256_DIGITS), unique=True)
    der: Mapped[bytes] = mapped_column()
    """As X.690 encodes it; its fields below are kept to be shown."""
    subject: Mapped[str] = mapped_column(String(500))
    issuer: Mapped[str] = mapped_column(String(500))
    ends: Mapped[str] = mapped_column(String(10))
    person: Mapped[str] = mapped_column(String(120))


SECRET_SETTINGS: Final = frozenset({"index_key", "recovery_key", "trial_key_password"})
"""Settings that a server shows to the owner of the catalogue alone."""


class Setting(Record):
    """A value that the archive keeps for itself, such as the key of its index manifest."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
