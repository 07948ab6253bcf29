"""Sets of entries with scores, and how they are put together; columns or lists, as is quicker."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import numpy as np

from luutru.holdings.fulltext.finding import EXACTLY, Found, Scored
from luutru.holdings.fulltext.postings import Flags, Floats, Integers, Tiers

_DENSE: Final = 8


Allows: TypeAlias = Callable[[Integers | slice], Flags]
"""Tells of some entries, or of all, which are allowed."""


class Matched:
    """Entries with scores above 0: as a list, as a column over all entries, or both."""

    def __init__(
        self,
        size: int,
        *,
        entries: Integers | None = None,
        scores: Floats | None = None,
        column: Floats | None = None,
        tiers: Tiers | None = None,
        where: Scored | None = None,
    ) -> None:
        self.size = size
        self._entries = entries
        self._scores = scores
        self._column = column
        self._where = where
        self._count: int | None = None
        self._filled: Floats | None = None
        self.tiers = tiers
        """Of all entries of the index; None where everything is met exactly."""

    @classmethod
    def of(cls, found: Found, size: int) -> "Matched":
        """Return what was found as a set."""
        tiers = None
        where = found.where
        if found.tiers is not None and (found.tiers != EXACTLY).any():
            tiers = np.full(size, EXACTLY, np.uint8)
            tiers[where.entries] = found.tiers
        return cls(size, column=where.column, tiers=tiers, where=where)

    # Plain properties: each of these may ask for the others, and in Python 3.11 two threads with
    # `cached_property` would wait for each other's lock for ever.

    @property
    def count(self) -> int:
        """How many entries."""
        if self._count is None:
            column = self._column
            self._count = len(self.entries) if column is None else int(np.count_nonzero(column))
        return self._count

    @property
    def entries(self) -> Integers:
        """The entries, ascending."""
        if self._entries is None:
            where = self._where
            self._entries = np.flatnonzero(self.column) if where is None else where.entries
        return self._entries

    @property
    def scores(self) -> Floats:
        """The score of each of `entries`."""
        if self._scores is None:
            where = self._where
            self._scores = self.column[self.entries] if where is None else where.scores
        return self._scores

    @property
    def column(self) -> Floats:
        """The scores of all entries of the index."""
        if self._column is not None:
            return self._column
        if self._filled is None:
            self._filled = np.zeros(self.size, np.float32)
            self._filled[self.entries] = self.scores
        return self._filled

    def scores_of(self, entries: Integers) -> Floats:
        """Return the scores of some of its entries."""
        if self._column is not None:
            return self.column[entries]
        if entries is self.entries:
            return self.scores
        return self.scores[np.searchsorted(self.entries, entries)]

    @property
    def is_dense(self) -> bool:
        """Tell whether whole columns are quicker."""
        return self._column is not None

    def among(self, allows: Allows) -> "Matched":
        """Return those that are allowed."""
        if self.is_dense:
            allowed = allows(slice(None))
            if np.count_nonzero(allowed) * _DENSE > self.size:
                column = np.where(allowed, self.column, np.float32(0))
                return Matched(self.size, column=column, tiers=self.tiers)
            entries = np.flatnonzero(allowed)
            scores = self.column[entries]
            kept = np.flatnonzero(scores)
            entries, scores = entries[kept], scores[kept]
        else:
            kept = np.flatnonzero(allows(self.entries))
            entries, scores = self.entries[kept], self.scores[kept]
        return Matched(self.size, entries=entries, scores=scores, tiers=self.tiers)

    def without(self, gone: Integers) -> "Matched":
        """Return all but some entries."""
        if not len(gone):
            return self
        allowed = np.ones(self.size, np.bool_)
        allowed[gone] = False
        return self.among(allowed.__getitem__)


def nothing(size: int) -> Matched:
    """Return the empty set."""
    return Matched(size, entries=np.zeros(0, np.int64), scores=np.zeros(0, np.float32))


def all_of(parts: Sequence[Matched]) -> Matched:
    """Return what is in every set, scores added, the worst tier counting."""
    ordered = sorted(parts, key=lambda part: part.count)
    whole = ordered[0]
    for part in ordered[1:]:
        whole = _both(whole, part)
    return whole


def any_of(parts: Sequence[Matched], size: int) -> Matched:
    """Return what is in any set, scores added, the best tier counting."""
    if len(parts) == 1:
        return parts[0]
    if sum(part.count for part in parts) * _DENSE < size:
        return _few(parts, size)
    column = np.zeros(size, np.float32)
    for part in parts:
        if part.is_dense:
            column += part.column
        else:
            column[part.entries] += part.scores
    return Matched(size, column=column, tiers=_best_tiers(parts, size))


def _few(parts: Sequence[Matched], size: int) -> Matched:
    entries = np.concatenate([np.zeros(0, np.int64), *(part.entries for part in parts)])
    scores = np.concatenate([np.zeros(0, np.float32), *(part.scores for part in parts)])
    known, places = np.unique(entries, return_inverse=True)
    added = np.bincount(places, weights=scores, minlength=len(known)).astype(np.float32)
    return Matched(size, entries=known, scores=added, tiers=_best_tiers(parts, size))


def _both(rare: Matched, common: Matched) -> Matched:
    tiers = _worst_tiers(rare, common)
    if rare.is_dense and common.is_dense:
        either = rare.column + common.column
        column = np.where((rare.column != 0) & (common.column != 0), either, np.float32(0))
        return Matched(rare.size, column=column, tiers=tiers)
    if common.is_dense or rare.count * _DENSE > common.count:
        other = common.column[rare.entries]
        kept = np.flatnonzero(other)
        entries, scores = rare.entries[kept], rare.scores[kept] + other[kept]
    else:
        places = np.searchsorted(common.entries, rare.entries)
        places[places == common.count] = 0
        kept = np.flatnonzero(common.entries[places] == rare.entries)
        entries = rare.entries[kept]
        scores = rare.scores[kept] + common.scores[places[kept]]
    return Matched(rare.size, entries=entries, scores=scores, tiers=tiers)


def _worst_tiers(first: Matched, second: Matched) -> Tiers | None:
    if first.tiers is None or second.tiers is None:
        return first.tiers if second.tiers is None else second.tiers
    return np.minimum(first.tiers, second.tiers)


def _best_tiers(parts: Sequence[Matched], size: int) -> Tiers | None:
    if all(part.tiers is None for part in parts):
        return None
    best = np.zeros(size, np.uint8)
    for part in parts:
        own = EXACTLY if part.tiers is None else part.tiers[part.entries]
        best[part.entries] = np.maximum(best[part.entries], own)
    return best
