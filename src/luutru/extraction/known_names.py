"""Matches printed names with the authorities that the archive knows, by names valid at the time.

Recognition loses marks and exchanges letters. A name that differs in marks only is the known one;
one that differs in a few letters probably is, and a person must look.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from luutru.extraction.proposal import KnownAuthority, KnownName
from luutru.vietnamese.folding import fold

_LETTERS_A_FAULT: Final = 12
"""Letters of a name for which recognition may have exchanged one."""
_SHORTEST: Final = 10
"""Letters below which a name that differs is another name."""
_SHARED: Final = 0.5
"""Share of its words that a misread name has in common with the known one."""


@dataclass(frozen=True, slots=True)
class KnownMatch:
    """A known name that a printed one is, or seems to be."""

    name: str
    country: str
    is_misread: bool
    """Letters were exchanged, not only marks lost."""


class KnownNames:
    """The names of the archive's authorities on one day."""

    def __init__(self, known: Sequence[KnownAuthority], day: str = "") -> None:
        """Take the names that were valid on `day`, an EDTF day; all of them where it is empty."""
        self._exact: dict[str, KnownMatch] = {}
        self._by_word: defaultdict[str, set[str]] = defaultdict(set)
        for authority in known:
            for name in authority.names:
                if _was_valid(name, day):
                    self._exact.setdefault(
                        fold(name.name), KnownMatch(name.name, authority.country, is_misread=False)
                    )
        for folded in self._exact:
            for word in folded.split():
                self._by_word[word].add(folded)

    def find(self, printed: str) -> KnownMatch | None:
        """Return the known name that `printed` is; None if the archive knows none like it."""
        folded = fold(" ".join(printed.split()))
        exact = self._exact.get(folded)
        if exact is not None or len(folded) < _SHORTEST:
            return exact
        near: dict[int, list[str]] = {}
        for name in self._candidates(folded):
            faults = _faults(folded, name)
            if faults is not None:
                near.setdefault(faults, []).append(name)
        likely = near[min(near)] if near else []
        if len(likely) != 1:
            return None
        match = self._exact[likely[0]]
        return KnownMatch(match.name, match.country, is_misread=True)

    def _candidates(self, folded: str) -> list[str]:
        words = folded.split()
        shared = Counter(name for word in set(words) for name in self._by_word.get(word, ()))
        return [name for name, count in shared.items() if count >= _SHARED * len(set(words))]


def _was_valid(name: KnownName, day: str) -> bool:
    first, last = day.partition("/")[0], day.rpartition("/")[2]
    began = not name.valid_from or not last or name.valid_from[: len(last)] <= last
    ended = name.valid_to and first and name.valid_to[: len(first)] < first
    return began and not ended


def _faults(one: str, other: str) -> int | None:
    """Return how many letters differ, or None if they are too many, or numbers differ."""
    most = max(len(one), len(other)) // _LETTERS_A_FAULT
    digits = [[sign for sign in name if sign.isdigit()] for name in (one, other)]
    if abs(len(one) - len(other)) > most or digits[0] != digits[1]:
        return None
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, sign in enumerate(other, 1):
            cost = min(row[place] + 1, row[place - 1] + 1, before + (letter != sign))
            before, row[place] = row[place], cost
    return row[-1] if row[-1] <= most else None
