"""Words for made-up agreements: drawn by Zipf's law, Vietnamese and English, read with mistakes.

The commonest words are those of the clauses that the program draws its samples from. Rarer ones
are made: Vietnamese compounds of legal syllables, English words of usual beginnings and endings.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from luutru.resources import folder
from luutru.vietnamese.folding import TONES
from luutru.vietnamese.syllables import is_syllable
from luutru.vietnamese.tokens import spelled_words

UNITS = 30_000
"""Different words of a language; a Vietnamese one has one or two syllables."""
ZIPF = 1.0
STOCK = 1_000
"""Sentences of a language that are used again and again."""
MISREAD = 0.015
"""The share of words that the recognition gets wrong."""
_SEPARATORS = np.array([" ", ", ", ".\n"], dtype=object)
_SEPARATED = (0.88, 0.06, 0.06)
_ONSETS = "b c ch d đ g gi h kh k l m n ng ngh nh ph qu r s t th tr v x"
_RIMES = """
_a _ac _ach _ai _am _an _ang _anh _ao _ap _at _au _ay _ăc _ăm _ăn _ăng _âm _ân _âng _ât _âu _ây
_e _em _en _eo _ê _êm _ên _ênh _êt _i i_êm i_ên i_ênh i_êt i_êu _ich _im _in _inh _o _oc _oi _on
_ong _ô _ôc _ôi _ôm _ôn _ông _ôt _ơ _ơi _ơn _u u_ân u_ôc u_ôi u_ôn u_ông _ui _un _ung _uc _ư _ưc
_ưng ư_ơc ư_ơi ư_ơn ư_ơng ư_ơt
"""
_BEGINNINGS = "con pro trans inter re de sub per over under ex pre com ad ab dis"
_MIDDLES = "stand form mit port duct serv tract labor metr sign tect cert val ven fer press"
_ENDINGS = "ation ing ed s er ment al ity ive ance able ous ory ure ism ist ly ness"
_PLACE = re.compile(r"\{\w+\}")
_MISREADINGS = {
    "ả": "ã", "ã": "ả", "ê": "ế", "ế": "ê", "đ": "d", "l": "1", "0": "9", "m": "rn", "ơ": "o",
    "ư": "u", "h": "b", "e": "c", "ì": "i", "ộ": "ô", "ủ": "ù", "g": "q", "n": "ri", "t": "f",
}  # fmt: skip


@dataclass(frozen=True)
class Language:
    """A vocabulary in the order of frequency, to draw words from."""

    plain: NDArray[np.object_]
    capital: NDArray[np.object_]
    _cumulative: NDArray[np.float64]
    _stock: list[str]
    """Sentences that stand in many agreements."""

    @classmethod
    def of(cls, units: Iterable[str], random: np.random.Generator) -> "Language":
        """Give each unit the share that Zipf's law has for its rank."""
        plain = np.array([*dict.fromkeys(units)][:UNITS], dtype=object)
        shares = 1 / (np.arange(len(plain)) + 2.7) ** ZIPF
        capital = np.array([unit[:1].upper() + unit[1:] for unit in plain], dtype=object)
        made = cls(plain, capital, np.cumsum(shares) / shares.sum(), [])
        lengths = random.integers(6, 18, STOCK)
        made._stock.extend(made._sentences(random, int(units)) for units in lengths)
        return made

    def write(self, random: np.random.Generator, units: int, misread: float) -> str:
        """Write so many units in sentences, one in five of the stock; some are misread."""
        shares = random.random(random.poisson(units / 60))
        stock = [self._stock[int(STOCK * share**2)] for share in shares]
        return "".join([*stock, self._sentences(random, units * 4 // 5, misread)])

    def _sentences(self, random: np.random.Generator, units: int, misread: float = 0) -> str:
        """Write sentences of so many units, and misread some of them."""
        drawn = np.searchsorted(self._cumulative, random.random(units))
        ends = random.choice(len(_SEPARATORS), units, p=_SEPARATED)
        begins = np.append(True, ends[:-1] == len(_SEPARATORS) - 1)
        written = np.where(begins, self.capital[drawn], self.plain[drawn])
        for place in random.integers(0, units, random.poisson(misread * units)):
            written[place] = _misread(written[place], random)
        return "".join((written + _SEPARATORS[ends]).tolist())

    def name(self, random: np.random.Generator, units: int) -> str:
        """Return a name of less common words."""
        chosen = random.integers(100, len(self.plain) // 4, units)
        return " ".join(self.capital[chosen].tolist())


def languages(random: np.random.Generator) -> tuple[Language, Language]:
    """Return Vietnamese and English."""
    real = [_real(column) for column in (0, 1)]
    syllables = [*dict.fromkeys([*_single(real[0]), *_shuffled(_legal_syllables(), random)])]
    return (
        Language.of([*_by_frequency(real[0]), *_compounds(syllables, random)], random),
        Language.of([*_single(real[1]), *_shuffled(_english(), random)], random),
    )


def _real(column: int) -> list[list[str]]:
    """Return the sentences of the clauses in one language, each as its words."""
    stock = tomllib.loads((folder("demo") / "clauses.toml").read_text(encoding="utf-8"))
    sentences = [pair[column] for clause in stock.values() for pair in clause["sentences"]]
    return [spelled_words(_PLACE.sub("", sentence.lower())) for sentence in sentences]


def _single(sentences: Iterable[Sequence[str]]) -> list[str]:
    counted = Counter(word for sentence in sentences for word in sentence)
    return [word for word, _ in counted.most_common()]


def _by_frequency(sentences: Sequence[Sequence[str]]) -> list[str]:
    """Return syllables and what stands together twice at least, the commonest first."""
    counted = Counter(word for sentence in sentences for word in sentence)
    pairs = Counter(" ".join(pair) for sentence in sentences for pair in pairwise(sentence))
    counted.update({pair: count for pair, count in pairs.items() if count > 1})
    return [unit for unit, _ in counted.most_common()]


def _compounds(syllables: Sequence[str], random: np.random.Generator) -> Iterator[str]:
    """Yield words of one and two syllables without end, of the common syllables more often."""
    shares = 1 / (np.arange(len(syllables)) + 20.0)
    shares /= shares.sum()
    drawn = random.choice(len(syllables), (2 * UNITS, 2), p=shares)
    for number, (first, second) in enumerate(drawn.tolist()):
        if number < len(syllables) and not number % 4:
            yield syllables[number]
        yield f"{syllables[first]} {syllables[second]}"


def _legal_syllables() -> list[str]:
    made = []
    for onset, rime, tone in product(_ONSETS.split(), _RIMES.split(), ("", *TONES)):
        before, _, after = rime.partition("_")
        syllable = unicodedata.normalize("NFC", onset + before + after[0] + tone + after[1:])
        if is_syllable(syllable):
            made.append(syllable)
    return made


def _english() -> list[str]:
    middles = _MIDDLES.split()
    return [
        beginning + middle + second + ending
        for beginning, middle, second, ending in product(
            ["", *_BEGINNINGS.split()], middles, ["", *middles], _ENDINGS.split()
        )
    ]


def _shuffled(words: Sequence[str], random: np.random.Generator) -> list[str]:
    return [words[place] for place in random.permutation(len(words))]


def _misread(word: str, random: np.random.Generator) -> str:
    places = [place for place, letter in enumerate(word) if letter in _MISREADINGS]
    if not places:
        return word[:-1] or word
    place = places[int(random.integers(len(places)))]
    return word[:place] + _MISREADINGS[word[place]] + word[place + 1 :]
