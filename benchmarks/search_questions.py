"""What is asked: ten classes of questions, taken from the pages of the corpus itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import numpy as np

from luutru.vietnamese.folding import both_forms
from luutru.vietnamese.tokens import spelled_words
from search_corpus import Corpus

_YEAR = 10_000
"""Of a day as a number."""


class Kind(StrEnum):
    """A class of questions; the value is its key in the figures."""

    RARE = "rare"
    COMMON = "common"
    TWO = "two"
    TWO_COMMON = "two_common"
    PHRASE_2 = "phrase2"
    PHRASE_3 = "phrase3"
    ANY_5 = "any5"
    PREFIX = "prefix"
    FUZZY = "fuzzy"
    FILTERED = "filtered"


LABELS: Mapping[Kind, str] = {
    Kind.RARE: "rare term",
    Kind.COMMON: "common term",
    Kind.TWO: "two terms",
    Kind.TWO_COMMON: "two common",
    Kind.PHRASE_2: "phrase of 2",
    Kind.PHRASE_3: "phrase of 3 common syllables",
    Kind.ANY_5: "any of 5",
    Kind.PREFIX: "prefix of 3",
    Kind.FUZZY: "fuzzy, 1 edit",
    Kind.FILTERED: "partner + dates + term",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question; every engine says it in its own way."""

    kind: Kind
    words: tuple[str, ...]
    """Folded."""
    spelled: str
    """As somebody would type it who types marks."""
    partner: int = 0
    since: int = 0
    until: int = 0
    """Days of signature as numbers, both included."""


class Questioner:
    """Takes questions from sample pages, by how many entries have a word."""

    def __init__(self, corpus: Corpus, frequencies: Mapping[str, int]) -> None:
        self._corpus = corpus
        self._random = np.random.default_rng([corpus.seed, 3])
        self._pages = [spelled_words(page.lower()) for page in corpus.samples]
        entries = corpus.pages + corpus.size.agreements
        self._share = {word: count / entries for word, count in frequencies.items()}
        self._rare = max(12.0, entries / 4_000) / entries

    def ask(self, count: int) -> list[Question]:
        """Return `count` questions of each kind, the kinds in turns."""
        makers: dict[Kind, Callable[[], Question | None]] = {
            Kind.RARE: lambda: self._of(Kind.RARE, 1, 0, self._rare),
            Kind.COMMON: lambda: self._of(Kind.COMMON, 1, 0.4, 1),
            Kind.TWO: lambda: self._of(Kind.TWO, 2, 0.01, 0.15),
            Kind.TWO_COMMON: lambda: self._of(Kind.TWO_COMMON, 2, 0.4, 1),
            Kind.PHRASE_2: lambda: self._phrase(Kind.PHRASE_2, 2, 0.005),
            Kind.PHRASE_3: lambda: self._phrase(Kind.PHRASE_3, 3, 0.2),
            Kind.ANY_5: lambda: self._of(Kind.ANY_5, 5, 0.01, 0.3),
            Kind.PREFIX: self._prefix,
            Kind.FUZZY: self._fuzzy,
            Kind.FILTERED: self._filtered,
        }
        asked = [list(islice(self._until(maker), count)) for maker in makers.values()]
        return [question for turn in zip(*asked, strict=True) for question in turn]

    def _until(self, maker: Callable[[], Question | None]) -> Iterator[Question]:
        """Yield different questions, trying pages until there are enough."""
        seen = set[Question]()
        for _ in range(50 * len(self._pages)):
            question = maker()
            if question is not None and question not in seen:
                seen.add(question)
                yield question

    def _page(self) -> list[str]:
        return self._pages[int(self._random.integers(len(self._pages)))]

    def _of(self, kind: Kind, count: int, least: float, most: float) -> Question | None:
        """Take words of one page that stand in so large a share of all entries."""
        fitting = [word for word in dict.fromkeys(self._page()) if self._fits(word, least, most)]
        fitting = [*{both_forms(word)[0]: word for word in fitting}.values()]
        if len(fitting) < count:
            return None
        chosen = self._random.choice(len(fitting), count, replace=False)
        return _question(kind, [fitting[place] for place in chosen])

    def _phrase(self, kind: Kind, count: int, least: float) -> Question | None:
        """Take words that stand one after the other."""
        page = self._page()
        start = int(self._random.integers(len(page) - count))
        chosen = page[start : start + count]
        return (
            _question(kind, chosen) if all(self._fits(word, least, 1) for word in chosen) else None
        )

    def _prefix(self) -> Question | None:
        found = self._of(Kind.PREFIX, 1, 0, 1)
        if found is None or len(found.words[0]) <= 3:  # noqa: PLR2004  the class is prefix of 3
            return None
        return Question(Kind.PREFIX, (found.words[0][:3],), found.words[0][:3])

    def _fuzzy(self) -> Question | None:
        """Take a word, and mistype every other one."""
        found = self._of(Kind.FUZZY, 1, 0, 1)
        if found is None or len(found.words[0]) < 4:  # noqa: PLR2004  short words need no help
            return None
        word = found.words[0]
        if self._random.integers(2):
            place = int(self._random.integers(1, len(word)))
            word = word[:place] + word[place + 1 :]
        return Question(Kind.FUZZY, (word,), word)

    def _filtered(self) -> Question | None:
        """Take a partner with agreements, six years around one of them, and a usual word."""
        found = self._of(Kind.FILTERED, 1, 0.01, 0.5)
        if found is None:
            return None
        place = int(self._random.integers(len(self._corpus.partners)))
        partner, day = self._corpus.partners[place], self._corpus.days[place]
        return Question(
            Kind.FILTERED, found.words, found.spelled, partner, day - 3 * _YEAR, day + 3 * _YEAR
        )

    def _fits(self, word: str, least: float, most: float) -> bool:
        """Tell whether a word of letters is as frequent as wanted."""
        folded = both_forms(word)[0]
        return (
            folded.isascii()
            and folded.isalpha()
            and len(folded) > 1
            and least <= self._share.get(folded, 2) <= most
        )


def _question(kind: Kind, spelled: Sequence[str]) -> Question:
    return Question(kind, tuple(both_forms(word)[0] for word in spelled), " ".join(spelled))
