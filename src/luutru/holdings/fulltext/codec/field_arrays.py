"""One field of one segment: its terms, and where each stands, as slices of mapped arrays.

| array | one number a | what it says |
|---|---|---|
| terms, starts | byte, term + 1 | the terms in UTF-8, ascending, and where each begins |
| first, at | term + 1 | where its entries, and its positions, begin |
| gaps, frequencies | entry of a term | how far from the one before, and how often |
| …_large, …_large_at | large number | what did not fit into `gaps` or `frequencies`, and where |
| positions, codes | occurrence | at which word of the entry, and in which spelling |
| coded | term + 1 | where its codes begin; terms with one spelling have none |
| spellings, spelled, spells | byte, spelling + 1, term + 1 | how terms are spelled |
| hashes, hashed | term | sums of the terms, ascending, and the number of the term of each |
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final
from zlib import crc32

import numpy as np

from luutru.holdings.fulltext.codec.container import Array, ArrayFile

MANY: Final = 255
FARTHEST: Final = 65_535
"""What stands in the place of a frequency, or a gap, that does not fit."""
_LAST: Final = b"\xff"
"""Begins no character of UTF-8: every term with a prefix comes before the prefix and this."""


class FieldArrays:
    """The postings of one field, read where they lie."""

    def __init__(self, file: ArrayFile, field: str) -> None:
        def view(name: str) -> memoryview:
            return memoryview(file.array(f"{field}/{name}"))  # type: ignore[arg-type]  # numpy has it

        self._terms = view("terms")
        self._starts = view("starts")
        self._first = view("first")
        self._at = view("at")
        self._gaps = _Capped(file, f"{field}/gaps")
        self._frequencies = _Capped(file, f"{field}/frequencies")
        self._positions = file.array(f"{field}/positions")
        self._codes = file.array(f"{field}/codes")
        self._coded = view("coded")
        self._spellings = view("spellings")
        self._spelled = view("spelled")
        self._spells = view("spells")
        self._hashes = file.array(f"{field}/hashes")
        self._hashed = file.array(f"{field}/hashed")

    def __len__(self) -> int:
        """How many terms there are."""
        return max(0, len(self._starts) - 1)

    @property
    def has_positions(self) -> bool:
        """Tell whether it is known where in an entry a term stands."""
        return len(self._positions) > 0

    def term(self, number: int) -> bytes:
        """Return a term by its number."""
        return self._terms[self._starts[number] : self._starts[number + 1]].tobytes()

    def terms(self, first: int, last: int) -> list[bytes]:
        """Return the terms with numbers from `first` to before `last`."""
        starts = self._starts[first : last + 1].tolist() if last > first else [0]
        text = self._terms[starts[0] : starts[-1]].tobytes()
        base = starts[0]
        return [text[a - base : b - base] for a, b in pairwise(starts)]

    def place(self, term: bytes) -> int:
        """Return the number of `term`, or the one it would have."""
        return bisect_left(range(len(self)), term, key=self.term)

    def find(self, term: bytes) -> int | None:
        """Return the number of `term`, or None if it stands nowhere."""
        number = self.place(term)
        return number if number < len(self) and self.term(number) == term else None

    def known(self, terms: Sequence[bytes]) -> list[int]:
        """Return the numbers of those of many `terms` that stand anywhere."""
        if not len(self._hashes):
            return [at for term in terms if (at := self.find(term)) is not None]
        sums = np.fromiter(map(crc32, terms), np.uint32, len(terms))
        low = np.searchsorted(self._hashes, sums)
        inside = np.flatnonzero(low < len(self))
        met = inside[self._hashes[low[inside]] == sums[inside]]
        found = []
        for at in met.tolist():
            high = np.searchsorted(self._hashes, sums[at], side="right")
            same = self._hashed[low[at] : high].tolist()
            found += [number for number in same if self.term(number) == terms[at]]
        return found

    def beginning_with(self, prefix: bytes) -> tuple[int, int]:
        """Return the first number and the one after the last of the terms that begin so."""
        return self.place(prefix), self.place(prefix + _LAST)

    def entry_count(self, first: int, last: int | None = None) -> int:
        """Return in how many entries the terms from `first` to before `last` stand, added up."""
        return self._first[first + 1 if last is None else last] - self._first[first]

    def occurrence_count(self, first: int, last: int | None = None) -> int:
        """Return how often they occur."""
        return self._at[first + 1 if last is None else last] - self._at[first]

    def entries(self, first: int, last: int | None = None) -> Array:
        """Return in which entries a term stands, ascending; several terms one after the other."""
        entries: Array = np.cumsum(
            self._gaps[self._extent(self._first, first, last)], dtype=np.int64
        )
        if last is None or last - first == 1:
            return entries
        borders = np.asarray(self._first[first : last + 1]).astype(np.int64) - self._first[first]
        before = np.concatenate([np.zeros(1, np.int64), entries])[borders[:-1]]
        return np.asarray(entries - np.repeat(before, np.diff(borders)))

    def frequencies(self, first: int, last: int | None = None) -> Array:
        """Return how often a term stands in each of its entries."""
        return self._frequencies[self._extent(self._first, first, last)]

    def positions(self, first: int, last: int | None = None) -> Array:
        """Return at which words a term stands, for all its entries one after the other."""
        return self._positions[self._extent(self._at, first, last)]

    def codes(self, number: int) -> Array | None:
        """Return the number of the spelling of each occurrence; None where there is only one."""
        if not len(self._coded):
            return None
        extent = self._extent(self._coded, number, None)
        return self._codes[extent] if extent.stop > extent.start else None

    def spellings(self, number: int) -> Sequence[str]:
        """Return how a term is spelled, by the numbers of `codes`."""
        return self.all_spellings(number, number + 1)[0] or (self.term(number).decode(),)

    def all_spellings(self, first: int, last: int) -> list[Sequence[str]]:
        """Return the spellings of several terms; none for one that is spelled as itself only."""
        if not len(self._spells):
            return [()] * (last - first)
        borders = self._spells[first : last + 1].tolist()
        edges = self._spelled[borders[0] : borders[-1] + 1].tolist()
        base = edges[0]
        text = self._spellings[base : edges[-1]].tobytes()
        told = [text[a - base : b - base].decode() for a, b in pairwise(edges)]
        start = borders[0]
        return [told[a - start : b - start] for a, b in pairwise(borders)]

    def counts(self, first: int, last: int) -> tuple[Array, Array]:
        """Return for each term in how many entries it stands, and how often it occurs."""
        entries = np.diff(np.asarray(self._first[first : last + 1]).astype(np.int64))
        occurrences = np.diff(np.asarray(self._at[first : last + 1]).astype(np.int64))
        return entries, occurrences

    @staticmethod
    def _extent(borders: memoryview, first: int, last: int | None) -> slice:
        return slice(borders[first], borders[first + 1 if last is None else last])


class _Capped:
    """An array of small numbers in which few do not fit."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._small = file.array(name)
        self._large_at = file.array(f"{name}_large_at")
        self._large = file.array(f"{name}_large")

    def __getitem__(self, extent: slice) -> Array:
        found = self._small[extent]
        if not len(self._large):
            return found
        low, high = np.searchsorted(self._large_at, (extent.start, extent.stop))
        if low == high:
            return found
        whole = found.astype(np.uint32)
        whole[self._large_at[low:high] - extent.start] = self._large[low:high]
        return whole
