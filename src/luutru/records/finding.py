"""What helps to find: saved searches, and words that mean the same."""

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from luutru.records.base import UNSEALED_TABLE, Dated, Identified, Record, Versioned


class SavedSearch(Identified, Versioned, Dated, Record):
    """A query with its facets, under a name."""

    __tablename__ = "saved_search"
    __table_args__ = UNSEALED_TABLE

    name: Mapped[str] = mapped_column(String(120))
    query: Mapped[str] = mapped_column(Text, default="")
    facets: Mapped[str] = mapped_column(Text, default="{}")
    owner: Mapped[str] = mapped_column(String(120), default="")
    ordinal: Mapped[int] = mapped_column(default=0)


class Synonym(Identified, Versioned, Dated, Record):
    """Words that are searched as one; `group` ties them together."""

    __tablename__ = "synonym"

    group: Mapped[str] = mapped_column("group_name", String(60), index=True)
    term: Mapped[str] = mapped_column(String(120))
    term_fold: Mapped[str] = mapped_column(String(120), index=True)
    source: Mapped[str] = mapped_column(String(200), default="")
