"""Puts the agreements that were found in order, each with its best pages."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from luutru.holdings.fulltext import ranking
from luutru.holdings.fulltext.finding import EXACTLY
from luutru.holdings.fulltext.paging import PageScore
from luutru.holdings.fulltext.postings import Flags, Floats, Integers, Tiers
from luutru.holdings.fulltext.query import Query
from luutru.holdings.fulltext.snapshot import Snapshot

_MOST_PAGES: Final = 4_000
"""Pages looked at again to put the first agreements in order."""


@dataclass(frozen=True)
class Hits:
    """The agreements that fulfil a query, best first."""

    agreements: Integers
    scores: Floats
    _snapshot: Snapshot
    _entries: Integers
    """The entries hit, ascending; ranks, tiers and shares belong to them."""
    _ranks: Floats
    _tiers: Tiers | None
    _shares: Floats

    @property
    def total(self) -> int:
        """How many agreements there are, exactly."""
        return len(self.agreements)

    def entries_of(self, agreement_id: int, limit: int = 3) -> list[PageScore]:
        """Return the best hit entries of an agreement: its pages, and its card."""
        own = np.flatnonzero(self._owners == agreement_id)
        numbers = self._snapshot.numbers[self._entries[own]]
        best = own[np.lexsort((numbers, -self._ranks[own]))][:limit]
        return [
            PageScore(
                agreement_id,
                int(self._snapshot.documents[self._entries[at]]),
                int(self._snapshot.numbers[self._entries[at]]),
                float(self._ranks[at]),
                EXACTLY if self._tiers is None else int(self._tiers[at]),
                float(self._shares[at]),
            )
            for at in best
        ]

    @cached_property
    def _owners(self) -> Integers:
        return self._snapshot.agreements[self._entries]


@dataclass(frozen=True)
class Group:
    """What one part of a query finds."""

    fulfilled: Flags
    """By agreement."""
    tiers: Tiers | None
    """By agreement: the worst of what is wanted, in its best spelling."""
    matched: Flags
    """The entries to show, where their agreement fulfils everything."""
    scores: Floats
    """By entry, 0 where nothing is."""
    shares: Floats
    """By entry: how much of the part stands in this very one, 0 to 1."""
    entry_tiers: Tiers | None


def ordered(snapshot: Snapshot, query: Query, group: Group, entries: Integers) -> Hits:
    """Return the agreements of the `entries` that fulfil everything, best first."""
    ranks = _page_ranks(group, entries, group.scores[entries])
    agreements, scores = _Ordering(snapshot, query, group).ordered(entries, ranks)
    tiers = None if group.entry_tiers is None else group.entry_tiers[entries]
    return Hits(agreements, scores, snapshot, entries, ranks, tiers, group.shares[entries])


class _Ordering:
    """Puts the agreements in order, and the first of them once more, looking closer."""

    def __init__(self, snapshot: Snapshot, query: Query, group: Group) -> None:
        self._snapshot = snapshot
        self._query = query
        self._group = group
        self._limit = snapshot.agreement_limit

    def ordered(self, entries: Integers, ranks: Floats) -> tuple[Integers, Floats]:
        """Return the agreements, best first, and the rank of each; `ranks` of pages are mended."""
        owners = self._snapshot.agreements[entries]
        best = self._steps()
        pages = np.full(self._limit, -1, np.float32)
        np.maximum.at(pages, owners, ranks)
        agreements = np.flatnonzero(pages >= 0)
        best[agreements] += pages[agreements]
        first = _highest(agreements, best[agreements], ranking.RERANKED)
        self._look_closer(entries, ranks, owners, pages, best, first)
        order = np.argsort(-best[agreements], kind="stable")
        agreements = agreements[order]
        return agreements, best[agreements]

    def _steps(self) -> Floats:
        """Return what puts a whole agreement before another, whatever its pages are worth."""
        steps = np.zeros(self._limit, np.float32)
        if self._group.tiers is not None:
            steps += ranking.TIER * self._group.tiers
        else:
            steps += ranking.TIER * np.float32(EXACTLY)
        steps[self._snapshot.agreements[ranking.identical(self._snapshot, self._query)]] += (
            ranking.IDENTICAL
        )
        return steps

    def _look_closer(
        self,
        entries: Integers,
        ranks: Floats,
        owners: Integers,
        pages: Floats,
        best: Floats,
        first: Integers,
    ) -> None:
        """Add what words are worth that stand together, on the pages of the first agreements."""
        chosen = np.zeros(self._limit, np.bool_)
        chosen[first] = True
        at = np.flatnonzero(chosen[owners])[:_MOST_PAGES]
        if not len(at):
            return
        scores = self._group.scores[entries[at]]
        added = ranking.bonus(self._snapshot, self._query, entries[at], scores)
        if added is None:
            return
        ranks[at] = _page_ranks(self._group, entries[at], scores + added)
        before = pages[first]
        pages[first] = -1
        np.maximum.at(pages, owners[at], ranks[at])
        best[first] += np.maximum(pages[first], before) - before


def _page_ranks(group: Group, entries: Integers, scores: Floats) -> Floats:
    """Return how pages are ordered: all words on one page first, then what they are worth."""
    shares = group.shares[entries]
    complete = ranking.COMPLETE * (shares > 1 - 1e-3)
    return np.asarray(complete + (shares + ranking.worth(scores)) / 2, np.float32)


def _highest(agreements: Integers, ranks: Floats, count: int) -> Integers:
    if len(agreements) <= count:
        return agreements
    return agreements[np.argpartition(-ranks, count)[:count]]
