"""Where words stand together: phrases and neighbours, by arithmetic on sorted arrays of keys.

The key of an occurrence is its position when those of all entries are counted on, so one number
says both the entry and the place in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final, Protocol

import numpy as np

from luutru.holdings.fulltext.postings import Counts, Flags, Floats, Frame, Integers, Postings
from luutru.holdings.fulltext.snapshot import Snapshot
from luutru.vietnamese.tokens import Token, tokenize

_RARER: Final = 64
"""How many times rarer one word has to be for looking up to be quicker than marking."""
_FEW: Final = 1_000
_BLOCK: Final = 1 << 22
"""Keys marked at once; a byte each, so that they stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for: a word, or a code or date with the words it is made of."""

    words: tuple[Token, ...]
    whole: Token | None = None


class Places(Protocol):
    """Something that stands in entries: a word, or words together."""

    @property
    def entries(self) -> Integers:
        """The entries, ascending."""

    @property
    def frequencies(self) -> Counts:
        """How often in each entry."""

    @property
    def keys(self) -> Integers:
        """Each occurrence, ascending."""

    @property
    def weight(self) -> float:
        """What it is worth."""

    @property
    def scores(self) -> Floats:
        """What it is worth in each entry."""

    @property
    def column(self) -> Floats | None:
        """The scores of all entries, where that is quicker."""


class Together:
    """Where words stand together; the key is that of the first."""

    column = None

    def __init__(self, keys: Integers, words: Sequence[Places], frame: Frame) -> None:
        self.keys = keys
        self.weight = sum(word.weight for word in words)
        """As much as its words together, as in Lucene."""
        self._frame = frame

    @cached_property
    def entries(self) -> Integers:
        """The entries, ascending."""
        return self._counted[0]

    @cached_property
    def frequencies(self) -> Integers:
        """How often in each entry."""
        return self._counted[1]

    @cached_property
    def scores(self) -> Floats:
        """What it is worth in each entry."""
        return self._frame.scores(self.entries, self.frequencies, self.weight)

    @cached_property
    def _counted(self) -> tuple[Integers, Integers]:
        entries = self._frame.entries_of(self.keys)
        first = np.flatnonzero(np.diff(entries, prepend=-1))
        return entries[first], np.diff(first, append=len(entries))


@lru_cache(maxsize=512)
def units_of(text: str) -> tuple[Unit, ...]:
    """Cut what was typed into units; the words of a code or date belong to its unit."""
    tokens = tokenize(text)
    plain = [token for token in tokens if not token.whole]
    units: list[Unit] = []
    covered = 0
    for whole in sorted((token for token in tokens if token.whole), key=_longest_first):
        if whole.start < covered:
            continue
        units += [Unit((word,)) for word in plain if covered <= word.start < whole.start]
        inside = tuple(word for word in plain if whole.start <= word.start < whole.end)
        units.append(Unit(inside, whole))
        covered = whole.end
    return (*units, *(Unit((word,)) for word in plain if word.start >= covered))


def _longest_first(token: Token) -> tuple[int, int]:
    return token.start, -token.end


def unit_places(snapshot: Snapshot, unit: Unit, field: str) -> Places:
    """Return where a unit stands: its word, or its code as a whole or in parts."""
    words = [snapshot.postings(field, word.folded) for word in unit.words]
    if unit.whole is None:
        return words[0]
    parts = phrase(snapshot.frame, words)
    whole = snapshot.postings(field, unit.whole.folded)
    keys = np.union1d(whole.keys, parts.keys)
    return Together(keys, (whole if len(whole.entries) else parts,), snapshot.frame)


def phrase(
    frame: Frame,
    words: Sequence[Places],
    offsets: Sequence[int] | None = None,
) -> Together:
    """Return where the words stand one after the other, in one entry.

    `offsets` tells how far from the first each stands; by default each follows the last.
    """
    if not words:
        return Together(np.zeros(0, np.int64), words, frame)
    placed = sorted(
        zip(words, offsets or range(len(words)), strict=True), key=lambda pair: len(pair[0].entries)
    )
    rarest, offset = placed[0]
    starts = rarest.keys - offset
    for word, offset in placed[1:]:
        if not len(starts):
            break
        keys = _keys_near(word, rarest)
        starts = starts[contains(keys, starts + offset)]
    starts = _inside(starts, max(offset for _, offset in placed), frame)
    return Together(starts, words, frame)


def near(frame: Frame, words: Sequence[Places], width: int) -> Together:
    """Return where all words stand within `width` positions, in one entry."""
    if not words or not all(len(word.entries) for word in words):
        return Together(np.zeros(0, np.int64), words, frame)
    rarest = min(words, key=lambda word: len(word.entries))
    keys = [_keys_near(word, rarest) for word in words]
    found = []
    for first in keys:
        entries = frame.entries_of(first)
        last = np.minimum(first + width, frame.borders[entries + 1] - 1)
        holds = np.ones(len(first), np.bool_)
        for other in keys:
            at = np.searchsorted(other, first)
            inside = at < len(other)
            holds &= inside
            holds[inside] &= other[at[inside]] <= last[inside]
        found.append(first[holds])
    return Together(np.unique(np.concatenate(found)), words, frame)


def contains(ascending: Integers, wanted: Integers) -> Flags:
    """Return which of `wanted` are in `ascending`; both ascend and have no number twice."""
    if not len(ascending):
        return np.zeros(len(wanted), np.bool_)
    if len(wanted) < max(_FEW, len(ascending) // _RARER):
        at = np.searchsorted(ascending, wanted)
        at[at == len(ascending)] = 0
        return np.asarray(ascending[at] == wanted)
    if len(ascending) * _RARER < len(wanted):
        return _held(wanted, ascending)
    return _marked(ascending, wanted)


def held(entries: Integers, size: int) -> Flags:
    """Return which of `size` entries are among `entries`."""
    flags = np.zeros(size, np.bool_)
    flags[entries] = True
    return flags


def _held(wanted: Integers, ascending: Integers) -> Flags:
    flags = np.zeros(len(wanted), np.bool_)
    at = np.searchsorted(wanted, ascending)
    inside = at < len(wanted)
    at, ascending = at[inside], ascending[inside]
    flags[at[wanted[at] == ascending]] = True
    return flags


def _marked(ascending: Integers, wanted: Integers) -> Flags:
    """Mark one side in a table of bytes and look the other up, block by block."""
    flags = np.zeros(len(wanted), np.bool_)
    if not len(ascending) or not len(wanted):
        return flags
    first = max(int(ascending[0]), int(wanted[0]), 0)
    last = max(first, min(int(ascending[-1]), int(wanted[-1]))) + 1
    edges = np.arange(first, last + _BLOCK, _BLOCK)
    edges[-1] = last
    of_ascending = np.searchsorted(ascending, edges).tolist()
    of_wanted = np.searchsorted(wanted, edges).tolist()
    table = np.zeros(min(_BLOCK, last - first), np.bool_)
    for block, edge in enumerate(edges[:-1].tolist()):
        own = ascending[of_ascending[block] : of_ascending[block + 1]] - edge
        asked = slice(of_wanted[block], of_wanted[block + 1])
        if len(own) and asked.start < asked.stop:
            table[own] = True
            flags[asked] = table[wanted[asked] - edge]
            table[own] = False
    return flags


def _keys_near(word: Places, rarest: Places) -> Integers:
    """Return the keys of `word`, only those in entries of `rarest` where that is less work."""
    if (
        not isinstance(word, Postings)
        or word.keys_are_known
        or len(rarest.entries) * _RARER > len(word.entries)
    ):
        return word.keys
    places = np.searchsorted(word.entries, rarest.entries)
    places[places == len(word.entries)] = 0
    return word.keys_in(places[word.entries[places] == rarest.entries])


def _inside(starts: Integers, reach: int, frame: Frame) -> Integers:
    """Leave out what begins in one entry and ends in the next."""
    starts = starts[starts >= 0]
    return starts[starts + reach < frame.borders[frame.entries_of(starts) + 1]]
