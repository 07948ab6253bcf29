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
    planned_on: Mapped[date | None] = mapped_column(default=None)
    """The day that its rule or its series gave it, where a person moved it to another one."""
    due_rule: Mapped[str] = mapped_column(String(120), default="")
    legal_reference: Mapped[str] = mapped_column(String(200), default="")
    rule_version: Mapped[str] = mapped_column(String(40), default="")
    statutory_rule: Mapped[str] = mapped_column(String(20), default="", index=True)
    """The rule of the statutory pack that planned it (`T1`), empty for all others."""
    derived_from: Mapped[str] = mapped_column(String(20), default="")
    """`expiry`, `renewal` or `notice` where it follows the dates of the agreement by itself."""
    series: Mapped[str] = mapped_column(String(36), default="", index=True)
    """What the milestones of one recurrence share: the public identifier of the first."""
    owner: Mapped[str] = mapped_column(String(120), default="", index=True)
    state: Mapped[str] = mapped_column(String(20), default="open", index=True)
    """`suggested`, `open`, `under_way`, `done` or `cancelled`; late is computed."""
    percent_done: Mapped[int] = mapped_column(default=0)
    done_on: Mapped[date | None] = mapped_column(default=None)
    done_reason: Mapped[str] = mapped_column(Text, default="")
    """Why it was closed without evidence: completed so, or cancelled."""
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
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("guided_act.id"), default=None)
    """The act, such as an extension, that planned it."""
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("guided_act.id"), default=None)
    """The act, such as a termination, that closed it."""
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
