"""The full-text index as the services see it: ask, write, and be told when it was made anew."""

import contextlib
import errno
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from luutru.errors import DiskFull, DiskTrouble, IndexBusy, MemoryShort
from luutru.holdings.fulltext import asking, compacting, paging, suggesting
from luutru.holdings.fulltext.codec.segment_writer import Stopped
from luutru.holdings.fulltext.fingerprint import Fingerprint
from luutru.holdings.fulltext.manifest import Distrusted, Doubt, Manifest
from luutru.holdings.fulltext.masking import Masked
from luutru.holdings.fulltext.ordering import Hits
from luutru.holdings.fulltext.paging import PageHits
from luutru.holdings.fulltext.postings import Integers
from luutru.holdings.fulltext.query import Query
from luutru.holdings.fulltext.snapshot import Leaf, Snapshot
from luutru.holdings.fulltext.vault import SealedIndex, Vault
from luutru.holdings.fulltext.writing import Writing

log = logging.getLogger(__name__)

_ROOM_MB: Final = 200
_TRIES: Final = 20
"""How often a reader starts over when writers replace what it is opening."""
_AT_ONCE: Final = 2_000
"""Entries that are put together in some milliseconds."""
Answer = TypeVar("Answer")


class Fulltext:
    """An index that may be lost at any time: it then is empty and says so.

    Safe to use from several threads; several processes may read while one writes.
    """

    def __init__(
        self,
        folder: Path,
        key: bytes,
        hidden: Callable[[], frozenset[int]] = frozenset,
        sealing_key: bytes | None = None,
    ) -> None:
        """Open the index in `folder`; `hidden` tells which agreements whoever asks may not see.

        With `sealing_key` its contents are encrypted: on the disk there is not one plain word.

        Raises:
            MemoryShort: An encrypted one has no room in memory; it is as it was.
        """
        self._hidden = hidden
        self._masked: tuple[Snapshot, frozenset[int], Masked] | None = None
        self._vault = Vault(folder, key, sealing_key)
        self._door = threading.RLock()
        self._opened: _Opened | None = None
        self._merger: threading.Thread | None = None
        self._closing = threading.Event()
        self._current()

    @property
    def was_reset(self) -> bool:
        """Tell whether nothing was written since the index was made anew: it has to be filled."""
        return self._current().manifest.generation == 0

    def ask(self, query: Query) -> Hits:
        """Return the agreements that fulfil `query`, best first, as of the last commit."""
        return self._read(lambda snapshot: asking.ask(snapshot, query))

    def pages(self, query: Query, limit: int = 20) -> PageHits:
        """Return the best pages that have everything `query` wants, and how many there are."""
        return self._read(lambda snapshot: paging.pages(snapshot, query, limit))

    def agreements_with(self, query: Query) -> Integers:
        """Return the agreements that have all of `query` on one page, in ascending order.

        To count, or to compare; quicker than `ask`, which puts them in the order of their worth.
        """
        return self._read(lambda snapshot: paging.agreements_with(snapshot, query))

    def pages_of(self, document_id: int, query: Query) -> list[int]:
        """Return the numbers of the pages of one document that have words of `query`."""
        return self._read(lambda snapshot: asking.pages_of(snapshot, query, document_id))

    def suggest(self, text: str) -> str | None:
        """Return what may have been meant by words that stand nowhere."""
        return self._read(lambda snapshot: suggesting.suggest(snapshot, text))

    def document_count(self) -> int:
        """Return how many entries there are, cards and pages."""
        return self.fingerprint().count

    def fingerprint(self) -> Fingerprint:
        """Return what the index holds, to be compared with the catalogue."""
        return self._read(lambda snapshot: snapshot.fingerprint, whole=True)

    @contextlib.contextmanager
    def write(self) -> Iterator[Writing]:
        """Change the index; at the end of the block all changes are seen at once, or none.

        Raises:
            IndexBusy: Another process or thread is writing.
            DiskFull: There is no room; the index is as it was.
            DiskTrouble: The disk refused; the index is as it was.
        """
        with self._vault.locked(), self._explained():
            former, index = self._for_writing()
            writing = Writing(index)
            try:
                yield writing
                writing.commit()
            except BaseException:
                writing.cancel()
                raise
            self._vault.seal(index.files, index.current, former.files)
            merging = compacting.due(index.segments_now())
        if merging:
            self._merge(at_once=compacting.entries_in(merging) < _AT_ONCE)

    def settle(self) -> None:
        """Wait until no segments are left to be put together."""
        merger = self._merger
        if merger is not None:
            merger.join()
        self._merge_all()

    def reset(self) -> None:
        """Throw everything away; `was_reset` holds until something is written.

        Raises:
            IndexBusy: Another process or thread is writing.
        """
        with self._vault.locked(), self._explained():
            self._vault.make_anew()

    def close(self) -> None:
        """Let go of every file; what is asked later opens them again."""
        self._closing.set()
        if self._merger is not None:
            self._merger.join()
        with self._door:
            self._opened = None
        self._closing.clear()

    def _current(self) -> "_Opened":
        """Return the latest generation, opening it if a writer has sealed a new one.

        A former one is let go of when the last thread that reads it is done.
        """
        with self._door:
            stamp = self._vault.stamp()
            if self._opened is None or self._opened.stamp != stamp:
                self._opened = self._open()
            return self._opened

    def _for_writing(self) -> tuple[Manifest, SealedIndex]:
        """Return the latest generation, cleared of leftovers; only under the lock."""
        try:
            former, index = self._vault.open()
        except Distrusted as distrusted:
            _note(distrusted)
            self._vault.make_anew()
            former, index = self._vault.open()
        self._vault.sweep(former)
        return former, index

    def _open(self) -> "_Opened":
        known = self._opened.leaves if self._opened else {}
        for _ in range(_TRIES):
            stamp = self._vault.stamp()
            try:
                return _opened(self._vault, stamp, known)
            except Distrusted as distrusted:
                if self._vault.stamp() == stamp:  # no writer has replaced it under our hands
                    _note(distrusted)
                    break
        with self._vault.locked(), self._explained():
            try:
                return _opened(self._vault, self._vault.stamp(), {})
            except Distrusted:
                self._vault.make_anew()
            return _opened(self._vault, self._vault.stamp(), {})

    def _merge(self, *, at_once: bool) -> None:
        """Put segments together, at once where that takes no longer than writing did."""
        if at_once:
            self._merge_once()
        elif self._merger is None or not self._merger.is_alive():
            self._merger = threading.Thread(target=self._merge_all, name="merging", daemon=True)
            self._merger.start()

    def _merge_all(self) -> None:
        while self._merge_once():
            continue

    def _merge_once(self) -> bool:
        """Put together what is due; what cannot be done now is done after the next writing."""
        try:
            return compacting.compact(self._vault, self._closing.is_set)
        except (IndexBusy, Stopped, Distrusted):
            return False
        except OSError:
            log.warning("segments were not put together", exc_info=True)
            return False

    def _read(self, read: Callable[[Snapshot], Answer], *, whole: bool = False) -> Answer:
        """Read; when that fails because files were changed under us, make the index anew."""
        try:
            return read(self._snapshot(whole=whole))
        except Exception:
            if self._is_sound():
                raise
            log.exception("the full-text index broke while it was read")
        with self._door:
            self._opened = None
        return read(self._snapshot(whole=whole))

    def _snapshot(self, *, whole: bool) -> Snapshot:
        """Return the latest generation, without what is hidden unless the `whole` is asked for."""
        snapshot = self._current().snapshot
        hidden = frozenset() if whole else self._hidden()
        if not hidden:
            return snapshot
        known = self._masked
        if known is None or known[:2] != (snapshot, hidden):
            known = self._masked = (snapshot, hidden, Masked(snapshot, hidden))
        return known[2]

    def _is_sound(self) -> bool:
        self._vault.forget()
        try:
            self._vault.open()
        except Distrusted:
            return False
        return True

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        folder = self._vault.folder
        try:
            yield
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DiskFull(str(folder.parent), folder.name, _ROOM_MB) from error
            reason = error.strerror or type(error).__name__
            raise DiskTrouble(str(folder.parent), folder.name, reason) from error


@dataclass(frozen=True)
class _Opened:
    stamp: tuple[int, ...] | None
    manifest: Manifest
    leaves: Mapping[str, Leaf]
    """By the identifier of the segment."""
    snapshot: Snapshot


def _opened(vault: Vault, stamp: tuple[int, ...] | None, known: Mapping[str, Leaf]) -> _Opened:
    """Open the latest generation; segments that are `known` are not opened again."""
    manifest, index = vault.open()
    try:
        leaves = {
            segment.segid: known.get(segment.segid) or Leaf(index.files, segment)
            for segment in index.segments
        }
        deleted = [segment.deleted_docs() for segment in index.segments]
        snapshot = Snapshot(list(leaves.values()), deleted)
    except MemoryShort:
        raise
    except Exception as error:
        raise Distrusted(Doubt.NOT_OPENED) from error
    return _Opened(stamp, manifest, leaves, snapshot)


def _note(distrusted: Distrusted) -> None:
    """Write down why an index was not opened; that there is none yet is no reason to worry."""
    level = logging.INFO if distrusted.doubt is Doubt.NO_MANIFEST else logging.WARNING
    log.log(level, "the full-text index was not opened: %s", distrusted.doubt)
