"""The index at one moment: its segments as one row of entries, and where each word stands."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from whoosh.codec.whoosh3 import W3PerDocReader, W3Segment

from luutru.holdings.fulltext.codec.field_arrays import FieldArrays
from luutru.holdings.fulltext.codec.whoosh_codec import ArrayTerms, arrays_of
from luutru.holdings.fulltext.fingerprint import CARD_PAGE, Fingerprint, fingerprint_of_columns
from luutru.holdings.fulltext.postings import Flags, Frame, Integers, Part, Postings
from luutru.holdings.fulltext.schema import PLACE, TEXT, PlaceColumn
from luutru.holdings.fulltext.storage import IndexStorage

_REMEMBERED_BYTES: Final = 96 << 20
"""What is kept of words that were asked for before."""


class Leaf:
    """One segment; it never changes, only what is deleted in it does."""

    def __init__(self, storage: IndexStorage, segment: W3Segment) -> None:
        self.count: int = segment.doc_count_all()  # type: ignore[no-untyped-call]  # Whoosh's
        self.terms = ArrayTerms(arrays_of(storage, segment))
        reader = W3PerDocReader(storage, segment)  # type: ignore[no-untyped-call]  # Whoosh's
        self.places = reader.column_reader(PLACE, PlaceColumn()).table()  # type: ignore[no-untyped-call]  # Whoosh's
        reader.close()  # type: ignore[no-untyped-call]  # Whoosh's


@dataclass(frozen=True, slots=True)
class _Placed:
    leaf: Leaf
    base: int


class Snapshot:
    """One generation of the index; it stays as it is while writers go on.

    Safe for several threads: its arrays are read only, and what is remembered has a lock.
    """

    def __init__(self, leaves: Sequence[Leaf], deleted: Iterable[Iterable[int]]) -> None:
        """Put `leaves` in a row; `deleted` tells for each which entries are no more."""
        self._leaves: list[_Placed] = []
        base = 0
        gone: list[int] = []
        for leaf, numbers in zip(leaves, deleted, strict=True):
            self._leaves.append(_Placed(leaf, base))
            gone += [base + number for number in numbers]
            base += leaf.count
        self.size = base
        """How many entries there are, deleted ones included."""
        self.gone = np.array(sorted(gone), np.int64)
        """Entries that are no more, ascending."""
        self._columns = np.concatenate(
            [np.zeros((0, PlaceColumn.width), np.uint32), *(leaf.places for leaf in leaves)]
        )
        self._remembered = _Remembered(_REMEMBERED_BYTES)

    @cached_property
    def agreements(self) -> Integers:
        """The agreement of each entry."""
        return self._column(0)

    @cached_property
    def documents(self) -> Integers:
        """The document of each entry; 0 for a card."""
        return self._column(1)

    @cached_property
    def numbers(self) -> Integers:
        """The page number of each entry; 0 for a card."""
        return self._column(2)

    @cached_property
    def frame(self) -> Frame:
        """How long each entry is."""
        borders = np.cumsum(np.concatenate([np.zeros(1, np.int64), self._column(4)]))
        return Frame(self._columns[:, 3].astype(np.float32), borders)

    @property
    def borders(self) -> Integers:
        """Where the positions of each entry begin when all are counted on, and the end."""
        return self.frame.borders

    @cached_property
    def live(self) -> Flags:
        """Which entries are still there."""
        live = np.ones(self.size, np.bool_)
        live[self.gone] = False
        return live

    @cached_property
    def is_card(self) -> Flags:
        """Which entries are cards."""
        return np.asarray(self.numbers == CARD_PAGE)

    @cached_property
    def agreement_limit(self) -> int:
        """One more than the highest identifier of an agreement."""
        return int(self.agreements.max()) + 1 if self.size else 1

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """What it holds, to be compared with the catalogue."""
        held = [self._columns[:, at][self.live].astype(np.uint64) for at in range(3)]
        return fingerprint_of_columns(*held)

    def postings(self, field: str, term: str) -> Postings:
        """Return where `term` stands in `field`; nowhere if it is unknown."""
        known = self._remembered.get((field, term))
        if known is None:
            parts = [
                Part(arrays, number, number + 1, base)
                for arrays, base in self._arrays(field)
                if (number := arrays.find(_encoded(term))) is not None
            ]
            known = Postings(parts, self.frame, self._remembered.grew)
            self._remembered.put((field, term), known)
        return known

    def postings_beginning_with(self, field: str, prefix: str) -> Postings:
        """Return the entries that have a term that begins so, as if all were one term."""
        parts = []
        for arrays, base in self._arrays(field):
            first, last = arrays.beginning_with(_encoded(prefix))
            if first < last:
                parts.append(Part(arrays, first, last, base))
        return Postings(parts, self.frame)

    def postings_of_any(self, field: str, terms: Sequence[str]) -> Postings:
        """Return the entries that have any of many `terms`, as if all were one term."""
        wanted = [_encoded(term) for term in terms]
        parts = [
            Part(arrays, number, number + 1, base)
            for arrays, base in self._arrays(field)
            for number in arrays.known(wanted)
        ]
        return Postings(parts, self.frame)

    def knows(self, term: str, field: str = TEXT) -> bool:
        """Tell whether a folded word stands anywhere."""
        return any(arrays.find(_encoded(term)) is not None for arrays, _ in self._arrays(field))

    def known(self, terms: Sequence[str], field: str = TEXT) -> dict[str, int]:
        """Return which of many folded words stand anywhere, and how often; quick for hundreds."""
        wanted = [_encoded(term) for term in terms]
        found: dict[str, int] = {}
        for arrays, _ in self._arrays(field):
            for number in arrays.known(wanted):
                term = arrays.term(number).decode()
                found[term] = found.get(term, 0) + arrays.occurrence_count(number)
        return found

    def frequency(self, term: str, field: str = TEXT) -> int:
        """Return how often a folded word occurs; deleted entries may still count."""
        found = ((arrays, arrays.find(_encoded(term))) for arrays, _ in self._arrays(field))
        return sum(arrays.occurrence_count(at) for arrays, at in found if at is not None)

    def beginning_with(self, prefix: str, field: str = TEXT, limit: int = 10_000) -> list[str]:
        """Return the terms that begin with `prefix`, in order; at most some `limit`."""
        found: set[bytes] = set()
        for arrays, _ in self._arrays(field):
            first, last = arrays.beginning_with(_encoded(prefix))
            found.update(arrays.terms(first, min(last, first + limit)))
        return [term.decode() for term in sorted(found)]

    def spellings(self, term: str, field: str = TEXT) -> dict[str, int]:
        """Return how a folded word is spelled, with its marks, and how often each."""
        found: dict[str, int] = {}
        for arrays, _ in self._arrays(field):
            number = arrays.find(_encoded(term))
            if number is None:
                continue
            told = arrays.spellings(number)
            codes = arrays.codes(number)
            counts = [arrays.occurrence_count(number)] if codes is None else np.bincount(codes)
            for spelling, count in zip(told, counts, strict=False):
                found[spelling] = found.get(spelling, 0) + int(count)
        return found

    def _arrays(self, field: str) -> Iterable[tuple[FieldArrays, int]]:
        for placed in self._leaves:
            arrays = placed.leaf.terms.field(field)
            if arrays is not None:
                yield arrays, placed.base

    def _column(self, at: int) -> Integers:
        return self._columns[:, at].astype(np.int64)


class _Remembered:
    """Postings that were asked for lately, up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._known: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._bytes = 0
        self._door = threading.Lock()

    def get(self, key: tuple[str, str]) -> Postings | None:
        """Return what is known."""
        with self._door:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
            return known

    def put(self, key: tuple[str, str], postings: Postings) -> None:
        """Keep `postings`, in place of those not asked for longest."""
        with self._door:
            self._known[key] = postings
            self._bytes += postings.cost
            self._forget_some()

    def grew(self, count: int) -> None:
        """Count what was computed of one of them."""
        with self._door:
            self._bytes += count
            self._forget_some()

    def _forget_some(self) -> None:
        if self._bytes <= self._limit:
            return
        # Those that are forgotten while they are still looked at go on growing: count anew.
        self._bytes = sum(postings.cost for postings in self._known.values())
        while self._bytes > self._limit and len(self._known) > 1:
            self._bytes -= self._known.popitem(last=False)[1].cost


def _encoded(term: str) -> bytes:
    """Return a term as it stands in the index; what is no text stands nowhere."""
    return term.encode(errors="replace")
