"""Cuts a text into its articles: what stands before the first, then one after the other.

Headings are `Điều 5. Hiệu lực`, `Article 5`, and where there are none of these `5. Hiệu lực` or
`V. Hiệu lực`. Their numbers go up; a number that does not is a reference to another article.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from luutru.extraction.grammar import any_of
from luutru.extraction.strands import Strand

_NUMBER: Final = r"(?P<number>[0-9lio]{1,2}|[ivx]{1,5}|[a-z]{3,9}(?: muoi)?)"
_NAMED: Final = re.compile(
    rf"^[\W_]{{0,3}}(?P<label>(?:dieu|di[eé]u|art(?:icle|icie)?\.?|section|clause|muc)\s*{_NUMBER})"
    r"(?P<sign>\s*[.:,;)\u2013\u2014-]|(?=\s*$)|(?=\s+\S))\s*(?P<rest>[^\n]*)",
    re.MULTILINE,
)
_PLAIN: Final = re.compile(
    r"^[\W_]{0,2}(?P<label>(?P<number>[0-9]{1,2}|[ivx]{1,5})\s?[.)])\s*(?P<rest>[^\n\d][^\n]*)$",
    re.MULTILINE,
)
_ANNEX: Final = re.compile(
    r"^\W{0,2}(?P<label>(?:PHỤ LỤC|Phụ lục|ANNEX|Annex|APPENDIX|Appendix)"
    r"(?: [IVX\d]{1,4}| [A-D])?)(?=[.:\n\f]| *[-–—]| *$)",
    re.MULTILINE,
)
_ENDS: Final = re.compile(r"[.;:!?]\s*$")
_REFERENCE: Final = re.compile(
    r"\s*(?:cua|nay|tren|duoi|noi|va|hoac|khoan|of|above|below|and|or|shall|is|paragraph)\b"
)
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_WORDS: Final = {
    word: number
    for words in (
        "mot hai ba bon nam sau bay tam chin muoi", "nhat nhi tam tu",
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
    for number, word in enumerate(words.split(), 1)
}  # fmt: skip
_LONGEST_TITLE: Final = 110
_FURTHEST: Final = 3
"""How many numbers may be missing because their headings could not be read."""
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Article:
    """One article; `number` 0 is what stands before the first, and each annex."""

    number: int
    label: str
    """As printed, such as `Điều 5`; empty before the first."""
    title: str
    """Folded; empty where the text begins at once."""
    start: int
    """Where its text begins in the strand, after label and title."""
    end: int
    is_opening: bool = False
    """Whether it is what stands before the first article."""


@dataclass(frozen=True, slots=True)
class _Heading:
    start: int
    number: int
    label: str
    body: int
    title: str = ""


def cut(strand: Strand) -> tuple[Article, ...]:
    """Return the articles of `strand` in order; the whole text where there are no headings."""
    annexes = [
        _Heading(found.start(), 0, found["label"], found.end())
        for found in _ANNEX.finditer(strand.text)
    ]
    end = annexes[0].start if annexes and annexes[0].start > len(strand.text) / 3 else None
    headings = _rising(_named(strand), end)
    if not headings or (headings[0].number > 1 and len(headings) < _FEWEST):
        headings = _rising(_numbered(strand), end)
    if end is not None:
        headings += annexes
    return tuple(_between(headings, len(strand.text)))


def _between(headings: Sequence[_Heading], end: int) -> Iterator[Article]:
    stops = [heading.start for heading in headings[1:]] + [end]
    first = headings[0].start if headings else end
    yield Article(0, "", "", 0, first, is_opening=bool(headings))
    for heading, stop in zip(headings, stops, strict=False):
        yield Article(heading.number, heading.label, heading.title, heading.body, stop)


def _rising(headings: Iterator[_Heading], end: int | None) -> list[_Heading]:
    """Return the headings whose numbers follow each other."""
    kept: list[_Heading] = []
    for heading in headings:
        if end is not None and heading.start >= end:
            break
        last = kept[-1].number if kept else 0
        if last < heading.number <= last + _FURTHEST:
            kept.append(heading)
    return kept


def _named(strand: Strand) -> Iterator[_Heading]:
    for found in _NAMED.finditer(strand.folded):
        number = _number(found["number"])
        if number is None or (not found["sign"].strip() and _REFERENCE.match(found["rest"])):
            continue
        label = " ".join(strand.text[slice(*found.span("label"))].split())
        body, title = _title(strand, found)
        yield _Heading(found.start(), number, label, body, title)


def _numbered(strand: Strand) -> Iterator[_Heading]:
    """Yield headings without a word before the number, where a title stands alone in its line."""
    known = re.compile(any_of("heading"))
    for found in _PLAIN.finditer(strand.folded):
        number = _number(found["number"])
        rest = found["rest"]
        alone = len(rest) < _LONGEST_TITLE and not _ENDS.search(rest) and known.match(rest)
        shouted = strand.text[slice(*found.span("rest"))].isupper()
        body, title = _title(strand, found)
        if number is not None and title and (alone or shouted):
            yield _Heading(found.start(), number, found["label"], body, title)


def _title(strand: Strand, found: re.Match[str]) -> tuple[int, str]:
    """Return where the text of an article begins, and the title before it."""
    begin = found.start("rest")
    at, parts = begin, list[str]()
    for line in strand.text[begin:].split("\n", 4)[:4]:
        words = line.strip()
        goes_on = words[:1].islower() if parts else not words[:1].isdigit()
        if (words and not goes_on) or (parts and not words):
            break
        if words:
            parts.append(words)
        at += len(line) + 1
    title = " ".join(parts)
    if not title or len(title) > _LONGEST_TITLE or _ENDS.search(title) or "; " in title:
        return begin, ""
    folded = strand.folded[begin : begin + at - begin]
    return min(at, len(strand.text)), " ".join(folded.split())


def _number(printed: str) -> int | None:
    """Return the number of a heading, in digits, Roman numerals or words."""
    if printed in _WORDS:
        return _WORDS[printed]
    if re.fullmatch(r"[ivx]+", printed):
        return _roman(printed)
    digits = printed.translate(str.maketrans("lio", "110"))
    return int(digits) if digits.isdigit() else None


def _roman(printed: str) -> int:
    values = [_ROMAN[sign] for sign in printed]
    following = [*values[1:], 0]
    return sum(-one if one < two else one for one, two in zip(values, following, strict=True))
