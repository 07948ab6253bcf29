"""A medium that carries backups of one archive: whose it is, and which snapshots are whole on it.

A snapshot without its manifest was never finished: nothing of it is ever used.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from luutru.errors import (
    DiskFull,
    ForeignMedium,
    MediumInside,
    MediumLost,
    MediumReadOnly,
    NewerBackup,
    NoBackup,
    UnknownSnapshot,
)
from luutru.holdings.disk import refused
from luutru.i18n import translate
from luutru.services.archive import Archive
from luutru.services.backup import manifests
from luutru.services.backup.manifests import Manifest
from luutru.services.backup.objects import FOLDERS
from luutru.services.backup.sets import (
    SET_FILE,
    BackupSet,
    begun_set,
    key_of,
    otherwise,
    read_set,
    strange,
)
from luutru.services.backup.transferring import INCOMING
from luutru.system import filing

FOLDER_NAME: Final = "luutru-backup"
SNAPSHOTS: Final = "snapshots"


@dataclass(frozen=True, slots=True)
class Medium:
    """The folder `luutru-backup` on a medium."""

    root: Path
    set: BackupSet = field(compare=False)

    @property
    def incoming(self) -> Path:
        """Where unfinished copies lie."""
        return self.root / INCOMING

    def folder_of(self, name: str) -> Path:
        """Return the folder of the snapshot that is called so."""
        return self.root / SNAPSHOTS / name

    def make_sure_it_answers(self) -> None:
        """Make sure that the medium is still there: a file that is missing then is missing.

        Raises:
            MediumLost: It was pulled out, or does not answer.
        """
        try:
            (self.root / SET_FILE).read_bytes()
        except OSError as error:
            raise _lost(self.root, error) from error

    def manifest_sha256(self, name: str) -> str:
        """Return the checksum of the manifest of a snapshot.

        Raises:
            OSError: It cannot be read.
        """
        content = (self.folder_of(name) / manifests.NAME).read_bytes()
        return hashlib.sha256(content).hexdigest()

    def snapshots(self) -> list[Manifest]:
        """Return the snapshots that are whole by their manifests, newest first."""
        found = []
        for folder in self._snapshot_folders():
            with suppress(OSError, ValueError):
                found.append(manifests.read(folder))
        return sorted(found, key=lambda one: (one.seq, one.name), reverse=True)

    def snapshot(self, name: str = "") -> Manifest:
        """Return the newest snapshot, or the one that is called `name` or begins so.

        Raises:
            NoBackup: None is whole.
            UnknownSnapshot: None is called so.
            NewerBackup: A newer version of the program has written it.
        """
        whole = self.snapshots()
        if not whole:
            raise NoBackup(str(self.root))
        named = [one for one in whole if one.name.startswith(name)]
        if not named:
            raise UnknownSnapshot(name, ", ".join(one.name for one in whole))
        if named[0].format > manifests.FORMAT:
            raise NewerBackup(str(self.root))
        return named[0]

    def of_archive(self, archive_id: str) -> Self:
        """Return the medium, sure that the backups on it are those of one archive.

        Raises:
            ForeignMedium: They are those of another.
        """
        if self.set.archive_id != archive_id:
            reason = translate("it carries the backup of “{name}”", name=self.set.archive_name)
            raise ForeignMedium(str(self.root), reason)
        return self

    def sweep(self) -> None:
        """Remove what a run that was cut off has left unfinished."""
        for part in self.incoming.glob("*.part"):
            filing.remove(part, missing_ok=True)
        for folder in self._snapshot_folders():
            if not (folder / manifests.NAME).exists():
                remove_snapshot(folder)

    def _snapshot_folders(self) -> Iterator[Path]:
        with suppress(OSError):
            for folder in sorted((self.root / SNAPSHOTS).iterdir()):
                if manifests.is_name(folder.name) and folder.is_dir() and not folder.is_symlink():
                    yield folder


def remove_snapshot(folder: Path) -> None:
    """Remove a snapshot, its manifest first: half of it is never taken for a whole one.

    Raises:
        OSError: The medium refuses.
    """
    filing.remove(folder / manifests.NAME, missing_ok=True)
    for file in folder.iterdir():
        filing.remove(file)
    folder.rmdir()


def medium_at(place: Path) -> Medium:
    """Return the medium in `place`: the folder that was given to a backup, or the one within it.

    Raises:
        NoBackup: There is none.
        ForeignMedium: What it says of itself cannot be read.
        NewerBackup: A newer version of the program has written it.
        MediumLost: It does not answer.
    """
    place = place.absolute()
    root = place if (place / SET_FILE).is_file() else place / FOLDER_NAME
    try:
        told = read_set(root)
    except OSError as error:
        raise _lost(root, error) from error
    if told is None:
        raise NoBackup(str(place))
    if told.format > manifests.FORMAT:
        raise NewerBackup(str(place))
    return Medium(root, told)


def prepared(archive: Archive, place: Path) -> Medium:
    """Return the medium in `place` for backups of `archive`, made where there was none.

    Raises:
        MediumInside: It lies inside the archive.
        ForeignMedium: It carries something else.
        NewerBackup: A newer version of the program has written it.
        MediumReadOnly: Nothing can be written to it.
    """
    place = place.absolute()
    refuse_inside(archive, place)
    root = place if (place / SET_FILE).is_file() else place / FOLDER_NAME
    try:
        told = read_set(root)
        if told is None:
            _refuse_strange(root)
            told = begun_set(archive, root)
        medium = Medium(root, told).of_archive(archive.id)
        if told.key != key_of(archive):
            raise ForeignMedium(str(root), otherwise(told))
        if told.format > manifests.FORMAT:
            raise NewerBackup(str(place))
        for folder in (*FOLDERS, SNAPSHOTS, INCOMING):
            if (root / folder).is_symlink():
                raise strange(root, folder)
            (root / folder).mkdir(exist_ok=True)
        _try_out(medium)
        medium.sweep()
    except OSError as error:
        raise MediumReadOnly(str(place), error.strerror or type(error).__name__) from error
    return medium


def refuse_inside(archive: Archive, place: Path) -> None:
    """Make sure that `place` is neither in the archive nor the archive itself.

    Raises:
        MediumInside: It is.
    """
    if place.resolve().is_relative_to(archive.folder.resolve()):
        raise MediumInside(str(place), str(archive.folder))


def is_on_the_same_disk(archive: Archive, medium: Medium) -> bool:
    """Tell whether archive and backup would be lost with one and the same disk."""
    return archive.folder.stat().st_dev == medium.root.stat().st_dev


@contextmanager
def at_medium(medium: Medium) -> Iterator[None]:
    """Tell what keeps a medium from being written to or read.

    Raises:
        DiskFull: There is no room on it.
        MediumLost: It does not answer.
    """
    try:
        yield
    except OSError as error:
        told = refused(medium.root, medium.root.name, error)
        raise (told if isinstance(told, DiskFull) else _lost(medium.root, error)) from error


def _lost(root: Path, error: OSError) -> MediumLost:
    return MediumLost(str(root), error.strerror or type(error).__name__)


def _refuse_strange(root: Path) -> None:
    """Make sure that nothing of somebody else lies where a new set is to be made."""
    ours = {*FOLDERS, SNAPSHOTS, INCOMING}
    for one in root.iterdir() if root.is_dir() else ():
        if one.name not in ours and not one.name.startswith("."):
            raise strange(root, one.name)
    if any((root / SNAPSHOTS).glob(f"*/{manifests.NAME}")):
        raise strange(root, SNAPSHOTS)


def _try_out(medium: Medium) -> None:
    """Write something, so that a medium that is locked is told before anything is begun."""
    probe = medium.incoming / f"{os.getpid()}-probe.part"
    probe.write_bytes(b"luutru")
    filing.remove(probe)
