"""An agreement: what was signed, in whose name, when, and for how long.

Source: Law 70/2020/QH14 on international agreements; Decree 64/2021/NĐ-CP article 3. Fields are
listed with their rules in `records/fields.py`; dates keep what was printed beside the EDTF value
(ISO 8601-2) and the first and last day it may mean, so that lists are ordered and filtered truly.
"""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from luutru.records.base import Dated, Identified, Record, Versioned
from luutru.records.document import Document
from luutru.records.party import PartyRole, Witness


class Agreement(Identified, Versioned, Dated, Record):
    """A written cooperation instrument with a foreign party, not a treaty."""

    __tablename__ = "agreement"
    __table_args__ = (
        Index("ix_agreement_signed_order", "signed_first", "id"),
        Index("ix_agreement_title_order", "title_key", "id"),
        Index("ix_agreement_ends_order", "ends_last", "id"),
        Index("ix_agreement_partner_order", "partner_key", "id"),
    )

    reference: Mapped[str] = mapped_column(String(32), unique=True)
    """The lowest reference of its documents; the agreement answers to any of them."""
    fonds_id: Mapped[int] = mapped_column(ForeignKey("fonds.id"), index=True)
    review_state: Mapped[str] = mapped_column(String(20), default="awaiting_review", index=True)

    official_name: Mapped[str] = mapped_column(String(30), default="", index=True)
    official_name_printed: Mapped[str] = mapped_column(String(200), default="")
    title_vi: Mapped[str] = mapped_column(Text, default="")
    title_en: Mapped[str] = mapped_column(Text, default="")
    title_other: Mapped[str] = mapped_column(Text, default="")
    title: Mapped[str] = mapped_column(Text, default="")
    """The title shown: the first of the three that is there, else the name of the file."""
    title_key: Mapped[str] = mapped_column(Text, default="")
    title_fold: Mapped[str] = mapped_column(Text, default="")
    partner_key: Mapped[str] = mapped_column(Text, default="")

    signing_level: Mapped[str] = mapped_column(String(20), default="", index=True)
    laterality: Mapped[str] = mapped_column(String(20), default="")
    mode_of_coop: Mapped[str] = mapped_column(Text, default="")
    signed_on: Mapped[str] = mapped_column(String(40), default="")
    signed_on_printed: Mapped[str] = mapped_column(String(120), default="")
    signed_first: Mapped[date | None] = mapped_column(default=None)
    signed_last: Mapped[date | None] = mapped_column(default=None)
    signed_place: Mapped[str] = mapped_column(String(200), default="")
    signed_country: Mapped[str] = mapped_column(String(2), default="")
    languages: Mapped[str] = mapped_column(String(60), default="")
    """ISO 639 codes, separated by blanks."""
    authentic_text: Mapped[str] = mapped_column(String(20), default="")
    translation: Mapped[str] = mapped_column(String(20), default="")

    effective_on: Mapped[str] = mapped_column(String(40), default="")
    effective_on_printed: Mapped[str] = mapped_column(String(120), default="")
    effect_rule: Mapped[str] = mapped_column(String(20), default="")
    begins_first: Mapped[date | None] = mapped_column(default=None)
    begins_last: Mapped[date | None] = mapped_column(default=None)
    """First and last possible day of effect, from `effective_on` or from the rule."""
    duration: Mapped[str] = mapped_column(String(20), default="")
    """ISO 8601 period, such as `P3Y`."""
    expires_on: Mapped[str] = mapped_column(String(40), default="")
    expires_on_printed: Mapped[str] = mapped_column(String(120), default="")
    ends_first: Mapped[date | None] = mapped_column(default=None)
    ends_last: Mapped[date | None] = mapped_column(default=None)
    """First and last possible last day of effect; empty where it renews itself or has no term."""
    open_ended: Mapped[str] = mapped_column(String(3), default="")
    renewal: Mapped[str] = mapped_column(String(20), default="")
    renewal_period: Mapped[str] = mapped_column(String(20), default="")
    notice_period: Mapped[str] = mapped_column(String(20), default="")

    non_binding: Mapped[str] = mapped_column(String(3), default="")
    legal_basis: Mapped[str] = mapped_column(Text, default="")
    approval: Mapped[str] = mapped_column(Text, default="")
    occasion: Mapped[str] = mapped_column(Text, default="")
    may_publish: Mapped[str] = mapped_column(String(3), default="")
    lead_unit: Mapped[str] = mapped_column(String(200), default="")
    focal_partner: Mapped[str] = mapped_column(String(200), default="")
    originals_held: Mapped[str] = mapped_column(String(200), default="")
    retention: Mapped[str] = mapped_column(String(2), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    secrecy: Mapped[str] = mapped_column(String(20), default="none", index=True)
    """The highest of its documents'."""
    status_override: Mapped[str] = mapped_column(String(20), default="")
    status_override_from: Mapped[date | None] = mapped_column(default=None)
    """From when the status that a person set holds; None: on every day."""
    status_override_reason: Mapped[str] = mapped_column(Text, default="")

    documents: Mapped[list[Document]] = relationship(
        default_factory=list, order_by="Document.reference", back_populates="agreement"
    )
    parties: Mapped[list[PartyRole]] = relationship(
        default_factory=list, order_by="PartyRole.ordinal", cascade="all, delete-orphan"
    )
    witnesses: Mapped[list[Witness]] = relationship(
        default_factory=list, order_by="Witness.ordinal", cascade="all, delete-orphan"
    )
    fields: Mapped[list["CooperationField"]] = relationship(
        default_factory=list, order_by="CooperationField.code", cascade="all, delete-orphan"
    )
    lapses: Mapped[list["AgreementLapse"]] = relationship(
        default_factory=list, order_by="AgreementLapse.possible", cascade="all, delete-orphan"
    )


class CooperationField(Record):
    """One field of cooperation of an agreement; a code of the list `cooperation_field`."""

    __tablename__ = "cooperation_field"

    agreement_id: Mapped[int] = mapped_column(
        ForeignKey("agreement.id"), primary_key=True, init=False
    )
    code: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class AgreementLapse(Record):
    """Days on which an agreement had ended before it was extended; derived, as `ends_last` is."""

    __tablename__ = "agreement_lapse"

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True, init=False)
    possible: Mapped[date] = mapped_column()
    """From then on it may have ended."""
    sure: Mapped[date | None] = mapped_column()
    """From then on it has."""
    until: Mapped[date] = mapped_column()


class AgreementEvent(Identified, Dated, Record):
    """What changed the life of an agreement.

    Its kinds: suspension, termination, withdrawal, extension, and notice (that it shall not be
    renewed).
    """

    __tablename__ = "agreement_event"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    effective_from: Mapped[date] = mapped_column()
    effective_to: Mapped[date | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(Text, default="")
    evidence_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    new_expiry: Mapped[str] = mapped_column(String(40), default="")
    """EDTF: the last day of effect that an extension gives it."""
    act_id: Mapped[int | None] = mapped_column(ForeignKey("guided_act.id"), default=None)


class Relation(Identified, Dated, Record):
    """A typed relation between two agreements, stored once and shown from both sides.

    `from` amends, extends, replaces … `to`; an amendment is a record of its own, never an edit.
    """

    __tablename__ = "relation"
    __table_args__ = (UniqueConstraint("from_id", "to_id", "kind"),)

    from_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    clause: Mapped[str] = mapped_column(String(200), default="")
    effective_on: Mapped[date | None] = mapped_column(default=None)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("guided_act.id"), default=None)
