"""What somebody may have meant whose word is not in the index.

A noisy channel: the likeliest words are those that the archive has often, in such company, and
from which the typed ones are made by likely mistakes. Source: as in `similar`; the company of a
word is told by the word before it, with a back-off to how often it stands at all (Katz 1987).
"""

import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from math import log
from typing import Final
from weakref import WeakKeyDictionary

from typing_extensions import override

from luutru.holdings.fulltext.lexicon import Letters, Lexicon, candidates
from luutru.holdings.fulltext.occurrences import phrase
from luutru.holdings.fulltext.schema import TEXT
from luutru.holdings.fulltext.snapshot import Snapshot
from luutru.vietnamese.tokens import Token, words

_LONGEST: Final = 40
"""Words of a query beyond which nothing is suggested: a page was pasted."""
_CANDIDATES: Final = 5
_PATHS: Final = 4
"""Words tried in one place, and beginnings of the answer followed at a time."""
_RARE: Final = 2
"""A word that stands so rarely may be a slip of recognition that the reader has copied."""
_TRUSTED: Final = 2.0
"""What it costs to put a rare word aside."""
_CUT: Final = 4.0
"""The price of running two words together, or of tearing one apart."""
_EVERY: Final = 1 << 30
_BACK_OFF: Final = log(0.1)


@dataclass(frozen=True, slots=True)
class _Edge:
    """One way to read the words from one place to the next."""

    end: int
    words: tuple[str, ...]
    price: float


@dataclass(frozen=True, slots=True)
class _Path:
    """A way to read the beginning of what was typed, and how likely it is."""

    worth: float = 0.0
    edges: tuple[_Edge, ...] = ()

    @property
    def last(self) -> str | None:
        return self.edges[-1].words[-1] if self.edges else None


def suggest(snapshot: Snapshot, text: str) -> str | None:
    """Return `text` with its unknown words replaced by the likeliest known; None if there is none.

    Words may also have been run together, or torn apart.
    """
    typed = words(text)
    if not 0 < len(typed) <= _LONGEST:
        return None
    path = _Suggesting(snapshot, typed).best()
    return _written(text, typed, path.edges, snapshot) if path is not None else None


class _Suggesting:
    """One text that is read anew, word by word."""

    def __init__(self, snapshot: Snapshot, typed: Sequence[Token]) -> None:
        self._snapshot = snapshot
        self._lexicon = _Archive(snapshot)
        self._folded = [word.folded for word in typed]
        self._sure: set[str] = set()

    def best(self) -> _Path | None:
        """Return the likeliest reading if it differs from what was typed."""
        count = len(self._folded)
        edges = [tuple(self._edges(at)) for at in range(count)]
        if all(len(ways) == 1 and not ways[0].price for ways in edges):
            return None
        self._sure = {ways[0].words[0] for ways in edges if len(ways) == 1}
        reached: list[list[_Path]] = [[_Path()], *([] for _ in range(count))]
        for at in range(count):
            for path in nlargest(_PATHS, reached[at], key=lambda path: path.worth):
                for edge in edges[at]:
                    reached[edge.end].append(self._longer(path, edge))
        best = max(reached[count], key=lambda path: path.worth, default=None)
        return best if best and any(edge.price for edge in best.edges) else None

    def _edges(self, at: int) -> Iterator[_Edge]:
        word = self._folded[at]
        often = self._often(word)
        if often:
            yield _Edge(at + 1, (word,), 0.0)
        if often <= _RARE:
            dear = _TRUSTED if often else 0.0
            yield from self._others(at, word, dear)
        if at + 1 < len(self._folded):
            both = word + self._folded[at + 1]
            torn = not (often and self._often(self._folded[at + 1]))
            if torn and self._often(both):
                yield _Edge(at + 2, (both,), _CUT)

    def _others(self, at: int, word: str, dear: float) -> Iterator[_Edge]:
        like = candidates(word, self._lexicon)
        likeliest = nlargest(
            _CANDIDATES, like, key=lambda other: log(like[other].often) - like[other].price
        )
        for other in likeliest:
            yield _Edge(at + 1, (other,), like[other].price + dear)
        for cut in range(2, len(word) - 1):
            parts = word[:cut], word[cut:]
            if all(map(self._often, parts)) and self._together(*parts):
                yield _Edge(at + 1, parts, _CUT + dear)

    def _longer(self, path: _Path, edge: _Edge) -> _Path:
        """Add an edge: how likely its words are after the last, less the price of the mistake."""
        worth = path.worth - edge.price
        before = path.last
        for word in edge.words:
            worth += self._likelihood(before, word)
            before = word
        return _Path(worth, (*path.edges, edge))

    def _likelihood(self, before: str | None, word: str) -> float:
        alone = log((self._often(word) or 1) / self._size)
        if before is None or {before, word} <= self._sure:
            return alone  # on every path the same
        together = self._together(before, word)
        return log(together / self._often(before)) if together else _BACK_OFF + alone

    def _together(self, first: str, second: str) -> int:
        """Return how often one word follows the other in the archive."""
        words = [self._snapshot.postings(TEXT, word) for word in (first, second)]
        return len(phrase(self._snapshot.frame, words).keys)

    def _often(self, word: str) -> int:
        return self._snapshot.frequency(word)

    @cached_property
    def _size(self) -> float:
        return max(1.0, float(self._snapshot.frame.lengths.sum()))


def _written(text: str, typed: Sequence[Token], edges: Sequence[_Edge], snapshot: Snapshot) -> str:
    """Return `text` with the words that were read anew, the signs around them as they were."""
    pieces: list[str] = []
    at = end = 0
    for edge in edges:
        first, last = typed[at], typed[edge.end - 1]
        own = text[first.start : last.end]
        pieces += [text[end : first.start], own]
        if edge.price:
            spelled = " ".join(_spelled(snapshot, word, own) for word in edge.words)
            pieces[-1] = in_case_of(own, spelled)
        at, end = edge.end, last.end
    return "".join(pieces) + text[end:]


def in_case_of(own: str, other: str) -> str:
    """Return `other` in capitals where `own` is written so, or begins so."""
    if len(own) > 1 and own.isupper():
        return other.upper()
    return other[:1].upper() + other[1:] if own[:1].isupper() else other


def _spelled(snapshot: Snapshot, folded: str, own: str) -> str:
    """Return a folded word as the archive mostly spells it; marks that were typed count most."""
    spellings = snapshot.spellings(folded)
    typed = _marks(own)
    return max(
        spellings,
        key=lambda spelled: (bool(typed) and _marks(spelled) == typed, spellings[spelled]),
        default=folded,
    )


def _marks(text: str) -> str:
    """Return the marks of `text` in their order, without the letters that carry them."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", text) if unicodedata.combining(sign)
    )


class _Archive(Lexicon):
    """The words of one generation of the index."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        with _door:
            self._tables = _tables.setdefault(snapshot, {})

    @override
    def known(self, words: Sequence[str]) -> Mapping[str, int]:
        return self._snapshot.known(words)

    @override
    def letters(self, first: str) -> Letters:
        if first not in self._tables:
            self._tables[first] = Letters(self._snapshot.beginning_with(first, limit=_EVERY))
        return self._tables[first]


_door: Final = threading.Lock()
_tables: Final[WeakKeyDictionary[Snapshot, dict[str, Letters]]] = WeakKeyDictionary()
