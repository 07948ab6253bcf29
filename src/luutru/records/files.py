"""Files kept of a document, their pages as read, and what happened to them."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from luutru.records.base import SHA256_DIGITS, Dated, Identified, Record

if TYPE_CHECKING:
    from luutru.records.document import Document


class FileObject(Identified, Dated, Record):
    """One file exactly as it was taken in (master), or made from one (derivative).

    A master's row is written once; only what reading found out about it is added.
    """

    __tablename__ = "file_object"
    __table_args__ = (
        Index(
            "uq_file_object_master_sha256",
            "sha256",
            unique=True,
            sqlite_where=text("is_master"),
            postgresql_where=text("is_master"),
        ),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True, init=False)
    sha256: Mapped[str] = mapped_column(String(SHA256_DIGITS), index=True)
    size: Mapped[int] = mapped_column()
    media_type: Mapped[str] = mapped_column(String(60), default="application/pdf")
    is_master: Mapped[bool] = mapped_column(default=True)
    carries_pages: Mapped[bool] = mapped_column(default=True)
    """Whether the pages of the document are those of this file: they are read, indexed and shown.

    One file of a document does: the master where it is a PDF, else what was made from it as soon
    as it was made.
    """
    derived_from_id: Mapped[int | None] = mapped_column(ForeignKey("file_object.id"), default=None)
    made_by: Mapped[str] = mapped_column(String(120), default="")
    """Tool and version that made a derivative."""
    source_path: Mapped[str] = mapped_column(Text, default="")
    """Where a master came from, as told at intake; for people, never opened again."""
    page_count: Mapped[int | None] = mapped_column(default=None)
    """None where no reader could count them."""
    problem: Mapped[str] = mapped_column(String(30), default="")
    """Why the file is kept unread; a code of `reading.messages.Problem`."""
    pdf_version: Mapped[str] = mapped_column(String(8), default="")
    pdfa_part: Mapped[str] = mapped_column(String(8), default="")
    is_signed: Mapped[bool] = mapped_column(default=False)
    active_content: Mapped[str] = mapped_column(String(120), default="")
    dpi: Mapped[int | None] = mapped_column(default=None)
    is_colour: Mapped[bool | None] = mapped_column(default=None)

    document: Mapped["Document"] = relationship(back_populates="files", default=None)
    pages: Mapped[list["Page"]] = relationship(
        default_factory=list, order_by="Page.number", back_populates="file"
    )


class Page(Record):
    """One page of the file that carries the pages: its size, and its text with the words' places.

    Every page has its row as soon as the pages were counted, so that reading resumes page by page.
    """

    __tablename__ = "page"
    __table_args__ = (UniqueConstraint("file_id", "number"), Index("ix_page_status", "status"))

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    file_id: Mapped[int] = mapped_column(ForeignKey("file_object.id"), init=False)
    number: Mapped[int] = mapped_column()
    width: Mapped[float] = mapped_column(Float)
    """Points, as displayed."""
    height: Mapped[float] = mapped_column(Float)
    status: Mapped[str] = mapped_column(String(10), default="waiting")
    """`waiting`, or a `reading.messages.PageStatus`."""
    text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    layer_text: Mapped[str] = mapped_column(Text, default="", deferred=True)
    words: Mapped[bytes] = mapped_column(LargeBinary, default=b"", deferred=True)
    """Words with boxes, packed by `records.words.pack`."""
    origin: Mapped[str] = mapped_column(String(10), default="")
    engine: Mapped[str] = mapped_column(String(120), default="")
    dpi: Mapped[int] = mapped_column(default=0)
    languages: Mapped[str] = mapped_column(String(30), default="")
    rotation: Mapped[int] = mapped_column(default=0)
    confidence: Mapped[float | None] = mapped_column(Float, default=None)
    needs_look: Mapped[bool] = mapped_column(default=False)
    encoding: Mapped[str] = mapped_column(String(10), default="")
    image_hash: Mapped[int | None] = mapped_column(BigInteger, default=None)
    """What it looks like, by `reading.page_hash`; None where it was read before there were such."""
    text_hash: Mapped[str] = mapped_column(String(128), default="")
    """What it says, by `reading.text_hash`: eight digits a number; empty where it says little."""
    problem: Mapped[str] = mapped_column(String(30), default="")
    read_at: Mapped[datetime | None] = mapped_column(default=None)
    measures: Mapped[str] = mapped_column(Text, default="")
    """How well it was scanned, by `reading.measuring`, as a JSON object; empty where unknown.

    What was measured is kept, what is too little is judged by the thresholds of the day.
    """

    file: Mapped[FileObject] = relationship(back_populates="pages", default=None)


class DerivedPage(Record):
    """Which page of which file became a page of a derivative, and how it was turned."""

    __tablename__ = "derived_page"

    file_id: Mapped[int] = mapped_column(ForeignKey("file_object.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    """Of the page in the derivative, counted from 1."""
    source_file_id: Mapped[int] = mapped_column(ForeignKey("file_object.id"), index=True)
    source_number: Mapped[int] = mapped_column()
    turned: Mapped[int] = mapped_column(default=0)
    """Degrees clockwise, besides what the source page was turned by itself."""


class WordCorrection(Identified, Dated, Record):
    """A word that a person read better than the machine; kept beside the machine's text.

    It is bound to its place on the page, so that it survives another reading of it.
    """

    __tablename__ = "word_correction"

    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"), index=True)
    left: Mapped[int] = mapped_column()
    top: Mapped[int] = mapped_column()
    right: Mapped[int] = mapped_column()
    bottom: Mapped[int] = mapped_column()
    """The box of the word, in ten-thousandths of the displayed page."""
    machine_text: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(String(200))
    """What stands there; empty where the machine saw a word in a speck."""
    person: Mapped[str] = mapped_column(String(120), default="")


class AcceptedFlaw(Identified, Dated, Record):
    """A finding about a scan that a person accepts, with the reason: the paper is no better."""

    __tablename__ = "accepted_flaw"
    __table_args__ = (UniqueConstraint("file_id", "page_number", "code"),)

    file_id: Mapped[int] = mapped_column(ForeignKey("file_object.id"), index=True)
    code: Mapped[str] = mapped_column(String(30))
    page_number: Mapped[int] = mapped_column(default=0)
    """0 for a finding about the whole file."""
    reason: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[str] = mapped_column(String(120), default="")


class FixityEvent(Identified, Dated, Record):
    """One comparison of a kept file with its checksum."""

    __tablename__ = "fixity_event"

    file_id: Mapped[int] = mapped_column(ForeignKey("file_object.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(20))
    found_sha256: Mapped[str] = mapped_column(String(SHA256_DIGITS), default="")


class PremisEvent(Identified, Dated, Record):
    """Something that happened to a file, in the words of PREMIS 3.0."""

    __tablename__ = "premis_event"

    file_id: Mapped[int] = mapped_column(ForeignKey("file_object.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    outcome: Mapped[str] = mapped_column(String(20), default="")
    agent: Mapped[str] = mapped_column(String(120), default="")
    detail: Mapped[str] = mapped_column(Text, default="")
