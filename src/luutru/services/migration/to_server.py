"""Bring the archive of one desk to a server: copied, compared table by table, then switched over.

While it is copied nobody writes into it: the write door of the file is held, and a process that
dies lets go of it. The order of the switch makes it safe to stop at any moment: the server has
everything, marked as unfinished; the file is closed for good; the server is opened; the settings
name it. The same command goes on from wherever that was cut off.
"""

import time
from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from secrets import token_hex
from typing import Final

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from luutru import failpoints, settings
from luutru.errors import DatabaseTaken, OnlyAtOneDesk
from luutru.holdings import sealing
from luutru.holdings.catalogue import FILE_NAME, catalogue_of
from luutru.holdings.databases.addresses import without_password
from luutru.holdings.databases.arriving import Arriving, unmark
from luutru.holdings.databases.asking import reached, server_at, settings_at
from luutru.holdings.databases.comparing import TABLES, Compared, Comparison
from luutru.holdings.databases.postgresql import PostgresqlDatabase
from luutru.holdings.first_question import MOVED_AWAY
from luutru.holdings.log_book import head_of_log
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress
from luutru.records.agency import Setting
from luutru.records.custody import CustodyEntry, Head
from luutru.records.roles import Permission
from luutru.records.schema import METADATA
from luutru.services import custody
from luutru.services.archive import Archive, open_archive
from luutru.services.backup.backing_up import alone
from luutru.services.backup.moving import to_itself
from luutru.services.backup.objects import objects_in
from luutru.services.copies import continuity
from luutru.services.migration.comparing import (
    COMPARING,
    MigrationReport,
    compare_all,
    told,
)
from luutru.services.migration.former import set_aside
from luutru.services.migration.to_store import ToStore
from luutru.services.office_records import NAMES, Office, enter_office, office_in
from luutru.services.own_index import INDEX_KEY
from luutru.services.read_only import MIGRATED

COPYING: Final = mark("Copying the records to the server")


@dataclass
class _Sent:
    """What went to the server."""

    compared: list[Compared] = field(default_factory=list)
    copied_anew: list[str] = field(default_factory=list)
    files: int = 0


def migrate_to_server(
    archive: Archive,
    address: str,
    progress: Progress = SILENT,
    *,
    store: str = "",
    without: Collection[str] = (),
    is_apart: bool = False,
) -> MigrationReport:
    """Let a server keep the catalogue of `archive`, and a `store` its files.

    Without a store they stay in its folder; it goes `without` those that are lost already, by their
    paths. One that `is_apart`, where nobody else looks for it, need not be had to oneself. The
    archive is closed at the end: what is opened in its folder from then on is the new one. The
    former catalogue stays beside it, only to be read.

    Raises:
        NotPermitted: The roles of the account do not include it.
        OnlyAtOneDesk: It is encrypted, or another server keeps it already.
        ArchiveReadOnly: It was moved away before, or cannot be written to.
        ArchiveBusy, BackupBusy, CatalogueBusy: Somebody works in it.
        AddressUnfit, DatabaseUnfit, DatabaseTaken: `address` names none for this; nothing was
            changed there.
        StoreUnfit, StoreTaken, ForeignStore: `store` names none for this.
        MoveRefused: Files of it are lost or changed, which has to be put right first.
        RecordUnfit: The server cannot keep a record as it is.
        MigrationDiffers: What arrived is not what was sent; the archive stays where it was.
        CatalogueOutOfReach, ServerFull, StoreOutOfReach, StoreFull: Do the same again, and it
            goes on.
        Cancelled: The archivist asked to stop; as above.
    """
    started = time.monotonic()
    archive.require(Permission.BACKUP)
    server_at(address).close(changed=False)
    place = without_password(address)
    _refuse_unfit(archive, place)
    sent = _Sent()
    if not archive.is_shared:
        archive.catalogue.admit()
        to_oneself = nullcontext() if is_apart else to_itself(archive)
        with alone(archive), to_oneself, reached(address) as database:
            arriving = Arriving(database, archive.id)
            is_closed = _is_closed_for(archive, place)
            if not is_closed:
                with database.reading.connect() as connection:
                    arriving.told(connection)  # before a store is founded in vain
            files = ToStore(archive, store, without) if store else None
            if files:
                _store_what_is_there(archive, files, progress)
            if is_closed:
                _make_sure_it_is_there(archive, arriving, database)
            else:
                sent = _send(archive, arriving, database, place, files, progress)
            sent.files = files.count if files else 0
            _open_new(archive, arriving, database, store)
            _switch_over(archive, address)
    return _settled(archive, place, sent, started)


def _refuse_unfit(archive: Archive, place: str) -> None:
    if archive.keyring.is_encrypted:
        raise OnlyAtOneDesk(translate("its server would keep in plain what the key is to hide"))
    if archive.is_shared and archive.settings.catalogue != place:
        raise OnlyAtOneDesk(
            translate("another server keeps it; bring it to a folder first, and from there on")
        )


def _is_closed_for(archive: Archive, place: str) -> bool:
    """Tell whether a run before has come so far that the file is closed for this server."""
    with archive.catalogue.read(whole=True) as session:
        return continuity.successor_in(session) == place


