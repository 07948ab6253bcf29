"""Cuts a text into the words that are indexed and asked for, by one rule for both sides.

Vietnamese writes a space after every syllable, so a word here is a syllable. Codes of documents
(`05/SY-TĐC`), standards (`TCVN ISO/IEC 17025:2017`) and dates also become one token as a whole,
besides their parts. No word is left out: "an", "in" and single digits mean something.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter, itemgetter
from typing import Final, NamedTuple, TypeAlias

from luutru.vietnamese.dates import FoundDate, days_of, find_dates
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
_LONGEST_INTERVAL: Final = 31
_Whole: TypeAlias = tuple[int, int, str, str]
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
    dates = [found for found in find_dates(text) if len(found.edtf) > len("2023")]
    codes = _codes(text, plain, {place for at in dates for place in range(at.start, at.end)})
    if not dates and not codes:
        return plain
    starts = [token.start for token in plain]
    wholes = [
        Token(folded, exact, start, end, bisect_left(starts, start), whole=True)
        for start, end, folded, exact in (*_forms_of_dates(dates), *codes)
    ]
    return sorted(plain + wholes, key=attrgetter("position", "whole"))


def _forms_of_dates(dates: list[FoundDate]) -> Iterator[_Whole]:
    """Yield each date as EDTF; an interval also as each of its days, so that it holds them."""
    for date in dates:
        for edtf in (date.edtf, *days_of(date.edtf, _LONGEST_INTERVAL)):
            yield date.start, date.end, edtf, edtf


def _codes(text: str, plain: list[Token], taken: set[int]) -> list[_Whole]:
    """Return the codes outside `taken`: with a slash or an &, or of letters, dash and digits."""
    spans: list[tuple[int, int]] = []
    # Looking for standards costs as much as a quarter of the words: most pages name none.
    if not _FOLDED_BODIES.isdisjoint(map(itemgetter(0), plain)):
        spans += (found.span() for found in _STANDARD.finditer(text))
    taken.update(place for span in spans for place in range(*span))
    for found in _JOINED.finditer(text.replace("_", " ")):
        if found.start() not in taken and _is_code(found[0]):
            spans.append(found.span())
    return [(start, end, *_whole_forms(text[start:end])) for start, end in spans]


def _is_code(joined: str) -> bool:
    if "/" in joined or "&" in joined:
        return True
    return bool(_DASH.search(joined) and _DIGIT.search(joined) and _LETTER.search(joined))


@lru_cache(maxsize=1 << 14)
def _whole_forms(code: str) -> tuple[str, str]:
    """Return both forms of a code: single spaces, plain dashes, and its `y` (SY is no syllable)."""
    spelled = " ".join(unicodedata.normalize("NFC", code).lower().translate(_DASHES).split())
    return strip_marks(spelled), spelled
