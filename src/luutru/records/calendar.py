"""What an archive sets beside the rules that ship with the program: days, rules, codes."""

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import Dated, Identified, Record


class CalendarDay(Dated, Record):
    """A day on which the agency does not work, or works although others do not."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """`holiday` or `working`."""
    name: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    """The decision that set it."""
    person: Mapped[str] = mapped_column(String(120), default="")


class RuleEdit(Identified, Dated, Record):
    """A rule as the administrator changed it; the newest edit of a rule holds."""

    __tablename__ = "rule_edit"

    rule: Mapped[str] = mapped_column(String(30), index=True)
    version: Mapped[str] = mapped_column(String(40))
    content: Mapped[str] = mapped_column(Text)
    """Canonical JSON of the whole rule."""
    reason: Mapped[str] = mapped_column(Text, default="")
    person: Mapped[str] = mapped_column(String(120), default="")


class CodeEntry(Identified, Dated, Record):
    """A code that the archive added to an editable list, or the words it uses for one."""

    __tablename__ = "code_entry"
    __table_args__ = (UniqueConstraint("list_name", "code"),)

    list_name: Mapped[str] = mapped_column(String(40))
    code: Mapped[str] = mapped_column(String(40))
    vi: Mapped[str] = mapped_column(String(200))
    en: Mapped[str] = mapped_column(String(200))
    person: Mapped[str] = mapped_column(String(120), default="")