def _send(
    archive: Archive,
    arriving: Arriving,
    database: PostgresqlDatabase,
    place: str,
    files: ToStore | None,
    progress: Progress,
) -> _Sent:
    """Copy and compare everything, and close the file for good once all of it is there."""
    sent = _Sent()
    with archive.catalogue.write(whole=True) as session:
        source = session.connection()
        before = head_of_log(session)
        arriving.begin(before)
        _copy(session, arriving, progress)
        if arriving.goes_on:
            sent.copied_anew = _copy_anew(session, arriving, database, progress)
        with database.reading.connect() as target:
            sent.compared = compare_all(source, target, progress)
        if files:
            files.put(objects_in(session), progress)
        detail = {"to": place, "rows": sum(one.rows for one in sent.compared), "head": before.hash}
        custody.record(session, archive.person, "migrated_away", detail=detail)
        continuity.seal(session, MIGRATED, place)
        sealing.seal_written(session)
        arriving.finish(source, before)
    failpoints.reach("migrate.closed")
    return sent


def _store_what_is_there(archive: Archive, files: ToStore, progress: Progress) -> None:
    """Put the files into the store while others may still work; what comes meanwhile follows."""
    with archive.catalogue.read(whole=True) as session:
        there = objects_in(session)
    files.put(there, progress)


def _copy(session: Session, arriving: Arriving, progress: Progress) -> None:
    source = session.connection()
    tables = METADATA.sorted_tables
    total = sum(source.scalar(select(func.count()).select_from(one)) or 0 for one in tables)
    done = 0
    for table in tables:
        for count in arriving.copy(source, table):
            done += count
            progress.report(min(done, total), total, COPYING)


def _copy_anew(
    session: Session, arriving: Arriving, database: PostgresqlDatabase, progress: Progress
) -> list[str]:
    """Copy again what differs of that which a run before has left; return the tables."""
    source = session.connection()
    with database.reading.connect() as target:
        comparison = Comparison(source, target)

        def pulse() -> None:
            progress.report(0, 0, COMPARING)

        differing = {name for name in TABLES if not comparison.of(name, pulse).is_same}
    for table in METADATA.sorted_tables:
        if table.name in differing:
            arriving.empty(table)
            for _count in arriving.copy(source, table):
                pulse()
    return sorted(differing)


def _make_sure_it_is_there(
    archive: Archive, arriving: Arriving, database: PostgresqlDatabase
) -> None:
    """Make sure that the server has what the file was closed with.

    Raises:
        DatabaseTaken: It is not the one to which the file went.
    """
    with archive.catalogue.read(whole=True) as session:
        head = head_of_log(session)
    is_there = arriving.is_compared if arriving.is_marked() else lambda: _has(database, head)
    if not is_there():
        raise DatabaseTaken(database.name, translate("it is not where the archive went"))


def _has(database: PostgresqlDatabase, head: Head) -> bool:
    with database.reading.connect() as connection:
        if not inspect(connection).has_table(CustodyEntry.__tablename__):
            return False
        asked = select(CustodyEntry.hash).where(CustodyEntry.seq == head.seq)
        return connection.scalar(asked) == head.hash


def _open_new(
    archive: Archive, arriving: Arriving, database: PostgresqlDatabase, store: str
) -> None:
    """Let anybody open what has arrived, in one transaction with the entry that tells of it."""
    if not arriving.is_marked():
        return
    catalogue = catalogue_of(database)
    catalogue.viewer.is_keeper = True
    with catalogue.write(whole=True) as session:
        detail = {"from": str(archive.folder / FILE_NAME), "store": store}
        custody.record(session, archive.person, "migrated_here", detail=detail)
        if store:
            enter_office(session, Office(archive.id, archive.settings.name, store))
        session.delete(session.get_one(Setting, MOVED_AWAY))
        session.get_one(Setting, INDEX_KEY).value = token_hex(32)
        sealing.seal_written(session)
        unmark(session.connection())
        sealing.seal_definitions(session)
    failpoints.reach("migrate.opened")


def _switch_over(archive: Archive, address: str) -> None:
    """Name the server, and the store that it tells of, where the archive is opened by."""
    office = office_in(settings_at(address, NAMES) or {})
    named = replace(
        archive.settings,
        catalogue=without_password(address),
        store=office.store if office else "",
        layout=settings.LAYOUT,
    )
    settings.write_settings(archive.folder, named)
    failpoints.reach("migrate.switched")


def _settled(archive: Archive, place: str, sent: _Sent, started: float) -> MigrationReport:
    """Set the former catalogue aside, and keep outside the archive how far its chains have come."""
    folder, person = archive.folder, archive.person
    archive.close()
    former = set_aside(folder)
    new = open_archive(folder, person=person)
    new.catalogue.viewer.is_keeper = True
    try:
        continuity.settle_here(new)
        tables = told(sent.compared)
        return MigrationReport(
            place=place,
            archive_id=new.id,
            tables=tables,
            rows=sum(one.rows for one in tables),
            copied_anew=tuple(sent.copied_anew),
            files=sent.files,
            former=former,
            head=custody.head(new)[1],
            seconds=time.monotonic() - started,
        )
    finally:
        new.close()
