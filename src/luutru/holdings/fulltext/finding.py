"""Finds the words of one part of a query: in which entries, what they are worth, how spelled."""

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from luutru.holdings.fulltext import occurrences
from luutru.holdings.fulltext.occurrences import Places, Together, Unit, units_of
from luutru.holdings.fulltext.postings import Floats, Integers, Postings, Tiers
from luutru.holdings.fulltext.query import Fuzzy, Likely, Near, Phrase, Prefix, Query, Strict, Words
from luutru.holdings.fulltext.schema import TEXT
from luutru.holdings.fulltext.similar import one_letter_forms
from luutru.holdings.fulltext.snapshot import Snapshot
from luutru.vietnamese.folding import exact_form, fold, folded_and_spelled, strip_marks
from luutru.vietnamese.tokens import Token
from luutru.vietnamese.tokens import words as words_of

FUZZY: Final = 0
FOLDED: Final = 1
EQUIVALENT: Final = 2
EXACTLY: Final = 3
"""Tiers of a hit, ascending: a similar word; other marks; the tone elsewhere, or i for y (hoà, kĩ);
as typed. What was typed without marks is always met exactly."""


class Scored(Protocol):
    """Entries with what something is worth in each of them."""

    @property
    def entries(self) -> Integers:
        """The entries, ascending."""

    @property
    def scores(self) -> Floats:
        """What it is worth in each."""

    @property
    def column(self) -> Floats | None:
        """The scores of all entries, where that is quicker."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where one thing that is wanted stands."""

    where: Scored
    tiers: Tiers | None = None
    """Of each entry; None where all are met exactly."""


@dataclass(frozen=True, slots=True)
class _Added:
    """Scores that were added up here."""

    entries: Integers
    scores: Floats
    column: None = None


class Finder:
    """Looks for words in one field of a snapshot."""

    def __init__(self, snapshot: Snapshot, field: str = TEXT) -> None:
        self._snapshot = snapshot
        self._field = field

    def find(self, query: Query) -> list[Found]:  # noqa: PLR0911  one for each kind
        """Return what a part that looks for words finds, one for each thing that must be there."""
        match query:
            case Words():
                return self._words(query)
            case Likely():
                return self._likely(query)
            case Phrase():
                return self._phrase(query)
            case Strict():
                return self._strict(query)
            case Near():
                return self._near(query)
            case Prefix():
                return self._prefix(query)
            case Fuzzy():
                return self._fuzzy(query)
            case _:
                raise TypeError(query)

    def _words(self, query: Words) -> list[Found]:
        return [self._unit(unit, query.text) for unit in units_of(query.text)]

    def _likely(self, query: Likely) -> list[Found]:
        found = self._words(Words(query.text))
        size = self._snapshot.size
        scores, rarity = np.zeros(size, np.float32), np.zeros(size, np.float32)
        known = [one.where for one in found if len(one.where.entries)]
        weights = [self._snapshot.frame.weight(len(where.entries)) for where in known]
        for where, weight in zip(known, weights, strict=True):
            scores[where.entries] += where.scores
            rarity[where.entries] += np.float32(weight)
        # A word that stands nowhere says nothing of any page: it counts like the others.
        wanted = sum(weights) / max(1, len(known)) * len(found)
        enough = max(query.share * wanted, float(np.finfo(np.float32).tiny))
        entries = np.flatnonzero(rarity >= enough)
        return [Found(_Added(entries, scores[entries]))]

    def _phrase(self, query: Phrase) -> list[Found]:
        words = words_of(query.text)
        plain = [self._plain(word.folded) for word in words]
        together = occurrences.phrase(self._snapshot.frame, plain)
        if not any(word.exact != word.folded for word in words):
            return [Found(together)]
        worst = np.full(len(together.keys), EXACTLY, np.uint8)
        for offset, (word, postings) in enumerate(zip(words, plain, strict=True)):
            places = np.searchsorted(postings.keys, together.keys + offset)
            tiers = postings.tiers_at(places, _ranking(word, query.text))
            np.minimum(worst, tiers, out=worst)
        starts = np.cumsum(together.frequencies) - together.frequencies
        return [Found(together, np.maximum.reduceat(worst, starts) if len(starts) else worst)]

    def _strict(self, query: Strict) -> list[Found]:
        text = query.text
        words = [self._spelled(word, text, EQUIVALENT) for word in words_of(text)]
        return [Found(occurrences.phrase(self._snapshot.frame, words))]

    def _near(self, query: Near) -> list[Found]:
        units = units_of(query.text)
        places = [occurrences.unit_places(self._snapshot, unit, self._field) for unit in units]
        width = query.distance + max(0, len(units) - 2)
        found = occurrences.near(self._snapshot.frame, places, width)
        tiers = np.full(len(found.entries), EXACTLY, np.uint8)
        for own in (self._unit(unit, query.text) for unit in units):
            if own.tiers is not None:
                at = np.searchsorted(own.where.entries, found.entries)
                np.minimum(tiers, own.tiers[at], out=tiers)
        return [Found(found, tiers)]

    def _prefix(self, query: Prefix) -> list[Found]:
        """Somebody who types `ky` may mean `kỳ`, which is indexed as `ki`, or `Kyrgyzstan`."""
        beginning, folded = strip_marks(query.beginning), fold(query.beginning)
        found = self._snapshot.postings_beginning_with(self._field, beginning)
        if not folded.startswith(beginning):
            found = found.joined(self._plain(folded))
        return [Found(found)]

    def _fuzzy(self, query: Fuzzy) -> list[Found]:
        wanted = fold(query.word)
        found = self._snapshot.postings_of_any(self._field, sorted(one_letter_forms(wanted)))
        tiers = np.full(len(found.entries), FUZZY, np.uint8)
        tiers[np.searchsorted(found.entries, self._plain(wanted).entries)] = EXACTLY
        return [Found(found, tiers)]

    def _unit(self, unit: Unit, text: str) -> Found:
        places = occurrences.unit_places(self._snapshot, unit, self._field)
        marked = [word for word in unit.words if word.exact != word.folded]
        if not marked or not isinstance(places, Postings):
            return Found(places)
        rank = _ranking(marked[0], text)
        return Found(places, places.tiers(rank.typed, rank))

    def _plain(self, term: str) -> Postings:
        return self._snapshot.postings(self._field, term)

    def _spelled(self, word: Token, text: str, tier: int) -> Places:
        """Return where a word stands spelled at least as well as `tier`."""
        plain, rank = self._plain(word.folded), _ranking(word, text)
        keys = plain.spelled(lambda spelling: rank(spelling) >= tier)
        return Together(keys, (plain,), self._snapshot.frame)


@dataclass(frozen=True, slots=True)
class _Rank:
    """Tells the tier of a spelling of the same folded word."""

    typed: str
    exact: str

    def __call__(self, spelling: str) -> int:
        if spelling == self.typed:
            return EXACTLY
        return EQUIVALENT if exact_form(spelling) == self.exact else FOLDED


def _ranking(word: Token, text: str) -> _Rank:
    return _Rank(folded_and_spelled(text[word.start : word.end])[1], word.exact)
