"""Opens what keeps the files of an archive: its folder, or for an office a store (ADR 48)."""

from typing import Literal, TypeAlias

from luutru.holdings.stored_strongroom import StoredStrongroom
from luutru.holdings.stores.cache import Cache
from luutru.holdings.stores.opening import open_store
from luutru.holdings.strongroom import Strongroom
from luutru.services.archive import Archive

RoomName: TypeAlias = Literal["originals", "derivatives"]


def open_room(archive: Archive, name: RoomName) -> Strongroom:
    """Open the strongroom of originals or of derivatives."""
    if archive.at_hand is not None:
        return StoredStrongroom(archive.folder, name, archive.admit, archive.at_hand)
    return Strongroom(archive.folder, name, archive.admit, archive.keyring.subkey(name))


def open_cache(archive: Archive) -> Cache | None:
    """Return what this desk has at hand of a store; None where the folder itself keeps the files.

    Nothing is asked of the store yet.

    Raises:
        StoreUnfit: The settings name no place that files could be kept at.
    """
    if not archive.settings.store:
        return None
    return Cache(archive.folder, open_store(archive.settings.store, archive.id))
