"""Where words stand together: phrases, neighbours and spellings, by arithmetic on sorted arrays."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from luutru.holdings.fulltext.analysis import exact_term
from luutru.holdings.fulltext.postings import (
    NOWHERE,
    Flags,
    Integers,
    Postings,
    Snapshot,
    postings_from_keys,
)
from luutru.holdings.fulltext.schema import EXACT, SEPARATOR, TEXT
from luutru.vietnamese.tokens import Token, tokenize


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for: a word, or a code or date with the words it is made of."""

    words: tuple[Token, ...]
    whole: Token | None = None

    @property
    def is_marked(self) -> bool:
        """Tell whether marks were typed, so that spellings matter."""
        return any(word.exact != word.folded for word in self.words)


def units_of(text: str) -> list[Unit]:
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
    return units + [Unit((word,)) for word in plain if word.start >= covered]


def _longest_first(token: Token) -> tuple[int, int]:
    return token.start, -token.end


def unit_postings(snapshot: Snapshot, unit: Unit, field: str = TEXT) -> Postings:
    """Return where a unit stands: its word, or its code as a whole or in parts."""
    words = [snapshot.postings(field, word.folded) for word in unit.words]
    parts = words[0] if len(words) == 1 else phrase(words)
    if unit.whole is None:
        return parts
    return either([snapshot.postings(field, unit.whole.folded), parts])


def phrase(words: Sequence[Postings], offsets: Sequence[int] | None = None) -> Postings:
    """Return where the words stand one after the other; the position is that of the first.

    `offsets` tells how far from the first each stands; by default each follows the last.
    """
    if not words or any(not len(word.entries) for word in words):
        return NOWHERE
    keyed = zip((_in_all(words, word) for word in words), offsets or range(len(words)), strict=True)
    shifted = sorted((keys - offset for keys, offset in keyed), key=len)
    found = shifted[0]
    for other in shifted[1:]:
        found = found[_contains(other, found)]
    return postings_from_keys(found)


def near(words: Sequence[Postings], width: int) -> Postings:
    """Return where all words stand within `width` positions; the position is that of the first."""
    if not words or any(not len(word.entries) for word in words):
        return NOWHERE
    keys = [_in_all(words, word) for word in words]
    starts = []
    for first in keys:
        holds = np.ones(len(first), np.bool_)
        for other in keys:
            at = np.searchsorted(other, first)
            reached = np.zeros(len(first), np.bool_)
            inside = at < len(other)
            reached[inside] = other[at[inside]] - first[inside] <= width
            holds &= reached
        starts.append(first[holds])
    return postings_from_keys(np.unique(np.concatenate(starts)))


def either(found: Sequence[Postings]) -> Postings:
    """Return where any of them stands."""
    told = [postings for postings in found if len(postings.entries)]
    if len(told) <= 1:
        return told[0] if told else NOWHERE
    return postings_from_keys(np.unique(np.concatenate([postings.keys() for postings in told])))


def spelled(snapshot: Snapshot, word: Token, *, field: str = TEXT) -> Postings:
    """Return where a word stands with exactly its marks, or exactly without any."""
    plain = snapshot.postings(field, word.folded)
    if word.exact != word.folded:
        return _within(snapshot.postings(EXACT, exact_term(word.folded, word.exact)), plain, field)
    spellings = snapshot.terms(EXACT, word.folded + SEPARATOR)
    if field != TEXT or not spellings:
        return plain
    marked = either([snapshot.postings(EXACT, spelling) for spelling in spellings])
    keys = plain.keys()
    return postings_from_keys(keys[~_contains(marked.keys(), keys)])


def holds(entries: Integers, size: int) -> Flags:
    """Return which of `size` entries are among `entries`."""
    flags = np.zeros(size, np.bool_)
    flags[entries] = True
    return flags


def _within(exact: Postings, plain: Postings, field: str) -> Postings:
    """Leave of spellings what stands in entries that have the word in `field`.

    Spellings are kept for all words of an entry together; positions of single fields differ.
    """
    if field == TEXT:
        return exact
    keep = np.isin(plain.entries, exact.entries)
    chosen = np.repeat(keep, plain.frequencies)
    return Postings(plain.entries[keep], plain.frequencies[keep], plain.positions[chosen])


def _in_all(words: Sequence[Postings], word: Postings) -> Integers:
    """Return the keys of `word` in the entries that have every word."""
    rarest = min(words, key=lambda other: len(other.entries)).entries
    if word.entries is rarest:
        return word.keys()
    keep = _contains(rarest, word.entries)
    chosen = np.repeat(keep, word.frequencies)
    left = Postings(word.entries[keep], word.frequencies[keep], word.positions[chosen])
    return left.keys()


def _contains(ascending: Integers, wanted: Integers) -> Flags:
    """Return which of `wanted` are in `ascending`."""
    if not len(ascending):
        return np.zeros(len(wanted), np.bool_)
    at = np.searchsorted(ascending, wanted)
    at[at == len(ascending)] = 0
    return np.asarray(ascending[at] == wanted)
