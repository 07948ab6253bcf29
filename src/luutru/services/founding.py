"""Founds a new archive: its folder, its key if it is encrypted, its first records."""

from pathlib import Path
from typing import TYPE_CHECKING

from luutru import settings
from luutru.errors import DiskTrouble, FolderTaken, OfficeExists, OnlyAtOneDesk
from luutru.holdings.catalogue import open_catalogue
from luutru.holdings.databases.addresses import lend_password, without_password
from luutru.holdings.databases.asking import settings_at
from luutru.holdings.disk import writing
from luutru.holdings.places import make_sure_of_place
from luutru.holdings.stores.opening import found_store
from luutru.i18n import translate
from luutru.records.base import new_uid
from luutru.services.charter import Charter
from luutru.services.first_records import enter_first_records
from luutru.services.office_records import NAMES, Office
from luutru.services.workstation import offices_root

if TYPE_CHECKING:
    from luutru.holdings.encryption import ArchiveKey
    from luutru.services.keyring import Secrets


def found(
    folder: Path, charter: Charter, secrets: "Secrets | None", address: str = ""
) -> "ArchiveKey | None":
    """Make a new archive in `folder`; return its key where it is encrypted.

    The settings file is written last: a folder without it is no archive, so a crash in between
    leaves nothing that could be mistaken for one. Raises what `create_archive` raises.
    """
    if secrets and address:
        raise OnlyAtOneDesk(translate("its server would keep in plain what the key is to hide"))
    folder = folder.absolute()
    make_sure_of_new_folder(folder)
    key, slots = secrets.locked() if secrets else (None, None)
    make_folder(folder)
    database_key = key.subkey("database") if key else None
    catalogue = open_catalogue(folder, key=database_key, address=address or None)
    try:
        enter_first_records(catalogue, charter, is_encrypted=key is not None)
    finally:
        catalogue.close()
    table = slots.as_table() if slots else None
    told = settings.ArchiveSettings(
        id=new_uid(),
        name=charter.name,
        layout=settings.LAYOUT if address else settings.ONE_DESK,
        encryption=table,
        catalogue=_as_written_down(address),
    )
    with writing(folder, settings.FILE_NAME):
        settings.write_settings(folder, told)
    return key


def found_shared(address: str, store: str, charter: Charter, folder: Path | None) -> Path:
    """Found the shared archive of an office; return the home that this desk has of it.

    Nothing of it is left where it fails, but the empty tables of the catalogue. Raises what
    `offices.found_office` raises.
    """
    if settings_at(address, NAMES) is not None:
        raise OfficeExists(without_password(address))
    lend_password(address)
    office = Office(new_uid(), charter.name, store)
    home = (folder or offices_root() / office.id).absolute()
    make_sure_of_new_folder(home)
    made = found_store(store, office.id)
    try:
        make_folder(home)
        _enter_office(home, address, charter, office)
    except BaseException:
        made.abandon()
        raise
    told = settings.ArchiveSettings(
        id=office.id,
        name=office.name,
        layout=settings.LAYOUT,
        catalogue=without_password(address),
        store=store,
    )
    with writing(home, settings.FILE_NAME):
        settings.write_settings(home, told)
    return home


def _enter_office(home: Path, address: str, charter: Charter, office: Office) -> None:
    catalogue = open_catalogue(home, address=address)
    try:
        enter_first_records(catalogue, charter, is_encrypted=False, office=office)
    finally:
        catalogue.close()


def _as_written_down(address: str) -> str:
    if not address:
        return ""
    return without_password(address)


def make_sure_of_new_folder(folder: Path) -> None:
    """Make sure that a new archive may lie in `folder`, before anybody writes down its key.

    Raises:
        PlaceRefused: It would come to harm there.
        FolderTaken: Something lies there already.
    """
    make_sure_of_place(folder.absolute())
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(str(folder))


def make_folder(folder: Path) -> None:
    """Make a folder that may be there already.

    Raises:
        DiskTrouble: It cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DiskTrouble(str(folder.parent), folder.name, reason) from error
