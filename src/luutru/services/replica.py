"""The index of one desk in a shared archive: it follows what other desks have told theirs.

Whoever takes work off the outbox leaves a note of what the index was told; every desk remembers up
to which note it has followed. One that was away for long, or that never was there, fills its index
from the catalogue (docs/adr/0047-an-index-for-every-desk.md).
"""

import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.holdings.databases.membership import sight_mark
from luutru.holdings.fulltext.entries import AgreementEntry
from luutru.holdings.fulltext.writing import Writing
from luutru.records.base import new_uid, table_of
from luutru.records.outbox import IndexChange, Outbox
from luutru.services import entries
from luutru.services.archive import Archive
from luutru.system import filing

log = logging.getLogger(__name__)

KEPT: Final = timedelta(days=60)
"""For how long a desk may be away and still follow note by note."""
_AT_ONCE: Final = 2_000
"""Notes beyond which filling the index anew is quicker than following them."""


@dataclass(frozen=True, slots=True)
class Place:
    """How far the index of this desk has followed."""

    desk: str
    """Names this desk, so that it need not follow itself."""
    seen: int
    """The last note that it has followed."""
    sight: str = ""
    """What a member was not cleared for; empty where the index is of the whole catalogue."""


def pass_on(archive: Archive, session: Session, rows: Sequence[int]) -> None:
    """Note for the other desks what the index of this one was told, before it leaves the outbox."""
    outbox, changes = table_of(Outbox), table_of(IndexChange)
    place = read_place(archive)
    now = clock.now()
    told = select(outbox.c.document_id, outbox.c.agreement_id).where(outbox.c.id.in_(rows))
    found = session.connection().execute(told.distinct()).all()
    if not found:
        return
    desk = place.desk if place else ""
    values = [
        {"recorded_at": now, "desk": desk, "document_id": document, "agreement_id": agreement}
        for document, agreement in found
    ]
    session.connection().execute(insert(changes), values)
    if archive.member is None:
        session.connection().execute(delete(changes).where(changes.c.recorded_at < now - KEPT))


def newest(session: Session) -> int:
    """Return the newest note; 0 where there is none."""
    return session.scalar(select(func.max(IndexChange.id))) or 0


def is_behind(archive: Archive, session: Session) -> bool:
    """Tell whether other desks have told their indexes something that this one does not know."""
    place = read_place(archive)
    if place is None or place.seen != newest(session):
        return True
    return place.sight != sight(archive, session)


def sight(archive: Archive, session: Session) -> str:
    """Return of what this desk is shown a part: what was indexed of another is filled anew."""
    member = archive.member
    return sight_mark(session.connection(), member) if member is not None else ""


def follow(archive: Archive) -> bool:
    """Tell the index of this desk what other desks have told theirs.

    Returns False where it cannot: it has never followed, or was away for too long, so that it has
    to be filled. The caller holds the lock of the index.
    """
    place = read_place(archive)
    if place is None:
        return False
    with archive.catalogue.read(cleared=True) as session:
        oldest = session.scalar(select(func.min(IndexChange.id))) or 0
        last = newest(session)
        seen_as = sight(archive, session)
        if place.sight != seen_as:
            return False
        if last == place.seen:
            return True
        query = select(IndexChange).where(IndexChange.id > place.seen)
        notes = session.scalars(query.order_by(IndexChange.id).limit(_AT_ONCE + 1)).all()
        if last < place.seen or oldest > place.seen + 1 or len(notes) > _AT_ONCE:
            return False
        others = [note for note in notes if note.desk != place.desk]
        concerned = {note.agreement_id for note in others if note.agreement_id is not None}
        documents = {note.document_id for note in others if note.document_id is not None}
        cards = list(entries.agreements(session, concerned))
        pages = entries.pages_of(session, sorted(documents))
    if others:
        with archive.fulltext.write() as writing:
            for number in sorted(documents):
                writing.put_pages(number, pages[number])
            put_cards(writing, concerned, cards)
    write_place(archive, Place(place.desk, last, seen_as))
    return True


def put_cards(writing: Writing, concerned: set[int], cards: Sequence[AgreementEntry]) -> None:
    """Tell the index the cards of agreements; those that have none are gone."""
    for gone in concerned - {card.agreement_id for card in cards}:
        writing.remove_agreement(gone)
    for card in cards:
        writing.put_agreement(card)


def begin_following(archive: Archive, seen: int, seen_as: str) -> None:
    """Follow from note `seen` on: the index was filled with everything up to it.

    `seen_as` is the `sight` that it was filled by.
    """
    known = read_place(archive)
    write_place(archive, Place(known.desk if known else new_uid(), seen, seen_as))


def read_place(archive: Archive) -> Place | None:
    """Return how far the index has followed; None where it never has, or nobody can tell."""
    try:
        told = json.loads(_file(archive).read_text(encoding="utf-8"))
        return Place(str(told["desk"]), int(told["seen"]), str(told.get("sight", "")))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def write_place(archive: Archive, place: Place) -> None:
    """Remember how far the index has followed; where that fails, it follows twice."""
    file = _file(archive)
    unfinished = file.with_suffix(".followed-new")
    try:
        with unfinished.open("w", encoding="utf-8") as stream:
            json.dump(asdict(place), stream)
            stream.flush()
            os.fsync(stream.fileno())
        filing.replace(unfinished, file)
    except OSError as error:
        log.warning("how far the index has followed was not written down: %s", error.strerror)


def _file(archive: Archive) -> Path:
    return archive.index_folder.with_suffix(".followed")
