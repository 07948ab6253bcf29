"""Tells a Vietnamese syllable from rubbish, and how much of a text looks like language at all.

A syllable is an onset, a rime and a tone; which of them go together is a closed list. Words in
plain letters are given the benefit of the doubt: an agreement is half English.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from luutru.vietnamese.folding import TONES, strip_marks

_ONSETS: Final = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_RIMES: Final = """
a ac ach ai am an ang anh ao ap at au ay   ăc ăm ăn ăng ăp ăt   âc âm ân âng âp ât âu ây
e ec em en eng eo ep et   ê êch êm ên êng ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi
om on ong ooc oong op ot   ô ôc ôi ôm ôn ông ôp ôt   ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uên uênh uêt uêu ui um un ung uôc uôi uôm uôn uông uôt uơ up
ut uy uya uych uyên uyêt uynh uyp uyt uyu   ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt
ươu ưt ưu   y yêm yên yêng yêt yêu
"""
_COMMON: Final = """
của và các trong theo được ngày năm hai này có là cho với không bên tại về từ điều số việc
the of and to in for is on by be or shall with at this from as are
"""
_FRONT: Final = tuple("eêiy")
_STOPS: Final = ("p", "t", "c", "ch")
_STOP_TONES: Final = ("\u0301", "\u0323")

_BETWEEN_WORDS: Final = re.compile(r"[\s\d.,;:()/\\\-–—\"'“”‘’…+*%&<>\[\]=_|!?]+")
_LIKE_ENGLISH: Final = re.compile(r"[a-z]*[aeiouy][a-z]*")
_SHORT: Final = 3
_EACH_ONSET: Final = tuple(_ONSETS.split("|"))
_EACH_RIME: Final = frozenset(_RIMES.split())
_EACH_PLAIN_ONSET: Final = ("", *(strip_marks(onset) for onset in _EACH_ONSET))
_EACH_PLAIN_RIME: Final = frozenset(strip_marks(rime) for rime in _EACH_RIME)
_EACH_COMMON: Final = frozenset(_COMMON.split())
_AFTER_QU: Final = frozenset(rime[1:] for rime in _EACH_RIME if rime[0] in "uo" and rime[1:])


@dataclass(frozen=True, slots=True)
class Census:
    """What the words of a text are like; shares are from 0 to 1."""

    words: int
    plausible: float
    """Vietnamese syllables, words in plain letters, words in another script."""
    marked: float
    """Vietnamese syllables that carry a mark."""
    common: float
    """The words without which neither language makes a sentence."""


def is_syllable(word: str) -> bool:
    """Tell whether `word` is spelled as a Vietnamese syllable can be, with its marks."""
    return _is_syllable(unicodedata.normalize("NFC", word).lower())


def is_plain_syllable(word: str) -> bool:
    """Tell whether `word` could be a Vietnamese syllable written without marks, as in `Ha Noi`."""
    plain = word.lower()
    return any(
        plain.startswith(onset) and plain.removeprefix(onset) in _EACH_PLAIN_RIME
        for onset in _EACH_PLAIN_ONSET
    )


def plausibility(text: str) -> float:
    """Return the share of words that look like Vietnamese, English or another script, 0 to 1."""
    return census(text).plausible


def census(text: str) -> Census:
    """Count the words of `text` by what they look like."""
    composed = unicodedata.normalize("NFC", text).lower()
    found = [word for word in _BETWEEN_WORDS.split(composed) if word]
    count = max(1, len(found))
    marked = sum(not word.isascii() and _is_syllable(word) for word in found)
    return Census(
        words=len(found),
        plausible=sum(map(_is_plausible, found)) / count,
        marked=marked / count,
        common=sum(word in _EACH_COMMON for word in found) / count,
    )


def _is_plausible(word: str) -> bool:
    plain = word.replace("đ", "d")  # abbreviations: NĐ, TĐC
    if plain.isascii():
        return len(word) <= _SHORT or _LIKE_ENGLISH.fullmatch(plain) is not None
    return _is_syllable(word) or not any(letter <= "\u02af" for letter in word)


@lru_cache(maxsize=1 << 15)
def _is_syllable(word: str) -> bool:
    decomposed = unicodedata.normalize("NFD", word)
    tones = [sign for sign in decomposed if sign in TONES]
    bare = unicodedata.normalize("NFC", "".join(s for s in decomposed if s not in TONES))
    if len(tones) > 1 or (bare.endswith(_STOPS) and not set(tones) & set(_STOP_TONES)):
        return False
    return bare in _EACH_RIME or any(
        _go_together(onset, bare.removeprefix(onset))
        for onset in _EACH_ONSET
        if bare.startswith(onset)
    )


def _go_together(onset: str, rime: str) -> bool:
    """Tell whether `onset` is written before `rime`: k, gh, ngh stand before e, ê, i, y only."""
    if onset == "qu":
        return rime in _AFTER_QU
    if rime not in _EACH_RIME:
        return False
    front = rime.startswith(_FRONT)
    if onset in ("k", "gh", "ngh"):
        return front
    return not front or (onset not in ("c", "ng") and (onset != "g" or rime.startswith("i")))
