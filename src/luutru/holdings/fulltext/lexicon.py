"""The words of an archive as a table of letters: which of half a million are like a given one."""

from collections.abc import Callable, Sequence, Set
from typing import Final

import numpy as np
from numpy.typing import NDArray

from luutru.holdings.fulltext.similar import ALIKE, CONFUSED, EDITED, HEARD, READ, misspelled

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


class Lexicon:
    """All folded words of an archive, or the words of one kind of name."""

    def __init__(self, words: Sequence[str], known: Set[str]) -> None:
        """Take `words` in ascending order, and the same as a set."""
        self._words = words
        self._known = known
        # Letters outside ASCII are one byte each as well: they equal no other letter.
        joined = ("\n".join(words) + "\n").encode("ascii", "replace")
        self._bytes = np.frombuffer(joined + bytes(_LONGEST), np.uint8)
        ends = np.flatnonzero(self._bytes == _NEWLINE)
        self._starts = np.concatenate([np.zeros(1, np.int64), ends[:-1] + 1])
        self._lengths = ends - self._starts

    def like(self, word: str, often: Callable[[str], int]) -> dict[str, float]:
        """Return the words that `word` may stand for, with the price of each mistake.

        `often` tells how often a word stands in the archive.
        """
        if not _SHORTEST <= len(word) <= _LONGEST:
            return {}
        mistakes = 1 + (len(word) >= _TWO_MISTAKES) + (len(word) >= _THREE_MISTAKES)
        found = misspelled(word, self._known)
        if mistakes > 1 and not any(often(other) >= _FREQUENT for other in found):
            found = self._apart(word, mistakes) | found
        return {other: price for other, price in found.items() if price and other.isalnum()}

    def _apart(self, word: str, mistakes: int) -> dict[str, float]:
        """Return the words that are up to some mistakes away from `word`, the first letter kept."""
        letters = np.frombuffer(word.encode("ascii", "replace"), np.uint8)
        near = np.abs(self._lengths - len(letters)) <= mistakes
        near &= self._bytes[self._starts] == letters[0]
        chosen = np.flatnonzero(near)
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
