"""Restore an archive from a medium into a new folder; nothing is an archive before all is checked.

The settings file, which is what makes a folder an archive, is written last. What a run that was
cut off has brought over already is checked and used by the next one.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Final, NamedTuple

from luutru import failpoints
from luutru.errors import (
    BackupDamaged,
    Damage,
    FolderTaken,
    MediumInside,
    Refusal,
)
from luutru.holdings.catalogue import Catalogue, open_catalogue
from luutru.holdings.disk import put, sync_folder, writing
from luutru.progress import SILENT, Progress
from luutru.records.agency import Setting
from luutru.services import custody
from luutru.services.backup.backing_up import refuse_too_little_room, room_for
from luutru.services.backup.bringing import (
    SETTINGS_PART,
    bring_catalogue,
    bring_files,
    pulse_of,
)
from luutru.services.backup.checking import check_catalogue, files_of
from luutru.services.backup.encryption import (
    AS_IT_IS,
    Change,
    Encrypting,
    change_of,
    keyring_of,
)
from luutru.services.backup.manifests import CATALOGUE, SETTINGS, Manifest
from luutru.services.backup.medium import Medium, medium_at
from luutru.services.backup.objects import FOLDERS, KeptObject
from luutru.services.backup.transferring import INCOMING
from luutru.services.copies import continuity
from luutru.services.own_index import INDEX_KEY
from luutru.services.workstation import who
from luutru.system import filing

_MARKER: Final = ".restoring"
_MB: Final = 1 << 20
_KEPT: Final = 100
"""Lost files that the log tells one by one."""


@dataclass(frozen=True, slots=True)
class RestoreReport:
    """What a restored archive is."""

    folder: Path
    snapshot: str
    taken_at: datetime
    archive_name: str
    files: int
    lost: tuple[str, ...]
    """What no medium had as it has to be, in words; the archive was wanted all the same."""
    head: str
    seconds: float

    @property
    def place(self) -> str:
        """Where it is, in words."""
        return str(self.folder)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a restored archive."""

    snapshot: str = ""
    """A snapshot that is called so, or begins so; default: the newest."""
    despite_damage: bool = False
    """What is whole is wanted, although files are lost."""
    encrypting: Encrypting = AS_IT_IS
    person: str = ""
    """In whose name; default: the user of the system."""


def restore(
    places: Sequence[Path], folder: Path, wish: Wish | None = None, progress: Progress = SILENT
) -> RestoreReport:
    """Make an archive in `folder` of a snapshot on the medium in the first of `places`.

    Files that are damaged on that medium are taken from those in the other `places`. Certified
    copies are numbered again once the last number is confirmed.

    Raises:
        NoBackup, UnknownSnapshot, NewerBackup, ForeignMedium: There is nothing to restore.
        PassphraseNeeded, PassphraseWrong: The backup is encrypted, and its key was not given.
        FolderTaken, MediumInside, NoRoomThere: `folder` is none for this; nothing was begun.
        BackupDamaged: Something is not what was backed up. Nothing is left in `folder`; where only
            files are concerned, `despite_damage` restores what is whole.
        DiskFull, DiskTrouble, MediumLost: Do the same again, and it goes on.
        Cancelled: The archivist asked to stop; as above.
    """
    started, wish = time.monotonic(), wish or Wish()
    folder = folder.absolute()
    medium, *others = map(medium_at, places)
    manifest = medium.snapshot(wish.snapshot)
    change = change_of(medium.root, keyring_of(medium, manifest), wish.encrypting)
    media = [medium, *(other.of_archive(medium.set.archive_id) for other in others)]
    files, unread = files_of(medium, manifest)
    with _place_for(folder, media, manifest, files):
        damaged = [*unread, *bring_catalogue(medium, manifest, folder, change, progress)]
        if damaged:
            raise BackupDamaged(manifest.name, damaged)
        lost = bring_files(media, folder, files, change, progress)
        if lost and not wish.despite_damage:
            raise BackupDamaged(manifest.name, lost)
        brought = _Brought(folder, manifest, tuple(files), tuple(lost), change)
        head = _enter(brought, wish.person or who(), progress)
        _finish(folder)
    return _reported(brought, head, time.monotonic() - started)


