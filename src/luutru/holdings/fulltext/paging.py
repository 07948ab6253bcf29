"""Answers a query page by page: everything that is wanted stands on one page, or on one card."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from luutru.holdings.fulltext import ranking
from luutru.holdings.fulltext.finding import EXACTLY, Finder
from luutru.holdings.fulltext.fingerprint import CARD_PAGE
from luutru.holdings.fulltext.matching import Allows, Matched, all_of, any_of, nothing
from luutru.holdings.fulltext.postings import Floats, Integers
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

_SAMPLE, _SURE = 4_096, 16
"""How many ranks are looked at to guess the limit, and which of the highest is taken at least."""
_TIER: Final = np.float32(10_000)
"""More than words can be worth."""


class PageScore(NamedTuple):
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


def agreements_with(snapshot: Snapshot, query: Query) -> Integers:
    """Return the agreements that have everything on one page, ascending."""
    has = np.zeros(snapshot.agreement_limit, np.bool_)
    has[snapshot.agreements[evaluate(snapshot, query).entries]] = True
    return np.flatnonzero(has)


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
                return self._and([query], field)
            case _:
                found = Finder(self._snapshot, field).find(query)
                units = [Matched.of(one, self._size) for one in found]
                return all_of(units) if units else nothing(self._size)

    def _and(self, parts: Sequence[Query], field: str) -> Matched:
        filters = [p for p in parts if isinstance(p, Not | Among | Everything | Pages)]
        sought = [self.evaluate(part, field) for part in parts if part not in filters]
        whole = all_of(sought) if sought else self._everything()
        for part in filters:
            whole = whole.among(self._allows(part, field))
        return whole

    def _allows(self, query: Query, field: str) -> Allows:
        snapshot = self._snapshot
        match query:
            case Among(agreements):
                wanted = np.zeros(snapshot.agreement_limit, np.bool_)
                ids = np.fromiter(agreements, np.int64, len(agreements))
                wanted[ids[(ids >= 0) & (ids < len(wanted))]] = True
                return lambda entries: wanted[snapshot.agreements[entries]]
            case Pages(first, last):
                first = max(first, CARD_PAGE + 1)
                numbers = snapshot.numbers
                return lambda entries: (numbers[entries] >= first) & (numbers[entries] <= last)
            case Not(part):
                allowed = np.ones(self._size, np.bool_)
                allowed[self.evaluate(part, field).entries] = False
                return allowed.__getitem__
            case _:
                return np.ones(self._size, np.bool_).__getitem__

    def _everything(self) -> Matched:
        return Matched(self._size, column=np.ones(self._size, np.float32))


def _best(snapshot: Snapshot, query: Query, matched: Matched, limit: int) -> list[PageScore]:
    entries = _first(matched, max(limit, ranking.RERANKED))
    names = ranking.identical(snapshot, query)
    if len(names):
        names = names[np.isin(names, matched.entries)]
        entries = np.union1d(entries, names)
    ranks = matched.scores_of(entries)
    added = ranking.bonus(snapshot, query, entries, ranks)
    if added is not None:
        ranks = ranks + added
    if matched.tiers is not None:
        ranks = ranks + _TIER * matched.tiers[entries]
    if len(names):
        ranks[np.isin(entries, names)] += 4 * _TIER
    order = np.argsort(-ranks, kind="stable")[:limit]
    chosen = entries[order]
    tiers = None if matched.tiers is None else matched.tiers[chosen].tolist()
    rows = zip(
        snapshot.agreements[chosen].tolist(),
        snapshot.documents[chosen].tolist(),
        snapshot.numbers[chosen].tolist(),
        ranks[order].tolist(),
        [EXACTLY] * len(chosen) if tiers is None else tiers,
        strict=True,
    )
    return [PageScore(*row, 1.0) for row in rows]


def _first(matched: Matched, limit: int) -> Integers:
    """Return the entries of the best `limit` ranks, in no order."""
    if matched.count <= limit:
        return matched.entries
    if matched.is_dense and matched.tiers is None:
        return _highest(matched.column, limit)
    ranks = matched.scores
    if matched.tiers is not None:
        ranks = ranks + _TIER * matched.tiers[matched.entries]
    return matched.entries[_highest(ranks, limit)]


def _highest(ranks: Floats, limit: int) -> Integers:
    """Return where at least `limit` of the highest of many ranks are.

    A sample tells from which rank on there are about enough: to look for the very rank among
    100,000 takes ten times as long, and much longer where most are equal.
    """
    sample = np.sort(ranks[:: max(1, len(ranks) // _SAMPLE)])[::-1]
    wanted = max(_SURE, 2 * limit * len(sample) // len(ranks))
    while True:
        least = sample[wanted] if wanted < len(sample) else 0
        chosen = np.flatnonzero(ranks >= least) if least > 0 else np.flatnonzero(ranks)
        if len(chosen) >= limit or least <= 0:
            break
        wanted *= 4
    if len(chosen) > 4 * limit:
        chosen = chosen[np.argsort(-ranks[chosen], kind="stable")[: 2 * limit]]
    return chosen
