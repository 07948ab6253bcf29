"""Nobody writes over what they have not seen: each record has a version, asked for here."""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.errors import EditedMeanwhile
from luutru.records.custody import SEALING, CustodyEntry
from luutru.services.custody import Entry, shown_entries

_FAR_ENOUGH: Final = 200
"""Entries of one record in which is looked for who wrote a field."""


def make_sure(
    session: Session, now: int, read: int | None, called: str, subject: str, within: str = ""
) -> None:
    """Refuse to change a record that somebody else changed since it was `read`.

    `called` and `subject` name it for people and in the log; `within` is the public identifier of
    the part of it that is meant, such as a milestone of an agreement.

    Raises:
        EditedMeanwhile: Its version is another one `now`; who wrote it last is told, and when.
    """
    if read is None or read == now:
        return
    last = next(acts_upon(session, subject, within), None)
    told = f"{last.person} ({written_at(last.at)})" if last else ""
    raise EditedMeanwhile(called, told)


def acts_upon(session: Session, subject: str, within: str = "") -> Iterator[Entry]:
    """Yield what was done to a record, or to a part of it, the newest act first."""
    query = select(CustodyEntry).where(CustodyEntry.subject == subject, CustodyEntry.act != SEALING)
    if within:
        query = query.where(CustodyEntry.detail.contains(within, autoescape=True))
    yield from shown_entries(session, query.order_by(CustodyEntry.seq.desc()).limit(_FAR_ENOUGH))


def writer_of(acts: Collection[Entry], field: str) -> Entry | None:
    """Return the newest of these acts that changed a field, else the newest of all."""
    for entry in acts:
        if any(change[0] == field for change in entry.detail.get("changes", ())):
            return entry
    return next(iter(acts), None)


def written_at(moment: datetime) -> str:
    """Return a moment of the log in the time of this desk."""
    return f"{moment.astimezone():%d/%m/%Y %H:%M}"
