"""Where a described value comes from, or why it is empty."""

from enum import StrEnum

from sqlalchemy import Float, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import Dated, Identified, Record


class State(StrEnum):
    """Whether a field has a value, and if not, why."""

    STATED = "stated"
    NOT_STATED = "not_stated"
    """The document is silent: "không nêu"."""
    NOT_APPLICABLE = "not_applicable"


class SourceKind(StrEnum):
    """What kind of thing a value was taken from."""

    PAGE = "page"
    PERSON = "person"
    LIST = "list"
    FILE = "file"
    RULE = "rule"


class Statement(Identified, Dated, Record):
    """The source of one field's value as it stands; the custody log keeps the former ones."""

    __tablename__ = "statement"
    __table_args__ = (
        Index("uq_statement_field", "agreement_id", "document_id", "field", unique=True),
    )

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    field: Mapped[str] = mapped_column(String(40))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    """The document whose field it is; None for a field of the agreement."""
    state: Mapped[str] = mapped_column(String(20), default=State.STATED)
    reason: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(20), default=SourceKind.PERSON)
    person: Mapped[str] = mapped_column(String(120), default="")
    page_id: Mapped[int | None] = mapped_column(ForeignKey("page.id"), default=None)
    box: Mapped[str] = mapped_column(String(40), default="")
    """Where on the page: left, top, right, bottom in ten-thousandths, separated by blanks."""
    confidence: Mapped[float | None] = mapped_column(Float, default=None)
