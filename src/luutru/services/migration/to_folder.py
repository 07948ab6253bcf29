"""Bring a shared archive into a new folder, where one desk goes on with it.

The office's own archive goes on as well, unless it is left: then it is closed for good, and the
folder is the same archive. Otherwise the folder has another identifier, and both logs tell where
they parted (docs/adr/0049-from-one-engine-to-the-other.md).
"""

import time
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from luutru import clock, failpoints, settings
from luutru.errors import NotShared
from luutru.holdings import sealing
from luutru.holdings.catalogue import FILE_NAME, always, open_catalogue
from luutru.holdings.databases.comparing import Compared
from luutru.holdings.databases.copying import write_file_of
from luutru.holdings.databases.sqlite import SqliteDatabase
from luutru.holdings.disk import sync_folder, writing
from luutru.holdings.first_question import MOVED_AWAY
from luutru.holdings.log_book import head_of_log
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress
from luutru.records.agency import Setting
from luutru.records.base import new_uid
from luutru.records.custody import CustodyEntry
from luutru.records.roles import Permission
from luutru.services import custody
from luutru.services.archive import Archive, open_archive
from luutru.services.backup.backing_up import alone
from luutru.services.backup.encryption import AS_IT_IS, change_of
from luutru.services.backup.medium import refuse_inside
from luutru.services.backup.moving import MARKER, bring, is_ours, prepare, seal_settings
from luutru.services.backup.objects import FOLDERS
from luutru.services.backup.transferring import INCOMING
from luutru.services.copies import continuity
from luutru.services.migration.comparing import MigrationReport, compare_all, told
from luutru.services.office_records import forget_office
from luutru.services.own_index import INDEX_KEY
from luutru.services.read_only import MIGRATED
from luutru.system import filing

WRITING: Final = mark("Writing the catalogue of the folder")


@dataclass(frozen=True, slots=True)
class _Fate:
    """What becomes of the archive in the folder."""

    archive_id: str
    name: str
    leaves: bool


def migrate_to_folder(
    archive: Archive, folder: Path, progress: Progress = SILENT, *, leave: bool = False
) -> MigrationReport:
    """Make an archive of one desk in the new or empty `folder` of a shared `archive`.

    With `leave` the shared one is closed for good.

    Raises:
        NotPermitted: The roles of the account do not include it.
        ArchiveReadOnly: It was moved away before, or cannot be written to.
        BackupBusy, CatalogueBusy: Somebody works in it.
        NotShared: It is not a shared one.
        MediumInside, FolderTaken, NoRoomThere: `folder` is none for this; nothing was begun.
        MoveRefused: Files of it are lost or changed, which has to be put right first.
        MigrationDiffers: What arrived is not what was sent; the archive stays where it was.
        CatalogueOutOfReach, DiskFull, DiskTrouble: Do the same again, and it goes on.
        Cancelled: The archivist asked to stop; as above.
    """
    started = time.monotonic()
    archive.require(Permission.BACKUP)
    if not archive.is_shared:
        raise NotShared
    folder = folder.absolute()
    refuse_inside(archive, folder)
    archive.catalogue.admit()
    compared: list[Compared] = []
    with alone(archive), writing(folder, folder.name):
        if not is_ours(archive, folder):
            prepare(archive, folder)
            files = bring(
                archive, folder, change_of(archive.folder, archive.keyring, AS_IT_IS), progress
            )
            fate, compared = _send(archive, folder, progress, leave=leave)
            _open_new(archive, folder, fate)
        else:
            files = sum(1 for name in FOLDERS for _ in (folder / name).rglob("*.*"))
        if leave:
            seal_settings(archive, folder)
    return _settled(archive, folder, files, compared, started)


