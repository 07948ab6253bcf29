"""Opens what keeps the files of an archive: its folder, or for an office a store (ADR 48)."""

from functools import partial
from typing import Literal, TypeAlias

from luutru.holdings.catalogue import Catalogue, open_catalogue
from luutru.holdings.stored_strongroom import StoredStrongroom
from luutru.holdings.stores.cache import Cache
from luutru.holdings.stores.opening import open_store
from luutru.holdings.strongroom import Strongroom
from luutru.services import members
from luutru.services.archive import Archive
from luutru.services.office_records import refuse_other
from luutru.services.read_only import MEDIUM, MIRROR, refuse_moved

RoomName: TypeAlias = Literal["originals", "derivatives"]


def open_room(archive: Archive, name: RoomName) -> Strongroom:
    """Open the strongroom of originals or of derivatives."""
    admit = partial(members.admit_files, archive)
    if archive.at_hand is not None:
        return StoredStrongroom(archive.folder, name, admit, archive.at_hand)
    return Strongroom(archive.folder, name, admit, archive.keyring.subkey(name))


def open_records(archive: Archive) -> Catalogue:
    """Open what is recorded: a file, what a server keeps, or what this desk copied of that.

    Raises:
        NotTied, OwnerNeeded: The server shows this account nothing of it.
        OtherOffice: The server keeps that of another archive now.
    """
    mirrored, told = archive.is_mirrored, archive.read_only
    catalogue = open_catalogue(
        archive.mirror_folder if mirrored else archive.folder,
        archive.admit,
        refuse_moved,
        only_read=told is not None and told.kind in (MEDIUM, MIRROR),
        key=archive.keyring.subkey("database"),
        address=None if mirrored else archive.settings.catalogue or None,
    )
    if archive.is_shared:
        refuse_other(catalogue, archive.id)
    members.enter(archive, catalogue)
    return catalogue


def open_cache(archive: Archive) -> Cache | None:
    """Return what this desk has at hand of a store; None where the folder itself keeps the files.

    Nothing is asked of the store yet.

    Raises:
        StoreUnfit: The settings name no place that files could be kept at.
    """
    if not archive.settings.store:
        return None
    return Cache(archive.folder, open_store(archive.settings.store, archive.id))
