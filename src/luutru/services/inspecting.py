"""Verify: is all still what was taken in? Each finding names the rule that failed."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from luutru import clock
from luutru.holdings.log_book import head_of_log
from luutru.progress import SILENT, Progress
from luutru.records.custody import CustodyEntry, Head
from luutru.records.outbox import Outbox
from luutru.records.roles import Permission
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.services.copies.examining import examine_all
from luutru.services.findings import (
    CHANGED,
    MISSING,
    ORIGINALS,
    Finding,
    kept,
    told_again,
)
from luutru.services.inspection.files import (
    begin_anew,
    check_files,
    check_strangers,
)
from luutru.services.inspection.index import check_index
from luutru.services.inspection.log import (
    check_chain,
    check_heads,
    check_numbers,
    check_once,
    check_taken_in,
)
from luutru.services.inspection.look import Check, Checked, Look, files_kept, looked
from luutru.services.inspection.records import check_engine, check_records
from luutru.services.inspection.veiling import veiled


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
    checks: tuple[Checked, ...] = ()
    """What was checked, one by one."""
    went_on: int = 0
    """Files that an earlier verification, which was stopped, had compared already."""

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was found."""
        return not self.count


def verify(
    archive: Archive,
    *,
    full: bool = False,
    anchors: Sequence[str] = (),
    anew: bool = False,
    progress: Progress = SILENT,
) -> Verdict:
    """Check the archive; with `full` every original is read and its checksum compared.

    A full verification that is stopped goes on where it was, unless it is to begin `anew`.
    `anchors` are heads of the log, or of the register of copies, that were printed or kept
    elsewhere: only they show that the end of a chain was cut off. What the account may not see is
    checked as well, and told without its reference; the log keeps that.

    Raises:
        NotPermitted: The roles of the account do not include it.
        Cancelled: The archivist asked to stop.
    """
    archive.require(Permission.VERIFY)
    started = time.monotonic()
    archive.catalogue.follow_clock()
    if anew:
        begin_anew(archive)
    look = Look(archive, full, anchors, progress)
    with archive.catalogue.read(whole=True) as session:
        look.files = files_kept(session)
        last = head_of_log(session)
        waiting = session.scalar(select(func.count()).select_from(Outbox)) or 0
    came = [looked(look, *check) for check in _CHECKS]
    verdict = _summed_up(look, came, last, waiting, time.monotonic() - started)
    if full and not archive.is_read_only:
        with archive.catalogue.write() as session:
            custody.record(session, archive.person, "verified", detail=_kept(verdict))
    return replace(verdict, findings=veiled(archive, verdict.findings))


def _summed_up(
    look: Look,
    came: Sequence[tuple[Checked, Sequence[Finding]]],
    last: Head,
    waiting: int,
    seconds: float,
) -> Verdict:
    archive = look.archive
    findings = tuple(found for _, several in came for found in several)
    originals = sum(file.is_master for file in look.files)
    return Verdict(
        at=clock.now(),
        person=archive.person,
        originals=originals,
        matching=originals - sum(found.kind in ORIGINALS for found in findings),
        derivatives=len(look.files) - originals,
        hashed=len(look.files) if look.full else 0,
        missing=sum(found.kind in MISSING for found in findings),
        changed=sum(found.kind in CHANGED for found in findings),
        foreign=sum(found.kind == "stranger" for found in findings),
        custody_entries=last.seq,
        waiting=waiting,
        in_quarantine=archive.strongroom.in_quarantine(),
        head=last.hash,
        findings=findings,
        count=len(findings),
        seconds=seconds,
        checks=tuple(checked for checked, _ in came),
        went_on=look.went_on,
    )


def _copies(look: Look) -> Iterator[Finding]:
    """I9, I10: the register of copies, and that each copy is whole or absent."""
    yield from examine_all(look.archive, full=look.full)


_CHECKS: Final[tuple[tuple[str, str, Check], ...]] = (
    ("engine", "I4", check_engine),
    ("records", "I4", check_records),
    ("log", "I5", check_chain),
    ("heads", "I5", check_heads),
    ("taken_in", "I1, I5, I11", check_taken_in),
    ("numbers", "I9", check_numbers),
    ("once", "I7", check_once),
    ("files", "I2, I3, I13", check_files),
    ("strangers", "I1", check_strangers),
    ("copies", "I9, I10", _copies),
    ("index", "I6", check_index),
)


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
        findings=veiled(archive, (found for found in again if found is not None)),
        count=int(detail["findings"]),
        seconds=float(detail.get("seconds", 0)),
        checks=tuple(Checked(*one) for one in detail.get("checks", ())),
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
        "checks": [
            [one.code, one.rules, one.count, one.findings, round(one.seconds, 1)]
            for one in verdict.checks
        ],
    }
