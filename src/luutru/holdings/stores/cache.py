"""The files of a store that this desk has at hand: fetched once, compared before they are used.

They lie in the home of the shared archive, under the same paths as in the store. Whatever lies
there may be thrown away at any time, and goes by itself where it takes too much of the disk.
"""

import os
from pathlib import Path
from typing import Final

from luutru.errors import StoredFileChanged
from luutru.holdings.disk import make_sure_of_room, rename, sync_folder, writing
from luutru.holdings.resealing import hashed
from luutru.holdings.stores.store import Sent, Store
from luutru.holdings.stores.trimming import note_use, trim
from luutru.records.base import new_uid
from luutru.system import filing

_INCOMING: Final = ".incoming"


class Cache:
    """What the home `folder` has at hand of a store."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.store = store
        self.dropped_to: int | None = None
        """The entry of the log up to which what was disposed of is not at hand any more."""
        self._folder = folder
        self._compared: dict[Path, tuple[int, int, str]] = {}
        """Files that this process has found to be what they should: their moments, sizes, sums."""
        self._may_come = 0
        """Bytes that may be fetched until somebody looks again how much lies here."""

    def place(self, key: str) -> Path:
        """Return where a file is at hand, or would be."""
        return self._folder.joinpath(*key.split("/"))

    def put(self, key: str, file: Path, sha256: str) -> None:
        """Keep a file in the store, as `Store.put` does."""
        self.store.put([Sent(key, file, sha256)])

    def brought(self, key: str, sha256: str) -> Path | None:
        """Return a file that has this checksum, fetched where it is not at hand or not sound.

        None where the store does not have it either.

        Raises:
            StoredFileChanged: What the store has is not what was put there.
            DiskFull, DiskTrouble: It could not be kept here.
            StoreOutOfReach and the like: As with `Store`.
        """
        place = self.place(key)
        if self._is_sound(place, sha256):
            note_use(place)
            return place
        size = self.store.size(key)
        if size is None:
            return None
        incoming = self._incoming(key)
        with writing(incoming, place.name):
            for folder in (place.parent, incoming):
                folder.mkdir(parents=True, exist_ok=True)
        self._make_room(size)
        make_sure_of_room(incoming, size, place.name)
        part = incoming / f"{os.getpid()}-{new_uid()}.part"
        try:
            found = self.store.fetch(key, part)
            if found is None:
                return None
            if found != sha256:
                raise StoredFileChanged(self.store.name, key)
            self._keep(part, place)
        finally:
            filing.remove(part, missing_ok=True)
        self._remember(place, sha256)
        return place

    def forget(self, key: str) -> None:
        """Have a file no longer at hand.

        Raises:
            DiskTrouble: It cannot be removed.
        """
        place = self.place(key)
        self._compared.pop(place, None)
        with writing(place.parent, place.name):
            filing.remove(place, missing_ok=True)

    def _make_room(self, size: int) -> None:
        if size > self._may_come:
            self._may_come = trim(self._folder, self.store, size)
        self._may_come -= size

    def _incoming(self, key: str) -> Path:
        prefix, slash, _name = key.partition("/")
        return self._folder / (prefix if slash else "") / _INCOMING

    def _keep(self, part: Path, place: Path) -> None:
        with writing(place.parent, place.name):
            part.chmod(0o440)
            rename(part, place)
            sync_folder(place.parent)

    def _is_sound(self, place: Path, sha256: str) -> bool:
        """Tell whether a file is at hand and sound: read once, then trusted while it stays so."""
        try:
            told = place.stat()
            known = (told.st_mtime_ns, told.st_size, sha256)
            if self._compared.get(place) == known:
                return True
            with place.open("rb", buffering=0) as stream:
                if hashed(stream, None, lambda: None) != sha256:
                    return False
        except OSError:
            return False
        self._compared[place] = known
        return True

    def _remember(self, place: Path, sha256: str) -> None:
        told = place.stat()
        self._compared[place] = (told.st_mtime_ns, told.st_size, sha256)
