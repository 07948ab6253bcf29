"""Some terms of a field with all their postings, on the way to the disk."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Final
from zlib import crc32

import numpy as np
from typing_extensions import override

from luutru.holdings.fulltext.codec.container import Array, ArrayFileWriter
from luutru.holdings.fulltext.codec.field_arrays import FARTHEST, MANY

_IN_MEMORY: Final = 8 << 20
"""Bytes of one array that are kept in memory before a temporary file takes them."""
_BLOCK: Final = 1 << 20


@dataclass(slots=True)
class Chunk:
    """Terms in ascending order, none of which is in another chunk of the same field."""

    terms: list[bytes]
    counts: Array
    """In how many entries each term stands."""
    entries: Array
    frequencies: Array
    positions: Array
    """Of each occurrence; empty in fields without positions."""
    codes: Array
    """The spelling of each occurrence; empty in fields without positions."""
    spellings: list[Sequence[str]]
    """Of each term; none where it is only spelled as itself."""


class _Spool:
    """An array that grows: in memory while it is short, then in a temporary file."""

    def __init__(self, folder: Path) -> None:
        # Closed when it is drained, or by `close`.
        self._file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            _IN_MEMORY, dir=str(folder)
        )
        self._largest = -1

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was added."""
        return self._largest < 0

    @property
    def kind(self) -> str:
        """The narrowest kind of number that holds all of them."""
        return "u1" if self._largest < 1 << 8 else "u2" if self._largest < 1 << 16 else "u4"

    def add(self, numbers: Array) -> None:
        if len(numbers):
            self._largest = max(self._largest, int(numbers.max()))
            self._file.write(numbers.astype(np.uint32).tobytes())

    def drain(self) -> Iterator[Array]:
        """Yield what was added, in blocks; only once."""
        with self._file:
            self._file.seek(0)
            while block := self._file.read(_BLOCK):
                yield np.frombuffer(block, np.uint32)

    def close(self) -> None:
        """Throw away what was not drained."""
        self._file.close()


class _Capped(_Spool):
    """Numbers of which few are large; those are written a second time, in full, in two arrays."""

    def __init__(self, folder: Path, cap: int) -> None:
        super().__init__(folder)
        self._cap = cap
        self._written = 0
        self._large_at: list[Array] = []
        self._large: list[Array] = []

    @override
    def add(self, numbers: Array) -> None:
        large = np.flatnonzero(numbers >= self._cap)
        self._large_at.append(large + self._written)
        self._large.append(numbers[large])
        self._written += len(numbers)
        super().add(np.minimum(numbers, self._cap))

    def put_large(self, file: ArrayFileWriter, name: str) -> None:
        """Write where the large ones are, and which they are."""
        file.put(f"{name}_large_at", self._large_at, "u4")
        file.put(f"{name}_large", self._large, "u4")


class FieldSink:
    """Takes the chunks of one field in order, and writes them into a file."""

    def __init__(self, folder: Path) -> None:
        """Begin; what does not fit into memory waits in `folder`, on the disk of the index."""
        self._gaps, self._frequencies = _Capped(folder, FARTHEST), _Capped(folder, MANY)
        self._positions, self._codes = _Spool(folder), _Spool(folder)
        self._term_lengths: list[Array] = []
        self._texts: list[bytes] = []
        self._counts: list[Array] = []
        self._occurrences: list[Array] = []
        self._coded: list[Array] = []
        self._spelling_counts: list[Array] = []
        self._spelling_lengths: list[Array] = []
        self._spellings: list[bytes] = []
        self._sums: list[Array] = []

    def __enter__(self) -> "FieldSink":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for spool in (self._gaps, self._frequencies, self._positions, self._codes):
            spool.close()

    def add(self, chunk: Chunk) -> None:
        """Take a chunk; its terms come after all those before."""
        if not chunk.terms:
            return
        starts = np.cumsum(chunk.counts, dtype=np.int64) - chunk.counts
        occurrences = np.add.reduceat(chunk.frequencies.astype(np.int64), starts)
        gaps = np.diff(chunk.entries.astype(np.int64), prepend=0)
        gaps[starts] = chunk.entries[starts]
        self._gaps.add(gaps)
        self._frequencies.add(chunk.frequencies)
        self._positions.add(chunk.positions)
        self._add_terms(chunk.terms, chunk.counts, occurrences)
        self._add_spellings(chunk, occurrences)

    def write(self, file: ArrayFileWriter, field: str) -> None:
        """Write everything as the arrays of `field`."""
        for name, spool in (
            ("gaps", self._gaps),
            ("frequencies", self._frequencies),
            ("positions", self._positions),
            ("codes", self._codes),
        ):
            file.put(f"{field}/{name}", spool.drain(), spool.kind)
        borders = {"starts": self._term_lengths, "first": self._counts, "at": self._occurrences}
        if any(self._spellings):
            borders["coded"] = self._coded
            borders["spells"] = self._spelling_counts
            borders["spelled"] = self._spelling_lengths
        for name, lengths in borders.items():
            file.put(f"{field}/{name}", [_borders(lengths)], "u4")
        self._write_sums(file, field)
        self._gaps.put_large(file, f"{field}/gaps")
        self._frequencies.put_large(file, f"{field}/frequencies")
        for name, texts in (("terms", self._texts), ("spellings", self._spellings)):
            file.put(f"{field}/{name}", (np.frombuffer(text, np.uint8) for text in texts), "u1")

    def _write_sums(self, file: ArrayFileWriter, field: str) -> None:
        """Write the sums of the terms in order; names, which are asked one by one, need none."""
        if self._positions.is_empty:
            return
        sums = np.concatenate([np.zeros(0, np.uint32), *self._sums])
        order = np.argsort(sums, kind="stable")
        file.put(f"{field}/hashes", [sums[order]], "u4")
        file.put(f"{field}/hashed", [order], "u4")

    def _add_terms(self, terms: list[bytes], counts: Array, occurrences: Array) -> None:
        self._texts.append(b"".join(terms))
        self._sums.append(np.fromiter(map(crc32, terms), np.uint32, len(terms)))
        self._term_lengths.append(np.fromiter(map(len, terms), np.int64, len(terms)))
        self._counts.append(counts.astype(np.int64))
        self._occurrences.append(occurrences)

    def _add_spellings(self, chunk: Chunk, occurrences: Array) -> None:
        """Keep the codes of terms with several spellings only."""
        several = np.fromiter((len(told) > 1 for told in chunk.spellings), np.bool_)
        several &= len(chunk.codes) > 0
        if several.any():
            self._codes.add(chunk.codes[np.repeat(several, occurrences)])
        self._coded.append(np.where(several, occurrences, 0))
        told = [[spelling.encode() for spelling in spellings] for spellings in chunk.spellings]
        flat = [spelling for spellings in told for spelling in spellings]
        self._spelling_counts.append(np.fromiter(map(len, told), np.int64, len(told)))
        self._spelling_lengths.append(np.fromiter(map(len, flat), np.int64, len(flat)))
        self._spellings.append(b"".join(flat))


def _borders(lengths: Sequence[Array]) -> Array:
    """Return where things of these lengths begin, and where the last one ends."""
    all_lengths = np.concatenate([np.zeros(1, np.int64), *lengths])
    return np.cumsum(all_lengths)
