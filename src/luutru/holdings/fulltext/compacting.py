"""Puts small segments together while others read and write, and swaps the result in at the end.

Only the swap takes the writer's lock, for some milliseconds. What was deleted in the meantime is
deleted in the result too; if the segments are gone by then, the work is thrown away.
"""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from whoosh.codec.whoosh3 import W3Segment
from whoosh.index import TOC, clean_files
from whoosh.reading import SegmentReader

from luutru.holdings.fulltext.codec.container import Array
from luutru.holdings.fulltext.codec.merging import GONE
from luutru.holdings.fulltext.codec.segment_writer import ArraySegmentWriter
from luutru.holdings.fulltext.schema import schema
from luutru.holdings.fulltext.storage import IndexStorage
from luutru.holdings.fulltext.vault import SealedIndex, Vault

_TOGETHER: Final = 8
"""Segments of one size that are put together, and how many times larger the next size is."""
_LARGEST: Final = 262_144
"""Entries; larger segments stay as they are."""
_FEW: Final = 64
_MOSTLY_GONE: Final = 0.4
"""Share of deleted entries from which on a segment is written anew."""


@dataclass(frozen=True)
class _Result:
    """A merged segment, not yet part of the index."""

    folder: Path
    segment: W3Segment
    sources: tuple[W3Segment, ...]
    places: tuple[Array, ...]
    """For each source: the new number of each entry."""


def due(segments: Sequence[W3Segment]) -> list[W3Segment]:
    """Return the segments to put together next; none where all is well."""
    by_size: dict[int, list[W3Segment]] = {}
    for segment in segments:
        count: int = segment.doc_count_all()  # type: ignore[no-untyped-call]  # Whoosh's
        gone: int = segment.deleted_count()  # type: ignore[no-untyped-call]
        if gone > max(count * _MOSTLY_GONE, _FEW):
            return [segment]
        if count < _LARGEST:
            by_size.setdefault(_size(count), []).append(segment)
    for _, alike in sorted(by_size.items()):
        if len(alike) >= _TOGETHER:
            return alike
    return []


def entries_in(segments: Sequence[W3Segment]) -> int:
    """Return how many entries the segments have."""
    return sum(segment.doc_count_all() for segment in segments)  # type: ignore[no-untyped-call]


def compact(vault: Vault, stopped: Callable[[], bool]) -> bool:
    """Put the segments together that are due; tell whether anything was.

    Raises:
        IndexBusy: Somebody writes just when the result is to be swapped in.
        Stopped: `stopped` said so.
    """
    with vault.merging() as folder:
        if folder is None:
            return False
        _, index = vault.open()
        chosen = due(index.segments)
        if not chosen:
            return False
        result = _merged(index, chosen, vault.storage(folder), stopped)
        with vault.locked():
            return _swap_in(vault, result)


def _size(count: int) -> int:
    size = 0
    while count >= _TOGETHER ** (size + 2):
        size += 1
    return size


def _merged(
    index: SealedIndex,
    chosen: Sequence[W3Segment],
    storage: IndexStorage,
    stopped: Callable[[], bool],
) -> _Result:
    """Write the live entries of `chosen` into a segment in a folder of its own."""
    TOC.create(storage, schema())  # type: ignore[no-untyped-call]  # Whoosh's
    apart = SealedIndex(storage, 0)
    writer = ArraySegmentWriter(apart, stopped=stopped)
    readers = [SegmentReader(index.files, schema(), segment) for segment in chosen]
    try:
        for reader in readers:
            writer.add_reader(reader)  # type: ignore[no-untyped-call]  # Whoosh's
        places = tuple(writer.places_of(reader) for reader in readers)
        writer.commit(mergetype=lambda _writer, segments: segments)  # type: ignore[no-untyped-call]
    except BaseException:
        if not writer.is_closed:
            writer.cancel()  # type: ignore[no-untyped-call]  # Whoosh's
        raise
    finally:
        for reader in readers:
            reader.close()
    made = SealedIndex(storage, 1).segments
    return _Result(Path(storage.folder), made[0], tuple(chosen), places)


def _swap_in(vault: Vault, result: _Result) -> bool:
    former, index = vault.open()
    vault.sweep(former)  # a writer that was killed may have left the table of contents we write
    now = {segment.segid: segment for segment in index.segments}
    if any(source.segid not in now for source in result.sources):
        return False
    for source, places in zip(result.sources, result.places, strict=True):
        current = now.pop(source.segid)
        before = set(source.deleted_docs())  # type: ignore[no-untyped-call]  # Whoosh's
        for number in set(current.deleted_docs()) - before:
            if places[number] != GONE:
                result.segment.delete_document(int(places[number]))  # type: ignore[no-untyped-call]
    kept = list(now.values())
    if result.segment.doc_count_all():  # type: ignore[no-untyped-call]  # Whoosh's
        kept.append(result.segment)
        made: str = result.segment.segment_id()  # type: ignore[no-untyped-call]
        for path in result.folder.glob(f"{made}.*"):
            shutil.move(path, vault.folder / path.name)
            index.files.fresh.add(path.name)
    generation = index.current + 1
    TOC(schema(), kept, generation).write(index.files, index.indexname)  # type: ignore[no-untyped-call]
    clean_files(index.files, index.indexname, generation, kept)
    vault.seal(index.files, generation, former.files)
    return True
