"""Back up an archive to a medium: what is missing there is copied, and read back.

The order makes it safe to pull the medium out at any moment: a snapshot of the catalogue first,
then the files that it names, then the names of these pushed through, the manifest last. Until the
manifest has its name the former snapshots are all there is, and they are never touched.
"""

import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru import failpoints
from luutru.errors import BackupBusy, IndexBusy, NoRoomThere
from luutru.holdings.databases.dumping import refuse_part
from luutru.holdings.locks import only_one
from luutru.progress import SILENT, Progress
from luutru.records.roles import Permission
from luutru.services import custody, known_heads
from luutru.services.archive import Archive
from luutru.services.backup import objects, snapshots
from luutru.services.backup.manifests import DUMP
from luutru.services.backup.medium import (
    Medium,
    at_medium,
    is_on_the_same_disk,
    prepared,
    remove_snapshot,
)
from luutru.services.backup.objects import KeptObject
from luutru.services.backup.snapshots import Written
from luutru.services.backup.transferring import size_of

_MB: Final = 1 << 20
_CLUSTER: Final = 32 << 10
"""Bytes that a file may take beyond its size, as media are formatted."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What one backup came to."""

    medium: Path
    set_id: str
    snapshot: str
    manifest_sha256: str
    """To be written on the label of the medium; the log of the archive keeps it."""
    head: str
    objects: int
    """Files that the snapshot names."""
    copied: int
    copied_bytes: int
    mended: int
    """Files that lay damaged on the medium, and were written again."""
    absent: tuple[str, ...]
    """Files that are lost or changed in the archive and that the medium does not have either."""
    same_disk: bool
    """The medium lies on the disk of the archive, and would be lost with it."""
    pruned: tuple[str, ...]
    dump_bytes: int
    """What the server of a shared archive wrote of its own; 0 where there is no dump."""
    without_dump: str
    """Why it wrote none; empty where it did, or where no server keeps the catalogue."""
    seconds: float


def back_up(
    archive: Archive,
    place: Path,
    *,
    full: bool = False,
    keep: int | None = None,
    progress: Progress = SILENT,
) -> BackupReport:
    """Write a snapshot of `archive` to the medium in `place`, and copy what is missing there.

    Files that the medium has are trusted by their size; with `full` each of them is read. With
    `keep` only so many of the newest snapshots stay; files are never removed.

    Raises:
        NotPermitted: The roles of the account do not include it.
        PartOfArchive: The server shows this account a part of the archive.
        ArchiveReadOnly: Nothing may be entered in its log here.
        MediumInside, ForeignMedium, NewerBackup: `place` is none for this; nothing was written.
        MediumReadOnly, NoRoomThere, BackupBusy: Nothing was begun.
        DiskFull, MediumLost, MediumUnreliable: Earlier snapshots are whole; another run goes on.
        Cancelled: The archivist asked to stop; as above.
    """
    archive.require(Permission.BACKUP)
    started = time.monotonic()
    refuse_part(archive.catalogue.database)
    archive.catalogue.admit()
    with alone(archive):
        medium = prepared(archive, place)
        with at_medium(medium):
            _refuse_too_little_room(archive, medium)
            written = snapshots.write(archive, medium, progress, full=full)
            pruned = _prune(medium, keep)
        report = _report(archive, medium, written, pruned, started)
        _enter(archive, report)
        known_heads.remember(archive)
    return report


@contextmanager
def alone(archive: Archive) -> Iterator[None]:
    """Let one backup or move of an archive run at a time on this computer.

    Raises:
        BackupBusy: Another one runs.
    """
    try:
        with only_one(archive.index_folder.with_suffix(".backup.lock")):
            yield
    except IndexBusy as error:
        raise BackupBusy from error


def _refuse_too_little_room(archive: Archive, medium: Medium) -> None:
    """Make sure that the files fit that the medium has not got yet, and the snapshot.

    Raises:
        NoRoomThere: They do not.
    """
    with archive.catalogue.read(whole=True) as session:
        files = objects.objects_in(session)
    needed = room_for(archive.folder, [f for f in files if not (medium.root / f.path).exists()])
    needed += (3 if archive.is_shared else 2) * archive.catalogue.database.size() + _MB
    refuse_too_little_room(medium.root, needed)


def room_for(folder: Path, files: Sequence[KeptObject]) -> int:
    """Return the bytes that `files`, which lie in `folder`, take on another medium at most."""
    sizes = (one.size if one.size is not None else size_of(folder / one.path) for one in files)
    return sum(size or 0 for size in sizes) + len(files) * _CLUSTER


def refuse_too_little_room(folder: Path, needed: int) -> None:
    """Make sure that `needed` bytes are free where `folder` lies.

    Raises:
        NoRoomThere: They are not.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoomThere(str(folder), free // _MB, needed // _MB + 1)


def _prune(medium: Medium, keep: int | None) -> tuple[str, ...]:
    """Remove all but the newest snapshots; the files that they name stay."""
    if keep is None:
        return ()
    old = [one.name for one in medium.snapshots()[max(keep, 1) :]]
    for name in old:
        remove_snapshot(medium.folder_of(name))
    return tuple(old)


def _report(
    archive: Archive, medium: Medium, written: Written, pruned: tuple[str, ...], started: float
) -> BackupReport:
    dump = written.manifest.files.get(DUMP)
    return BackupReport(
        medium=medium.root,
        set_id=medium.set.id,
        snapshot=written.manifest.name,
        manifest_sha256=written.manifest_sha256,
        head=written.manifest.heads.custody.hash,
        objects=len(written.files),
        copied=written.transferred.count,
        copied_bytes=written.transferred.size,
        mended=written.lacked.damaged,
        absent=written.manifest.absent,
        same_disk=is_on_the_same_disk(archive, medium),
        pruned=pruned,
        dump_bytes=dump.size if dump else 0,
        without_dump=written.manifest.without_dump,
        seconds=time.monotonic() - started,
    )


def _enter(archive: Archive, report: BackupReport) -> None:
    """Tell the log of the archive what lies on which medium, and by which checksum."""
    detail = {
        "place": str(report.medium.parent),
        "set": report.set_id,
        "snapshot": report.snapshot,
        "sha256": report.manifest_sha256,
        "files": report.objects,
        "copied": report.copied,
        "missing": len(report.absent),
        "head": report.head,
        "seconds": round(report.seconds, 1),
    }
    with archive.catalogue.write() as session:
        custody.record(session, archive.person, "backed_up", detail=detail)
    failpoints.reach("backup.entered")
