"""Verify: is all still what was taken in? Each finding names the rule that failed."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock
from luutru.i18n import mark
from luutru.progress import SILENT, Progress, tracked
from luutru.records.agreement import Agreement
from luutru.records.custody import GENESIS, CustodyEntry
from luutru.records.document import Document
from luutru.records.files import FileObject, FixityEvent
from luutru.records.outbox import Outbox
from luutru.records.register import Register
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.chain import links
from luutru.services.copies.examining import examine_all
from luutru.services.findings import (
    CHANGED,
    MISSING,
    ORIGINALS,
    Finding,
    finding,
    kept,
    told_again,
)

HASHING: Final = mark("Comparing checksums")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was checked and what was found."""

    at: datetime
    person: str
    originals: int
    matching: int
    """Originals that are as they were taken in."""
    derivatives: int
    hashed: int
    missing: int
    """Files that are recorded and not there."""
    changed: int
    """Files whose size or checksum is another one."""
    foreign: int
    """Files that are there and not recorded."""
    custody_entries: int
    waiting: int
    """Changes that the index has not been told yet; no damage."""
    in_quarantine: int
    """Files that a recovery set aside; people decide what becomes of them."""
    head: str
    """Mark of the last entry of the log that was checked."""
    findings: tuple[Finding, ...]
    count: int
    """How many findings there were; the log keeps the first of them only."""
    seconds: float

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was found."""
        return not self.count


def verify(archive: Archive, *, full: bool = False, progress: Progress = SILENT) -> Verdict:
    """Check the archive; with `full` every original is read and its checksum compared.

    Raises:
        Cancelled: The archivist asked to stop.
    """
    started = time.monotonic()
    with archive.catalogue.read(whole=True) as session:
        files = _files_kept(session)
        findings = [finding("engine", told=told) for told in archive.catalogue.integrity_problems()]
        for check in _CHECKS:
            findings += check(session)
        last = session.scalar(select(CustodyEntry).order_by(CustodyEntry.seq.desc()).limit(1))
        seq, head = (last.seq, last.hash) if last is not None else (0, GENESIS)
        waiting = len(session.scalars(select(Outbox.id)).all())
    findings += _files(archive, files, full=full, progress=progress)
    findings += _strangers(archive, files)
    findings += examine_all(archive, full=full)
    originals = sum(file.is_master for file in files)
    verdict = Verdict(
        at=clock.now(),
        person=archive.person,
        originals=originals,
        matching=originals - sum(found.kind in ORIGINALS for found in findings),
        derivatives=len(files) - originals,
        hashed=len(files) if full else 0,
        missing=sum(found.kind in MISSING for found in findings),
        changed=sum(found.kind in CHANGED for found in findings),
        foreign=sum(found.kind == "stranger" for found in findings),
        custody_entries=seq,
        waiting=waiting,
        in_quarantine=archive.strongroom.in_quarantine(),
        head=head,
        findings=tuple(findings),
        count=len(findings),
        seconds=time.monotonic() - started,
    )
    if full:
        with archive.catalogue.write() as session:
            custody.record(session, archive.person, "verified", detail=_kept(verdict))
    return verdict


def last_verdict(archive: Archive) -> Verdict | None:
    """Return what the last verification of every checksum came to; None where there was none."""
    query = select(CustodyEntry).where(CustodyEntry.act == "verified")
    with archive.catalogue.read() as session:
        entry = session.scalar(query.order_by(CustodyEntry.seq.desc()).limit(1))
        if entry is None:
            return None
        told = custody.told(entry)
    detail = {"matching": told.detail["originals"], **told.detail}
    numbers = {name: int(detail.get(name, 0)) for name in _COUNTED}
    again = (told_again(one) for one in detail.get("found", ()))
    return Verdict(
        at=told.at,
        person=told.person,
        head=str(detail.get("head", "")),
        findings=tuple(found for found in again if found is not None),
        count=int(detail["findings"]),
        seconds=float(detail.get("seconds", 0)),
        **numbers,
    )


_COUNTED: Final = ("originals", "matching", "derivatives", "hashed", "missing", "changed",
                   "foreign", "custody_entries", "waiting", "in_quarantine")  # fmt: skip
_KEPT: Final = 100
"""Findings that an entry of the log tells one by one."""


def _kept(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as the log keeps it."""
    return {
        **{name: getattr(verdict, name) for name in _COUNTED},
        "findings": verdict.count,
        "found": [kept(found) for found in verdict.findings[:_KEPT]],
        "head": verdict.head,
        "seconds": round(verdict.seconds, 1),
    }


@dataclass(frozen=True, slots=True)
class _KeptFile:
    file_id: int
    reference: str
    sha256: str
    size: int
    is_master: bool


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
        wrong = ""
        if not path.is_file():
            wrong = "missing"
        elif path.stat().st_size != file.size or (full and not _same(archive, file)):
            wrong = "changed"
        if wrong:
            whose = "original" if file.is_master else "derivative"
            yield finding(f"{whose}_{wrong}", file.reference, path=path.name)


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
            yield finding("stranger", path=room.path_of(sha256).name)


def _chain(session: Session) -> Iterator[Finding]:
    """I5: the custody chain is unbroken and its clock never went backwards unnoticed."""
    for entry, fits in links(session):
        if not fits:
            yield finding("log_changed", entry.reference, seq=str(entry.seq))


def _one_entry_each(session: Session) -> Iterator[Finding]:
    """I5: each original has exactly one entry of its taking in."""
    told = Counter(
        session.scalars(select(CustodyEntry.reference).where(CustodyEntry.act == "taken_in"))
    )
    masters = select(Document.reference).join(FileObject).where(FileObject.is_master)
    for reference in session.scalars(masters):
        if told[reference] != 1:
            yield finding("taken_in_count", reference, count=str(told[reference]))


def _numbers(session: Session) -> Iterator[Finding]:
    """I9: references were given once and without a gap."""
    used = set(session.scalars(select(Document.reference)))
    used |= set(session.scalars(select(Agreement.reference)))
    for book in session.scalars(select(Register).where(Register.book == "reference")):
        for number in range(1, book.last_number + 1):
            reference = f"{book.year}-{number:04d}"
            if reference not in used:
                yield finding("number_unused", number=reference)


def _future(session: Session) -> Iterator[Finding]:
    """I5: nothing was recorded after now, which would mean that the clock was set back."""
    last = session.scalar(select(CustodyEntry.at).order_by(CustodyEntry.seq.desc()).limit(1))
    if last is not None and last > clock.now():
        yield finding("clock_back")


_CHECKS: Final[tuple[Callable[[Session], Iterator[Finding]], ...]] = (
    _chain,
    _one_entry_each,
    _numbers,
    _future,
)