@contextmanager
def _place_for(
    folder: Path, media: Sequence[Medium], manifest: Manifest, files: Sequence[KeptObject]
) -> Iterator[None]:
    """Let the block fill `folder`; what comes of damage is removed, what was cut off stays."""
    for medium in media:
        if folder.resolve().is_relative_to(medium.root.resolve()):
            raise MediumInside(str(folder), str(medium.root))
    marker = f"{manifest.set_id} {manifest.name}\n"
    with writing(folder, folder.name):
        was_there = folder.is_dir()
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_taken(folder, marker)
        still = [one for one in files if not (folder / one.path).exists()]
        needed = room_for(media[0].root, still) + 2 * manifest.files[CATALOGUE].size + _MB
        refuse_too_little_room(folder, needed)
        put(folder / _MARKER, marker.encode())
    try:
        with writing(folder, folder.name):
            yield
    except (Damage, Refusal):
        _clear(folder, keep=was_there)
        raise


def _refuse_taken(folder: Path, marker: str) -> None:
    """Make sure that nothing lies in `folder` but what the same restoration has begun."""
    found = {one.name for one in folder.iterdir()}
    if _MARKER in found and SETTINGS not in found:
        with suppress(OSError):
            if (folder / _MARKER).read_text(encoding="utf-8") == marker:
                return
    if found:
        raise FolderTaken(str(folder))


def _clear(folder: Path, *, keep: bool) -> None:
    """Remove what was brought into a folder that was empty before."""
    for name in (*FOLDERS, INCOMING):
        filing.remove_tree(folder / name)
    with suppress(OSError):
        for file in folder.iterdir():
            filing.remove(file)
        if not keep:
            folder.rmdir()


class _Brought(NamedTuple):
    """What lies in the new folder, and what does not."""

    folder: Path
    manifest: Manifest
    files: Sequence[KeptObject]
    lost: Sequence[str]
    change: Change


def _reported(brought: _Brought, head: str, seconds: float) -> RestoreReport:
    manifest = brought.manifest
    return RestoreReport(
        folder=brought.folder,
        snapshot=manifest.name,
        taken_at=manifest.taken_at,
        archive_name=manifest.archive_name,
        files=len(brought.files) - len(brought.lost),
        lost=tuple(brought.lost),
        head=head,
        seconds=seconds,
    )


def _enter(brought: _Brought, person: str, progress: Progress) -> str:
    """Check the catalogue that was brought, and tell its log of it; return the head it came with.

    Raises:
        BackupDamaged: It is not what was backed up.
    """
    manifest = brought.manifest
    catalogue = open_catalogue(brought.folder, key=brought.change.target_database_key)
    catalogue.viewer.is_keeper = True
    try:
        pulse = pulse_of(progress)
        findings = list(check_catalogue(catalogue, manifest, brought.files, pulse))
        if findings:
            raise BackupDamaged(manifest.name, findings)
        _record(catalogue, brought, person)
        failpoints.reach("restore.entered")
    finally:
        catalogue.close()
    return manifest.heads.custody.hash


def _record(catalogue: Catalogue, brought: _Brought, person: str) -> None:
    manifest = brought.manifest
    detail: dict[str, object] = {
        "snapshot": manifest.name,
        "set": manifest.set_id,
        "head": manifest.heads.custody.hash,
        "missing": len(brought.lost),
        "told": list(brought.lost[:_KEPT]),
    }
    if not brought.change.is_kept:
        detail["encryption"] = "on" if brought.change.target else "off"
    with catalogue.write(whole=True) as session:
        custody.record(session, person, "restored", detail=detail)
        continuity.block_until_confirmed(session, continuity.RESTORED)
        key = session.get_one(Setting, INDEX_KEY)
        key.value = token_hex(32)  # what indexes this workstation has do not fit any more


def _finish(folder: Path) -> None:
    """Write the settings, which is what makes an archive of the folder."""
    filing.remove_tree(folder / INCOMING)
    sync_folder(folder)
    (folder / SETTINGS_PART).replace(folder / SETTINGS)
    sync_folder(folder)
    failpoints.reach("restore.finished")
    filing.remove(folder / _MARKER)
