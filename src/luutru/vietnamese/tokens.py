"""Cuts a text into the words that are indexed and asked for, by one rule for both sides.

Vietnamese writes a space after every syllable, so a word here is a syllable. Codes of documents
(`05/SY-TĐC`), standards (`TCVN ISO/IEC 17025:2017`) and dates also become one token as a whole,
besides their parts. No word is left out: "an", "in" and single digits mean something.
"""

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple

from luutru.vietnamese.folding import both_forms, strip_marks

# Combining marks belong to the word: without them decomposed text would shatter at every tone.
_WORD: Final = re.compile(r"[\w\u0300-\u036f]+")
_JOINED: Final = re.compile(
    r"(?<![\w\u0300-\u036f])[\w\u0300-\u036f]++(?:[-/&.:‐‑–][\w\u0300-\u036f]++)++"
)
_BODIES: Final = r"TCVN|QCVN|TCCS|TCXDVN|ISO|IEC|ASTM|GOST|DIN|JIS|OIML|ILAC|SMIIC|STB"
_STANDARD: Final = re.compile(
    rf"(?<!\w)(?:{_BODIES})(?:[\s/-]+(?:ISO|IEC|IEEE|TS|TR|PAS|EN|HD|R|GUIDE))*"
    r"\s+[A-Z]?\d++(?:[-:./]\w++)*+",
    re.IGNORECASE,
)
_FOLDED_BODIES: Final = frozenset(_BODIES.lower().split("|"))
_DASH: Final = re.compile("[-‐‑–]")
_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[^\W\d]")
_DASHES: Final = str.maketrans("‐‑–", "---")


class Token(NamedTuple):
    """One word, or one code or date as a whole, with its place in the text as it was given."""

    folded: str
    """Lower case without marks, `i` for `y` in open syllables: `hoa ki` of Hoa Kỳ."""
    exact: str
    """Lower case with marks, spellings levelled out; equals `folded` where there are no marks."""
    start: int
    end: int
    """Characters of the text as given, also when it is decomposed."""
    position: int
    """Running number of the word; a whole has the number of its first word."""
    whole: bool = False
    """True for a code or a date that stands besides its parts."""


def words(text: str) -> list[Token]:
    """Return the plain words of `text`, in order."""
    return [
        Token(*both_forms(found[0]), *found.span(), position)
        for position, found in enumerate(_WORD.finditer(text.replace("_", " ")))
    ]


def tokenize(text: str) -> list[Token]:
    """Return the words of `text`, and each code and date besides its first word.

    The tokens are in the order of their positions. This is called for every page of an archive,
    so it stays close to one pass of a regular expression.
    """
    plain = words(text)
    spans = _code_spans(text, plain)
    if not spans:
        return plain
    starts = [token.start for token in plain]
    wholes = [
        Token(*_whole_forms(text[start:end]), start, end, bisect_left(starts, start), whole=True)
        for start, end in spans
    ]
    return sorted(plain + wholes, key=attrgetter("position", "whole"))


def _code_spans(text: str, plain: list[Token]) -> list[tuple[int, int]]:
    """Return where codes stand: those with a slash or an &, those of letters, dash and digits."""
    spans: list[tuple[int, int]] = []
    # Looking for standards costs as much as a quarter of the words: most pages name none.
    if not _FOLDED_BODIES.isdisjoint(map(itemgetter(0), plain)):
        spans += (found.span() for found in _STANDARD.finditer(text))
    inside = {place for start, end in spans for place in range(start, end)}
    for found in _JOINED.finditer(text.replace("_", " ")):
        if found.start() not in inside and _is_code(found[0]):
            spans.append(found.span())
    return spans


def _is_code(joined: str) -> bool:
    if "/" in joined or "&" in joined:
        return True
    return bool(_DASH.search(joined) and _DIGIT.search(joined) and _LETTER.search(joined))


@lru_cache(maxsize=1 << 14)
def _whole_forms(code: str) -> tuple[str, str]:
    """Return both forms of a code: single spaces, plain dashes, and its `y` (SY is no syllable)."""
    spelled = " ".join(unicodedata.normalize("NFC", code).lower().translate(_DASHES).split())
    return strip_marks(spelled), spelled
