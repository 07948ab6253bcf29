"""Finds authorities that were probably entered twice, and says why; merging is for people."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import combinations
from typing import Final

from luutru.services.archive import Archive
from luutru.services.partners import Partner, partners
from luutru.vietnamese.folding import fold

_ALIKE: Final = 0.9
"""Share of letters that two names of one country have to have in common."""
_WORDS_APART: Final = 4
"""Words that stand in one of two names only, where two of them are misspelled."""
_LONG_ENOUGH: Final = 8
"""Letters below which names are too short to be alike by anything but being the same."""
_MOST_OF_COUNTRY: Final = 300
"""Authorities of one country up to which each is compared with each."""


class Sign(StrEnum):
    """What speaks for two authorities being one, the strongest first."""

    SAME_NAME = "same_name"
    SAME_ABBREVIATION = "same_abbreviation"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two authorities that may be one; `kept` has more agreements."""

    kept: Partner
    gone: Partner
    sign: Sign
    words: str
    """The name or abbreviation by which it was noticed."""


def suspicions(archive: Archive) -> tuple[Suspicion, ...]:
    """Return pairs of authorities that may be one, the surest first."""
    found: dict[tuple[int, int], Suspicion] = {}
    known = partners(archive)
    for first, second, sign, words in (*_of_one_word(known), *_alike(known)):
        gone, kept = sorted((first, second), key=lambda one: (one.agreements, -one.id))
        told = Suspicion(kept, gone, sign, words)
        if not _contradict(first, second):
            before = found.setdefault((kept.id, gone.id), told)
            if _ORDER.index(sign) < _ORDER.index(before.sign):
                found[kept.id, gone.id] = told
    return tuple(sorted(found.values(), key=lambda one: (_ORDER.index(one.sign), one.kept.called)))


_ORDER: Final = tuple(Sign)
_Pair = tuple[Partner, Partner, Sign, str]


def _of_one_word(known: Sequence[Partner]) -> Iterator[_Pair]:
    """Yield those of which one is called what the other one is called, or is abbreviated."""
    by_word: defaultdict[str, dict[int, tuple[Partner, str, bool]]] = defaultdict(dict)
    for partner in known:
        for name in partner.names:
            for words, is_name in ((name.abbreviation, False), (name.name, True)):
                key = _key(words)
                if key:
                    by_word[key].setdefault(partner.id, (partner, words, is_name))
    for bearers in by_word.values():
        for (one, words, is_name), (other, _, other_is_name) in combinations(bearers.values(), 2):
            same = Sign.SAME_NAME if is_name and other_is_name else Sign.SAME_ABBREVIATION
            yield one, other, same, words


def _alike(known: Sequence[Partner]) -> Iterator[_Pair]:
    """Yield those of one country of which two names differ by a few letters."""
    countries: defaultdict[str, list[tuple[Partner, list[_Spelled]]]] = defaultdict(list)
    for partner in known:
        if partner.country:
            names = [_Spelled.of(name.name) for name in partner.names]
            long = [one for one in names if len(one.key) >= _LONG_ENOUGH]
            countries[partner.country].append((partner, long))
    for some in countries.values():
        for (one, own), (other, theirs) in combinations(some[:_MOST_OF_COUNTRY], 2):
            words = next((b.words for a in own for b in theirs if a.is_like(b)), "")
            if words:
                yield one, other, Sign.ALIKE, words


@dataclass(frozen=True, slots=True)
class _Spelled:
    """A name as it is compared."""

    words: str
    key: str
    parts: frozenset[str]

    @classmethod
    def of(cls, words: str) -> "_Spelled":
        key = _key(words)
        return cls(words, key, frozenset(key.split()))

    def is_like(self, other: "_Spelled") -> bool:
        """Tell whether most letters are the same; words are counted first, as that is quick."""
        if len(self.parts ^ other.parts) > _WORDS_APART:
            return False
        matcher = SequenceMatcher(None, self.key, other.key, autojunk=False)
        return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _contradict(one: Partner, other: Partner) -> bool:
    """Tell whether they are of two countries, so that a name in common means nothing."""
    return bool(one.country and other.country) and one.country != other.country


def _key(words: str) -> str:
    """Return what of a name is compared: folded, without what stands in brackets."""
    return " ".join(re.sub(r"\([^)]*\)|[^\w\s]", " ", fold(words)).split())
