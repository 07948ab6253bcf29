"""What is this file? Reads from the words of a document what it is, and to which other it belongs.

A heading says most: "PHỤ LỤC II", "Amendment No. 1 to the Memorandum …". Where no heading tells,
a letter may ask for an extension. Nothing is looked up here; what is cited is found by whoever
knows the archive.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from luutru.extraction.cited_annexes import is_annex_heading
from luutru.extraction.citing import Cited, cited, instrument_after, own_number
from luutru.extraction.kind_words import any_of
from luutru.extraction.proposal import Place
from luutru.extraction.script import Line, Script
from luutru.vietnamese.dates import find_dates

_LINES: Final = 32
"""Lines of the first page among which a heading stands."""
_TITLE: Final = 70
"""Letters of a line that is a title and not a sentence."""
_MIDDLE: Final = 0.12
"""How far from the middle of the page, its width being 1, the middle of a title may lie."""
_NEAR: Final = 90
"""Letters between a word such as "extension" and the agreement that is extended."""
_LETTERS_OF_LETTER: Final = 1500
"""Letters at the beginning of a letter in which it says what it is about."""
_ARTICLE: Final = re.compile(r"^(?:dieu|article)\s+(\d{1,2})\b", re.MULTILINE)
_SPEAKS: Final = {
    "vi": re.compile(r"(?<!\w)(?:va|cua|cac|hai|ben|trong|theo)(?!\w)"),
    "en": re.compile(r"(?<!\w)(?:and|of|the|parties|shall|in|by)(?!\w)"),
}


class Kind(StrEnum):
    """What a document can be."""

    AGREEMENT = "agreement"
    ANNEX = "annex"
    TRANSLATION = "translation"
    EXTENSION = "extension"
    AMENDMENT = "amendment"
    EVIDENCE = "evidence"


_CONFIDENCE: Final = {
    "heading_annex": 0.95,
    "heading_extension": 0.9,
    "heading_amendment": 0.9,
    "heading_agreement": 0.85,
    "heading_evidence": 0.85,
    "marked_translation": 0.85,
    "letter_extension": 0.6,
    "letter_amendment": 0.6,
}


@dataclass(frozen=True, slots=True)
class KindSign:
    """One thing that tells what a document is."""

    kind: Kind
    rule: str
    confidence: float
    heading: str
    """The words that tell it."""
    places: tuple[Place, ...]
    cited: Cited | None = None
    """The agreement that it says it belongs to."""


@dataclass(frozen=True, slots=True)
class KindSigns:
    """All that a document tells of what it is, and by which others may know it."""

    signs: tuple[KindSign, ...]
    """The surest first."""
    number: str
    """Its own, with notation, as printed; empty where it has none."""
    number_key: str
    days: frozenset[str]
    """Whole days that it names, as EDTF."""
    articles: int
    """Of the highest article."""
    language: str
    """`vi` or `en`, the one it speaks more; empty where it speaks neither."""


def read_kind(script: Script) -> KindSigns:
    """Return what tells what the document is; nothing where its words do not tell."""
    zone = list(_heading_zone(script))
    signs = [*_headings(script, zone), *_translation(script, zone)]
    if not any(sign.kind is Kind.AGREEMENT for sign in signs):  # it speaks of others as well
        signs += _subject(script, zone)
    own = own_number(script, zone[-1].end if zone else 0)
    told = own is not None and not any(sign.cited and sign.cited.key == own.key for sign in signs)
    strongest = {sign.kind: sign for sign in sorted(signs, key=lambda sign: sign.confidence)}
    return KindSigns(
        signs=tuple(sorted(strongest.values(), key=lambda sign: -sign.confidence)),
        number=f"{own.number}/{own.notation}" if own and told else "",
        number_key=own.key if own and told else "",
        days=frozenset(
            day.edtf for day in find_dates(script.text) if len(day.edtf) == len("2023-12-07")
        ),
        articles=max((int(found[1]) for found in _ARTICLE.finditer(script.folded)), default=0),
        language=_language(script),
    )


def _heading_zone(script: Script) -> Iterator[Line]:
    """Yield the lines of the first page up to where its text begins."""
    begins = re.compile(any_of("begins"))
    first = script.lines[0].page if script.lines else 0
    for line in script.lines[:_LINES]:
        if line.page != first or begins.match(_folded(script, line)):
            return
        yield line


def _headings(script: Script, zone: list[Line]) -> Iterator[KindSign]:
    """Yield what the first title tells: it is of one kind, unless it names another agreement."""
    for at, line in enumerate(zone):
        if not _is_title(line):
            continue
        text = _folded(script, line)
        if is_annex_heading(script, line):
            yield _sign(script, Kind.ANNEX, "heading_annex", line, _cites(script, line.end, zone))
            return
        changed = _changing(script, line.start, zone[min(at + 3, len(zone) - 1)].end)
        if changed is not None and _begins_with_kind(text):
            kind, start = changed
            yield _sign(script, kind, f"heading_{kind}", line, cited(script, start, zone[-1].end))
            return
        for kind in (Kind.AGREEMENT, Kind.EVIDENCE):  # "Biên bản ghi nhớ" is no "biên bản"
            if re.match(any_of(kind), text):
                rule = f"heading_{kind}"
                names = None if kind is Kind.AGREEMENT else _cites(script, line.end, zone)
                yield _sign(script, kind, rule, line, names)
                return


def _begins_with_kind(text: str) -> bool:
    return re.match(any_of("agreement", "extends", "amends", "evidence"), text) is not None


def _subject(script: Script, zone: list[Line]) -> Iterator[KindSign]:
    """Yield what the subject line of a letter, or its first sentences, tell."""
    found = re.search(
        rf"{any_of('subject')}\s*[:.]?\s", script.folded[: zone[-1].end if zone else 0]
    )
    if found is not None:
        changed = _changing(script, found.start(), found.end() + 2 * _NEAR)
        if changed is not None:
            kind, start = changed
            line = script.line_at(found.start())
            names = cited(script, start)
            yield _sign(script, kind, f"heading_{kind}", line, names)
            return
    changed = _changing(script, 0, min(_LETTERS_OF_LETTER, len(script.text)))
    if changed is not None:
        kind, start = changed
        names = cited(script, start)
        if names.notation or names.signed_on:
            yield _sign(script, kind, f"letter_{kind}", script.line_at(start), names)


def _changing(script: Script, start: int, end: int) -> tuple[Kind, int] | None:
    """Return which change of another agreement is spoken of first, and where that is named."""
    kinds = {Kind.EXTENSION: any_of("extends"), Kind.AMENDMENT: any_of("amends")}
    found: list[tuple[int, Kind, int]] = []
    for kind, words in kinds.items():
        for word in re.finditer(words, script.folded[start:end]):
            named = instrument_after(script, start + word.end(), start + word.end() + _NEAR)
            if named is not None:
                found.append((word.start(), kind, named))
                break
    return (min(found)[1], min(found)[2]) if found else None


def _translation(script: Script, zone: list[Line]) -> Iterator[KindSign]:
    for line in zone:
        text = _folded(script, line)
        if len(line.text) <= _TITLE and re.match(rf"\W*{any_of('translation')}", text):
            yield _sign(script, Kind.TRANSLATION, "marked_translation", line, None)
            return


def _cites(script: Script, start: int, zone: list[Line]) -> Cited | None:
    """Return the agreement that is named below a heading."""
    end = max(zone[-1].end, min(start + 400, len(script.text)))
    named = instrument_after(script, start, end)
    return cited(script, named, end) if named is not None else None


def _is_title(line: Line) -> bool:
    if line.is_shouted:
        return True
    return len(line.text) <= _TITLE and abs(line.middle - 0.5) <= _MIDDLE


def _folded(script: Script, line: Line) -> str:
    return script.folded[line.start : line.end].lstrip(" \t(“\"'*-–.")


def _sign(script: Script, kind: Kind, rule: str, line: Line, names: Cited | None) -> KindSign:
    places = script.places(line.start, line.end)
    return KindSign(kind, rule, _CONFIDENCE[rule], line.text, places, names)


def _language(script: Script) -> str:
    spoken = {code: len(words.findall(script.folded)) for code, words in _SPEAKS.items()}
    most = max(spoken, key=lambda code: spoken[code])
    return most if spoken[most] else ""
