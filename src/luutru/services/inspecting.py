"""Verify: is all still what was taken in? Each finding names the rule that failed."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress, tracked
from luutru.records.agreement import Agreement
from luutru.records.custody import GENESIS, CustodyEntry
from luutru.records.document import Document
from luutru.records.files import FileObject, FixityEvent
from luutru.records.outbox import Outbox
from luutru.records.register import Register
from luutru.services import custody
from luutru.services.archive import Archive

HASHING: Final = mark("Comparing checksums")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was taken in."""

    rule: str
    """The invariant that failed, such as `I2`."""
    what: str
    """What was found, for people, in their language."""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked and what was found."""

    originals: int
    derivatives: int
    hashed: int
    custody_entries: int
    waiting: int
    """Changes that the index has not been told yet; no damage."""
    in_quarantine: int
    """Files that a recovery set aside; people decide what becomes of them."""
    head: str
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was found."""
        return not self.findings


def verify(archive: Archive, *, full: bool = False, progress: Progress = SILENT) -> Verdict:
    """Check the archive; with `full` every original is read and its checksum compared.

    Raises:
        Cancelled: The archivist asked to stop.
    """
    started = time.monotonic()
    with archive.catalogue.read(whole=True) as session:
        files = _files_kept(session)
        findings = [Finding("I4", told) for told in archive.catalogue.integrity_problems()]
        for check in _CHECKS:
            findings += check(session)
        entries = session.scalars(select(CustodyEntry.seq)).all()
        waiting = len(session.scalars(select(Outbox.id)).all())
    findings += _files(archive, files, full=full, progress=progress)
    findings += _strangers(archive, files)
    originals = sum(file.is_master for file in files)
    if full:
        with archive.catalogue.write() as session:
            detail = {"originals": originals, "findings": len(findings)}
            custody.record(session, archive.person, "verified", detail=detail)
    return Verdict(
        originals=originals,
        derivatives=len(files) - originals,
        hashed=len(files) if full else 0,
        custody_entries=len(entries),
        waiting=waiting,
        in_quarantine=archive.strongroom.in_quarantine(),
        head=custody.head(archive)[1],
        findings=tuple(findings),
        seconds=time.monotonic() - started,
    )


@dataclass(frozen=True, slots=True)
class _KeptFile:
    file_id: int
    reference: str
    sha256: str
    size: int
    is_master: bool


_MISSING: Final = {
    True: mark("The original of {reference} is missing ({path})."),
    False: mark("A derivative of {reference} is missing ({path})."),
}
_CHANGED: Final = {
    True: mark("The original of {reference} has changed ({path})."),
    False: mark("A derivative of {reference} has changed ({path})."),
}


def _files_kept(session: Session) -> list[_KeptFile]:
    query = (
        select(
            FileObject.id,
            Document.reference,
            FileObject.sha256,
            FileObject.size,
            FileObject.is_master,
        )
        .join(Document)
        .order_by(FileObject.id)
    )
    return [_KeptFile(*row) for row in session.execute(query)]


def _files(
    archive: Archive, files: list[_KeptFile], *, full: bool, progress: Progress
) -> Iterator[Finding]:
    """I2: each file is there with its size and, if asked, its checksum."""
    for file in tracked(files, HASHING, progress):
        path = archive.path_of(file.sha256, is_master=file.is_master)
        sentence = ""
        if not path.is_file():
            sentence = _MISSING[file.is_master]
        elif path.stat().st_size != file.size or (full and not _same(archive, file)):
            sentence = _CHANGED[file.is_master]
        if sentence:
            told = translate(sentence, reference=file.reference, path=path.name)
            yield Finding("I2", told, file.reference)


def _same(archive: Archive, file: _KeptFile) -> bool:
    room = archive.strongroom if file.is_master else archive.derivatives
    found = room.checksum_of(file.sha256) or ""
    sound = found == file.sha256
    with archive.catalogue.write() as session:
        session.add(
            FixityEvent(
                file_id=file.file_id,
                outcome="sound" if sound else "changed",
                found_sha256=found,
            )
        )
    return sound


def _strangers(archive: Archive, files: list[_KeptFile]) -> Iterator[Finding]:
    """I1: no file lies in the strongroom, or beside it, that the catalogue does not know."""
    for room, is_master in ((archive.strongroom, True), (archive.derivatives, False)):
        known = {file.sha256 for file in files if file.is_master == is_master}
        for sha256 in sorted(set(room) - known):
            path = room.path_of(sha256).name
            yield Finding(
                "I1", translate("A file in the strongroom has no record ({path}).", path=path)
            )


def _chain(session: Session) -> Iterator[Finding]:
    """I5: the custody chain is unbroken and its clock never went backwards unnoticed."""
    previous, expected = GENESIS, 1
    for entry in session.scalars(select(CustodyEntry).order_by(CustodyEntry.seq)):
        sound = entry.seq == expected and entry.previous_hash == previous
        if not sound or entry.hash != entry.computed_hash():
            yield Finding(
                "I5",
                translate("The custody log has been changed at entry {seq}.", seq=entry.seq),
                entry.reference,
            )
        previous, expected = entry.hash, entry.seq + 1


def _one_entry_each(session: Session) -> Iterator[Finding]:
    """I5: each original has exactly one entry of its taking in."""
    told = Counter(
        session.scalars(select(CustodyEntry.reference).where(CustodyEntry.act == "taken_in"))
    )
    masters = select(Document.reference).join(FileObject).where(FileObject.is_master)
    for reference in session.scalars(masters):
        if told[reference] != 1:
            sentence = mark("The custody log tells {count} times that {reference} was taken in.")
            yield Finding(
                "I5", translate(sentence, count=told[reference], reference=reference), reference
            )


def _numbers(session: Session) -> Iterator[Finding]:
    """I9: references were given once and without a gap."""
    used = set(session.scalars(select(Document.reference)))
    used |= set(session.scalars(select(Agreement.reference)))
    for book in session.scalars(select(Register).where(Register.book == "reference")):
        for number in range(1, book.last_number + 1):
            reference = f"{book.year}-{number:04d}"
            if reference not in used:
                yield Finding(
                    "I9",
                    translate("Nothing carries the reference {reference}.", reference=reference),
                )


def _future(session: Session) -> Iterator[Finding]:
    """I5: nothing was recorded after now, which would mean that the clock was set back."""
    last = session.scalar(select(CustodyEntry.at).order_by(CustodyEntry.seq.desc()).limit(1))
    if last is not None and last > clock.now():
        yield Finding("I5", translate("The clock of this computer stands before the last entry."))


_CHECKS: Final[tuple[Callable[[Session], Iterator[Finding]], ...]] = (
    _chain,
    _one_entry_each,
    _numbers,
    _future,
)
