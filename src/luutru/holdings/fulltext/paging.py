"""Answers a query page by page: everything that is wanted stands on one page, or on one card."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from luutru.holdings.fulltext import ranking
from luutru.holdings.fulltext.finding import EXACTLY, Finder
from luutru.holdings.fulltext.fingerprint import CARD_PAGE
from luutru.holdings.fulltext.matching import Matched, all_of, any_of, nothing
from luutru.holdings.fulltext.postings import Flags, Floats, Integers
from luutru.holdings.fulltext.query import (
    Among,
    And,
    Everything,
    Field,
    Not,
    Or,
    Pages,
    Query,
)
from luutru.holdings.fulltext.schema import TEXT
from luutru.holdings.fulltext.snapshot import Snapshot

_TIER: Final = np.float32(10_000)
"""More than words can be worth."""


@dataclass(frozen=True, slots=True)
class PageScore:
    """A page that was hit; number 0 is the card of the agreement."""

    agreement_id: int
    document_id: int
    number: int
    score: float
    tier: int
    share: float
    """How much of the query stands on this very page, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PageHits:
    """The pages that have everything that is wanted."""

    total: int
    """All of them, exactly."""
    best: tuple[PageScore, ...]
    """The first ones, best first."""


def pages(snapshot: Snapshot, query: Query, limit: int) -> PageHits:
    """Return the best `limit` pages that fulfil `query`, and how many there are."""
    matched = evaluate(snapshot, query)
    best = _best(snapshot, query, matched, limit)
    return PageHits(matched.count, tuple(best))


def evaluate(snapshot: Snapshot, query: Query, field: str = TEXT) -> Matched:
    """Return the entries that fulfil `query`."""
    return _Paging(snapshot).evaluate(query, field).without(snapshot.gone)


class _Paging:
    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._size = snapshot.size

    def evaluate(self, query: Query, field: str) -> Matched:
        match query:
            case And(parts):
                return self._and(parts, field)
            case Or(parts):
                return any_of([self.evaluate(part, field) for part in parts], self._size)
            case Field(name, part):
                return self.evaluate(part, name)
            case Not() | Among() | Everything() | Pages():
                return self._all(self._allowed(query, field))
            case _:
                found = Finder(self._snapshot, field).find(query)
                units = [Matched.of(one, self._size) for one in found]
                return all_of(units) if units else nothing(self._size)

    def _and(self, parts: Sequence[Query], field: str) -> Matched:
        filters = [p for p in parts if isinstance(p, Not | Among | Everything | Pages)]
        sought = [self.evaluate(part, field) for part in parts if part not in filters]
        allowed = [self._allowed(part, field) for part in filters]
        if not sought:
            return self._all(np.logical_and.reduce(allowed))
        whole = all_of(sought)
        for flags in allowed:
            whole = whole.among(flags)
        return whole

    def _allowed(self, query: Query, field: str) -> Flags:
        snapshot = self._snapshot
        match query:
            case Among(agreements):
                wanted = np.zeros(snapshot.agreement_limit, np.bool_)
                ids = np.fromiter(agreements, np.int64, len(agreements))
                wanted[ids[(ids >= 0) & (ids < len(wanted))]] = True
                return wanted[snapshot.agreements]
            case Pages(first, last):
                numbers = snapshot.numbers
                return (numbers >= max(first, CARD_PAGE + 1)) & (numbers <= last)
            case Not(part):
                refused = np.ones(self._size, np.bool_)
                refused[self.evaluate(part, field).entries] = False
                return refused
            case _:
                return np.ones(self._size, np.bool_)

    def _all(self, allowed: Flags) -> Matched:
        entries = np.flatnonzero(allowed)
        return Matched(self._size, entries=entries, scores=np.ones(len(entries), np.float32))


def _best(snapshot: Snapshot, query: Query, matched: Matched, limit: int) -> list[PageScore]:
    entries, ranks = _first(matched, max(limit, ranking.RERANKED))
    names = ranking.identical(snapshot, query)
    entries = np.union1d(entries, names[np.isin(names, matched.entries)]) if len(names) else entries
    scores, tiers = _told(matched, entries)
    ranks = _TIER * tiers + scores + ranking.bonus(snapshot, query, entries, scores)
    ranks[np.isin(entries, names)] += 4 * _TIER
    order = np.lexsort((entries, -ranks))[:limit]
    return [
        PageScore(
            int(snapshot.agreements[entry]),
            int(snapshot.documents[entry]),
            int(snapshot.numbers[entry]),
            float(score),
            int(tier),
            1.0,
        )
        for entry, score, tier in zip(
            entries[order].tolist(), ranks[order].tolist(), tiers[order].tolist(), strict=True
        )
    ]


def _first(matched: Matched, limit: int) -> tuple[Integers, Floats]:
    """Return the entries of the best `limit` ranks, in no order."""
    if matched.is_dense and matched.tiers is None:
        ranks, entries = matched.column, None
    else:
        entries = matched.entries
        ranks = matched.scores
        if matched.tiers is not None:
            ranks = ranks + _TIER * matched.tiers[entries]
    if len(ranks) > limit:
        least = np.partition(ranks, len(ranks) - limit)[len(ranks) - limit]
        chosen = np.flatnonzero(ranks >= max(least, np.finfo(np.float32).tiny))[: 2 * limit]
    else:
        chosen = np.flatnonzero(ranks)
    return (chosen if entries is None else entries[chosen]), ranks[chosen]


def _told(matched: Matched, entries: Integers) -> tuple[Floats, np.ndarray]:
    if matched.is_dense:
        scores = matched.column[entries]
    else:
        scores = matched.scores[np.searchsorted(matched.entries, entries)]
    if matched.tiers is None:
        return scores, np.full(len(entries), EXACTLY, np.uint8)
    return scores, matched.tiers[entries]
