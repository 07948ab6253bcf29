"""Writes the custody log, and reads it: who did what, when, chained by hash."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from luutru.errors import NotPermitted, PartOfArchive
from luutru.holdings.databases.membership import MEMBER, Member
from luutru.holdings.log_book import Line, append, head_of_log
from luutru.holdings.secrecy import STANDING
from luutru.holdings.standing import ALONE, Standing
from luutru.holdings.untold import untold_references
from luutru.holdings.withholding import withheld_uids
from luutru.records.code_lists import code_list
from luutru.records.custody import SEALING, CustodyEntry, Head, canonical
from luutru.records.roles import Permission, acts_of_members, permission_for

if TYPE_CHECKING:
    from luutru.services.archive import Archive

_REFERENCE: Final = re.compile(r"\b\d{4}-\d{4,}\b")
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
    """Add an entry in the caller's transaction, chained to the last one.

    Raises:
        NotPermitted: The roles of whoever signed in do not include the act.
    """
    (entry,) = record_all(session, person, [Act(act, subject, reference, detail or {})])
    return entry


def record_all(session: Session, person: str, acts: Iterable[Act]) -> list[CustodyEntry]:
    """Add several entries in the caller's transaction, in their order.

    Every change is entered here, and so it is here that roles are looked at: an act that the
    account may not do undoes the transaction that did it.

    Raises:
        NotPermitted: The roles of whoever signed in do not include one of the acts.
        PartOfArchive: One of them takes more than the server shows this desk.
    """
    acts = list(acts)
    _refuse_forbidden(session, acts)
    lines = (Line(person, one.act, one.detail, one.subject, one.reference) for one in acts)
    return append(session, lines)


def _refuse_forbidden(session: Session, acts: Iterable[Act]) -> None:
    standing: Standing = session.info.get(STANDING, ALONE)
    if standing.user_id is None:
        return
    member: Member | None = session.info.get(MEMBER)
    for act in acts:
        needed = permission_for(act.act)
        if needed not in standing.permissions:
            raise NotPermitted(code_list("permission").label(needed or act.act))
        if member is not None and act.act not in acts_of_members():
            raise PartOfArchive(member.name)


def entries(archive: "Archive", reference: str | None = None, limit: int = 1000) -> list[Entry]:
    """Return the newest entries first, of one reference or of the whole archive.

    The entries that only seal what others tell of are left out.

    Raises:
        NotPermitted: The whole log is asked for, and the account may not read it.
    """
    query = select(CustodyEntry).where(CustodyEntry.act != SEALING)
    query = query.order_by(CustodyEntry.seq.desc()).limit(limit)
    if reference:
        query = query.where(CustodyEntry.reference == reference)
    else:
        archive.require(Permission.INSPECT)
    with archive.catalogue.read() as session:
        shown = shown_entries(session, query)
        # What names something hidden is a link of the chain, and no part of a history.
        return [entry for entry in shown if not reference or entry.reference == reference]


def shown_entries(session: Session, query: Select[CustodyEntry]) -> Iterator[Entry]:
    """Yield the entries of a query as people may read them: of what is withheld without words."""
    veil = Veil(session)
    for entry in session.scalars(query):
        yield veil.over(told(entry), entry.subject)


class Veil:
    """What entries do not tell to whoever asks.

    Of what waits at the door they tell the reference and the mark. Of what the account is not
    cleared for they tell that somebody did something, so that the chain can be followed, and not
    to what.
    """

    def __init__(self, session: Session) -> None:
        self._withheld = withheld_uids(session)
        self._hidden = untold_references(session)

    def hides(self, reference: str, detail: str) -> bool:
        """Tell whether an entry is about something hidden, or names it."""
        if not self._hidden:
            return False
        return reference in self._hidden or not self._hidden.isdisjoint(_REFERENCE.findall(detail))

    def keeps_words(self, subject: str) -> bool:
        """Tell whether an entry is about something withheld, and told without its words."""
        return subject in self._withheld

    def over(self, entry: Entry, subject: str) -> Entry:
        """Return an entry as it is shown."""
        if self.hides(entry.reference, canonical(entry.detail)):
            return replace(entry, reference="", detail={})
        return _without_words(entry) if self.keeps_words(subject) else entry


def head(archive: "Archive") -> Head:
    """Return the number and the hash of the last entry; to be kept outside the archive.

    It ends a transaction and only seals, so that a member is shown it as well.
    """
    with archive.catalogue.read(whole=archive.member is None) as session:
        return head_of_log(session)


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
