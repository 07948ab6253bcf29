"""The index at one moment, as arrays: where a word stands, and what each entry is.

Everything above asks only this module, so that another posting format changes nothing there.
"""

import threading
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

from luutru.holdings.fulltext.fingerprint import (
    CARD_PAGE,
    Fingerprint,
    fingerprint_of_columns,
)
from luutru.holdings.fulltext.schema import PLACE, PLACE_WIDTH, TEXT

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float32]

_DOCUMENT_SHIFT: Final = np.int64(32)
_CACHED_TERMS: Final = 512


@dataclass(frozen=True, slots=True)
class Postings:
    """The entries in which a term stands, how often, and where."""

    entries: Integers
    """Ascending."""
    frequencies: Integers
    positions: Integers
    """Of all entries, one after the other."""

    def keys(self) -> Integers:
        """Return entry and position of each occurrence as one ascending number."""
        return (np.repeat(self.entries, self.frequencies) << _DOCUMENT_SHIFT) | self.positions


_EMPTY: Final = np.zeros(0, np.int64)
NOWHERE: Final = Postings(_EMPTY, _EMPTY, _EMPTY)


def postings_from_keys(keys: Integers) -> Postings:
    """Return the postings whose `keys` these are."""
    if not len(keys):
        return NOWHERE
    entries, frequencies = np.unique(keys >> _DOCUMENT_SHIFT, return_counts=True)
    return Postings(entries, frequencies.astype(np.int64), keys & 0xFFFF_FFFF)


class Snapshot:
    """One generation of the index; it stays as it is while writers go on.

    Whoosh's readers are not made for several threads, so each access to them takes a lock;
    answers are arrays that nobody changes.
    """

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._leaves = [
            (leaf, base) for leaf, base in reader.leaf_readers() if leaf.doc_count_all()
        ]
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], Postings] = {}
        table = self._table()
        self.agreements: Integers = table[:, 0]
        self.documents: Integers = table[:, 1]
        self.numbers: Integers = table[:, 2]
        self.lengths: Floats = table[:, 3].astype(np.float32)
        self.live = self._live()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._reader.close()

    @property
    def size(self) -> int:
        """How many entries there are, deleted ones included."""
        return len(self.agreements)

    @cached_property
    def owners(self) -> tuple[Integers, Integers]:
        """The identifiers of all agreements, ascending, and for each entry its place in them."""
        known, places = np.unique(self.agreements, return_inverse=True)
        return known, places.astype(np.int64)

    @cached_property
    def is_card(self) -> Flags:
        """Which entries are cards."""
        return np.asarray(self.numbers == CARD_PAGE)

    @cached_property
    def average_length(self) -> float:
        """Words of an entry, on average."""
        return float(self.lengths.mean()) if self.size else 1.0

    @cached_property
    def fingerprint(self) -> Fingerprint:
        """What it holds, to be compared with the catalogue."""
        held = [column[self.live].astype(np.uint64) for column in self._columns()]
        return fingerprint_of_columns(*held)

    def postings(self, field: str, term: str) -> Postings:
        """Return where `term` stands in `field`; nowhere if it is unknown."""
        known = self._known.get((field, term))
        if known is None:
            known = self._read(field, term)
            if len(self._known) >= _CACHED_TERMS:
                self._known.clear()
            self._known[field, term] = known
        return known

    @cached_property
    def vocabulary(self) -> list[str]:
        """All folded terms, in order."""
        return self._terms(TEXT, b"")

    @cached_property
    def vocabulary_set(self) -> frozenset[str]:
        """All folded terms."""
        return frozenset(self.vocabulary)

    def beginning_with(self, prefix: str) -> list[str]:
        """Return the folded terms that begin with `prefix`."""
        first = bisect_left(self.vocabulary, prefix)
        last = bisect_left(self.vocabulary, prefix + "\U0010ffff")
        return self.vocabulary[first:last]

    def terms(self, field: str, prefix: str) -> list[str]:
        """Return the terms of `field` that begin with `prefix`."""
        return self._terms(field, prefix.encode())

    def _terms(self, field: str, prefix: bytes) -> list[str]:
        if not self._leaves:
            return []
        with self._lock:
            return [term.decode() for term in self._reader.expand_prefix(field, prefix)]

    def _columns(self) -> tuple[Integers, Integers, Integers]:
        return self.agreements, self.documents, self.numbers

    def _table(self) -> Integers:
        parts = [self._leaf_table(leaf) for leaf, _ in self._leaves]
        empty = np.zeros((0, PLACE_WIDTH), np.int64)
        return np.concatenate([empty, *parts])

    @staticmethod
    def _leaf_table(leaf: IndexReader) -> Integers:
        column: Any = leaf.column_reader(PLACE, translate=False)
        table: Integers = column.table().astype(np.int64)
        return table

    def _live(self) -> Flags:
        live = np.ones(self.size, np.bool_)
        for leaf, base in self._leaves:
            gone = [n for n in range(leaf.doc_count_all()) if leaf.is_deleted(n)]
            if leaf.has_deletions():
                live[np.array(gone, np.int64) + base] = False
        return live

    def _read(self, field: str, term: str) -> Postings:
        with self._lock:
            parts = [_leaf_postings(leaf, base, field, term) for leaf, base in self._leaves]
        found = [part for part in parts if part is not NOWHERE]
        if len(found) <= 1:
            return found[0] if found else NOWHERE
        return Postings(
            np.concatenate([part.entries for part in found]),
            np.concatenate([part.frequencies for part in found]),
            np.concatenate([part.positions for part in found]),
        )


def _leaf_postings(leaf: IndexReader, base: int, field: str, term: str) -> Postings:
    try:
        matcher: Any = leaf.postings(field, term)
    except TermNotFound:
        return NOWHERE
    entries: list[int] = []
    values: list[bytes] = []
    while matcher.is_active():
        entries.append(matcher.id())
        values.append(matcher.value())
        matcher.next()
    if not entries:
        return NOWHERE
    frequencies = np.array([len(value) for value in values], np.int64) // 4
    positions = np.frombuffer(b"".join(values), "=u4").astype(np.int64)
    return Postings(np.array(entries, np.int64) + base, frequencies, positions)
