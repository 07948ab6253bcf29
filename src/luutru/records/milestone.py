"""Milestones: dated duties of an agreement, with owner and proof."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from luutru.records.base import Dated, Identified, Record, Versioned


class Milestone(Identified, Versioned, Dated, Record):
    """Something that has to happen by a certain day."""

    __tablename__ = "milestone"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(20), default="activity")
    """`statutory`, `contractual` or `activity`."""
    due_on: Mapped[date | None] = mapped_column(default=None, index=True)
    due_rule: Mapped[str] = mapped_column(String(120), default="")
    legal_reference: Mapped[str] = mapped_column(String(200), default="")
    rule_version: Mapped[str] = mapped_column(String(40), default="")
    owner: Mapped[str] = mapped_column(String(120), default="", index=True)
    state: Mapped[str] = mapped_column(String(20), default="open", index=True)
    """`open`, `under_way`, `done` or `cancelled`; late is computed."""
    percent_done: Mapped[int] = mapped_column(default=0)
    done_on: Mapped[date | None] = mapped_column(default=None)
    done_reason: Mapped[str] = mapped_column(Text, default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    evidence_page: Mapped[int | None] = mapped_column(default=None)
    reminder_days: Mapped[str] = mapped_column(String(60), default="30,7")
    recurrence: Mapped[str] = mapped_column(String(200), default="")
    """RFC 5545 RRULE."""
    note: Mapped[str] = mapped_column(Text, default="")
    source_page_id: Mapped[int | None] = mapped_column(ForeignKey("page.id"), default=None)
    """The page on which the agreement promises it."""
    source_boxes: Mapped[str] = mapped_column(Text, default="")
    """Where on that page, as JSON: boxes in ten-thousandths, from the top left corner."""
    steps: Mapped[list["MilestoneStep"]] = relationship(
        default_factory=list, order_by="MilestoneStep.ordinal", cascade="all, delete-orphan"
    )


class MilestoneStep(Identified, Record):
    """One step of an activity."""

    __tablename__ = "milestone_step"

    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.id"), index=True, init=False)
    title: Mapped[str] = mapped_column(String(300))
    ordinal: Mapped[int] = mapped_column(default=1)
    done_on: Mapped[date | None] = mapped_column(default=None)
