"""The strongroom of a shared archive: a store keeps the files, this desk has some of them at hand.

Whatever is asked about what is kept is asked of the store, never of what lies here. A file is in
the store, durably and read back, before anybody enters it.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from typing_extensions import override

from luutru.errors import DiskFull, DiskTrouble
from luutru.holdings.file_kinds import KINDS
from luutru.holdings.receiving import Copy
from luutru.holdings.stores.cache import Cache
from luutru.holdings.stores.store import QUARANTINE, Sent, Stored
from luutru.holdings.strongroom import Strongroom

GIVEN_UP: Final = timedelta(days=1)
"""The age at which a file that no record names is taken for one that nobody will enter any more.

A desk enters a file within moments; should it have slept in between, it looks for the file again
once it holds the write door, and copies it anew (docs/adr/0048-a-store-for-the-office.md).
"""
_SUFFIXES: Final = tuple(kind.suffix for kind in KINDS)


class StoredStrongroom(Strongroom):
    """A strongroom whose files are in a store."""

    def __init__(
        self, archive_folder: Path, name: str, admit: Callable[[], None], cache: Cache
    ) -> None:
        """`archive_folder` is the home of this desk; the rest is as with `Strongroom`."""
        super().__init__(archive_folder, name, admit)
        self._name = name
        self._cache = cache
        self._store = cache.store

    @override
    def put_in_place(self, copies: Sequence[Copy]) -> None:
        """Put copies into the store, then keep them at hand as well.

        Raises:
            DiskFull, DiskTrouble: It could not be done; the copies are gone.
            StoredFileChanged, StoreFull, StoreUnreliable, StoreOutOfReach: As with `Store.put`.
        """
        sent = {
            (key := self._key_of(one.kept.sha256, one.suffix)): Sent(key, one.part, one.kept.sha256)
            for one in copies
        }
        try:
            self._store.put(list(sent.values()))
        except BaseException:
            self.discard(copies)
            raise
        with suppress(DiskFull, DiskTrouble):  # the store has them
            super().put_in_place(copies)

    @override
    def path_of(self, sha256: str) -> Path:
        """Return where the file with this checksum is at hand, fetched if need be.

        Where the store does not have it either, nothing is there.

        Raises:
            StoredFileChanged: What the store has is not what was put there.
            DiskFull, DiskTrouble: It could not be kept here.
            StoreOutOfReach and the like: As with `Store`.
        """
        at_hand = super().path_of(sha256)
        if at_hand.is_file():
            key = self._key_of(sha256, at_hand.suffix)
        else:
            key = self._kept_as(sha256) or ""
        return (self._cache.brought(key, sha256) if key else None) or at_hand

    @override
    def whereabouts(self, sha256: str) -> str:
        """Tell people where in the store the file is kept; nothing is fetched for it."""
        key = self._kept_as(sha256) or self._key_of(sha256, _SUFFIXES[0])
        return f"{self._store.name}/{key}"

    @override
    def holds(self, sha256: str) -> bool:
        """Tell whether the store has a file of this checksum."""
        return self._kept_as(sha256) is not None

    @override
    def set_aside(self, sha256: str) -> None:
        """Move a file that no record names into the quarantine of the store.

        Raises:
            StoreOutOfReach and the like: As with `Store`.
        """
        key = self._kept_as(sha256)
        if key is not None:
            self._store.set_aside(key, key.rpartition("/")[2])
            self._cache.forget(key)

    @override
    def dispose(self, sha256: str) -> None:
        """Remove a file for good that no record names: made just now, or decided by two people.

        Raises:
            DiskTrouble: It could not be removed here.
            StoreOutOfReach and the like: As with `Store`.
        """
        key = self._kept_as(sha256)
        if key is not None:
            self._store.remove(key)
            self._cache.forget(key)

    @override
    def in_quarantine(self) -> int:
        """Return how many files lie in the quarantine of the store."""
        return sum(1 for one in self._store.listed(QUARANTINE) if one.key.endswith(_SUFFIXES))

    @override
    def checksum_of(self, sha256: str) -> str | None:
        """Return the checksum that the store's file has now, or None where it is missing."""
        key = self._kept_as(sha256)
        return None if key is None else self._store.digest(key)

    @override
    def is_whole(self, sha256: str, size: int) -> bool:
        """Tell whether the store's file has `size` bytes."""
        key = self._kept_as(sha256)
        return key is not None and self._store.size(key) == size

    @override
    def __iter__(self) -> Iterator[str]:
        """Yield the checksums by which the files in the store are named."""
        yield from (_checksum_in(one) for one in self._listed())

    @override
    def given_up(self) -> Iterator[str]:
        """Yield the files that no desk can be about to enter: those put there a day ago or more."""
        newest = self._store.now() - GIVEN_UP
        yield from (_checksum_in(one) for one in self._listed() if one.written_at < newest)

    @override
    def sweep(self) -> int:
        """Remove unfinished copies, here and in the store; return how many."""
        return super().sweep() + self._store.sweep()

    def at_hand(self) -> Iterator[str]:
        """Yield the checksums of the files that lie here."""
        yield from super().__iter__()

    def forget(self, sha256: str) -> None:
        """Have a file no longer at hand; what the store has stays.

        Raises:
            DiskTrouble: It cannot be removed.
        """
        self._cache.forget(self._key_of(sha256, super().path_of(sha256).suffix))

    def _listed(self) -> Iterator[Stored]:
        for one in self._store.listed(self._name):
            if one.key.endswith(_SUFFIXES):
                yield one

    def _key_of(self, sha256: str, suffix: str) -> str:
        return f"{self._name}/{sha256[:2]}/{sha256[2:4]}/{sha256}{suffix}"

    def _kept_as(self, sha256: str) -> str | None:
        """Return the key of a file in the store; None where it has none."""
        keys = (self._key_of(sha256, suffix) for suffix in _SUFFIXES)
        return next((key for key in keys if self._store.size(key) is not None), None)


def _checksum_in(one: Stored) -> str:
    return one.key.rpartition("/")[2].partition(".")[0]
