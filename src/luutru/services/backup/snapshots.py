"""Writes one snapshot on a medium, with everything that its manifest has to prove."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from luutru import __version__, clock, failpoints, settings
from luutru.errors import MediumUnreliable
from luutru.holdings.checked_copies import hash_from_medium
from luutru.holdings.databases.dumping import Dumped, write_both
from luutru.holdings.disk import sync_file, sync_folder
from luutru.holdings.resealing import Form, Pulse
from luutru.holdings.snapshots import looked_into, write_snapshot
from luutru.i18n import mark
from luutru.progress import Progress
from luutru.records.agreement import Agreement
from luutru.records.document import Document
from luutru.services import custody, known_heads
from luutru.services.archive import Archive
from luutru.services.backup import manifests, objects
from luutru.services.backup.checking import check_file, files_of
from luutru.services.backup.manifests import CATALOGUE, DUMP, OBJECTS, SETTINGS, Manifest, Proof
from luutru.services.backup.medium import Medium, remove_snapshot
from luutru.services.backup.objects import KeptObject
from luutru.services.backup.sources import sources_of
from luutru.services.backup.transferring import Lacking, Manner, Transferred, lacking, transfer
from luutru.services.beside import beside
from luutru.services.copies.authority import TRIAL_FILE

WRITING: Final = mark("Writing the snapshot of the catalogue")
DUMPING: Final = mark("The server writes its own dump")
COPYING: Final = mark("Copying to the medium")
EXTRAS: Final = (TRIAL_FILE,)
"""Files of an archive beside its catalogue that a snapshot takes along where they are there."""


@dataclass(frozen=True, slots=True)
class Written:
    """A snapshot that is whole on the medium."""

    manifest: Manifest
    manifest_sha256: str
    files: tuple[KeptObject, ...]
    lacked: Lacking
    transferred: Transferred


def write(archive: Archive, medium: Medium, progress: Progress, *, full: bool) -> Written:
    """Write a snapshot of `archive`; whatever goes wrong, nothing that looks like one is left.

    Raises:
        MediumUnreliable: The medium gives back other bytes than were written.
        DiskFull, MediumLost, OSError: The medium cannot be written.
        Cancelled: The archivist asked to stop.
    """
    folder = _new_folder(archive, medium)
    try:
        return _written(archive, medium, folder, progress, full=full)
    except BaseException:
        with suppress(OSError):
            remove_snapshot(folder)
        raise


def _new_folder(archive: Archive, medium: Medium) -> Path:
    """Make the folder of a new snapshot, named after the moment and the end of the log."""
    at, (seq, _head) = clock.now(), custody.head(archive)
    while (folder := medium.folder_of(manifests.name_of(at, seq))).exists():
        at += timedelta(seconds=1)
    folder.mkdir()
    return folder


def _written(
    archive: Archive, medium: Medium, folder: Path, progress: Progress, *, full: bool
) -> Written:
    def pulse() -> None:
        progress.report(0, 0, WRITING)

    pulse()
    dumped = _write_catalogue(archive, folder, progress)
    with looked_into(folder / CATALOGUE, archive.keyring.subkey("database")) as session:
        files = objects.objects_in(session)
        heads, counts = known_heads.heads_in(session), _counts(session, files)
    failpoints.reach("backup.snapshot")
    keys = objects.keys_of(archive.keyring.key)
    manner = Manner(COPYING, forms={kind: Form(key, key) for kind, key in keys.items()})
    before = _listed_last(medium)
    lacked = lacking(medium.root, files, progress, full=full, source=archive.folder, keys=keys)
    with sources_of(archive) as sources:
        done = transfer(sources, medium.root, lacked.files, progress, manner)
    absent = {one.path for one in done.absent}
    there = [one for one in files if one.path not in absent]
    if keys:
        there = list(_as_they_lie(medium, there, {**before, **done.stored}, pulse))
    _put(folder / OBJECTS, objects.written(there).encode())
    _put_what_lies_beside(archive, folder)
    manifest = Manifest(
        name=folder.name,
        set_id=medium.set.id,
        archive_id=archive.id,
        archive_name=archive.settings.name,
        taken_at=heads.seen_at or clock.now(),
        person=archive.person,
        heads=heads,
        counts=counts,
        versions=_versions(dumped),
        files=_proofs(folder, pulse),
        absent=tuple(sorted(absent)),
        without_dump=dumped.lacking,
    )
    return Written(manifest, _finish(folder, manifest), tuple(files), lacked, done)


def _write_catalogue(archive: Archive, folder: Path, progress: Progress) -> Dumped:
    """Write the catalogue of this moment; for one that a server keeps, have its dump beside it."""

    def pulse() -> None:
        progress.report(0, 0, WRITING)

    database, target = archive.catalogue.database, folder / CATALOGUE
    dumped = Dumped()
    if database.file is None:
        dump = folder / DUMP
        dumped = write_both(database, target, dump, pulse, lambda: progress.report(0, 0, DUMPING))
        failpoints.reach("backup.dumped")
    else:
        write_snapshot(database, target, pulse)
    sync_file(target)
    return dumped


def _versions(dumped: Dumped) -> dict[str, str]:
    told = {"luutru": __version__, "sqlite": sqlcipher3.dbapi2.sqlite_version}
    told |= {"postgresql": dumped.server, "pg_dump": dumped.by}
    return {name: version for name, version in told.items() if version}


def _put_what_lies_beside(archive: Archive, folder: Path) -> None:
    """Write what belongs to an archive besides its catalogue, as it is said at one desk."""
    _put(folder / SETTINGS, settings.at_one_desk(archive.settings))
    for name in EXTRAS:
        file = beside(archive, name)
        if file is not None:
            _put(folder / name, file.read_bytes())


def _listed_last(medium: Medium) -> Mapping[str, str]:
    """Return the checksums of files as they lie on a medium, as its newest snapshot lists them."""
    for manifest in medium.snapshots()[:1]:
        files, _unread = files_of(medium, manifest)
        listed = medium.folder_of(manifest.name) / OBJECTS
        if not list(check_file(listed, OBJECTS, manifest.files[OBJECTS].sha256, lambda: None)):
            return {one.path: one.sha256 for one in files}
    return {}


def _as_they_lie(
    medium: Medium, files: Sequence[KeptObject], known: Mapping[str, str], pulse: Pulse
) -> Iterator[KeptObject]:
    """Yield sealed files with the checksums that they have as they lie on the medium.

    So whoever has no passphrase can check that every byte is what was written.
    """
    for one in files:
        stored = known.get(one.path) or hash_from_medium(medium.root / one.path, pulse)
        yield one._replace(sha256=stored)


def _counts(session: Session, files: Sequence[KeptObject]) -> dict[str, int]:
    counts = {
        "agreements": session.scalar(select(func.count()).select_from(Agreement)) or 0,
        "documents": session.scalar(select(func.count()).select_from(Document)) or 0,
    }
    for folder in objects.FOLDERS:
        counts[folder] = sum(one.kind == folder for one in files)
    return counts | {"bytes": sum(one.size or 0 for one in files)}


def _put(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    sync_file(file)


def _proofs(folder: Path, pulse: Pulse) -> dict[str, Proof]:
    """Return what the files of a snapshot are: as they were written, and as the medium has them.

    Raises:
        MediumUnreliable: They differ.
    """
    proofs = {}
    for file in sorted(folder.iterdir()):
        with file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        if hash_from_medium(file, pulse) != sha256:
            raise MediumUnreliable(str(folder), file.name)
        proofs[file.name] = Proof(sha256, file.stat().st_size)
    return proofs


def _finish(folder: Path, manifest: Manifest) -> str:
    """Write the manifest, which is what makes a snapshot of the folder; return its SHA-256."""
    content = manifests.written(manifest)
    sync_folder(folder)
    sync_folder(folder.parent)
    part = folder / f"{manifests.NAME}.part"
    _put(part, content)
    failpoints.reach("backup.manifest")
    part.replace(folder / manifests.NAME)
    sync_folder(folder)
    failpoints.reach("backup.finished")
    return hashlib.sha256(content).hexdigest()
