"""Where issued copies are kept: in the folder of the archive, or for an office in its store.

Of an office, the folder of its desk has the copies that were made or looked at there.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from luutru.errors import LuutruError
from luutru.records.register import CopyEvent
from luutru.services.archive import Archive
from luutru.services.copies.register import FOLDER, VOID


def place_of(archive: Archive, name: str) -> Path:
    """Return where at this desk the copy of this name is made and kept."""
    return archive.folder / FOLDER / name


def put(archive: Archive, name: str, made: Path, sha256: str) -> None:
    """Have the store of an office keep a copy, before its line says that it was issued.

    Raises:
        StoreOutOfReach and the like: As with `Store.put`.
    """
    if archive.at_hand is not None:
        archive.at_hand.put(f"{FOLDER}/{name}", made, sha256)


def take_back(archive: Archive, name: str) -> None:
    """Remove a copy from the store whose number is void; if it cannot be done, “recover” does."""
    if archive.at_hand is not None:
        with suppress(LuutruError):
            archive.at_hand.store.remove(f"{FOLDER}/{name}")


def sweep_void(archive: Archive, ended: Mapping[str, CopyEvent]) -> Iterator[str]:
    """Remove copies from the store whose numbers are void; yield their names."""
    if archive.at_hand is None:
        return
    for one in archive.at_hand.store.listed(FOLDER):
        name = one.key.removeprefix(f"{FOLDER}/")
        if name in ended and ended[name].state == VOID:
            archive.at_hand.store.remove(one.key)
            yield name


def is_there(archive: Archive, name: str) -> bool:
    """Tell whether a copy is kept."""
    if archive.at_hand is not None:
        return archive.at_hand.store.size(f"{FOLDER}/{name}") is not None
    return place_of(archive, name).is_file()


def digest_of(archive: Archive, name: str) -> str:
    """Return the SHA-256 that a copy has now where it is kept; empty if it is damaged or gone."""
    if archive.at_hand is not None:
        return archive.at_hand.store.digest(f"{FOLDER}/{name}") or ""
    place = place_of(archive, name)
    return archive.keyring.digest(place) if place.is_file() else ""
