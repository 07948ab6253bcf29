"""Folds Vietnamese: one spelling for everything that a person who searches takes for the same.

There are two forms of a word. The *folded* form has no marks at all (`đường` → `duong`) and is
what people type in a hurry. The *exact* form keeps the marks and levels out only what readers
hold to be one spelling: capitals, composed or decomposed letters, where the tone stands (`hoà` =
`hòa`), and `i` or `y` at the end of an open syllable (`kỹ` = `kĩ`).
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
"""The combining tone marks in the order of the dictionary: huyền, hỏi, ngã, sắc, nặng."""

_WITHOUT_DECOMPOSITION: Final = {
    "đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe",
    "ß": "ss", "þ": "th", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st",
    "ﬆ": "st",
}  # fmt: skip
_COMBINING_MARKS: Final = range(0x300, 0x370)
_LATIN_WITH_MARKS: Final = (range(0xC0, 0x250), range(0x1E00, 0x1F00))

# The spelling reform of 1980 wavers only after these consonants; "y tế", "quy" and "Thy" have one
# spelling. Whole syllables only: "kỹ" and "Mỹ", not "Germany", nor "sky".
_OPEN_SYLLABLE: Final = re.compile(r"(?<![^\W_])([hklmstv])y(?![^\W_])")
_MARKED_OPEN_SYLLABLE: Final = re.compile(r"[hklmstv][yỳỷỹýỵ]")
_TONE_ON_SECOND: Final = re.compile(r"(.*)(?:o([àảãáạèẻẽéẹ])|(?<!q)u([ỳỷỹýỵ]))")


def fold(text: str) -> str:
    """Return `text` in lower case and without marks; spaces and signs stay as they are.

    `i` and `y` become one in open syllables, so folding a text and folding its words agree.
    Source: Bộ Giáo dục, Quy định về chính tả tiếng Việt, 30/11/1980 (i and y after h, k, l, m, t).
    """
    return _OPEN_SYLLABLE.sub(r"\1i", strip_marks(text))


def strip_marks(text: str) -> str:
    """Return `text` in lower case and without marks, `y` untouched: for the beginning of a word.

    Somebody who types "ky" may be on the way to "Kyrgyzstan".
    """
    lower = unicodedata.normalize("NFC", text).lower()
    return lower if lower.isascii() else unicodedata.normalize("NFC", lower.translate(_PLAIN))


def exact_form(word: str) -> str:
    """Return one word with its marks, spelled the one way that stands for all its spellings."""
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).lower())
    if _MARKED_OPEN_SYLLABLE.fullmatch(lower):
        return lower[0] + move_tone("i", lower[1])
    placed = _TONE_ON_SECOND.fullmatch(lower)
    if placed is None:
        return lower
    onset, after_o, after_u = placed.groups()
    first, second = ("o", after_o) if after_o else ("u", after_u)
    return str(onset) + move_tone(first, second) + without_tone(second)


@lru_cache(maxsize=1 << 17)
def both_forms(word: str) -> tuple[str, str]:
    """Return the folded and the exact form of one word; words seen before come from memory."""
    return fold(word), exact_form(word)


def folded_and_spelled(word: str) -> tuple[str, str]:
    """Return the folded form of one word, and its small letters with all marks, as one code."""
    return fold(word), unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).lower())


def move_tone(letter: str, from_letter: str) -> str:
    """Return `letter` with the tone that `from_letter` carries, if it carries one."""
    tone = "".join(mark for mark in unicodedata.normalize("NFD", from_letter) if mark in TONES)
    return unicodedata.normalize("NFC", letter + tone)


def without_tone(text: str) -> str:
    """Return `text` without its tones; the hat, the breve, the horn and đ stay."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(sign for sign in decomposed if sign not in TONES))


def _plain_letters() -> dict[int, str | None]:
    plain: dict[int, str | None] = dict.fromkeys(_COMBINING_MARKS)
    for code in (code for block in _LATIN_WITH_MARKS for code in block):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii():
            plain[code] = base
    plain.update({ord(letter): base for letter, base in _WITHOUT_DECOMPOSITION.items()})
    return plain


_PLAIN: Final = _plain_letters()
