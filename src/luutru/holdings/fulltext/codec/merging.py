"""Merges the postings of several files into one, some terms at a time, so that memory is bounded.

A file here is a segment, or a run: what a writer could not keep in memory any longer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from luutru.holdings.fulltext.codec.chunk import Chunk
from luutru.holdings.fulltext.codec.container import Array, ArrayFile
from luutru.holdings.fulltext.codec.field_arrays import FieldArrays

GONE: Final = np.uint32(0xFFFF_FFFF)
_AT_ONCE: Final = 1_500_000
"""Occurrences merged at once; they take some 60 bytes each."""


@dataclass(frozen=True)
class Source:
    """One file, and the new numbers of its entries; None if they keep them."""

    file: ArrayFile
    places: Array | None = None
    """`GONE` where an entry was deleted. Ascending, and above those of the source before."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Terms `first` to before `last` of one source."""

    arrays: FieldArrays
    places: Array | None
    first: int
    last: int

    def cut(self, term: bytes) -> tuple["_Part", "_Part"]:
        at = min(max(self.arrays.place(term), self.first), self.last)
        left = _Part(self.arrays, self.places, self.first, at)
        return left, _Part(self.arrays, self.places, at, self.last)

    @property
    def occurrences(self) -> int:
        return self.arrays.occurrence_count(self.first, self.last)


def merged(field: str, sources: Sequence[Source]) -> Iterator[Chunk]:
    """Yield the terms of `field` in all sources, in order, without deleted entries."""
    parts = []
    for source in sources:
        arrays = FieldArrays(source.file, field)
        parts.append(_Part(arrays, source.places, 0, len(arrays)))
    for share in _shares(parts):
        yield _merged(share)
        for source in sources:
            source.file.forget_pages()


def _shares(parts: Sequence[_Part]) -> Iterator[list[_Part]]:
    """Divide the terms into shares of bounded size, in order."""
    waiting = [[part for part in parts if part.first < part.last]]
    while waiting:
        share = waiting.pop()
        if not share:
            continue
        longest = max(share, key=lambda part: part.last - part.first)
        if sum(part.occurrences for part in share) <= _AT_ONCE or longest.last - longest.first == 1:
            yield share
            continue
        middle = longest.arrays.term((longest.first + longest.last) // 2)
        cuts = [part.cut(middle) for part in share]
        waiting += (
            [cut[side] for cut in cuts if cut[side].first < cut[side].last] for side in (1, 0)
        )


def _merged(parts: Sequence[_Part]) -> Chunk:
    told = [part.arrays.terms(part.first, part.last) for part in parts]
    terms = sorted(set().union(*told))
    places = {term: place for place, term in enumerate(terms)}
    numbers = [np.array([places[term] for term in own], np.int64) for own in told]
    spellings, codes = _spellings(parts, numbers, terms)
    entries, frequencies, owners = _postings(parts, numbers)
    order = np.argsort(owners, kind="stable")
    order = order[entries[order] != GONE]
    chunk = Chunk(
        terms=terms,
        counts=np.bincount(owners[order], minlength=len(terms)),
        entries=entries[order],
        frequencies=frequencies[order],
        positions=np.zeros(0, np.uint32),
        codes=np.zeros(0, np.uint32),
        spellings=spellings,
    )
    if any(part.arrays.has_positions for part in parts):
        moved = _moved(frequencies, order)
        positions = [part.arrays.positions(part.first, part.last) for part in parts]
        chunk.positions = np.concatenate(positions)[moved]
        chunk.codes = codes[moved]
    return _without_empty(chunk)


def _postings(parts: Sequence[_Part], numbers: Sequence[Array]) -> tuple[Array, Array, Array]:
    """Return entry, frequency and term of every posting, one source after the other."""
    entries, frequencies, owners = [], [], []
    for part, own in zip(parts, numbers, strict=True):
        told = part.arrays.entries(part.first, part.last)
        entries.append(told if part.places is None else part.places[told])
        frequencies.append(part.arrays.frequencies(part.first, part.last).astype(np.int64))
        owners.append(np.repeat(own, part.arrays.counts(part.first, part.last)[0]))
    return np.concatenate(entries), np.concatenate(frequencies), np.concatenate(owners)


def _moved(frequencies: Array, order: Array) -> Array:
    """Return from where each occurrence comes when postings are put in `order`."""
    starts = np.cumsum(frequencies) - frequencies
    lengths = frequencies[order]
    ends = np.cumsum(lengths)
    shifts = starts[order] - (ends - lengths)
    moved: Array = np.arange(ends[-1] if len(ends) else 0) + np.repeat(shifts, lengths)
    return moved


def _spellings(
    parts: Sequence[_Part], numbers: Sequence[Array], terms: Sequence[bytes]
) -> tuple[list[Sequence[str]], Array]:
    """Return the spellings of each term, and the code of every occurrence in them."""
    known: list[dict[str, int]] = [{} for _ in terms]
    codes = []
    for part, own in zip(parts, numbers, strict=True):
        renamed: list[int] = []
        bases: list[int] = []
        all_told = part.arrays.all_spellings(part.first, part.last)
        for place, told in zip(own.tolist(), all_told, strict=True):
            table = known[place]
            bases.append(len(renamed))
            renamed += [
                table.setdefault(spelling, len(table))
                for spelling in told or (terms[place].decode(),)
            ]
        several = [at for at, told in enumerate(all_told) if len(told) > 1]
        codes.append(_recoded(part, np.array(renamed, np.uint32), np.array(bases), several))
    all_told = [
        [] if len(table) == 1 and term.decode() in table else list(table)
        for table, term in zip(known, terms, strict=True)
    ]
    return all_told, np.concatenate(codes)


def _recoded(part: _Part, renamed: Array, bases: Array, several: Sequence[int]) -> Array:
    """Return the new code of each occurrence of a part; `several` terms have several spellings."""
    counts = part.arrays.counts(part.first, part.last)[1]
    ends = np.cumsum(counts)
    found = np.repeat(renamed[bases], counts)
    for at in several:
        own = part.arrays.codes(part.first + at)
        if own is not None:
            found[ends[at] - counts[at] : ends[at]] = renamed[bases[at] + own.astype(np.int64)]
    return found


def _without_empty(chunk: Chunk) -> Chunk:
    """Leave out terms of which every entry was deleted."""
    kept = np.flatnonzero(chunk.counts).tolist()
    if len(kept) < len(chunk.terms):
        chunk.terms = [chunk.terms[place] for place in kept]
        chunk.spellings = [chunk.spellings[place] for place in kept]
        chunk.counts = chunk.counts[kept]
    return chunk
