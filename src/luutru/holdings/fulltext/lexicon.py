"""Which of half a million words are like a given one: their letters as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override

from luutru.holdings.fulltext.similar import ALIKE, CONFUSED, EDITED, HEARD, READ, misspellings

_Bytes = NDArray[np.uint8]
_UNIT: Final = 2.0
"""Prices are reckoned in halves, as whole numbers that fit a byte."""
_FAR: Final = 200
_SHORTEST, _LONGEST = 3, 24
"""Letters of a word that can be told from others, and that is no pasted string."""
_TWO_MISTAKES, _THREE_MISTAKES = 5, 9
"""Letters of a word from which on it may be misspelled in two, in three places."""
_FREQUENT: Final = 3
"""A word that stands less often may itself be a slip of recognition."""
_NEWLINE: Final = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may have been meant."""

    price: float
    """Of the mistakes in between; the higher, the less likely."""
    often: int
    """How often it stands in the archive."""


class Lexicon(Protocol):
    """Words that are known: those of an archive, or those of which names are made."""

    def known(self, words: Sequence[str]) -> Mapping[str, int]:
        """Return which of many folded words are known, and how often each stands."""

    def letters(self, first: str) -> "Letters":
        """Return the known words that begin with a letter."""


class NamedWords(Lexicon):
    """A few thousand words, such as those of the names of partners."""

    def __init__(self, often: Mapping[str, int]) -> None:
        self._often = often

    @override
    def known(self, words: Sequence[str]) -> Mapping[str, int]:
        return {word: self._often[word] for word in words if word in self._often}

    @override
    def letters(self, first: str) -> "Letters":
        return Letters([word for word in self._often if word.startswith(first)])


def candidates(word: str, lexicon: Lexicon) -> dict[str, Candidate]:
    """Return the words that a folded `word` may stand for."""
    if not _SHORTEST <= len(word) <= _LONGEST:
        return {}
    prices = misspellings(word)
    often = lexicon.known(list(prices))
    mistakes = 1 + (len(word) >= _TWO_MISTAKES) + (len(word) >= _THREE_MISTAKES)
    if mistakes > 1 and max(often.values(), default=0) < _FREQUENT:
        prices = lexicon.letters(word[0]).apart(word, mistakes) | prices
        often = lexicon.known(list(prices))
    return {
        other: Candidate(prices[other], count)
        for other, count in often.items()
        if prices[other] and other.isalnum()
    }


class Letters:
    """Words as a table of letters: all are compared with one at a time."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        # Letters outside ASCII are one byte each as well: they equal no other letter.
        joined = ("\n".join([*words, ""])).encode("ascii", "replace")
        self._bytes = np.frombuffer(joined + bytes(_LONGEST + _THREE_MISTAKES), np.uint8)
        ends = np.flatnonzero(self._bytes == _NEWLINE)
        self._starts = np.concatenate([np.zeros(1, np.int64), ends + 1])[: len(words)]
        self._lengths = ends - self._starts

    def apart(self, word: str, mistakes: int) -> dict[str, float]:
        """Return the words that are up to some mistakes away from `word`, with their prices."""
        letters = np.frombuffer(word.encode("ascii", "replace"), np.uint8)
        chosen = np.flatnonzero(np.abs(self._lengths - len(letters)) <= mistakes)
        if not len(chosen):
            return {}
        width = len(letters) + mistakes
        table = self._bytes[self._starts[chosen, np.newaxis] + np.arange(width)]
        prices = _distances(letters, table, self._lengths[chosen], mistakes)
        close = np.flatnonzero(prices <= mistakes * EDITED * _UNIT)
        return {self._words[chosen[at]]: float(prices[at]) / _UNIT for at in close}


def _distances(letters: _Bytes, table: _Bytes, lengths: NDArray[np.int64], band: int) -> _Bytes:
    """Return the price of each row of `table`, by dynamic programming over all rows at once.

    Only places at most `band` apart are compared. Source: Wagner, Fischer 1974; two letters
    swapped as in Lowrance, Wagner 1975.
    """
    width = table.shape[1]
    step = np.uint8(EDITED * _UNIT)
    columns = np.ascontiguousarray(table.T)
    before = [np.full(len(table), _FAR, np.uint8) for _ in range(width + 1)]
    last = [np.full(len(table), min(_FAR, at * int(step)), np.uint8) for at in range(width + 1)]
    for row, letter in enumerate(letters, 1):
        price = _PRICES[letter]
        here = [np.full(len(table), _FAR, np.uint8) for _ in range(width + 1)]
        here[0][:] = min(_FAR, row * int(step))
        for at in range(max(1, row - band), min(width, row + band) + 1):
            best = last[at - 1] + price[columns[at - 1]]
            np.minimum(best, last[at] + step, out=best)
            np.minimum(best, here[at - 1] + step, out=best)
            if row > 1 and at > 1:
                swapped = (columns[at - 2] == letter) & (columns[at - 1] == letters[row - 2])
                best[swapped] = np.minimum(best[swapped], before[at - 2][swapped] + step)
            here[at] = np.minimum(best, np.uint8(_FAR), out=best)
        before, last = last, here
    ends = np.minimum(lengths, width)
    return np.stack(last)[ends, np.arange(len(table))]


def _prices() -> _Bytes:
    """Return what it costs to take one letter for another."""
    table = np.full((256, 256), EDITED * _UNIT, np.uint8)
    np.fill_diagonal(table, 0)
    for pairs, price in ((HEARD, ALIKE), (READ, CONFUSED)):
        for one, other in pairs:
            if len(one) == len(other) == 1:
                table[ord(one), ord(other)] = table[ord(other), ord(one)] = price * _UNIT
    return table


_PRICES: Final = _prices()
