"""Where words stand, as arrays over all entries of the index.

Everything is computed when it is first looked at and then kept: entries and frequencies to score,
keys (the position counted over all entries) for phrases, spellings for the order of hits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from luutru.holdings.fulltext.codec.field_arrays import FieldArrays

Integers: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float32]
Tiers: TypeAlias = NDArray[np.uint8]
Counts: TypeAlias = NDArray[Any]
"""Small numbers as they lie on the disk."""

Kept = TypeVar("Kept", bound=NDArray[Any])

_K1: Final = 1.2
_B: Final = 0.75
"""Saturation and length of BM25. Source: Robertson, Zaragoza 2009."""
_DENSE: Final = 8
"""Words in more than one of so many entries are added up as whole columns."""
_BLOCK: Final = 8
"""Bits of a position inside its block."""
_FEW_KEYS: Final = 256
_HALF_OF_32_BITS: Final = 1 << 30
_BYTES: Final = 2_000
"""What postings take when nobody looked at them."""


@dataclass(frozen=True)
class Frame:
    """What all postings of one snapshot share: the size and the length of every entry."""

    lengths: Floats
    borders: Integers
    """Where the positions of each entry begin when all are counted on, and the end."""

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self.lengths)

    def __post_init__(self) -> None:
        """Count positions with 32 bits where they suffice: half the memory."""
        if len(self.borders) and self.borders[-1] < _HALF_OF_32_BITS:
            object.__setattr__(self, "borders", self.borders.astype(np.int32))

    def entries_of(self, keys: Integers) -> Integers:
        """Return the entry of each key.

        From the entry at the beginning of its block of positions on: for many keys this takes a
        tenth of what a search for each takes.
        """
        if len(keys) < _FEW_KEYS:
            return np.asarray(np.searchsorted(self.borders, keys, side="right") - 1)
        entries: Integers = self._blocks[keys >> _BLOCK]
        late = np.flatnonzero(keys >= self.borders[entries + 1])
        while len(late):
            entries[late] += 1
            late = late[keys[late] >= self.borders[entries[late] + 1]]
        return entries

    @cached_property
    def _blocks(self) -> Integers:
        """The entry at the beginning of each block of positions."""
        starts = np.arange(0, int(self.borders[-1]) + 1, 1 << _BLOCK)
        return np.asarray(np.searchsorted(self.borders, starts, side="right") - 1)

    @cached_property
    def saturation(self) -> Floats:
        """What the length of each entry makes of a frequency."""
        average = max(1.0, float(self.lengths.mean())) if self.size else 1.0
        return np.asarray(_K1 * (1 - _B + _B * self.lengths / average), np.float32)

    def weight(self, count: int) -> float:
        """Return what a word is worth that stands in `count` entries."""
        return log(1 + (self.size - count + 0.5) / (count + 0.5))

    def scores(self, entries: Integers, frequencies: Counts, weight: float) -> Floats:
        """Return what it is worth in each of `entries`."""
        often = frequencies.astype(np.float32)
        factor = np.float32(weight * (_K1 + 1))
        return np.asarray(factor * often / (often + self.saturation[entries]))

    def all_scores(self, frequencies: Floats, weight: float) -> Floats:
        """Return what it is worth in every entry."""
        factor = np.float32(weight * (_K1 + 1))
        return np.asarray(factor * frequencies / (frequencies + self.saturation))


@dataclass(frozen=True, slots=True)
class Part:
    """Terms `first` to before `last` of one segment, whose entries begin at `base`."""

    arrays: FieldArrays
    first: int
    last: int
    base: int


class Postings:
    """The entries in which a term stands, how often, and where.

    Several terms may be taken for one; then only entries and frequencies are asked for.
    """

    def __init__(
        self, parts: Sequence[Part], frame: Frame, grew: Callable[[int], None] | None = None
    ) -> None:
        """Take the parts; `grew` is told how many bytes were computed to be kept."""
        self._parts = parts
        self._frame = frame
        self._grew = grew
        self.cost = _BYTES
        """How many bytes it takes by now."""
        self._is_one_term = all(part.last - part.first == 1 for part in parts) and len(
            {part.base for part in parts}
        ) == len(parts)
        self._tiers: dict[str, Tiers] = {}

    @cached_property
    def count(self) -> int:
        """In how many entries; several terms are added up."""
        return sum(part.arrays.entry_count(part.first, part.last) for part in self._parts)

    @cached_property
    def entries(self) -> Integers:
        """The entries, ascending."""
        if self._added is not None:
            return np.flatnonzero(self._added)
        moved = [
            _moved(part.arrays.entries(part.first, part.last), part.base) for part in self._parts
        ]
        return self._kept(_joined(moved))

    @cached_property
    def frequencies(self) -> Counts:
        """How often in each entry."""
        if self._added is not None:
            return self._added[self.entries]
        return self._kept(_joined([p.arrays.frequencies(p.first, p.last) for p in self._parts]))

    @cached_property
    def weight(self) -> float:
        """What the term is worth."""
        added = self._added
        return self._frame.weight(
            len(self.entries) if added is None else int(np.count_nonzero(added != 0))
        )

    @property
    def scores(self) -> Floats:
        """What it is worth in each entry."""
        return self._scores if self.column is None else self.column[self.entries]

    @cached_property
    def _scores(self) -> Floats:
        return self._kept(self._frame.scores(self.entries, self.frequencies, self.weight))

    @cached_property
    def column(self) -> Floats | None:
        """The scores of all entries, where the term stands in so many that this is quicker."""
        if self._added is not None:
            return self._frame.all_scores(self._added, self.weight)
        if len(self.entries) * _DENSE < self._frame.size:
            return None
        column = np.zeros(self._frame.size, np.float32)
        column[self.entries] = self._frame.scores(self.entries, self.frequencies, self.weight)
        return self._kept(column)

    @cached_property
    def keys(self) -> Integers:
        """Each occurrence as its position over all entries, ascending; of one term only."""
        borders = self._frame.borders[self.entries]
        positions = self._positions.astype(borders.dtype)
        return self._kept(_repeated(borders, self.frequencies) + positions)

    def joined(self, other: "Postings") -> "Postings":
        """Return both as if they were one term."""
        return Postings([*self._parts, *other._parts], self._frame)  # noqa: SLF001  of the same class

    def _kept(self, computed: Kept) -> Kept:
        """Count what is kept of a computation; what lies in a mapped file takes nothing."""
        if computed.flags.owndata:
            self.cost += computed.nbytes
            if self._grew is not None:
                self._grew(computed.nbytes)
        return computed

    @property
    def keys_are_known(self) -> bool:
        """Tell whether somebody looked at the keys before."""
        return "keys" in self.__dict__

    def tiers(self, spelling: str, rank: Callable[[str], int]) -> Tiers:
        """Return for each entry the best `rank` of how the term is spelled in it; of one term."""
        if spelling not in self._tiers:
            ranked = _joined([_ranked(part, rank) for part in self._parts])
            best = np.maximum.reduceat(ranked, self._starts) if len(ranked) else ranked
            self._tiers[spelling] = self._kept(best)
        return self._tiers[spelling]

    def tiers_at(self, places: Integers, rank: Callable[[str], int]) -> Tiers:
        """Return the `rank` of the spelling of the occurrences at some places of `keys`."""
        found = np.zeros(len(places), np.uint8)
        before = 0
        for part in self._parts:
            count = part.arrays.occurrence_count(part.first)
            own = np.flatnonzero((places >= before) & (places < before + count))
            found[own] = _ranks(part, rank, places[own] - before)
            before += count
        return found

    def spelled(self, accepts: Callable[[str], bool]) -> Integers:
        """Return the keys of the occurrences with a spelling that is accepted; of one term."""
        ranked = [_ranked(part, lambda spelling: int(accepts(spelling))) for part in self._parts]
        return self.keys[np.flatnonzero(_joined(ranked))]

    def keys_in(self, places: Integers) -> Integers:
        """Return the keys of occurrences in some of the entries, given by their places; sorted."""
        starts = self._starts[places]
        counts = self.frequencies[places].astype(np.int64)
        ends = np.cumsum(counts)
        total = int(ends[-1]) if len(ends) else 0
        chosen = np.arange(total) + np.repeat(starts - (ends - counts), counts)
        borders = np.repeat(self._frame.borders[self.entries[places]], counts)
        return np.asarray(borders + self._positions[chosen])

    @cached_property
    def _starts(self) -> Integers:
        """Where the occurrences of each entry begin."""
        frequencies = self.frequencies
        return self._kept(np.cumsum(frequencies, dtype=np.int64) - frequencies)

    @cached_property
    def _positions(self) -> Counts:
        return self._kept(_joined([p.arrays.positions(p.first, p.last) for p in self._parts]))

    @cached_property
    def _added(self) -> Floats | None:
        """Of several terms: how often they stand in each entry of the index, all together."""
        if self._is_one_term:
            return None
        size = self._frame.size
        frequencies = np.zeros(size, np.float32)
        for part in self._parts:
            entries = _moved(part.arrays.entries(part.first, part.last), part.base)
            often = part.arrays.frequencies(part.first, part.last)
            if part.last - part.first == 1:
                frequencies[entries] += often
            else:
                frequencies += np.bincount(entries, often, size)
        return frequencies


def _moved(entries: Integers, base: int) -> Integers:
    """Return the entries of one segment as they are numbered over all."""
    return entries + base if base else entries


def _joined(arrays: Sequence[Counts]) -> Counts:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.zeros(0, np.uint8)


def _repeated(numbers: Integers, counts: Counts) -> Integers:
    """Return each number as often as its count says; half the time of `numpy.repeat`."""
    if not len(numbers):
        return numbers
    ends = np.cumsum(counts, dtype=np.int64)
    steps = np.zeros(int(ends[-1]), numbers.dtype)
    steps[0] = numbers[0]
    steps[ends[:-1]] = np.diff(numbers)
    return np.cumsum(steps, dtype=numbers.dtype)


def _ranked(part: Part, rank: Callable[[str], int]) -> Tiers:
    """Return the rank of the spelling of each occurrence in one segment."""
    return _ranks(part, rank, slice(None))


def _ranks(part: Part, rank: Callable[[str], int], places: Integers | slice) -> Tiers:
    """Return the rank of the spelling of some occurrences in one segment."""
    ranks = np.array([rank(told) for told in part.arrays.spellings(part.first)], np.uint8)
    codes = part.arrays.codes(part.first)
    if codes is None:
        codes = np.zeros(part.arrays.occurrence_count(part.first), np.uint8)
    return np.asarray(ranks[codes[places]])
