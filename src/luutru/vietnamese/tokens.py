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
from operator import attrgetter
from typing import Final, NamedTuple

from luutru.vietnamese.dates import days_of, find_dates
from luutru.vietnamese.folding import both_forms, strip_marks

# Combining marks belong to the word: decomposed Vietnamese would shatter at every tone, and the
# languages of our neighbours (Lao, Khmer, Arabic …) at every vowel.
_MARKS: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u0900-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd\u102b-\u109d\u17b4-\u17d3"
)
_INSIDE: Final = rf"[\w{_MARKS}]"
_WORD: Final = re.compile(rf"\w{_INSIDE}*")
_JOINED: Final = re.compile(rf"\w{_INSIDE}*+(?:[-/&.:‐‑–]\w{_INSIDE}*+)++")
_JOINT: Final = re.compile(rf"[-/&‐‑–](?<={_INSIDE}.)(?=\w)")
_INSIDE_CODE: Final = re.compile(rf"[-/&.:‐‑–\w{_MARKS}]")
_BODIES: Final = r"TCVN|QCVN|TCCS|TCXDVN|ISO|IEC|ASTM|GOST|JIS|OIML|ILAC|SMIIC|STB"
_SMALL_BODIES: Final = tuple(_BODIES.lower().split("|"))
_STANDARD: Final = re.compile(
    rf"(?<!{_INSIDE})(?:{_BODIES})(?:[\s/-]+(?:ISO|IEC|IEEE|TS|TR|PAS|EN|HD|R|GUIDE))*"
    rf"\s+[A-Z]?\d++(?:[-:./]\w{_INSIDE}*+)*+(?!{_INSIDE})",
    re.IGNORECASE,
)
_DASH: Final = re.compile("[-‐‑–]")
_DIGIT: Final = re.compile(r"\d")
_LETTER: Final = re.compile(r"[^\W\d]")
_CLUE: Final = re.compile(r"[\d&/‐‑–-]")
"""No code, standard or date is without one of these."""
_LONGEST_INTERVAL: Final = 31
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


class Whole(NamedTuple):
    """A code or a date as one token: its place in the text as given, and its two forms."""

    start: int
    end: int
    folded: str
    exact: str


def words(text: str) -> list[Token]:
    """Return the plain words of `text`, in order."""
    return [
        Token(*both_forms(found[0]), *found.span(), position)
        for position, found in enumerate(_WORD.finditer(text.replace("_", " ")))
    ]


def tokenize(text: str) -> list[Token]:
    """Return the words of `text`, and each code and date besides its first word.

    The tokens are in the order of their positions.
    """
    plain = words(text)
    wholes = find_wholes(text)
    if not wholes:
        return plain
    starts = [token.start for token in plain]
    placed = [
        Token(folded, exact, start, end, bisect_left(starts, start), whole=True)
        for start, end, folded, exact in wholes
    ]
    return sorted(plain + placed, key=attrgetter("position", "whole"))


def spelled_words(text: str) -> list[str]:
    """Return the words of `text` as they are spelled, several times as fast as `words`.

    For building the index: the place in the list is the position, and the forms of each spelling
    need to be asked for only once (`folding.both_forms`).
    """
    return _WORD.findall(text.replace("_", " "))


def find_wholes(text: str) -> list[Whole]:
    """Return the codes, standards and dates of `text`; an interval also as each of its days.

    The position of one is `len(spelled_words(text[:start]))`.
    """
    if not _CLUE.search(text):
        return []
    dates = [found for found in find_dates(text) if len(found.edtf) > len("2023")]
    wholes = [
        Whole(date.start, date.end, edtf, edtf)
        for date in dates
        for edtf in (date.edtf, *days_of(date.edtf, _LONGEST_INTERVAL))
    ]
    spread = text.replace("_", " ")
    standards = [found.span() for found in _standards(spread)]
    taken = {place for span in standards for place in range(*span)}
    taken.update(place for date in dates for place in range(date.start, date.end))
    codes = [span for span in _joined(spread) if span[0] not in taken]
    wholes += [Whole(*span, *_forms_of_code(spread[slice(*span)])) for span in standards + codes]
    return wholes


def _standards(text: str) -> Iterator[re.Match[str]]:
    # The expression costs as much as a quarter of the words, and most pages name no standard.
    small = text.lower()
    return _STANDARD.finditer(text) if any(body in small for body in _SMALL_BODIES) else iter(())


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """Yield where codes of words joined by signs stand.

    From the sign to its words: the other way round every word of the page would be tried.
    """
    done = 0
    for joint in _JOINT.finditer(text):
        start = joint.start()
        if start < done:
            continue
        while start > done and _INSIDE_CODE.match(text[start - 1]):
            start -= 1
        for found in _JOINED.finditer(text, start):
            done = found.end()
            if _is_code(found[0]):
                yield found.span()
            if done > joint.start():
                break
        else:
            return  # nothing is joined from here to the end


def _is_code(joined: str) -> bool:
    if "/" in joined or "&" in joined:
        return True
    return bool(_DASH.search(joined) and _DIGIT.search(joined) and _LETTER.search(joined))


@lru_cache(maxsize=1 << 14)
def _forms_of_code(code: str) -> tuple[str, str]:
    """Return both forms of a code: single spaces, plain dashes, and its `y` (SY is no syllable)."""
    spelled = " ".join(unicodedata.normalize("NFC", code).lower().translate(_DASHES).split())
    return strip_marks(spelled), spelled
