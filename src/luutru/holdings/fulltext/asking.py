"""Answers a query by agreements: in order, each with its best pages, and exactly how many.

The words of a query may stand on different pages of an agreement, and on its card.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from luutru.holdings.fulltext import paging
from luutru.holdings.fulltext.finding import EXACTLY, Finder
from luutru.holdings.fulltext.fingerprint import CARD_PAGE
from luutru.holdings.fulltext.matching import Matched
from luutru.holdings.fulltext.occurrences import units_of
from luutru.holdings.fulltext.ordering import Group, Hits, ordered
from luutru.holdings.fulltext.postings import Flags, Integers, Tiers
from luutru.holdings.fulltext.query import (
    Among,
    And,
    Everything,
    Field,
    Not,
    Or,
    Pages,
    Query,
    Words,
    wanted_leaves,
)
from luutru.holdings.fulltext.schema import TEXT
from luutru.holdings.fulltext.snapshot import Snapshot


def ask(snapshot: Snapshot, query: Query) -> Hits:
    """Answer `query` over all entries of `snapshot`."""
    group = _Asking(snapshot).evaluate(query, TEXT, None)
    entries = np.flatnonzero(group.matched & group.fulfilled[snapshot.agreements])
    return ordered(snapshot, query, group, entries)


def pages_of(snapshot: Snapshot, query: Query, document_id: int) -> list[int]:
    """Return the numbers of the pages of one document that have words of `query`.

    Where the document as a whole has not all the words, pages with any of them are returned.
    """
    leaves = tuple(wanted_leaves(query))
    single = tuple(part for leaf in leaves for part in _single_words(leaf))
    own = snapshot.documents == document_id
    for parts in (leaves, single):
        found = paging.evaluate(snapshot, Or(parts)).entries
        if len(chosen := found[own[found]]):
            return sorted(snapshot.numbers[chosen].tolist())
    return []


def _single_words(leaf: Query) -> Iterator[Query]:
    if not isinstance(leaf, Words):
        yield leaf
        return
    for unit in units_of(leaf.text):
        yield Words(leaf.text[unit.words[0].start : unit.words[-1].end])


class _Asking:
    """One query being answered; each method returns what one kind of part finds."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._size = snapshot.size

    def evaluate(self, query: Query, field: str, allowed: Flags | None) -> Group:
        """Return what `query` finds; words count in `allowed` entries only."""
        match query:
            case And(parts):
                return self._and(parts, field, allowed)
            case Or(parts) if parts:
                return self._or([self.evaluate(part, field, allowed) for part in parts])
            case Or():
                return self._filtered([Among(frozenset())], field, allowed)
            case Field(name, part):
                return self.evaluate(part, name, allowed)
            case Not() | Among() | Everything() | Pages():
                return self._filtered([query], field, allowed)
            case _:
                return self._found(query, field, allowed)

    def _found(self, query: Query, field: str, allowed: Flags | None) -> Group:
        found = [
            Matched.of(one, self._size).without(self._snapshot.gone)
            for one in Finder(self._snapshot, field).find(query)
        ]
        if allowed is not None:
            found = [one.among(allowed.__getitem__) for one in found]
        fulfilled = np.full(self._snapshot.agreement_limit, len(found) > 0)
        scores, count = np.zeros(self._size, np.float32), np.zeros(self._size, np.uint32)
        tiers: Tiers | None = None
        entry_tiers: Tiers | None = None
        for one in found:
            owners = self._snapshot.agreements[one.entries]
            fulfilled &= self._flags(owners)
            if one.is_dense:
                scores += one.column
            else:
                scores[one.entries] += one.scores
            count[one.entries] += 1
            tiers = _worst(tiers, self._best_tiers(one, owners))
            entry_tiers = _worst(entry_tiers, one.tiers)
        shares = np.asarray(count / np.float32(max(1, len(found))), np.float32)
        return Group(fulfilled, tiers, count > 0, scores, shares, entry_tiers)

    def _and(self, parts: Sequence[Query], field: str, allowed: Flags | None) -> Group:
        filters = [part for part in parts if isinstance(part, Not | Among | Everything | Pages)]
        sought = [part for part in parts if part not in filters]
        if not sought:
            return self._filtered(filters, field, allowed)
        allowed = self._on_pages(filters, allowed)
        groups = [self.evaluate(part, field, allowed) for part in sought]
        fulfilled = self._by_agreement(filters, field, allowed)
        whole = groups[0]
        for group in groups[1:]:
            whole = Group(
                whole.fulfilled & group.fulfilled,
                _worst(whole.tiers, group.tiers),
                whole.matched | group.matched,
                whole.scores + group.scores,
                whole.shares + group.shares,
                _worst(whole.entry_tiers, group.entry_tiers),
            )
        return Group(
            whole.fulfilled & fulfilled,
            whole.tiers,
            whole.matched,
            whole.scores,
            whole.shares / np.float32(len(groups)),
            whole.entry_tiers,
        )

    def _or(self, groups: Sequence[Group]) -> Group:
        whole = groups[0]
        for group in groups[1:]:
            whole = Group(
                whole.fulfilled | group.fulfilled,
                _best(whole.tiers, whole.fulfilled, group.tiers, group.fulfilled),
                (whole.matched & whole.fulfilled[self._snapshot.agreements])
                | (group.matched & group.fulfilled[self._snapshot.agreements]),
                whole.scores + group.scores,
                np.maximum(whole.shares, group.shares),
                _best(whole.entry_tiers, whole.matched, group.entry_tiers, group.matched),
            )
        return whole

    def _filtered(self, filters: Sequence[Query], field: str, allowed: Flags | None) -> Group:
        """Find by filters alone: the cards of what is left, or the pages asked for."""
        on_pages = any(isinstance(part, Pages) for part in filters)
        entries = self._on_pages(filters, allowed) if on_pages else self._snapshot.is_card
        shown = entries & self._snapshot.live if entries is not None else self._snapshot.live
        known = self._flags(self._snapshot.agreements[shown])
        fulfilled = self._by_agreement(filters, field, allowed) & known
        scores = np.zeros(self._size, np.float32)
        return Group(fulfilled, None, shown, scores, shown.astype(np.float32), None)

    def _by_agreement(self, filters: Sequence[Query], field: str, allowed: Flags | None) -> Flags:
        fulfilled = np.ones(self._snapshot.agreement_limit, np.bool_)
        for part in filters:
            match part:
                case Among(agreements):
                    ids = np.fromiter(agreements, np.int64, len(agreements))
                    fulfilled &= self._flags(ids[(ids >= 0) & (ids < len(fulfilled))])
                case Not(refused):
                    fulfilled &= ~self.evaluate(refused, field, allowed).fulfilled
                case _:
                    continue
        return fulfilled

    def _on_pages(self, filters: Sequence[Query], allowed: Flags | None) -> Flags | None:
        numbers = self._snapshot.numbers
        for part in filters:
            if isinstance(part, Pages):
                own = (numbers >= max(part.first, CARD_PAGE + 1)) & (numbers <= part.last)
                allowed = own if allowed is None else allowed & own
        return allowed

    def _flags(self, agreements: Integers) -> Flags:
        flags = np.zeros(self._snapshot.agreement_limit, np.bool_)
        flags[agreements] = True
        return flags

    def _best_tiers(self, one: Matched, owners: Integers) -> Tiers | None:
        """Return the best tier that each agreement has of one thing that is wanted."""
        if one.tiers is None:
            return None
        own = one.tiers[one.entries]
        best = np.zeros(self._snapshot.agreement_limit, np.uint8)
        for tier in range(1, EXACTLY + 1):
            best[owners[own >= tier]] = tier
        return best


def _worst(first: Tiers | None, second: Tiers | None) -> Tiers | None:
    if first is None or second is None:
        return first if second is None else second
    return np.minimum(first, second)


def _best(
    first: Tiers | None, in_first: Flags, second: Tiers | None, in_second: Flags
) -> Tiers | None:
    """Return the better tier of two parts of which one is enough."""
    if first is None and second is None:
        return None
    exactly = np.full(len(in_first), EXACTLY, np.uint8)
    one = np.where(in_first, exactly if first is None else first, np.uint8(0))
    other = np.where(in_second, exactly if second is None else second, np.uint8(0))
    return np.where(in_first | in_second, np.maximum(one, other), np.uint8(EXACTLY))
