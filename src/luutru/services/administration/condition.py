"""How an archive is: its files, its index, its disk, and what somebody has to see to."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import LuutruError
from luutru.holdings.sight import anything_waits
from luutru.i18n import mark, translate, translate_count
from luutru.records.files import FileObject, Page
from luutru.records.finding import Synonym
from luutru.records.outbox import Outbox, Retry
from luutru.records.roles import Permission
from luutru.services.archive import Archive
from luutru.services.backup.told import Safekeeping, safekeeping_in
from luutru.services.inspecting import Verdict, last_verdict

VERIFY_DAYS: Final = 30
"""Days after which every original ought to have been compared again."""
_MB: Final = 1 << 20
_LEAST_FREE: Final = 2048 * _MB
_LEAST_SHARE: Final = 0.05
_BYTES_A_PAGE: Final = 64 * 1024
"""An index takes about 10 KB a page; six times as much has kept what it should have let go."""
_SMALL_INDEX: Final = 64 * _MB
"""Below this nobody minds how large an index is."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """The full-text index of this workstation."""

    pages: int
    """Pages whose words can be found."""
    size: int | None
    """Bytes; None for whoever may not verify: it grows with what they may not see."""
    waiting_pages: int
    waiting_changes: int
    unreadable: int
    synonyms: int

    @property
    def is_too_large(self) -> bool:
        """Tell whether it is larger than its words explain."""
        return (self.size or 0) > max(_SMALL_INDEX, self.pages * _BYTES_A_PAGE)


@dataclass(frozen=True, slots=True)
class Storage:
    """What lies on the disk of the archive."""

    originals: int
    original_size: int
    derivatives: int
    derivative_size: int
    database_size: int | None
    """Bytes; None as with the index."""
    disk_free: int
    disk_size: int
    revision: str
    """The step of the schema that the catalogue has."""

    @property
    def is_short(self) -> bool:
        """Tell whether the disk is nearly full."""
        return self.disk_free < min(_LEAST_FREE, self.disk_size * _LEAST_SHARE)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that somebody has to see to, and where that is done."""

    kind: str
    """`verify`, `recover`, `rebuild`, `intake`, `disk`, or `backup`."""
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Everything of it."""

    verdict: Verdict | None
    """The last verification of every checksum."""
    index: IndexState
    storage: Storage
    troubles: tuple[Trouble, ...]


def condition(archive: Archive) -> Condition:
    """Return how the archive is at this moment."""
    verdict = last_verdict(archive)
    with archive.catalogue.read() as session:
        index = _index(archive, session)
        storage = _storage(archive, session)
        failures = session.scalar(select(func.count()).select_from(Retry)) or 0
        held = anything_waits(session)
        kept = safekeeping_in(session)
    troubles = (
        *_of_files(archive, verdict),
        *_of_index(index),
        *_of_backup(kept, storage),
        *_of_disk(storage),
        *_of_intake(failures, held=held),
    )
    return Condition(verdict, index, storage, troubles)


def _index(archive: Archive, session: Session) -> IndexState:
    states = select(Page.status, func.count()).group_by(Page.status)
    pages: dict[str, int] = dict(session.execute(states).all())
    return IndexState(
        pages=pages.get("read", 0),
        size=_size_of(archive.index_folder) if archive.may(Permission.VERIFY) else None,
        waiting_pages=pages.get("waiting", 0),
        waiting_changes=_count(session, Outbox),
        unreadable=pages.get("failed", 0),
        synonyms=session.scalar(select(func.count(Synonym.group.distinct()))) or 0,
    )


def _storage(archive: Archive, session: Session) -> Storage:
    sizes = select(FileObject.is_master, func.count(), func.sum(FileObject.size))
    kept = {bool(m): (n, s) for m, n, s in session.execute(sizes.group_by(FileObject.is_master))}
    disk = shutil.disk_usage(archive.folder)
    return Storage(
        *kept.get(True, (0, 0)),
        *kept.get(False, (0, 0)),
        database_size=(
            archive.catalogue.database.size() if archive.may(Permission.VERIFY) else None
        ),
        disk_free=disk.free,
        disk_size=disk.total,
        revision=str(session.scalar(text("SELECT version_num FROM alembic_version"))),
    )


def _count(session: Session, record: type[Outbox]) -> int:
    return session.scalar(select(func.count()).select_from(record)) or 0


def _size_of(folder: Path) -> int:
    return sum(
        _file_size(Path(parent, name)) for parent, _, names in os.walk(folder) for name in names
    )


def _file_size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # the index lets go of files while it is looked at
        return 0


_NEVER: Final = mark("No original has been compared with its checksum yet.")
_COMPARE: Final = mark("Compare now; it can be paused and stopped at any time.")


def _of_files(archive: Archive, verdict: Verdict | None) -> Iterator[Trouble]:
    if verdict is None:
        yield Trouble("verify", translate(_NEVER), translate(_COMPARE))
    elif not verdict.is_sound:
        what = translate_count(
            "The last verification found {count} thing that is not as it was taken in.",
            "The last verification found {count} things that are not as they were taken in.",
            verdict.count,
        )
        advice = translate("Look at the findings before anything else, and issue no copies.")
        yield Trouble("verify", what, advice)
    elif (days := (clock.now() - verdict.at).days) > VERIFY_DAYS:
        what = translate_count(
            "The originals were last compared {count} day ago.",
            "The originals were last compared {count} days ago.",
            days,
        )
        yield Trouble("verify", what, translate(_COMPARE))
    try:
        aside = archive.strongroom.in_quarantine()
    except LuutruError as error:  # the store of an office is out of reach
        yield Trouble("disk", error.what_happened(), error.what_next())
        return
    if aside:
        what = translate_count(
            "{count} file lies in quarantine.", "{count} files lie in quarantine.", aside
        )
        advice = translate("Look at them in the folder of the archive and decide by hand.")
        yield Trouble("disk", what, advice)


def _of_index(index: IndexState) -> Iterator[Trouble]:
    if index.is_too_large:
        what = translate("The search index is larger than its words explain.")
        yield Trouble("rebuild", what, translate("Build it anew; nothing is read again."))
    if index.unreadable:
        what = translate_count(
            "{count} page could not be read.", "{count} pages could not be read.", index.unreadable
        )
        advice = translate("The reasons stand in the intake; try again or scan anew.")
        yield Trouble("intake", what, advice)


def _of_backup(kept: Safekeeping, storage: Storage) -> Iterator[Trouble]:
    """Tell what is wanting in the backups of an archive that holds something."""
    if not storage.originals:
        return
    if kept.last is None:
        what = translate("The archive was never backed up: it lies on one disk alone.")
        yield Trouble("backup", what, translate("Back it up to a medium that can be put away."))
    elif kept.is_late:
        what = translate_count(
            "The last backup was made {count} day ago.",
            "The last backup was made {count} days ago.",
            kept.days,
        )
        yield Trouble("backup", what, translate("Back up each week; only what is new is copied."))
    if kept.drill is not None and kept.drill.findings:
        what = translate("The last restore drill found that a backup is not whole.")
        advice = translate("Make another backup, on another medium, and try that out.")
        yield Trouble("backup", what, advice)


def _of_disk(storage: Storage) -> Iterator[Trouble]:
    if storage.is_short:
        advice = translate("Make room on it, or move the archive to a larger disk.")
        yield Trouble("disk", translate("The disk of the archive is nearly full."), advice)


def _of_intake(failures: int, *, held: bool) -> Iterator[Trouble]:
    if failures:
        what = translate_count(
            "{count} file was refused or could not be read.",
            "{count} files were refused or could not be read.",
            failures,
        )
        yield Trouble("intake", what, translate("Decide in the intake what becomes of them."))
    if held:
        what = translate("Documents wait at the door for their mark of secrecy.")
        yield Trouble("intake", what, translate("Let in or keep out each of them in the intake."))
