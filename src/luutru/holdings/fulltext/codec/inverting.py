"""Turns the words of entries, as they come, into postings: by number, and sorted by radix."""

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from luutru.holdings.fulltext.codec.chunk import Chunk
from luutru.holdings.fulltext.codec.container import Array

_KEPT_WORDS: Final = 200_000
"""Words that are remembered from one chunk to the next; they take some 30 MB."""
_HALF: Final = 16

Forms = tuple[str, str]
"""The term of a word, and its spelling."""


@dataclass(slots=True)
class Tokens:
    """The words of an entry in one field.

    Words stand in runs: `(first position, how many)` says where the next ones of `words` stand.
    """

    words: list[str] = field(default_factory=list)
    """As they are written; the forms of each are asked for once."""
    runs: list[tuple[int, int]] = field(default_factory=list)
    wholes: list[tuple[Forms, int]] = field(default_factory=list)
    """Codes and dates as wholes, each with its position, ascending."""

    @property
    def reach(self) -> int:
        """The first position after all words."""
        return sum(self.runs[-1]) if self.runs else 0


class _Numbers(dict[str | Forms, int]):
    """Words by the order in which they were first met."""

    def __missing__(self, word: str | Forms) -> int:
        number = self[word] = len(self)
        return number


class FieldBuffer:
    """The words of one field, of entries in ascending order."""

    def __init__(self, forms_of: Callable[[str], Forms], *, positions: bool) -> None:
        self._forms_of = forms_of
        self._positions = positions
        self._numbers = _Numbers()
        self._forms: list[Forms] = []
        self._clear()

    def __len__(self) -> int:
        """How many words wait."""
        return len(self._words)

    def add(self, entry: int, tokens: Tokens) -> None:
        """Take the words of an entry."""
        self._words.extend(map(self._numbers.__getitem__, tokens.words))
        for first, count in tokens.runs:
            self._add_run(entry, first, count)
        for forms, position in tokens.wholes:
            self._words.append(self._numbers[forms])
            self._add_run(entry, position, 1)

    def chunk(self) -> Chunk:
        """Return all that was taken, and forget it."""
        words = np.frombuffer(self._words, np.uint32)
        terms, term_of, code_of, spellings = self._terms(np.bincount(words))
        counts = np.frombuffer(self._run_counts, np.uint32)
        entries = np.repeat(np.frombuffer(self._run_entries, np.uint32), counts)
        positions = _positions(np.frombuffer(self._run_firsts, np.uint32), counts)
        codes = code_of[words]
        self._clear()
        chunk = _sorted(terms, term_of[words], entries, positions, codes, spellings)
        if not self._positions:
            chunk.positions = chunk.codes = np.zeros(0, np.uint32)
        return chunk

    def _add_run(self, entry: int, first: int, count: int) -> None:
        self._run_entries.append(entry)
        self._run_firsts.append(first)
        self._run_counts.append(count)

    def _clear(self) -> None:
        self._words = array("I")
        self._run_entries, self._run_firsts = array("I"), array("I")
        self._run_counts = array("I")
        if len(self._numbers) > _KEPT_WORDS:
            self._numbers = _Numbers()
            self._forms = []

    def _terms(self, met: Array) -> tuple[list[str], Array, Array, dict[str, dict[str, int]]]:
        """Return the terms in order, the number and spelling of each word, and all spellings."""
        self._forms += map(self._forms_in_full, list(self._numbers)[len(self._forms) :])
        used = np.flatnonzero(met).tolist()
        spellings: dict[str, dict[str, int]] = {}
        code_of = np.zeros(len(self._numbers), np.uint32)
        for number in used:
            term, spelling = self._forms[number]
            codes = spellings.setdefault(term, {})
            code_of[number] = codes.setdefault(spelling, len(codes))
        terms = sorted(spellings)
        places = {term: place for place, term in enumerate(terms)}
        term_of = np.zeros(len(self._numbers), np.uint32)
        term_of[used] = [places[self._forms[number][0]] for number in used]
        return terms, term_of, code_of, spellings

    def _forms_in_full(self, word: str | Forms) -> Forms:
        return self._forms_of(word) if isinstance(word, str) else word


def _positions(firsts: Array, counts: Array) -> Array:
    """Return the position of every word: each run counts on from its first."""
    if not len(counts):
        return np.zeros(0, np.int64)
    before = np.cumsum(counts, dtype=np.int64) - counts
    return np.arange(int(before[-1]) + int(counts[-1])) - np.repeat(before - firsts, counts)


def _sorted(
    terms: list[str],
    numbers: Array,
    entries: Array,
    positions: Array,
    codes: Array,
    spellings: dict[str, dict[str, int]],
) -> Chunk:
    order = _order(numbers, len(terms))
    numbers, entries = numbers[order], entries[order]
    begins = np.ones(len(numbers), np.bool_)
    begins[1:] = (numbers[1:] != numbers[:-1]) | (entries[1:] != entries[:-1])
    starts = np.flatnonzero(begins)
    return Chunk(
        terms=[term.encode() for term in terms],
        counts=np.bincount(numbers[starts], minlength=len(terms)),
        entries=entries[starts],
        frequencies=np.diff(starts, append=len(numbers)),
        positions=positions[order],
        codes=codes[order],
        spellings=[_told(term, spellings[term]) for term in terms],
    )


def _told(term: str, spellings: Iterable[str]) -> list[str]:
    """Return the spellings; none where a term is spelled as itself only."""
    told = list(spellings)
    return told if told != [term] else []


def _order(numbers: Array, count: int) -> Array:
    """Return the order that sorts `numbers`, equals as they are: by radix, 16 bits at a time.

    numpy sorts numbers of 16 bits by radix and longer ones by merging, which takes thrice as long.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if count > 1 << _HALF:
        high = (numbers >> _HALF).astype(np.uint16)
        order = order[np.argsort(high[order], kind="stable")]
    return order
