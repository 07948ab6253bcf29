"""Evaluates one part of a query that looks for words: which entries, how well, how exactly."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import pairwise
from math import log
from typing import Final

import numpy as np

from luutru.holdings.fulltext import occurrences
from luutru.holdings.fulltext.analysis import exact_term
from luutru.holdings.fulltext.occurrences import Unit, units_of
from luutru.holdings.fulltext.postings import Flags, Floats, Postings, Snapshot
from luutru.holdings.fulltext.query import Fuzzy, Likely, Near, Phrase, Prefix, Query, Strict, Words
from luutru.holdings.fulltext.schema import EXACT, TEXT
from luutru.holdings.fulltext.similar import one_letter_apart
from luutru.vietnamese.folding import fold, strip_marks
from luutru.vietnamese.tokens import words as words_of

FUZZY: Final = 0
FOLDED: Final = 1
EXACTLY: Final = 2
"""Tiers of a hit, in ascending order; what was typed without marks is always met exactly."""

_K1: Final = 1.2
_B: Final = 0.75
"""Saturation and length of BM25. Source: Robertson, Zaragoza 2009."""
_NEIGHBOURS: Final = 0.8
"""What two words standing together add, in shares of what both are worth alone."""
_NAMED: Final = 1.0
"""What a word in a title or a partner's name adds, in shares of what it is worth at all."""
_MOST: Final = 0.5
"""What an entry has at least when not all words are wanted, rare words counting more."""
_NAMING_FIELDS: Final = ("title", "partner", "number", "reference")


@dataclass(frozen=True, slots=True)
class Found:
    """What a part of a query found, for each entry of the index."""

    matched: Flags
    score: Floats
    tier: Floats
    """The worst of its words; `EXACTLY` where nothing was matched."""
    share: Floats
    """How much of the part stands in this very entry, 0 to 1."""


