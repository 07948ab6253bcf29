"""Picks the words that tell what an agreement is about: often in it, and seldom in the others.

A syllable alone says little in Vietnamese, two that follow each other are a word: "đo lường".
Words of other languages and abbreviations stand alone. No list of words is left out: what stands
in every agreement weighs nothing by itself.

Source: Spärck Jones 1972, A Statistical Interpretation of Term Specificity (inverse frequency).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Final

from luutru.holdings.fulltext.query import Phrase, Query, Words
from luutru.services.archive import Archive
from luutru.services.columns import Integers
from luutru.vietnamese.syllables import is_syllable
from luutru.vietnamese.tokens import Token, words

_CONSIDERED: Final = 160
"""Terms of which the index is asked how seldom they are."""
_NAMING: Final = 4
"""How many times a term of the title counts."""
_BOUND: Final = 0.3
"""Two syllables that stand together less often, 1 being always, are no word: "và tổ"."""
_SHORTEST: Final = 3
"""Letters of a word that stands alone."""


@dataclass(frozen=True)
class Term:
    """A word or two that tell what an agreement is about."""

    text: str
    """As it stands there."""
    query: Query
    weight: float
    agreements: Integers
    """All that have it."""


def telling_terms(
    archive: Archive, naming: Sequence[str], texts: Sequence[str], total: int, limit: int
) -> list[Term]:
    """Return the `limit` most telling terms of an agreement among `total`, the best first.

    `naming` are its titles and the like, `texts` its pages.
    """
    counts: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = {}
    passages = [(_NAMING, _Passage(text)) for text in naming] + [(1, _Passage(t)) for t in texts]
    bound = _bound_together([passage for _, passage in passages])
    for worth, passage in passages:
        for term, text in passage.terms(bound):
            counts[term] += worth
            spelled.setdefault(term, Counter())[text] += 1
    found = []
    for term, count in counts.most_common(_CONSIDERED):
        query = Phrase(term) if " " in term else Words(term)
        agreements = archive.fulltext.agreements_with(query)
        if 1 < len(agreements) < total:
            weight = (1 + log(count)) * log(total / len(agreements))
            found.append(Term(_shown(spelled[term]), query, weight, agreements))
    return sorted(found, key=lambda term: -term.weight)[:limit]


class _Passage:
    """A page or a title, cut into terms."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = words(text)
        self.syllables = [token.folded for token in self._tokens]

    def pairs(self) -> Iterator[tuple[str, int]]:
        """Yield each two syllables that follow one another, folded, with the place of the first."""
        for place, (one, other) in enumerate(pairwise(self._tokens)):
            between = self._text[one.end : other.start]
            if between.isspace() and _is_syllable(one) and _is_syllable(other):
                yield f"{one.folded} {other.folded}", place

    def terms(self, bound: Mapping[str, float]) -> Iterator[tuple[str, str]]:
        """Yield each term, folded and as it stands there.

        A syllable goes with the neighbour to which it is bound more: "tổ chức tiêu chuẩn" has no
        "chức tiêu" in it.
        """
        taken: set[int] = set()
        for pair, place in sorted(self.pairs(), key=lambda found: -bound[found[0]]):
            if bound[pair] >= _BOUND and not taken & {place, place + 1}:
                taken |= {place, place + 1}
                yield pair, " ".join(map(self._as_it_stands, self._tokens[place : place + 2]))
        for token in self._tokens:
            if _stands_alone(token):
                yield token.folded, self._as_it_stands(token)

    def _as_it_stands(self, token: Token) -> str:
        return self._text[token.start : token.end]


def _bound_together(passages: Sequence[_Passage]) -> dict[str, float]:
    """Return for each pair of syllables how often they stand together, of how often they stand.

    Source: Ochiai 1957 (the cosine of two sets).
    """
    single = Counter(word for passage in passages for word in passage.syllables)
    pairs = Counter(pair for passage in passages for pair, _ in passage.pairs())
    bound: dict[str, float] = {}
    for pair, count in pairs.items():
        one, other = pair.split()
        bound[pair] = count / sqrt(single[one] * single[other])
    return bound


def _is_syllable(token: Token) -> bool:
    return not token.whole and token.folded.isalpha() and is_syllable(token.exact)


def _stands_alone(token: Token) -> bool:
    long_enough = len(token.folded) >= _SHORTEST and token.folded.isalpha()
    return long_enough and not is_syllable(token.exact)


def _shown(spellings: Counter[str]) -> str:
    """Return the usual spelling; headings in capitals only where there is no other."""
    return max(spellings, key=lambda text: (not text.isupper(), spellings[text], text))
