"""An office shares one archive: a server keeps the catalogue, a store keeps the files (ADR 48).

Each workstation has a *home* for it, a folder on its own disk with what is its own: settings,
locks, and files that were fetched from the store. Anybody who knows the address of the server
joins; which archive it is and where its store lies, the catalogue tells.
"""

from dataclasses import replace
from pathlib import Path

from luutru import settings
from luutru.errors import FolderTaken, ForeignStore, NoOffice, StoreForbidden, StoreOutOfReach
from luutru.holdings.databases.addresses import lend_password, without_password
from luutru.holdings.databases.asking import is_member_at, server_at, settings_at
from luutru.holdings.stores.opening import open_store
from luutru.i18n import translate
from luutru.services import founding
from luutru.services.archive import Archive, open_archive
from luutru.services.charter import Charter
from luutru.services.office_records import NAMES, Office, office_in
from luutru.services.workstation import offices_root


def found_office(
    address: str, store: str, charter: Charter, *, folder: Path | None = None
) -> Archive:
    """Found a shared archive, and open it at this desk.

    `address` is that of an empty database (`postgresql://…`); a password in it is used for this run
    and kept nowhere. `store` is an empty place that every desk sees, such as `/srv/archive`. The
    home of this desk is `folder`, or lies where the program keeps what is its own.

    Raises:
        AddressUnfit, DatabaseUnfit, OfficeExists: The database cannot be used for it.
        CatalogueOutOfReach, CatalogueForbidden, ServerFull: The server does not answer, or refuses.
        StoreUnfit, StoreTaken: The store cannot be used for it.
        StoreOutOfReach, StoreForbidden, StoreFull: The store does not answer, or refuses.
        PlaceRefused, FolderTaken, DiskTrouble: The home cannot be made.
    """
    home = founding.found_shared(address, store, charter, folder)
    return open_archive(home, person=charter.person)


def join_office(
    address: str,
    *,
    person: str | None = None,
    store: str | None = None,
    folder: Path | None = None,
) -> Archive:
    """Open the shared archive at `address`; a home is made where this desk has none yet.

    The index of a new desk is empty: whoever brings it up to date fills it from the catalogue.
    Raises what `home_at` and `open_archive` raise.
    """
    return open_archive(home_at(address, store=store, folder=folder), person=person)


def home_at(address: str, *, store: str | None = None, folder: Path | None = None) -> Path:
    """Return this desk's home of the shared archive at `address`, made where there is none yet.

    The server is asked first which archive it keeps. Where this desk sees the same store at
    another place than it was founded at, `store` names that, from now on; of another server the
    catalogue tells again where its store is. `folder` is where a new home is made, if not where the
    program keeps what is its own.

    Raises:
        AddressUnfit: This is no address of a server.
        NoOffice: No shared archive that could be joined is kept there.
        CatalogueOutOfReach, CatalogueForbidden: The server does not answer, or refuses.
        NotTied, OwnerNeeded: The server shows this account nothing of it.
        StoreUnfit, StoreOutOfReach, StoreForbidden, ForeignStore: A new home would have no store.
        PlaceRefused, FolderTaken, DiskTrouble: The home cannot be made.
    """
    office = office_at(address)
    home = (folder or offices_root() / office.id).absolute()
    known = _settings_of(home)
    if known is None:
        founding.make_sure_of_new_folder(home)
    elif known.id != office.id:
        raise FolderTaken(str(home))
    is_same = known is not None and known.catalogue == without_password(address)
    where = store or (known.store if known and is_same else office.store)
    if known is None or where != known.store:
        _make_sure_of_store(address, where, office.id)
    founding.make_folder(home)
    told = replace(
        known or settings.ArchiveSettings(office.id, office.name, settings.LAYOUT),
        name=office.name,
        catalogue=without_password(address),
        store=where,
    )
    if told != known:
        settings.write_settings(home, told)
    return home


def office_at(address: str) -> Office:
    """Return which shared archive a server keeps; nothing is made at this desk.

    Raises:
        AddressUnfit: This is no address of a server.
        NoOffice: No shared archive that could be joined is kept there.
        CatalogueOutOfReach, CatalogueForbidden: The server does not answer, or refuses.
    """
    told = settings_at(address, NAMES)
    lend_password(address)
    office = office_in(told or {})
    if office is None:
        reason = translate("its files lie at one desk") if told else translate("nothing is there")
        raise NoOffice(without_password(address), reason)
    return office


def known_home(address: str) -> Path | None:
    """Return the home that this desk has of the archive at `address`; the server is not asked.

    Raises:
        AddressUnfit: This is no address of a server.
    """
    server_at(address)
    lend_password(address)
    wanted = without_password(address)
    for file in sorted(offices_root().glob(f"*/{settings.FILE_NAME}")):
        known = _settings_of(file.parent)
        if known is not None and known.catalogue == wanted:
            return file.parent
    return None


def _make_sure_of_store(address: str, where: str, office_id: str) -> None:
    """Refuse a store that is another one's; a member need not reach it, to read without files."""
    found = open_store(where, office_id)
    try:
        owner = found.owner()
    except (StoreOutOfReach, StoreForbidden):
        if not is_member_at(address):
            raise
        return
    if owner != office_id:
        raise ForeignStore(found.name)


def _settings_of(home: Path) -> settings.ArchiveSettings | None:
    return settings.read_settings(home) if (home / settings.FILE_NAME).is_file() else None
