"""A restore drill: a backup is tried out to the end, and what came of it is recorded.

Every file is read from the medium itself; catalogue and a sample are restored into a temporary
folder, where the chains are walked along, documents opened and issued copies checked by the strict
rule. The medium is not written to.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru.i18n import translate
from luutru.progress import SILENT, Progress
from luutru.records.custody import CustodyEntry
from luutru.services import custody, known_heads
from luutru.services.archive import Archive
from luutru.services.backup.checking import READING, check_files, check_snapshot, files_of
from luutru.services.backup.dumps import DumpFate
from luutru.services.backup.encryption import Encrypting, change_of, keyring_of
from luutru.services.backup.manifests import Manifest
from luutru.services.backup.medium import Medium, at_medium, medium_at
from luutru.services.backup.objects import KeptObject
from luutru.services.backup.trying_out import Tried, try_out

if TYPE_CHECKING:
    from luutru.holdings.encryption import ArchiveKey

_KEPT: Final = 100
"""Findings that the log keeps one by one."""


@dataclass(frozen=True, slots=True)
class DrillReport:
    """What a drill came to."""

    medium: Path
    set_id: str
    snapshot: str
    taken_at: datetime
    files: int
    """Files that were read and compared with their checksums."""
    bytes: int
    entries: int
    """Entries of the log whose chain was walked along."""
    opened: int
    copies: int
    findings: tuple[str, ...]
    recorded: bool
    """The log of the archive tells of it."""
    seconds: float
    dump: DumpFate = DumpFate.NONE
    """How far the dump that a server wrote was looked at."""
    is_full: bool = True
    """Not only the bytes on the medium were compared: they were opened too."""

    @property
    def is_sound(self) -> bool:
        """Tell whether the archive could be restored from it, whole."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was found on a medium."""

    files: int
    findings: tuple[str, ...]
    tried: Tried
    is_full: bool


def drill(
    place: Path,
    *,
    snapshot: str = "",
    archive: Archive | None = None,
    key: "ArchiveKey | None" = None,
    progress: Progress = SILENT,
) -> DrillReport:
    """Try out a snapshot on the medium in `place`: the newest one, or the one called `snapshot`.

    With `archive`, the one that was backed up, its log is compared and told of the drill. What is
    encrypted opens by the key of that archive, or by `key`; without either only the bytes are
    compared that lie on the medium, which needs no passphrase.

    Raises:
        NoBackup, UnknownSnapshot, NewerBackup, ForeignMedium: There is nothing to try out.
        NoRoomThere: The temporary folder is too small.
        MediumLost: The medium does not answer.
        Cancelled: The archivist asked to stop.
    """
    started = time.monotonic()
    medium = medium_at(place)
    manifest = medium.snapshot(snapshot)
    ours = archive if archive is not None and archive.id == manifest.archive_id else None
    looked = _looked_at(medium, manifest, ours, key, progress)
    recorded = ours is not None and not ours.is_read_only and looked.is_full
    seconds = time.monotonic() - started
    report = _reported(medium, manifest, looked, seconds, recorded=recorded)
    if ours is not None and report.recorded:
        _enter(ours, report)
    return report


def _reported(
    medium: Medium, manifest: Manifest, looked: _Looked, seconds: float, *, recorded: bool
) -> DrillReport:
    return DrillReport(
        medium=medium.root,
        set_id=medium.set.id,
        snapshot=manifest.name,
        taken_at=manifest.taken_at,
        files=looked.files,
        bytes=manifest.counts.get("bytes", 0),
        entries=manifest.seq,
        opened=looked.tried.opened,
        copies=looked.tried.copies,
        findings=looked.findings,
        dump=looked.tried.dump,
        recorded=recorded,
        seconds=seconds,
        is_full=looked.is_full,
    )


def _looked_at(
    medium: Medium,
    manifest: Manifest,
    ours: Archive | None,
    key: "ArchiveKey | None",
    progress: Progress,
) -> _Looked:
    with at_medium(medium):
        findings = _against_log(ours, medium, manifest) if ours is not None else []
        files, unread = files_of(medium, manifest)
        findings += [*unread, *_damage(medium, manifest, files, progress)]
        medium.make_sure_it_answers()  # pulled out, all of its files would seem to be missing
        known, is_full = _key_for(medium, manifest, ours, key)
        tried = try_out(medium, manifest, files, known, progress) if is_full else Tried()
    found = tuple(dict.fromkeys((*findings, *tried.findings)))
    return _Looked(len(files), found, tried, is_full)


def _key_for(
    medium: Medium, manifest: Manifest, ours: Archive | None, key: "ArchiveKey | None"
) -> "tuple[ArchiveKey | None, bool]":
    """Return the key of a snapshot, None for a plain one; and whether it can be opened.

    Raises:
        PassphraseWrong: The `key` is that of another archive.
    """
    ring = keyring_of(medium, manifest)
    if not ring.is_encrypted:
        return None, True
    known = ours.keyring.key if ours is not None and key is None else key
    if known is None:
        return None, False
    return change_of(medium.root, ring, Encrypting(known)).key, True


def _damage(
    medium: Medium, manifest: Manifest, files: Sequence[KeptObject], progress: Progress
) -> Iterator[str]:
    """Yield what is wrong with what lies on the medium, all of which is read."""
    yield from check_snapshot(
        medium.folder_of(manifest.name), manifest, lambda: progress.report(0, 0, READING)
    )
    yield from check_files(medium.root, files, progress)
    for name in manifest.absent:
        yield translate("{name} was lost before it was backed up", name=name)


def _against_log(archive: Archive, medium: Medium, manifest: Manifest) -> list[str]:
    """Compare a snapshot with what the log of the living archive tells of it."""
    findings = []
    with archive.catalogue.read(whole=True) as session:
        known = _manifest_known(session, medium, manifest)
        if known and known != medium.manifest_sha256(manifest.name):
            findings.append(translate("the manifest is not the one that the log knows"))
        lost = known_heads.lost(session, manifest.heads)
    if lost:
        findings.append(translate("the archive lacks entries of its log that this backup has"))
    return findings


def _manifest_known(session: Session, medium: Medium, manifest: Manifest) -> str:
    """Return the checksum of the manifest as the log keeps it; empty where it does not."""
    query = select(CustodyEntry).where(CustodyEntry.act == "backed_up")
    for entry in session.scalars(query.order_by(CustodyEntry.seq.desc())):
        told = custody.told(entry).detail
        if (told.get("set"), told.get("snapshot")) == (medium.set.id, manifest.name):
            return str(told.get("sha256", ""))
    return ""


def _enter(archive: Archive, report: DrillReport) -> None:
    """Tell the log of the living archive when which backup was tried out, and what came of it."""
    detail = {
        "place": str(report.medium.parent),
        "set": report.set_id,
        "snapshot": report.snapshot,
        "hashed": report.files,
        "opened_documents": report.opened,
        "copies": report.copies,
        "findings": len(report.findings),
        "told": list(report.findings[:_KEPT]),
        "seconds": round(report.seconds, 1),
    }
    with archive.catalogue.write() as session:
        custody.record(session, archive.person, "drilled", detail=detail)