class Finder:
    """Looks for words in one field of a snapshot."""

    def __init__(self, snapshot: Snapshot, field: str = TEXT, allowed: Flags | None = None) -> None:
        self._snapshot = snapshot
        self._field = field
        self._allowed = snapshot.live if allowed is None else allowed
        self._saturation = _K1 * (1 - _B + _B * snapshot.lengths / snapshot.average_length)

    @singledispatchmethod
    def find(self, query: Query) -> Found:
        """Return what a part that looks for words finds."""
        raise TypeError(query)

    @find.register
    def _words(self, query: Words) -> Found:
        units = units_of(query.text)
        postings = [self._unit(unit) for unit in units]
        score, matched = self._sum(postings)
        share = matched.sum(axis=0, dtype=np.float32) / max(1, len(units))
        everywhere = self._in_every_agreement(matched)
        score += self._together(units, postings)
        score += self._naming(units, score)
        return self._found(everywhere, score, self._spelling(units), share)

    @find.register
    def _likely(self, query: Likely) -> Found:
        units = units_of(query.text)
        postings = [self._unit(unit) for unit in units]
        score, matched = self._sum(postings)
        score += self._together(units, postings)
        rarity = np.array([self._weight(len(found.entries)) for found in postings], np.float32)
        share = (matched * rarity[:, np.newaxis]).sum(axis=0) / max(1.0, float(rarity.sum()))
        share = share.astype(np.float32)
        return self._found(share >= _MOST, score, self._spelling(units), share)

    @find.register
    def _phrase(self, query: Phrase) -> Found:
        words = words_of(query.text)
        loose = occurrences.phrase([self._plain(word.folded) for word in words])
        found = self._one(loose)
        if any(word.exact != word.folded for word in words):
            spelled = [self._as_typed(word.folded, word.exact) for word in words]
            exact = self._flags(occurrences.phrase(spelled))
            found.tier[found.matched & ~exact] = FOLDED
        return found

    @find.register
    def _strict(self, query: Strict) -> Found:
        words = words_of(query.text)
        spelled = [occurrences.spelled(self._snapshot, word, field=self._field) for word in words]
        return self._one(occurrences.phrase(spelled))

    @find.register
    def _near(self, query: Near) -> Found:
        units = units_of(query.text)
        width = query.distance + max(0, len(units) - 2)
        found = self._one(occurrences.near([self._unit(unit) for unit in units], width))
        found.tier[found.matched & ~self._spelling(units)] = FOLDED
        return found

    @find.register
    def _prefix(self, query: Prefix) -> Found:
        """Somebody who types `ky` may mean `kỳ`, which is indexed as `ki`, or `Kyrgyzstan`."""
        beginning = strip_marks(query.beginning)
        terms = self._snapshot.beginning_with(beginning)
        return self._any_of(dict.fromkeys([*terms, fold(query.beginning)]))

    @find.register
    def _fuzzy(self, query: Fuzzy) -> Found:
        wanted = fold(query.word)
        found = self._any_of(one_letter_apart(wanted, self._snapshot.vocabulary_set))
        exact = self._flags(self._plain(wanted))
        found.tier[found.matched & ~exact] = FUZZY
        return found

    def _found(self, matched: Flags, score: Floats, exactly: Flags, share: Floats) -> Found:
        tier = np.full(self._snapshot.size, EXACTLY, np.float32)
        tier[matched & ~exactly] = FOLDED
        score[~matched] = 0
        return Found(matched, score, tier, share)

    def _one(self, postings: Postings) -> Found:
        matched = self._flags(postings)
        tier = np.full(self._snapshot.size, EXACTLY, np.float32)
        return Found(matched, self._score(postings), tier, matched.astype(np.float32))

    def _any_of(self, terms: Iterable[str]) -> Found:
        score = np.zeros(self._snapshot.size, np.float32)
        matched = np.zeros(self._snapshot.size, np.bool_)
        for term in terms:
            found = self._plain(term)
            score += self._score(found)
            matched |= self._flags(found)
        tier = np.full(self._snapshot.size, EXACTLY, np.float32)
        return Found(matched, score, tier, matched.astype(np.float32))

    def _plain(self, term: str) -> Postings:
        return self._snapshot.postings(self._field, term)

    def _as_typed(self, folded: str, exact: str) -> Postings:
        term = exact_term(folded, exact)
        found = self._snapshot.postings(EXACT, term) if exact != folded else None
        return self._plain(folded) if found is None or self._field != TEXT else found

    def _unit(self, unit: Unit, field: str | None = None) -> Postings:
        return occurrences.unit_postings(self._snapshot, unit, field or self._field)

    def _sum(self, found: Sequence[Postings]) -> tuple[Floats, Flags]:
        score = np.zeros(self._snapshot.size, np.float32)
        matched = np.zeros((len(found), self._snapshot.size), np.bool_)
        for row, postings in zip(matched, found, strict=True):
            score += self._score(postings)
            row[:] = self._flags(postings)
        return score, matched

    def _in_every_agreement(self, matched: Flags) -> Flags:
        """Keep the entries of agreements that have every word, on whichever page."""
        known, owners = self._snapshot.owners
        fulfilled = np.ones(len(known), np.bool_)
        for row in matched:
            fulfilled &= occurrences.holds(owners[row], len(known))
        return np.asarray(np.logical_or.reduce(matched) & fulfilled[owners])

    def _weight(self, count: int) -> float:
        return log(1 + (self._snapshot.size - count + 0.5) / (count + 0.5))

    def _score(self, postings: Postings, weight: float | None = None) -> Floats:
        score = np.zeros(self._snapshot.size, np.float32)
        if len(postings.entries):
            worth = self._weight(len(postings.entries)) if weight is None else weight
            often = postings.frequencies.astype(np.float32)
            saturation = self._saturation[postings.entries]
            score[postings.entries] = worth * often * (_K1 + 1) / (often + saturation)
        return score

    def _together(self, units: Sequence[Unit], found: Sequence[Postings]) -> Floats:
        """What neighbours add: a syllable alone says little in Vietnamese, two are a word."""
        score = np.zeros(self._snapshot.size, np.float32)
        for first, second in pairwise(range(len(units))):
            both = occurrences.phrase(
                [found[first], found[second]], offsets=[0, len(units[first].words)]
            )
            worth = self._weight(len(found[first].entries)) + self._weight(
                len(found[second].entries)
            )
            score += self._score(both, _NEIGHBOURS * worth / 2)
        return score

    def _naming(self, units: Sequence[Unit], score: Floats) -> Floats:
        """What it adds that all words stand in titles, names of partners and numbers."""
        if self._field != TEXT:
            return np.zeros_like(score)
        named = np.ones(self._snapshot.size, np.bool_)
        for unit in units:
            named &= np.logical_or.reduce(
                [self._flags(self._unit(unit, field)) for field in _NAMING_FIELDS]
            )
        return np.where(named, np.float32(_NAMED) * score, np.float32(0))

    def _spelling(self, units: Sequence[Unit]) -> Flags:
        """Which entries have every marked word with its marks; words absent do not count."""
        exactly = np.ones(self._snapshot.size, np.bool_)
        for word in (word for unit in units for word in unit.words if word.exact != word.folded):
            term = exact_term(word.folded, word.exact)
            has = self._flags(self._snapshot.postings(EXACT, term))
            exactly &= has | ~self._flags(self._plain(word.folded))
        return exactly

    def _flags(self, postings: Postings) -> Flags:
        return occurrences.holds(postings.entries, self._snapshot.size) & self._allowed
