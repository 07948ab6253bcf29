"""The folder of the index as Whoosh sees it: nothing old is deleted before the new is sealed.

Of an encrypted archive no plain byte of it ever lies on a disk (docs/adr/0043-index-at-rest.md).
"""

import shutil
from pathlib import Path
from typing import Any, BinaryIO, Final

from typing_extensions import override
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from luutru.holdings.encryption.in_memory import file_in_memory, filled
from luutru.holdings.encryption.lending import sheltered
from luutru.holdings.encryption.sealed_files import SealedWriter, open_sealed
from luutru.holdings.locks import Lock
from luutru.system import filing

_AT_ONCE: Final = 1 << 20


class WritersLock:
    """A lock of ours, as Whoosh takes one."""

    def __init__(self, file: Path) -> None:
        self._lock = Lock(file)

    def acquire(self, blocking: bool = False) -> bool:  # noqa: FBT001, FBT002  Whoosh's
        """Take it; without `blocking`, tell whether that worked at once.

        Raises:
            OSError: The file cannot be made.
        """
        if blocking:
            self._lock.wait()
        return self._lock.take()

    def release(self) -> None:
        """Give it back; nothing happens where it is not held."""
        self._lock.release()


class IndexStorage(FileStorage):
    """Remembers what was written, and keeps what Whoosh wants deleted until `settle`.

    Whoosh deletes the former generation as soon as its own table of contents is renamed. Our
    manifest is written after that, so a crash in between must still find the former files.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))  # type: ignore[no-untyped-call]  # Whoosh's
        self.fresh: set[str] = set()
        self.doomed: set[str] = set()

    @override
    def lock(self, name: str) -> WritersLock:
        return WritersLock(Path(self.folder, name))

    @override
    def create_file(
        self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any
    ) -> StructFile:
        self.fresh.add(name)
        created: StructFile = super().create_file(name, excl=excl, mode=mode, **kwargs)  # type: ignore[no-untyped-call]  # Whoosh's
        return created

    @override
    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        super().rename_file(oldname, newname, safe=safe)  # type: ignore[no-untyped-call]  # Whoosh's
        self.fresh.discard(oldname)
        self.fresh.add(newname)

    @override
    def delete_file(self, name: str) -> None:
        if name in self.fresh:
            super().delete_file(name)  # type: ignore[no-untyped-call]  # Whoosh's
            self.fresh.discard(name)
        else:
            self.doomed.add(name)

    def settle(self) -> None:
        """Delete what is no longer needed; what another reader holds open is swept later."""
        for name in self.doomed:
            try:
                filing.remove(Path(self.folder, name), missing_ok=True)
            except OSError:
                continue
        self.doomed.clear()
        self.fresh.clear()


class SealedStorage(IndexStorage):
    """Seals what is written into the folder, and opens what lies there into memory.

    What Whoosh and we make on the way is made in memory too, or where nobody else may read.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        super().__init__(folder)
        self._key = key
        self._shelter: _Shelter | None = None

    def opened(self, path: Path) -> BinaryIO:
        """Return the plain bytes of a file as one in memory, which goes when it is let go of.

        Raises:
            SealedFileDamaged: It is not what was sealed with this key.
            MemoryShort: There is no room for it.
            OSError: It cannot be read.
        """
        with open_sealed(path, self._key) as source:
            return filled(source, path.name)

    @override
    def create_file(
        self, name: str, excl: bool = False, mode: str = "wb", **kwargs: Any
    ) -> StructFile:
        self.fresh.add(name)

        def seal(file: StructFile) -> None:
            file.seek(0)
            path = Path(self.folder, name)
            with (
                path.open("xb" if excl else "wb") as target,
                SealedWriter(target, self._key) as sealed,
            ):
                shutil.copyfileobj(file.raw_file(), sealed, _AT_ONCE)

        return StructFile(file_in_memory(), name=name, onclose=seal)

    @override
    def open_file(self, name: str, **kwargs: Any) -> StructFile:
        return StructFile(self.opened(Path(self.folder, name)), name=name, **kwargs)

    @override
    def temp_storage(self, name: str | None = None) -> FileStorage:
        """Return one storage in memory for all who ask before it is destroyed."""
        if self._shelter is None or self._shelter.is_gone:
            self._shelter = _Shelter()
        return self._shelter


class _Shelter(FileStorage):
    """A storage for files in the making, in a shelter that goes away with it."""

    def __init__(self) -> None:
        self._context = sheltered()
        self.is_gone = False
        super().__init__(str(self._context.__enter__()))  # type: ignore[no-untyped-call]  # Whoosh's

    @override
    def destroy(self) -> None:
        self.is_gone = True
        self._context.__exit__(None, None, None)
