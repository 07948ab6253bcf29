"""Where the paper is, and who has it."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import Dated, Identified, Record


class Location(Identified, Dated, Record):
    """A place of one physical item: store, shelf, box, dossier, sheet; former places are kept."""

    __tablename__ = "location"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    store: Mapped[str] = mapped_column(String(60), default="")
    shelf: Mapped[str] = mapped_column(String(60), default="")
    box: Mapped[str] = mapped_column(String(60), default="")
    dossier: Mapped[str] = mapped_column(String(60), default="")
    sheets: Mapped[str] = mapped_column(String(60), default="")
    since: Mapped[date | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)


class Loan(Identified, Dated, Record):
    """One line of the register of use: the item, who took it, who allowed it, when it came back.

    Source: Decree 30/2020/NĐ-CP appendix IV.IV (nine columns).
    """

    __tablename__ = "loan"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    borrower: Mapped[str] = mapped_column(String(120))
    lent_on: Mapped[date] = mapped_column()
    allowed_by: Mapped[str] = mapped_column(String(120), default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None] = mapped_column(default=None)
    returned_on: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Text, default="")
