"""Answers a query: agreements in order, each with its best pages, and exactly how many."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

import numpy as np

from luutru.holdings.fulltext.analysis import whole_term
from luutru.holdings.fulltext.finding import EXACTLY, Finder, Found
from luutru.holdings.fulltext.fingerprint import CARD_PAGE
from luutru.holdings.fulltext.occurrences import holds, units_of
from luutru.holdings.fulltext.postings import Flags, Floats, Integers, Snapshot
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
    wanted_leaves,
)
from luutru.holdings.fulltext.schema import TEXT, WHOLE

_IDENTICAL: Final = 16.0
_COMPLETE: Final = 8.0
_EXACT: Final = 2.0
"""Steps of the ranking: a query that is a name or number; all words on one page; the spelling.

What the words are worth adds less than 1, so no step is ever overtaken by a better one below it.
"""
_HALF: Final = 10.0
"""The worth that adds a half."""
_NAMED_WHOLE: Final = ("number", "reference", "partner", "title", "file")


@dataclass(frozen=True, slots=True)
class PageScore:
    """A page that was hit; number 0 is the card of the agreement."""

    document_id: int
    number: int
    score: float
    tier: int
    share: float
    """How much of the query stands on this very page, 0 to 1."""


@dataclass(frozen=True)
class Hits:
    """The agreements that fulfil a query, best first."""

    agreements: Integers
    scores: Floats
    _owners: Integers
    _documents: Integers
    _numbers: Integers
    _ranks: Floats
    _tiers: Floats
    _shares: Floats

    @property
    def total(self) -> int:
        """How many agreements there are, exactly."""
        return len(self.agreements)

    def entries_of(self, agreement_id: int, limit: int = 3) -> list[PageScore]:
        """Return the best hit entries of an agreement: its pages, and its card."""
        own = np.flatnonzero(self._owners == agreement_id)
        best = own[np.lexsort((self._numbers[own], -self._ranks[own]))][:limit]
        return [
            PageScore(
                int(self._documents[at]),
                int(self._numbers[at]),
                float(self._ranks[at]),
                int(self._tiers[at]),
                float(self._shares[at]),
            )
            for at in best
        ]


def ask(snapshot: Snapshot, query: Query) -> Hits:
    """Answer `query` over all entries of `snapshot`."""
    found = _Asking(snapshot).evaluate(query, snapshot.live)
    ranks = _EXACT * found.tier + _COMPLETE * found.share + found.score / (found.score + _HALF)
    ranks[_identical(snapshot, query)] += _IDENTICAL
    return _grouped(snapshot, found, ranks)


def pages_of(snapshot: Snapshot, query: Query, document_id: int) -> list[int]:
    """Return the numbers of the pages of one document that have words of `query`.

    Where the document as a whole has not all the words, pages with any of them are returned.
    """
    leaves = tuple(wanted_leaves(query))
    single = tuple(part for leaf in leaves for part in _single_words(leaf))
    allowed = snapshot.live & (snapshot.documents == document_id)
    for parts in (leaves, single):
        matched = _Asking(snapshot).evaluate(Or(parts), allowed).matched if parts else allowed[:0]
        if matched.any():
            return sorted(snapshot.numbers[np.flatnonzero(matched)].tolist())
    return []


def _single_words(leaf: Query) -> Iterator[Query]:
    if not isinstance(leaf, Words):
        yield leaf
        return
    for unit in units_of(leaf.text):
        yield Words(leaf.text[unit.words[0].start : unit.words[-1].end])


def _grouped(snapshot: Snapshot, found: Found, ranks: Floats) -> Hits:
    entries = np.flatnonzero(found.matched)
    owners, ranked = snapshot.agreements[entries], ranks[entries]
    best_first = np.lexsort((owners, -ranked))
    agreements, first = np.unique(owners[best_first], return_index=True)
    order = np.argsort(first, kind="stable")
    return Hits(
        agreements[order],
        ranked[best_first][first[order]],
        owners,
        snapshot.documents[entries],
        snapshot.numbers[entries],
        ranked,
        found.tier[entries],
        found.share[entries],
    )


@dataclass(frozen=True)
class _Asking:
    """One query being answered; each method returns what one kind of part finds."""

    snapshot: Snapshot

    def evaluate(self, query: Query, allowed: Flags, field: str | None = None) -> Found:
        """Return what `query` finds among the `allowed` entries."""
        match query:
            case And(parts):
                return self._and(parts, allowed, field)
            case Or(parts) if parts:
                return self._or(parts, allowed, field)
            case Or():
                return self._filtered([Among(frozenset())], allowed, field)
            case Field(name, part):
                return self.evaluate(part, allowed, name)
            case Not() | Among() | Everything() | Pages():
                return self._filtered([query], allowed, field)
            case _:
                return Finder(self.snapshot, field or TEXT, allowed).find(query)

    def _and(self, parts: Sequence[Query], allowed: Flags, field: str | None) -> Found:
        filters = [part for part in parts if isinstance(part, Not | Among | Everything | Pages)]
        sought = [part for part in parts if part not in filters]
        if not sought:
            return self._filtered(filters, allowed, field)
        allowed = allowed & self._on_pages(filters)
        found = [self.evaluate(part, allowed, field) for part in sought]
        fulfilled = self._by_agreement(filters, allowed, field)
        for part in found:
            fulfilled &= self._owned(part.matched)
        matched = reduce(np.logical_or, [part.matched for part in found])
        matched = matched & fulfilled[self.snapshot.owners[1]]
        return self._put_together(matched, found)

    def _or(self, parts: Sequence[Query], allowed: Flags, field: str | None) -> Found:
        found = [self.evaluate(part, allowed, field) for part in parts]
        matched = reduce(np.logical_or, [part.matched for part in found])
        whole = self._put_together(matched, found)
        tiers = [np.where(part.matched, part.tier, np.float32(0)) for part in found]
        best = np.where(matched, np.maximum.reduce(tiers), np.float32(EXACTLY))
        shares = np.maximum.reduce([part.share for part in found])
        return Found(matched, whole.score, best, shares)

    def _put_together(self, matched: Flags, found: Sequence[Found]) -> Found:
        """Add up worth, take the worst spelling, and how much of everything is in one entry."""
        score = np.add.reduce([np.where(part.matched, part.score, 0) for part in found])
        tier = np.minimum.reduce(
            [np.where(part.matched, part.tier, np.float32(EXACTLY)) for part in found]
        )
        share = np.add.reduce([part.share for part in found]) / len(found)
        return Found(matched, score.astype(np.float32), tier, share.astype(np.float32))

    def _filtered(self, filters: Sequence[Query], allowed: Flags, field: str | None) -> Found:
        """Find by filters alone: the cards of what is left, or the pages asked for."""
        entries = allowed & self._on_pages(filters)
        if not any(isinstance(part, Pages) for part in filters):
            entries = entries & self.snapshot.is_card
        left = self._by_agreement(filters, allowed, field)[self.snapshot.owners[1]]
        size = self.snapshot.size
        return Found(
            entries & left,
            np.zeros(size, np.float32),
            np.full(size, EXACTLY, np.float32),
            np.ones(size, np.float32),
        )

    def _by_agreement(self, filters: Sequence[Query], allowed: Flags, field: str | None) -> Flags:
        known, _ = self.snapshot.owners
        fulfilled = np.ones(len(known), np.bool_)
        for part in filters:
            match part:
                case Among(agreements):
                    fulfilled &= np.isin(known, np.fromiter(agreements, np.int64))
                case Not(refused):
                    fulfilled &= ~self._owned(self.evaluate(refused, allowed, field).matched)
                case _:
                    continue
        return fulfilled

    def _on_pages(self, filters: Iterable[Query]) -> Flags:
        numbers = self.snapshot.numbers
        entries = np.ones(self.snapshot.size, np.bool_)
        for part in filters:
            if isinstance(part, Pages):
                entries &= (numbers >= max(part.first, CARD_PAGE + 1)) & (numbers <= part.last)
        return entries

    def _owned(self, matched: Flags) -> Flags:
        """Return which agreements own a matched entry."""
        known, owners = self.snapshot.owners
        return holds(owners[matched], len(known))


def _identical(snapshot: Snapshot, query: Query) -> Flags:
    """Return the cards of which a whole value is just what was asked for."""
    cards = np.zeros(snapshot.size, np.bool_)
    for fields, text in _whole_queries(query, _NAMED_WHOLE):
        for field in fields:
            cards[snapshot.postings(WHOLE, whole_term(field, text)).entries] = True
    return cards & snapshot.live


def _whole_queries(query: Query, fields: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
    match query:
        case Words(text) | Phrase(text):
            yield fields, text
        case Field(name, part):
            yield from _whole_queries(part, (name,))
        case Or(parts):
            for part in parts:
                yield from _whole_queries(part, fields)
        case And(parts):
            sought = [part for part in parts if not isinstance(part, Not | Among | Pages)]
            if len(sought) == 1:
                yield from _whole_queries(sought[0], fields)
        case _:
            return