def _send(
    archive: Archive, folder: Path, progress: Progress, *, leave: bool
) -> tuple[_Fate, list[Compared]]:
    """Write the catalogue of the folder, compare it, and tell the log of the office of it.

    Of an archive that is left nobody writes anything meanwhile, nor ever after.
    """
    if not leave:
        fate, is_entered = _fate_of_branch(archive, folder)
        with archive.catalogue.read(whole=True) as session:
            compared = _written(session, folder, progress)
            head = head_of_log(session).hash
        failpoints.reach("migrate.written")
        if not is_entered:
            detail = {"to": str(folder), "id": fate.archive_id, "head": head}
            with archive.catalogue.write(whole=True) as session:
                custody.record(session, archive.person, "taken_along", detail=detail)
        return fate, compared
    closing = replace(archive.catalogue, still=always)  # a run before may have been cut off
    with closing.write(whole=True) as session:
        if continuity.successor_in(session) != str(folder):
            detail = {"to": str(folder), "head": head_of_log(session).hash}
            custody.record(session, archive.person, "migrated_away", detail=detail)
            continuity.seal(session, MIGRATED, str(folder))
            sealing.seal_written(session)
        compared = _written(session, folder, progress)
    failpoints.reach("migrate.closed")
    return _Fate(archive.id, archive.settings.name, leaves=True), compared


def _fate_of_branch(archive: Archive, folder: Path) -> tuple[_Fate, bool]:
    """Return what becomes of an archive of its own, and whether a run before has entered it."""
    day = f"{clock.today():%d/%m/%Y}"
    name = translate("{name}, taken along on {day}", name=archive.settings.name, day=day)
    query = select(CustodyEntry).where(CustodyEntry.act == "taken_along")
    with archive.catalogue.read(whole=True) as session:
        entered = map(custody.told, session.scalars(query.order_by(CustodyEntry.seq.desc())))
        ids = [one.detail["id"] for one in entered if one.detail.get("to") == str(folder)]
    # A folder that is still empty of an archive, of whatever run before, has the id of the last.
    return _Fate(str(ids[0]) if ids else new_uid(), name, leaves=False), bool(ids)


def _written(session: Session, folder: Path, progress: Progress) -> list[Compared]:
    """Write into the folder what the transaction sees, and compare it table by table."""
    target = folder / FILE_NAME
    for left in folder.glob(f"{FILE_NAME}*"):
        filing.remove(left)
    source = session.connection()
    write_file_of(source, target, lambda: progress.report(0, 0, WRITING))
    database = SqliteDatabase(target)
    try:
        with database.explained(), database.reading.connect() as arrived:
            return compare_all(source, arrived, progress)
    finally:
        database.close(changed=False)


def _open_new(archive: Archive, folder: Path, fate: _Fate) -> None:
    """Enter in the log of the folder where it comes from, and make an archive of it."""
    catalogue = open_catalogue(folder)
    catalogue.viewer.is_keeper = True
    try:
        with catalogue.write(whole=True) as session:
            detail = {"from": archive.settings.catalogue}
            if fate.leaves:
                custody.record(session, archive.person, "migrated_here", detail=detail)
                session.delete(session.get_one(Setting, MOVED_AWAY))
            else:
                detail |= {"of": archive.id, "head": head_of_log(session).hash}
                custody.record(session, archive.person, "branched", detail=detail)
                continuity.block_until_confirmed(session, continuity.BRANCHED)
            forget_office(session)
            session.get_one(Setting, INDEX_KEY).value = token_hex(32)
            sealing.seal_written(session)
            sealing.seal_definitions(session)
    finally:
        catalogue.close()
    filing.remove_tree(folder / INCOMING)
    sync_folder(folder)
    settings.write_settings(folder, settings.ArchiveSettings(id=fate.archive_id, name=fate.name))
    filing.remove(folder / MARKER)
    failpoints.reach("migrate.opened")


def _settled(
    archive: Archive, folder: Path, files: int, compared: list[Compared], started: float
) -> MigrationReport:
    new = open_archive(folder, person=archive.person)
    new.catalogue.viewer.is_keeper = True
    try:
        continuity.settle_here(new)
        tables = told(compared)
        return MigrationReport(
            place=str(folder),
            archive_id=new.id,
            tables=tables,
            rows=sum(one.rows for one in tables),
            copied_anew=(),
            files=files,
            former=None,
            head=custody.head(new)[1],
            seconds=time.monotonic() - started,
        )
    finally:
        new.close()
