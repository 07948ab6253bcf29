"""Users of the archive, their roles, and what they are cleared for."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import Dated, Identified, Record, Versioned


class User(Identified, Versioned, Dated, Record):
    """A person with an account in the archive."""

    __tablename__ = "user_account"

    name: Mapped[str] = mapped_column(String(120), unique=True)
    full_name: Mapped[str] = mapped_column(String(120), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="", deferred=True)
    """Asked for by itself: a server shows each account its own alone."""
    disabled_at: Mapped[datetime | None] = mapped_column(default=None)
    wrong_passwords: Mapped[int] = mapped_column(default=0)
    """Given in a row; kept here, so that starting anew does not forget them."""
    waits_until: Mapped[datetime | None] = mapped_column(default=None)
    """Before then no password is looked at."""
    server_account: Mapped[str | None] = mapped_column(
        String(63), default=None, unique=True, index=True
    )
    """The account of the server that is tied to it: whoever connects by that sees what this may."""


class UserRole(Record):
    """A role of a user.

    One of reader, archivist, cooperation_officer, certifier, approver, administrator, inspector.
    """

    __tablename__ = "user_role"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(30), primary_key=True)


class Clearance(Identified, Dated, Record):
    """What a user may see above ordinary secrecy: one agreement, need to know."""

    __tablename__ = "clearance"
    __table_args__ = (UniqueConstraint("user_id", "agreement_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    secrecy: Mapped[str] = mapped_column(String(20))
    granted_by: Mapped[str] = mapped_column(String(120))
