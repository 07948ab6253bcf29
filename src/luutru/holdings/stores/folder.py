"""A store in a folder that every desk of an office sees, such as a mounted share (SMB, NFS).

A file of its own in the folder says whose store it is. Without it the share is taken for not
mounted: an empty mount point must never pass for an empty store.
"""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from typing_extensions import override

from luutru import failpoints
from luutru.errors import (
    DiskTrouble,
    ForeignStore,
    MediumUnreliable,
    StoredFileChanged,
    StoreForbidden,
    StoreFull,
    StoreOutOfReach,
    StoreTaken,
    StoreUnreliable,
)
from luutru.holdings.checked_copies import Fate, Wanted, copy_checked, hash_from_medium
from luutru.holdings.disk import is_full, put, sync_folder
from luutru.holdings.stores.marks import MARK, mark_of, owner_in
from luutru.holdings.stores.store import QUARANTINE, Sent, Store, Stored
from luutru.holdings.stores.taking import taken
from luutru.records.base import new_uid
from luutru.system import filing

_INCOMING: Final = ".incoming"
_GIVEN_UP: Final = timedelta(days=1)
"""The age at which an unfinished file is taken for one of a desk that died."""
_READ_ONLY: Final = 0o444
_CHUNK: Final = 1 << 20
_NOT_ALLOWED: Final = (errno.EACCES, errno.EPERM, errno.EROFS)


class FolderStore(Store):
    """A store of the archive `archive_id` in a folder."""

    def __init__(self, root: Path, archive_id: str) -> None:
        """Nothing is looked at yet: the share may be away when an archive is opened."""
        self.root = root
        self._archive_id = archive_id
        self._incoming = root / _INCOMING

    @property
    @override
    def name(self) -> str:
        return str(self.root)

    @override
    def found(self, prefixes: Sequence[str]) -> None:
        with self._explained():
            self.root.mkdir(parents=True, exist_ok=True)
            if any(self.root.iterdir()):
                raise StoreTaken(self.name)
            for name in (*prefixes, QUARANTINE, _INCOMING):
                self._make_folder(self.root / name)
            put(self.root / MARK, mark_of(self._archive_id))

    @override
    def abandon(self) -> None:
        with suppress(OSError):
            filing.remove(self.root / MARK, missing_ok=True)
            for folder in self.root.iterdir():
                folder.rmdir()

    @override
    def owner(self) -> str:
        with self._explained():
            try:
                content = (self.root / MARK).read_bytes()
            except FileNotFoundError:
                content = b""
        return owner_in(self.name, content)

    @override
    def put(self, files: Sequence[Sent]) -> None:
        self._make_sure_it_is_ours()
        wanted = [
            Wanted(one.file, self._place(one.key), one.sha256)
            for one in files
            if not self._is_kept(one)
        ]
        with self._explained():
            for one in wanted:
                failpoints.reach("store.put")
                self._make_folder(one.target.parent)
            for copied in copy_checked(wanted, self._incoming, mode=_READ_ONLY):
                if copied.fate is not Fate.COPIED:
                    source = copied.wanted.source
                    raise DiskTrouble(str(source.parent), source.name, copied.fate.value)
        self._make_sure_it_is_ours()
        failpoints.reach("settled.store")

    def _is_kept(self, one: Sent) -> bool:
        """Tell whether a file is there already.

        Raises:
            StoredFileChanged: It is there with other bytes.
        """
        found = self.digest(one.key)
        if found not in (None, one.sha256):
            raise StoredFileChanged(self.name, one.key)
        return found is not None

    @override
    def fetch(self, key: str, target: Path) -> str | None:
        with self._explained():
            failpoints.reach("store.fetch")
            try:
                source = self._place(key).open("rb")
            except FileNotFoundError:
                self._make_sure_it_is_ours()
                return None
            with source:
                return taken(iter(partial(source.read, _CHUNK), b""), target)

    @override
    def size(self, key: str) -> int | None:
        with self._explained():
            try:
                return self._place(key).stat().st_size
            except FileNotFoundError:
                self._make_sure_it_is_ours()
                return None

    @override
    def digest(self, key: str) -> str | None:
        with self._explained():
            try:
                return hash_from_medium(self._place(key))
            except FileNotFoundError:
                self._make_sure_it_is_ours()
                return None

    @override
    def listed(self, prefix: str) -> Iterator[Stored]:
        self._make_sure_it_is_ours()
        with self._explained():
            for folder, folders, names in os.walk(self.root / prefix, onerror=_raise):
                folders.sort()
                for name in sorted(names):
                    with suppress(FileNotFoundError):  # another desk was quicker
                        yield self._told(Path(folder, name))
        self._make_sure_it_is_ours()

    def _told(self, file: Path) -> Stored:
        told = file.stat()
        key = file.relative_to(self.root).as_posix()
        return Stored(key, told.st_size, datetime.fromtimestamp(told.st_mtime, UTC))

    @override
    def now(self) -> datetime:
        self._make_sure_it_is_ours()
        probe = self._incoming / f"{new_uid()}.now"
        with self._explained():
            probe.touch()
            told = probe.stat().st_mtime
            filing.remove(probe)
        return datetime.fromtimestamp(told, UTC)

    @override
    def remove(self, key: str) -> None:
        self._make_sure_it_is_ours()
        place = self._place(key)
        with self._explained():
            if place.exists():
                filing.remove(place, missing_ok=True)
                sync_folder(place.parent)

    @override
    def set_aside(self, key: str, name: str) -> None:
        self._make_sure_it_is_ours()
        place, quarantine = self._place(key), self.root / QUARANTINE
        with self._explained(), suppress(FileNotFoundError):
            self._make_folder(quarantine)
            filing.replace(place, quarantine / name)
            for folder in (quarantine, place.parent):
                sync_folder(folder)

    @override
    def sweep(self) -> int:
        oldest, swept = self.now() - _GIVEN_UP, 0
        for one in self.listed(_INCOMING):
            if one.written_at < oldest:
                self.remove(one.key)
                swept += 1
        return swept

    def _place(self, key: str) -> Path:
        return self.root.joinpath(*key.split("/"))

    def _make_sure_it_is_ours(self) -> None:
        if self.owner() != self._archive_id:
            raise ForeignStore(self.name)

    def _make_folder(self, folder: Path) -> None:
        """Make a folder, open to the same desks as the store itself, whatever this one's umask."""
        if folder.is_dir():
            return
        if folder != self.root:
            self._make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        with suppress(OSError):  # file systems of shares may know no rights, or give their own
            folder.chmod(self.root.stat().st_mode & 0o7777)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except MediumUnreliable as error:
            raise StoreUnreliable(self.name, str(error.facts["subject"])) from error
        except OSError as error:
            raise self._trouble(error) from error

    def _trouble(self, error: OSError) -> StoreFull | StoreForbidden | StoreOutOfReach:
        reason = error.strerror or type(error).__name__
        if is_full(error):
            return StoreFull(self.name)
        if error.errno in _NOT_ALLOWED:
            return StoreForbidden(self.name, reason)
        return StoreOutOfReach(self.name, reason)


def _raise(error: OSError) -> None:
    raise error
