"""The folder of the index: opened only when every file is the one we sealed, else made anew."""

import contextlib
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from typing_extensions import override
from whoosh.codec.whoosh3 import W3Segment  # noqa: TC002  beside the others
from whoosh.index import _DEF_INDEX_NAME, TOC, FileIndex

from luutru.errors import IndexBusy, MemoryShort
from luutru.holdings.disk import writing
from luutru.holdings.fulltext import manifest as sealing
from luutru.holdings.fulltext.manifest import Checked, Distrusted, Doubt, Manifest, Seal
from luutru.holdings.fulltext.schema import schema
from luutru.holdings.fulltext.storage import IndexStorage, SealedStorage
from luutru.system import filing

log = logging.getLogger(__name__)

_LOCK: Final = "LOCK"
_MERGING_LOCK: Final = "MERGING_LOCK"
_MERGING: Final = "merging"
"""A folder that whoever has the lock of the same name empties before and after."""
_TRIES: Final = 5
"""How often a reader starts over when writers replace the files under it."""


class SealedIndex(FileIndex):
    """A Whoosh index at the generation of our manifest, whatever else lies in the folder."""

    def __init__(self, storage: IndexStorage, generation: int) -> None:
        # Not super().__init__: it opens the table of contents with the highest number in the
        # folder, be it planted or not.
        self.storage = self.files = storage
        self.indexname = _DEF_INDEX_NAME
        self._schema = schema()
        self.current = generation
        self.segments = self._read_toc().segments
        """The segments of this generation."""

    def segments_now(self) -> "list[W3Segment]":
        """Return the segments after a commit."""
        segments: list[W3Segment] = self._read_toc().segments
        return segments

    @override
    def _read_toc(self) -> TOC:
        toc: TOC = TOC.read(  # type: ignore[no-untyped-call]  # Whoosh's
            self.storage, self.indexname, gen=self.current, schema=schema()
        )
        return toc


class Vault:
    """One index folder, the key of its seals, and of an encrypted archive that of its contents."""

    def __init__(self, folder: Path, key: bytes, sealing_key: bytes | None = None) -> None:
        self.folder = folder
        self._key = key
        self._sealing_key = sealing_key
        self._checked = Checked()

    def storage(self, folder: Path) -> IndexStorage:
        """Return `folder` as Whoosh sees it: this one, or that of a segment in the making."""
        if self._sealing_key is None:
            return IndexStorage(folder)
        return SealedStorage(folder, self._sealing_key)

    def stamp(self) -> tuple[int, ...] | None:
        """Return what changes when another generation is sealed; None where nothing is."""
        return sealing.stamp(self.folder)

    def open(self) -> tuple[Manifest, SealedIndex]:
        """Return the sealed generation, every file of it verified.

        Raises:
            Distrusted: There is none, or it was changed by somebody else.
        """
        manifest = self._verified()
        try:
            return manifest, SealedIndex(self.storage(self.folder), manifest.generation)
        except MemoryShort:  # it is sound, and opens once there is room
            raise
        except Exception as error:
            raise Distrusted(Doubt.NOT_OPENED) from error

    def _verified(self) -> Manifest:
        """Verify, starting over while a writer replaces the files we are looking at."""
        manifest = sealing.read(self.folder, self._key)
        for _ in range(_TRIES):
            try:
                self._checked.check(self.folder, manifest)
            except Distrusted:
                newer = sealing.read(self.folder, self._key)
                if newer.code == manifest.code:
                    raise
                manifest = newer
            else:
                return manifest
        raise Distrusted(Doubt.FILE_DIFFERS)

    def forget(self) -> None:
        """Verify every file at the next opening, also those that were verified before."""
        self._checked.forget()

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who writes, among all processes.

        Raises:
            IndexBusy: Somebody else is.
            DiskFull, DiskTrouble: The lock cannot be made.
        """
        with writing(self.folder, _LOCK):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)
            lock = IndexStorage(self.folder).lock(_LOCK)
            taken = lock.acquire()
        if not taken:
            raise IndexBusy
        try:
            yield
        finally:
            lock.release()

    @contextlib.contextmanager
    def merging(self) -> Iterator[Path | None]:
        """Be the only one who puts segments together; gives an empty folder for it, or None."""
        lock = IndexStorage(self.folder).lock(_MERGING_LOCK)
        folder = self.folder / _MERGING
        try:
            if not lock.acquire():
                yield None
                return
        except OSError:  # there is no hurry: it is done after another change
            yield None
            return
        try:
            filing.remove_tree(folder)
            with writing(self.folder, _MERGING):
                folder.mkdir(mode=0o700)
            yield folder
        finally:
            filing.remove_tree(folder)
            lock.release()

    def sweep(self, kept: Manifest) -> None:
        """Remove what the manifest does not name: leftovers of a crash, or planted files.

        Only under the lock: another writer's files are not named yet either.
        """
        self._remove({*kept.files, sealing.FILE_NAME})

    def make_anew(self) -> None:
        """Remove everything and seal an empty index; only under the lock."""
        log.info("the full-text index is made anew")
        self._remove(set())
        self.forget()
        storage = self.storage(self.folder)
        TOC.create(storage, schema())  # type: ignore[no-untyped-call]  # Whoosh's
        self.seal(storage, 0, {})

    def seal(self, storage: IndexStorage, generation: int, former: Mapping[str, Seal]) -> None:
        """Seal what `storage` wrote, and what it still needs of the files of `former`.

        Order matters: contents to the disk, then the manifest by rename, then the old files go.
        A crash before the rename leaves the former generation, one after it the new.
        """
        kept = {name: seal for name, seal in former.items() if name not in storage.doomed}
        files = kept | sealing.seal_fresh(self.folder, storage.fresh)
        sealing.write(self.folder, self._key, generation, files)
        storage.settle()

    def _remove(self, kept: set[str]) -> None:
        for path in self.folder.iterdir():
            if path.name in kept or path.name in (_LOCK, _MERGING, _MERGING_LOCK):
                continue
            if path.is_dir() and not path.is_symlink():
                filing.remove_tree(path)
            else:
                with contextlib.suppress(OSError):
                    filing.remove(path)
        filing.sync_folder(self.folder)
