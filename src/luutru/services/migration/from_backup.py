"""Brings a backup back into an office: an empty database of a server, and an empty store.

First the archive is restored into a folder of this computer, with all checks of that; from there it
migrates, compared row by row and file by file. Both go on where they were cut off
(docs/adr/0052-a-dump-in-the-backup.md).
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from luutru import failpoints, settings
from luutru.errors import (
    BackupBusy,
    Damage,
    IndexBusy,
    OnlyAtOneDesk,
    Refusal,
)
from luutru.holdings.databases.addresses import without_password
from luutru.holdings.databases.arriving import Arriving
from luutru.holdings.databases.asking import reached, server_at
from luutru.holdings.disk import put, writing
from luutru.holdings.locks import only_one
from luutru.holdings.stores.opening import found_store
from luutru.i18n import translate
from luutru.progress import SILENT, Progress
from luutru.services.archive import Archive, open_archive
from luutru.services.backup.manifests import Manifest
from luutru.services.backup.medium import Medium, medium_at
from luutru.services.backup.objects import objects_in
from luutru.services.backup.restoring import Wish, restore
from luutru.services.migration.to_server import migrate_to_server
from luutru.services.workstation import index_root, offices_root, who
from luutru.system import filing

_TARGET: Final = "target.txt"
"""What the work is for; it goes on only where that is the same."""


class Target(NamedTuple):
    """Where the archive of an office is to be kept."""

    address: str
    """Of an empty database; a password in it is used for this run and kept nowhere."""
    store: str
    """The address of an empty place for the files."""
    room: Path | None = None
    """A folder with room for all files on their way; default: where this desk keeps offices."""


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """What a restored office is."""

    place: str
    """Address of its catalogue, without a password."""
    store: str
    snapshot: str
    taken_at: datetime
    archive_name: str
    files: int
    lost: tuple[str, ...]
    """What no medium had as it has to be, in words; the archive was wanted all the same."""
    head: str
    """Of the log, which tells of the restoring and of the way to the server."""
    seconds: float


def restore_to_office(
    places: Sequence[Path], target: Target, wish: Wish | None = None, progress: Progress = SILENT
) -> OfficeReport:
    """Make an office's archive in `target` of a snapshot on the medium in the first of `places`.

    As after each restoring, certified copies are numbered again once the last number is confirmed.

    Raises what `restore` raises for the folder of the work, and:
        AddressUnfit, DatabaseUnfit, DatabaseTaken: `target` names no empty database.
        StoreUnfit, StoreTaken, ForeignStore: `target` names no empty place for the files.
        CatalogueForbidden, StoreForbidden: The account has not the rights for it.
        OnlyAtOneDesk: It would be encrypted, and a server keeps everything in plain.
        CatalogueOutOfReach, ServerFull, StoreOutOfReach, StoreFull, MigrationDiffers: Do the same
            again, and it goes on.
    """
    started, wish = time.monotonic(), wish or Wish()
    server_at(target.address).close(changed=False)
    medium = medium_at(places[0])
    manifest = medium.snapshot(wish.snapshot)
    _refuse_encrypted(medium, wish)
    with _work(target, manifest) as folder:
        if not (folder / settings.FILE_NAME).is_file():
            restore(places, folder, replace(wish, snapshot=manifest.name), progress)
        failpoints.reach("restore.brought")
        archive = open_archive(folder, person=wish.person or who())
        archive.catalogue.viewer.is_keeper = True
        try:
            lost = _lost(archive)
            report = migrate_to_server(
                archive, target.address, progress, store=target.store, without=lost, is_apart=True
            )
        finally:
            archive.close()
    return OfficeReport(
        place=report.place,
        store=target.store,
        snapshot=manifest.name,
        taken_at=manifest.taken_at,
        archive_name=manifest.archive_name,
        files=report.files,
        lost=tuple(translate("{name} is missing or changed", name=one) for one in lost),
        head=report.head,
        seconds=time.monotonic() - started,
    )


def _refuse_encrypted(medium: Medium, wish: Wish) -> None:
    stays = bool(medium.set.key) and not wish.encrypting.decrypt
    if stays or wish.encrypting.secrets is not None:
        raise OnlyAtOneDesk(translate("its server would keep in plain what the key is to hide"))


@contextmanager
def _work(target: Target, manifest: Manifest) -> Iterator[Path]:
    """Lend the folder that the archive is restored into; it is gone once the office has all of it.

    What was cut off stays, for the same command; what another target was meant for does not.

    Raises:
        BackupBusy: Somebody restores the same snapshot here.
    """
    root = (target.room or offices_root()).absolute()
    work = root / f"restoring-{manifest.name}"
    with writing(root, work.name):
        root.mkdir(parents=True, exist_ok=True)
    try:
        with only_one(index_root() / f"{manifest.archive_id}.restoring.lock"):
            _begin(work, target, manifest)
            try:
                yield work / "archive"
            except (Refusal, Damage):
                if not (work / "archive").exists():
                    filing.remove_tree(work)
                raise
            filing.remove_tree(work)
    except IndexBusy as error:
        raise BackupBusy from error


def _begin(work: Path, target: Target, manifest: Manifest) -> None:
    """Begin the work, or find what a run before has left of it.

    A store that is there already is left alone even if it is that of this archive: its desks may
    go on.

    Raises:
        DatabaseUnfit, DatabaseTaken, StoreUnfit, StoreTaken and the like: It cannot begin.
    """
    told = f"{without_password(target.address)}\n{target.store}\n".encode()
    marker = work / _TARGET
    if marker.is_file() and marker.read_bytes() == told:
        return
    with reached(target.address) as database, database.reading.connect() as connection:
        Arriving(database, manifest.archive_id).told(connection)  # our own beginning is no harm
    found_store(target.store, manifest.archive_id).abandon()
    filing.remove_tree(work)
    with writing(work.parent, work.name):
        work.mkdir()
    put(marker, told)


def _lost(archive: Archive) -> tuple[str, ...]:
    """Return the files that were not restored, as the log of the archive tells."""
    if archive.is_shared:
        return ()
    with archive.catalogue.read(whole=True) as session:
        named = objects_in(session)
    return tuple(one.path for one in named if not (archive.folder / one.path).exists())
