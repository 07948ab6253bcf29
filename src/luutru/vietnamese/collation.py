"""Puts titles and names in the order of a Vietnamese dictionary, the same on every computer.

Linux builds of Qt bring an order of their own and Windows builds do not, so the order is stored
with the record as a key and compared code point by code point (SQLite's BINARY, `COLLATE "C"` of
PostgreSQL).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from luutru.vietnamese.folding import TONES, strip_marks, without_tone

ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"

# The signs of a key, lowest first; all can be printed, so a key can be read in the catalogue.
_END_OF_LETTERS: Final = " "
_END_OF_WORD: Final = "!"
_LONGEST_NUMBER: Final = ord("/") - ord(_END_OF_WORD)
_RANK: Final = {letter: chr(ord("A") + rank) for rank, letter in enumerate(ALPHABET)}

_PIECE: Final = re.compile(r"\d+|(?:[^\W\d_]|[\u0300-\u036f])+")


def collation_key(text: str) -> str:
    """Return a key by which texts stand in alphabetical order.

    Letters decide first, over the whole text; only where they are the same do tones decide, from
    the left: ngang, huyền, hỏi, ngã, sắc, nặng. Capitals, signs and the place of a tone do not
    matter. Numbers stand before letters, 2 before 10.
    """
    lower = unicodedata.normalize("NFC", text).lower()
    ranks = [_ranks(piece) for piece in _PIECE.findall(lower)]
    letters = _END_OF_WORD.join(letters for letters, _ in ranks)
    return letters + _END_OF_LETTERS + "".join(tone for _, tone in ranks)


@lru_cache(maxsize=1 << 15)
def _ranks(piece: str) -> tuple[str, str]:
    """Return what one word or number adds to the key: its letters and its tone."""
    if piece[0].isdecimal():
        digits = "".join(str(unicodedata.decimal(digit)) for digit in piece).lstrip("0")
        length = min(len(digits) + 1, _LONGEST_NUMBER)
        return chr(ord(_END_OF_WORD) + length) + digits, "0"
    tones = (TONES.find(sign) + 1 for sign in unicodedata.normalize("NFD", piece))
    tone = next(filter(None, tones), 0)
    return "".join(_rank(letter) for letter in without_tone(piece)), str(tone)


def _rank(letter: str) -> str:
    """Return the sign of one letter; foreign letters stand with the letter they are built on."""
    known = _RANK.get(letter)
    return known or "".join(_RANK.get(plain, plain) for plain in strip_marks(letter))
