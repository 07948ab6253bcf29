"""How one document's file is kept: where, with which checksum, and when it was last found sound."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.records.document import Document
from luutru.records.files import FileObject, FixityEvent
from luutru.services import derivatives
from luutru.services.archive import Archive


class Outcome(StrEnum):
    """What a look at a kept file told."""

    SOUND = "sound"
    MISSING = "missing"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One kept file, as it was found just now."""

    outcome: Outcome
    reference: str
    path: str
    sha256: str
    """The checksum written down when it was taken in, or made."""
    found_sha256: str
    """The checksum it has now; empty where it is missing."""
    last_sound: datetime
    """When it was last known to be as it should: by a check, else when it came in."""


def look_at(archive: Archive, document_id: int) -> KeptFile | None:
    """Read the files of a document; return the first that is not sound, else its original.

    None where the document shows no file, or waits at the door.
    """
    with archive.catalogue.read() as session:
        document = session.get(Document, document_id)
        told = [] if document is None else _files(archive, session, document)
    looked = [_looked(archive, *one) for one in told]
    worst = (file for file in looked if file.outcome is not Outcome.SOUND)
    return next(worst, next(iter(looked), None))


def _files(archive: Archive, session: Session, document: Document) -> list[tuple[bool, KeptFile]]:
    """Return the original and, where another file is shown, that one, as if both were sound."""
    master = next((file for file in document.files if file.is_master), None)
    shown = derivatives.carrier_of(document)
    kept = dict.fromkeys(file for file in (master, shown) if file is not None)
    return [
        (
            file.is_master,
            KeptFile(
                outcome=Outcome.SOUND,
                reference=document.reference,
                path=archive.room(is_master=file.is_master).whereabouts(file.sha256),
                sha256=file.sha256,
                found_sha256=file.sha256,
                last_sound=_last_sound(session, file),
            ),
        )
        for file in kept
    ]


def _looked(archive: Archive, is_master: bool, told: KeptFile) -> KeptFile:  # noqa: FBT001
    room = archive.strongroom if is_master else archive.derivatives
    found = room.checksum_of(told.sha256)
    if found is None:
        outcome = Outcome.MISSING
    else:
        outcome = Outcome.SOUND if found == told.sha256 else Outcome.CHANGED
    return KeptFile(outcome, told.reference, told.path, told.sha256, found or "", told.last_sound)


def _last_sound(session: Session, file: FileObject) -> datetime:
    query = (
        select(FixityEvent.recorded_at)
        .where(FixityEvent.file_id == file.id, FixityEvent.outcome == Outcome.SOUND)
        .order_by(FixityEvent.recorded_at.desc())
        .limit(1)
    )
    return session.scalar(query) or file.recorded_at
