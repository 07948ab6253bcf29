"""Who agreed with whom: authorities with their names in time, parties, signatories, witnesses."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from luutru.records.base import Identified, Record, Versioned


class Authority(Identified, Versioned, Record):
    """Any organisation; what it is called is told by its names, each with its span of time."""

    __tablename__ = "authority"

    kind: Mapped[str] = mapped_column(String(20), default="organisation")
    country: Mapped[str] = mapped_column(String(2), default="", index=True)
    """ISO 3166-1 alpha-2, empty where it is not stated or it belongs to no country."""
    merged_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("authority.id"), default=None, index=True
    )
    merge_reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    names: Mapped[list["AuthorityName"]] = relationship(
        default_factory=list,
        order_by="AuthorityName.id",
        back_populates="authority",
        cascade="all, delete-orphan",
    )


class AuthorityName(Identified, Record):
    """One name of an authority and when it was valid; never overwritten."""

    __tablename__ = "authority_name"

    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True, init=False)
    name: Mapped[str] = mapped_column(String(300))
    name_key: Mapped[str] = mapped_column(Text, index=True)
    name_fold: Mapped[str] = mapped_column(String(300), index=True)
    language: Mapped[str] = mapped_column(String(3), default="")
    abbreviation: Mapped[str] = mapped_column(String(40), default="", index=True)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
    legal_act: Mapped[str] = mapped_column(String(200), default="")
    authority: Mapped[Authority] = relationship(back_populates="names", default=None)


class AuthorityRelation(Identified, Record):
    """How authorities hang together: succession, merger, division, renaming, subordination."""

    __tablename__ = "authority_relation"

    from_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    effective_on: Mapped[date | None] = mapped_column(default=None)
    legal_act: Mapped[str] = mapped_column(String(200), default="")
    act_id: Mapped[int | None] = mapped_column(ForeignKey("guided_act.id"), default=None)


class PartyRole(Identified, Record):
    """An authority in its role in one agreement, with its name as signed."""

    __tablename__ = "party_role"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True, init=False)
    authority_id: Mapped[int] = mapped_column(ForeignKey("authority.id"), index=True, init=False)
    side: Mapped[str] = mapped_column(String(20))
    """`vietnamese`, `foreign` or `implementing`."""
    name_as_signed: Mapped[str] = mapped_column(String(300))
    short_name: Mapped[str] = mapped_column(String(40), default="")
    country: Mapped[str] = mapped_column(String(2), default="", index=True)
    ordinal: Mapped[int] = mapped_column(default=1)
    authority: Mapped[Authority] = relationship(default=None)
    signatories: Mapped[list["Signatory"]] = relationship(
        default_factory=list, order_by="Signatory.ordinal", cascade="all, delete-orphan"
    )


class Signatory(Identified, Record):
    """A person who signed for a party, with the title held on that day."""

    __tablename__ = "signatory"

    party_id: Mapped[int] = mapped_column(ForeignKey("party_role.id"), index=True, init=False)
    person: Mapped[str] = mapped_column(String(120))
    title_as_signed: Mapped[str] = mapped_column(String(200), default="")
    prefix: Mapped[str] = mapped_column(String(10), default="")
    authorisation_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), default=None)
    ordinal: Mapped[int] = mapped_column(default=1)


class Witness(Identified, Record):
    """A person who witnessed the signing or the hand-over."""

    __tablename__ = "witness"

    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True, init=False)
    person: Mapped[str] = mapped_column(String(120))
    title: Mapped[str] = mapped_column(String(200), default="")
    event: Mapped[str] = mapped_column(String(20), default="signing")
    """`signing` or `hand_over`."""
    ordinal: Mapped[int] = mapped_column(default=1)
