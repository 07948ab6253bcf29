"""What puts one hit before another, besides what its words are worth.

From the strongest: the query is a whole name, number or title; how the words are spelled; all of
them on one page; then what the words are worth, more where they stand together and in names.
No step is ever overtaken by a better one below it.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from luutru.holdings.fulltext.analysis import ANYWHERE, whole_term
from luutru.holdings.fulltext.occurrences import Unit, units_of
from luutru.holdings.fulltext.postings import Flags, Floats, Integers, Postings
from luutru.holdings.fulltext.query import (
    Among,
    And,
    Everything,
    Field,
    Not,
    Or,
    Pages,
    Phrase,
    Query,
    Words,
)
from luutru.holdings.fulltext.schema import NAMING, TEXT, WHOLE
from luutru.holdings.fulltext.snapshot import Snapshot

IDENTICAL: Final = np.float32(32)
TIER: Final = np.float32(4)
COMPLETE: Final = np.float32(2)
_HALF: Final = np.float32(10)
"""The worth that adds a half."""
_NEIGHBOURS: Final = 0.8
"""What two words standing together add, in shares of what both are worth alone. That all words are
in titles, partners' names and numbers adds as much as all are worth."""
_BETWEEN: Final = np.array([1.0, 0.5, 0.25, 0.12], np.float32)
"""What is left of that with no, one or more words between them: who asks leaves words out."""
RERANKED: Final = 200
_NONE: Final = np.zeros(0, np.int64)


def worth(scores: Floats) -> Floats:
    """Return scores as a number below 1, in the same order."""
    return np.asarray(scores / (scores + _HALF), np.float32)


def bonus(snapshot: Snapshot, query: Query, entries: Integers, scores: Floats) -> Floats | None:
    """Return what words add that stand together, and in names, in each of some `entries`.

    None where that is nothing. Only the best hits are looked at: a syllable alone says little in
    Vietnamese, two are a word, and what moves the right page up is among the first 200 anyhow.
    """
    added: Floats | None = None
    cards = snapshot.is_card[entries]
    for text, field in _wanted_words(query, TEXT):
        units = units_of(text)
        if len(units) > 1:
            together = _together(snapshot, units, field, entries)
            added = together if added is None else added + together
        if field == TEXT and cards.any():
            named = np.where(_named(snapshot, units, entries, cards), scores, np.float32(0))
            added = named if added is None else added + named
    return added


def identical(snapshot: Snapshot, query: Query) -> Integers:
    """Return the cards of which a whole value is just what was asked for."""
    found = [
        snapshot.postings(WHOLE, whole_term(field, text)).entries
        for field, text in _whole_queries(query, ANYWHERE)
    ]
    cards = np.unique(np.concatenate([_NONE, *found])) if any(map(len, found)) else _NONE
    return np.asarray(cards[snapshot.live[cards]]) if len(cards) else cards


def _together(snapshot: Snapshot, units: Sequence[Unit], field: str, entries: Integers) -> Floats:
    """Return what neighbours add in `entries`, which are in any order."""
    added = np.zeros(len(entries), np.float32)
    order = np.argsort(entries)
    ascending = entries[order]
    words = [_first_word(snapshot, unit, field, ascending) for unit in units]
    for unit, (first, weight), (second, other) in zip(units, words, words[1:], strict=False):
        shares, keys = _following(first + len(unit.words), second)
        if not len(keys):
            continue
        places = np.searchsorted(ascending, snapshot.frame.entries_of(keys))
        near = np.bincount(places, shares, len(entries)).astype(np.float32)
        hit = np.flatnonzero(near)
        worth_both = _NEIGHBOURS * (weight + other) / 2
        added[order[hit]] += snapshot.frame.scores(ascending[hit], near[hit], worth_both)
    return added


def _following(expected: Integers, second: Integers) -> tuple[Floats, Integers]:
    """Return where the next word stands soon after it was expected, and what that is worth."""
    if not len(second):
        return np.zeros(0, np.float32), second
    next_ones = second[np.minimum(np.searchsorted(second, expected), len(second) - 1)]
    between = next_ones - expected
    soon = np.flatnonzero((between >= 0) & (between < len(_BETWEEN)))
    return _BETWEEN[between[soon]], next_ones[soon]


def _first_word(
    snapshot: Snapshot, unit: Unit, field: str, entries: Integers
) -> tuple[Integers, float]:
    """Return the keys of a unit's first word among `entries`, and what it is worth."""
    postings = snapshot.postings(field, unit.words[0].folded)
    return _keys_in(postings, entries), postings.weight


def _keys_in(postings: Postings, entries: Integers) -> Integers:
    own = postings.entries
    if not len(own):
        return own
    places = np.searchsorted(own, entries)
    places[places == len(own)] = 0
    return postings.keys_in(places[own[places] == entries])


def _named(snapshot: Snapshot, units: Sequence[Unit], entries: Integers, cards: Flags) -> Flags:
    """Return in which of `entries` every unit stands in a field that names the agreement."""
    named = cards.copy()
    for unit in units:
        name = unit.words[0] if unit.whole is None else unit.whole
        named &= _among(entries, snapshot.postings(NAMING, name.folded).entries)
    return named


def _among(entries: Integers, ascending: Integers) -> Flags:
    """Return which of `entries`, in any order, are among the others."""
    if not len(ascending):
        return np.zeros(len(entries), np.bool_)
    places = np.searchsorted(ascending, entries)
    places[places == len(ascending)] = 0
    return np.asarray(ascending[places] == entries)


def _wanted_words(query: Query, field: str) -> Iterator[tuple[str, str]]:
    match query:
        case Words(text):
            yield text, field
        case Field(name, part):
            yield from _wanted_words(part, name)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted_words(part, field)
        case _:
            return


def _whole_queries(query: Query, field: str) -> Iterator[tuple[str, str]]:
    match query:
        case Words(text) | Phrase(text):
            yield field, text
        case Field(name, part):
            yield from _whole_queries(part, name)
        case Or(parts):
            for part in parts:
                yield from _whole_queries(part, field)
        case And(parts):
            sought = [p for p in parts if not isinstance(p, Not | Among | Pages | Everything)]
            if len(sought) == 1:
                yield from _whole_queries(sought[0], field)
        case _:
            return
