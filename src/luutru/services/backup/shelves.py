"""What mending wants of the place where an archive keeps its files: compare, and put back."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

from typing_extensions import override

from luutru import clock, failpoints
from luutru.holdings.checked_copies import Wanted, copy_checked, is_whole_on_medium
from luutru.holdings.disk import rename, sync_folder, writing
from luutru.holdings.receiving import QUARANTINE_NAME
from luutru.holdings.resealing import Form
from luutru.holdings.stores.cache import Cache
from luutru.holdings.stores.store import Sent
from luutru.services.archive import Archive
from luutru.services.backup.objects import KeptObject, keys_of
from luutru.services.backup.transferring import INCOMING

_READ_ONLY: Final = 0o440


class Shelf(Protocol):
    """The place of the files of one archive."""

    def is_whole(self, one: KeptObject, pulse: Callable[[], object]) -> bool:
        """Tell whether a file is there and has its checksum."""

    def put_back(self, one: KeptObject, source: Path) -> str:
        """Put a file back that is lost or damaged; return what the damaged one is called now.

        It lies in quarantine, as evidence; empty where there was none.

        Raises:
            DiskFull, DiskTrouble, MediumUnreliable: It could not be written.
            StoreOutOfReach and the like: As with `Store.put`.
        """


def shelf_of(archive: Archive) -> Shelf:
    """Return where the files of an archive are kept."""
    return _Folder(archive) if archive.at_hand is None else _InStore(archive.at_hand)


class _Folder(Shelf):
    """The folder of an archive of one desk."""

    def __init__(self, archive: Archive) -> None:
        self._folder = archive.folder
        self._keys = keys_of(archive.keyring.key)

    @override
    def is_whole(self, one: KeptObject, pulse: Callable[[], object]) -> bool:
        path = self._folder / one.path
        return is_whole_on_medium(path, one.sha256, self._keys.get(one.kind), pulse)

    @override
    def put_back(self, one: KeptObject, source: Path) -> str:
        target, key = self._folder / one.path, self._keys.get(one.kind)
        with writing(self._folder, target.name):
            set_aside = self._set_aside(target)
            failpoints.reach("mend.set_aside")
            wanted = [Wanted(source, target, one.sha256, Form(key, key))]
            list(copy_checked(wanted, self._folder / one.kind / INCOMING, mode=_READ_ONLY))
        return set_aside

    def _set_aside(self, target: Path) -> str:
        if not target.exists():
            return ""
        quarantine = self._folder / QUARANTINE_NAME
        quarantine.mkdir(exist_ok=True)
        name = _damaged(target)
        rename(target, quarantine / name)
        for folder in (quarantine, target.parent):
            sync_folder(folder)
        return name


class _InStore(Shelf):
    """The store of an office."""

    def __init__(self, at_hand: Cache) -> None:
        self._at_hand = at_hand
        self._store = at_hand.store

    @override
    def is_whole(self, one: KeptObject, pulse: Callable[[], object]) -> bool:
        pulse()
        return self._store.digest(one.path) == one.sha256

    @override
    def put_back(self, one: KeptObject, source: Path) -> str:
        set_aside = ""
        if self._store.size(one.path) is not None:
            set_aside = _damaged(Path(one.path))
            self._store.set_aside(one.path, set_aside)
        failpoints.reach("mend.set_aside")
        self._store.put([Sent(one.path, source, one.sha256)])
        return set_aside


def _damaged(file: Path) -> str:
    return f"{file.stem}-damaged-{clock.now():%Y%m%dT%H%M%S}{file.suffix}"
