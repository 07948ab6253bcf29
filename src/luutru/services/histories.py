"""The history of one agreement: its custody entries as changes of fields."""

from dataclasses import dataclass
from datetime import datetime

from luutru.services import custody, lookup
from luutru.services.administration.log_words import LoggedChange, changes_of
from luutru.services.archive import Archive
from luutru.services.description import Change


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act upon an agreement or one of its documents."""

    seq: int
    at: datetime
    person: str
    act: str
    """A code of the list `act`."""
    reference: str
    changes: tuple[Change, ...]
    told: tuple[LoggedChange, ...]
    """All that it tells, in words."""
    hash: str


def history(archive: Archive, reference: str) -> list[HistoryEntry]:
    """Return what was done to the agreement that answers to `reference`, newest first.

    Raises:
        UnknownReference: Nothing is called so.
    """
    with archive.catalogue.read() as session:
        agreement = lookup.agreement(session, reference)
        called = {agreement.reference, *(document.reference for document in agreement.documents)}
    told = [entry for name in called for entry in custody.entries(archive, name)]
    return [_entry(entry) for entry in sorted(told, key=lambda entry: entry.seq, reverse=True)]


def _entry(entry: custody.Entry) -> HistoryEntry:
    return HistoryEntry(
        entry.seq,
        entry.at,
        entry.person,
        entry.act,
        entry.reference,
        tuple(Change(*change) for change in entry.detail.get("changes", ())),
        changes_of(entry),
        entry.hash,
    )
