"""Guided acts: an extension, a termination, a renaming … each one act with all it changed."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import Dated, Identified, Record


class GuidedAct(Identified, Dated, Record):
    """One act upon an agreement or an authority; what it made and closed points to it.

    Source: Law 70/2020/QH14 articles 32-34 for acts upon agreements; Decree 177/2025/NĐ-CP
    article 4 for reorganised authorities.
    """

    __tablename__ = "guided_act"

    kind: Mapped[str] = mapped_column(String(20), index=True)
    """A code of the list `guided_act`."""
    effective_on: Mapped[date | None] = mapped_column(default=None)
    agreement_id: Mapped[int | None] = mapped_column(
        ForeignKey("agreement.id"), default=None, index=True
    )
    authority_id: Mapped[int | None] = mapped_column(
        ForeignKey("authority.id"), default=None, index=True
    )
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    person: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    detail: Mapped[str] = mapped_column(Text, default="{}")
    """Canonical JSON: what was asked and what changed, from what to what."""
