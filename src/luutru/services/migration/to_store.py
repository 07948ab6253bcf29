"""Brings the files of an archive into the store of an office, each read back and compared."""

from collections.abc import Collection, Sequence
from hashlib import file_digest
from typing import Final

from luutru import failpoints
from luutru.errors import ForeignStore, MoveRefused, StoreOutOfReach
from luutru.holdings.checked_copies import is_whole_on_medium
from luutru.holdings.stores.opening import found_store, open_store
from luutru.holdings.stores.store import Sent, Store
from luutru.i18n import mark
from luutru.progress import Progress
from luutru.services.archive import Archive
from luutru.services.backup.objects import KeptObject
from luutru.services.copies.authority import TRIAL_FILE

PUTTING: Final = mark("Copying the files into the store")
_AT_ONCE: Final = 16


class ToStore:
    """The store that an archive is given, and what has been put into it by this run."""

    def __init__(self, archive: Archive, address: str, without: Collection[str] = ()) -> None:
        """Open the store at `address`, or found it; one that a run before has founded is ours.

        Files whose paths are in `without` are lost already, and do not go into it.

        Raises:
            StoreUnfit, StoreTaken, ForeignStore: It cannot be used for it.
            StoreOutOfReach, StoreForbidden, StoreFull: It does not answer, or refuses.
        """
        self.address = address
        self._archive = archive
        self._store = _opened(address, archive.id)
        self._without = frozenset(without)
        self._put: set[str] = set()

    @property
    def count(self) -> int:
        """How many files were put into it and compared."""
        return len(self._put)

    def put(self, files: Sequence[KeptObject], progress: Progress) -> None:
        """Put those into it that this run has not yet.

        Raises:
            MoveRefused: Files are lost or changed in the archive.
            StoredFileChanged, StoreFull, StoreUnreliable and the like: As with `Store.put`.
        """
        left = [one for one in files if one.path not in self._put | self._without]
        for start in range(0, len(left), _AT_ONCE):
            progress.report(start, len(left), PUTTING)
            part = left[start : start + _AT_ONCE]
            folder = self._archive.folder
            lost = [
                one.path for one in part if not is_whole_on_medium(folder / one.path, one.sha256)
            ]
            if lost:
                raise MoveRefused(lost)
            self._store.put([Sent(one.path, folder / one.path, one.sha256) for one in part])
            self._put |= {one.path for one in part}
            failpoints.reach("migrate.stored")
        self._put_beside()
        progress.report(len(left), len(left), PUTTING)

    def _put_beside(self) -> None:
        """Put the trial key into it, which every desk has."""
        file = self._archive.folder / TRIAL_FILE
        if file.is_file():
            with file.open("rb") as stream:
                sha256 = file_digest(stream, "sha256").hexdigest()
            self._store.put([Sent(TRIAL_FILE, file, sha256)])


def _opened(address: str, archive_id: str) -> Store:
    store = open_store(address, archive_id)
    try:
        owner = store.owner()
    except StoreOutOfReach:
        return found_store(address, archive_id)
    if owner != archive_id:
        raise ForeignStore(store.name)
    return store
