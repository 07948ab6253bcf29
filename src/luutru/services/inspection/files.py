"""Checks the files that are kept: there, whole, and with the checksums written down (I1, I2, I3).

A comparison of every checksum that is stopped goes on later where it was: each comparison is
recorded, and when the run began is kept beside the index of this workstation.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from luutru import clock
from luutru.holdings.disk import put
from luutru.i18n import mark
from luutru.progress import tracked
from luutru.records.files import FileObject, FixityEvent
from luutru.services.archive import Archive
from luutru.services.findings import Finding, finding
from luutru.services.inspection.look import KeptFile, Look
from luutru.services.soundness import Outcome
from luutru.system import filing

HASHING: Final = mark("Comparing checksums")
_AT_ONCE: Final = 64
"""Comparisons that are recorded together."""
GOES_ON: Final = timedelta(days=14)
"""A run that was stopped longer ago than this begins anew."""


def check_files(look: Look) -> Iterator[Finding]:
    """I2, I3, I13: each file is there with its size and, if asked, its checksum."""
    look.count = len(look.files)
    run = _Run(look.archive) if look.full else None
    if run is not None:
        look.went_on = len(run.sound)
    try:
        for file in tracked(look.files, HASHING, look.progress):
            wrong = _wrong_with(look.archive, file, run)
            if wrong:
                whose = "original" if file.is_master else "derivative"
                path = look.archive.room(is_master=file.is_master).name_of(file.sha256)
                yield finding(f"{whose}_{wrong}", file.reference, path=path)
    finally:
        if run is not None:
            run.record()
    if run is not None:
        run.over()


def check_strangers(look: Look) -> Iterator[Finding]:
    """I1: no file lies in the strongroom, or beside it, that the catalogue does not know."""
    archive = look.archive
    for room, is_master in ((archive.strongroom, True), (archive.derivatives, False)):
        known = {file.sha256 for file in look.files if file.is_master == is_master}
        there = set(room.given_up())
        look.count += len(there)
        for sha256 in sorted(there - known):
            yield finding("stranger", path=room.name_of(sha256))


def stopped_run(archive: Archive) -> datetime | None:
    """Return when the comparison began that was stopped and will go on; None where none was."""
    try:
        began = datetime.fromisoformat(json.loads(_place(archive).read_text("utf-8"))["began"])
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return began if clock.now() - GOES_ON < began <= clock.now() else None


def begin_anew(archive: Archive) -> None:
    """Forget the comparison that was stopped."""
    filing.remove(_place(archive), missing_ok=True)


class _Run:
    """One comparison of every checksum, over several sittings if need be."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._events: list[FixityEvent] = []
        began = stopped_run(archive)
        self.sound = self._found_since(began) if began else frozenset()
        if began is None:
            with suppress(OSError):
                _place(archive).parent.mkdir(parents=True, exist_ok=True)
                put(_place(archive), json.dumps({"began": clock.now().isoformat()}).encode())

    def is_same(self, file: KeptFile) -> bool:
        """Read a file and compare its checksum, unless this run has found it sound already."""
        if file.file_id in self.sound:
            return True
        room = self._archive.room(is_master=file.is_master)
        found = room.checksum_of(file.sha256) or ""
        sound = found == file.sha256
        outcome = Outcome.SOUND if sound else Outcome.CHANGED
        self._events.append(
            FixityEvent(file_id=file.file_id, outcome=outcome.value, found_sha256=found)
        )
        if len(self._events) >= _AT_ONCE:
            self.record()
        return sound

    def record(self) -> None:
        """Record the comparisons made so far; whoever only reads the archive records none."""
        events, self._events = self._events, []
        if events and not self._archive.is_read_only:
            with self._archive.catalogue.write() as session:
                session.add_all(events)

    def over(self) -> None:
        """Let the next comparison begin with the first file again."""
        begin_anew(self._archive)

    def _found_since(self, began: datetime) -> frozenset[int]:
        """Return the files of which the last comparison of this run found them sound."""
        last = (
            select(FixityEvent.file_id, func.max(FixityEvent.id).label("last"))
            .where(FixityEvent.recorded_at >= began)
            .group_by(FixityEvent.file_id)
            .subquery()
        )
        query = (
            select(FileObject.id)
            .join(last, last.c.file_id == FileObject.id)
            .join(FixityEvent, FixityEvent.id == last.c.last)
            .where(FixityEvent.outcome == Outcome.SOUND.value)
        )
        with self._archive.catalogue.read(whole=True) as session:
            return frozenset(session.scalars(query))


def _wrong_with(archive: Archive, file: KeptFile, run: _Run | None) -> str:
    room = archive.room(is_master=file.is_master)
    if not room.holds(file.sha256):
        return "missing"
    whole = room.is_whole(file.sha256, file.size)
    return "" if whole and (run is None or run.is_same(file)) else "changed"


def _place(archive: Archive) -> Path:
    return archive.index_folder.with_suffix(".verifying")
