"""Continues the custody log, each entry chained to the last; tells when the clock was set back."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import event, select
from sqlalchemy.orm import Session, sessionmaker

from luutru import clock
from luutru.holdings.databases.membership import MEMBER, head_shown
from luutru.records.custody import BEFORE_ALL, CLOCK_BACK, CustodyEntry, Head

CLOCK_SLACK: Final = timedelta(minutes=2)
"""A clock that is set by another one may step back so far without anybody having touched it."""


_END: Final = "end of the log"
"""In the `info` of a session that has continued it: nobody else does while it has its turn."""


class Line(NamedTuple):
    """What an entry is to tell."""

    person: str
    act: str
    detail: Mapping[str, Any]
    subject: str = ""
    reference: str = ""


def append(session: Session, lines: Iterable[Line]) -> list[CustodyEntry]:
    """Add entries in the caller's transaction, in their order, and return them.

    Where the clock stands before the last entry, an entry of its own tells so first: the order of
    entries is their numbers', and the hour of one that follows is not to be trusted.
    """
    last: Head | CustodyEntry
    last, latest = session.info.get(_END) or _end_of_log(session)
    if latest is not None and clock.now() < latest - CLOCK_SLACK:
        detail = {"latest": latest.isoformat(), "now": clock.now().isoformat()}
        last = CustodyEntry.after(last, "", CLOCK_BACK, detail)
        session.add(last)
    added: list[CustodyEntry] = []
    for line in lines:
        last = CustodyEntry.after(
            last, line.person, line.act, line.detail, subject=line.subject, reference=line.reference
        )
        added.append(last)
    session.add_all(added)
    session.flush()
    if isinstance(last, CustodyEntry):
        session.info[_END] = (Head(last.seq, last.hash), last.at)
    return added


def keep_end(sessions: sessionmaker[Session]) -> None:
    """Let the sessions made by `sessions` forget how the log ends when they undo something."""
    event.listen(sessions, "after_soft_rollback", _undone)


def _undone(session: Session, _transaction: object) -> None:
    session.info.pop(_END, None)


def head_of_log(session: Session) -> Head:
    """Return number and hash of the last entry; `BEFORE_ALL` where there is none."""
    query = select(CustodyEntry.seq, CustodyEntry.hash).order_by(CustodyEntry.seq.desc()).limit(1)
    found = session.execute(query).first()
    return BEFORE_ALL if found is None else Head(*found)


def _end_of_log(session: Session) -> tuple[Head, datetime | None]:
    """Return the last entry with its moment; None where there is none, or none that can be read.

    An hour that was overwritten is for the verification to tell: writing goes on.
    """
    if session.info.get(MEMBER) is not None:
        shown = head_shown(session.connection())
        return (BEFORE_ALL, None) if shown is None else (Head(shown[0], shown[1]), shown[2])
    entry = CustodyEntry
    query = select(entry.seq, entry.hash, entry.at).order_by(entry.seq.desc()).limit(1)
    try:
        found = session.execute(query).first()
    except ValueError:
        return head_of_log(session), None
    return (BEFORE_ALL, None) if found is None else (Head(found.seq, found.hash), found.at)
