"""Writes the custody log, and reads it: who did what, when, chained by hash."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from luutru.holdings.log_book import Line, append
from luutru.holdings.withholding import withheld_uids
from luutru.records.custody import GENESIS, SEALING, CustodyEntry

if TYPE_CHECKING:
    from luutru.services.archive import Archive

_WORDLESS: Final = frozenset({"sha256", "size", "joining", "mark", "page"})
"""What an entry may tell of a document that waits at the door."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log as people read it."""

    seq: int
    at: datetime
    person: str
    act: str
    reference: str
    detail: Mapping[str, Any]
    hash: str
    previous_hash: str


@dataclass(frozen=True, slots=True)
class Act:
    """Something that was done, to be entered in the log."""

    act: str
    """A code of the list `act`."""
    subject: str = ""
    """Public identifier of the record concerned."""
    reference: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def record(
    session: Session,
    person: str,
    act: str,
    *,
    subject: str = "",
    reference: str = "",
    detail: Mapping[str, Any] | None = None,
) -> CustodyEntry:
    """Add an entry in the caller's transaction, chained to the last one."""
    (entry,) = record_all(session, person, [Act(act, subject, reference, detail or {})])
    return entry


def record_all(session: Session, person: str, acts: Iterable[Act]) -> list[CustodyEntry]:
    """Add several entries in the caller's transaction, in their order."""
    lines = (Line(person, one.act, one.detail, one.subject, one.reference) for one in acts)
    return append(session, lines)


def entries(archive: "Archive", reference: str | None = None, limit: int = 1000) -> list[Entry]:
    """Return the newest entries first, of one reference or of the whole archive.

    The entries that only seal what others tell of are left out.
    """
    query = select(CustodyEntry).where(CustodyEntry.act != SEALING)
    query = query.order_by(CustodyEntry.seq.desc()).limit(limit)
    if reference:
        query = query.where(CustodyEntry.reference == reference)
    with archive.catalogue.read() as session:
        return list(shown_entries(session, query))


def shown_entries(session: Session, query: Select[CustodyEntry]) -> Iterator[Entry]:
    """Yield the entries of a query as people may read them: of what is withheld without words."""
    withheld = withheld_uids(session)
    for entry in session.scalars(query):
        yield _without_words(told(entry)) if entry.subject in withheld else told(entry)


def head(archive: "Archive") -> tuple[int, str]:
    """Return the number and the hash of the last entry; to be kept outside the archive."""
    query = select(CustodyEntry.seq, CustodyEntry.hash).order_by(CustodyEntry.seq.desc()).limit(1)
    with archive.catalogue.read(whole=True) as session:
        newest = session.execute(query).one_or_none()
    return (newest.seq, newest.hash) if newest else (0, GENESIS)


def told(entry: CustodyEntry) -> Entry:
    """Return an entry as people read it, whole."""
    return Entry(
        entry.seq,
        entry.at,
        entry.person,
        entry.act,
        entry.reference,
        json.loads(entry.detail),
        entry.hash,
        entry.previous_hash,
    )


def _without_words(entry: Entry) -> Entry:
    """Return an entry about what waits at the door, without anything that it says."""
    return replace(entry, detail={k: v for k, v in entry.detail.items() if k in _WORDLESS})
