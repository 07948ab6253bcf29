"""Finds the annexes that a document cites, and tells which of them are not in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from luutru.extraction.kind_words import any_of
from luutru.extraction.proposal import Place
from luutru.extraction.script import Line, Script
from luutru.vietnamese.folding import strip_marks

_LABEL: Final = r"(?P<label>(?:[ivxl1|]{1,6}|\d{1,2}|[a-h])(?:\.\d{1,2})?)(?![\w/])"
ANNEX_HEADING: Final = re.compile(rf"{any_of('annex')}(?:\s+(?:so\s+|no\.?\s*)?{_LABEL})?")
"""The beginning of a folded line that may be the heading of an annex."""
_CITED: Final = re.compile(rf"(?P<name>{any_of('annex')})\s+(?:so\s+|no\.?\s*)?{_LABEL}")
_ATTACHED: Final = re.compile(rf"(?P<name>{any_of('annex')})\s+{any_of('attached')}")
_OF: Final = r"(?:ban\s+hanh\s+)?(?:kem\s+theo|cua|to\s+the|of\s+the|to|of)?\s*"
_OF_A_LAW: Final = re.compile(rf"[\s(]*{_OF}{any_of('laws')}")
_OF_ANOTHER: Final = re.compile(rf"\s*{_OF}{any_of('agreement')}(?!\s+{any_of('own')})")
_MISREAD: Final = {"2": {"h", "11"}, "3": {"111"}, "h": {"2"}, "11": {"2"}}
"""What recognition makes of a label: II is often taken for H, or for 11."""
_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_HEADING: Final = 60
"""Letters of a line that is a heading and not a sentence."""
_BEHIND: Final = 70
"""Letters behind a citation in which it is said whose annex it is."""


@dataclass(frozen=True, slots=True)
class CitedAnnex:
    """An annex that the text speaks of."""

    label: str
    """As it is cited, such as `Phụ lục II`."""
    key: str
    """The same for all spellings of one label: `2` for `Phụ lục II` and for `Annex 2`."""
    places: tuple[Place, ...]


def missing_annexes(script: Script) -> tuple[CitedAnnex, ...]:
    """Return the annexes that the document calls its own and does not contain, as cited first."""
    headings = dict(_headings(script))
    present = set(headings.values())
    missing: dict[str, CitedAnnex] = {}
    for annex in _cited(script, headings):
        is_there = any(may_be_same(annex.key, key) for key in present)
        if not is_there and (annex.key or not present):
            missing.setdefault(annex.key, annex)
    if len(missing) > 1:  # "the annex attached" is one of those that are named besides
        missing.pop("", None)
    return tuple(missing.values())


def label_key(label: str) -> str:
    """Return what all spellings of a label have in common; empty for an annex without one."""
    found = ANNEX_HEADING.match(strip_marks(label).strip())
    return _key(found["label"]) if found is not None else ""


def may_be_same(key: str, other: str) -> bool:
    """Tell whether two labels are the same, or one may be the other misread."""
    return key == other or other in _MISREAD.get(key, ())


def is_annex_heading(script: Script, line: Line) -> bool:
    """Tell whether a line is the heading of an annex."""
    return _heading(script, line) is not None


def _headings(script: Script) -> Iterator[tuple[int, str]]:
    """Yield where the line begins, and the key, of each annex that stands in the document."""
    for line in script.lines:
        key = _heading(script, line)
        if key is not None:
            yield line.start, key


def _heading(script: Script, line: Line) -> str | None:
    """Return the key of the annex of which a line is the heading: no more, or a title behind it."""
    text = script.folded[line.start : line.end].lstrip(" (“\"'*-–.")
    found = ANNEX_HEADING.match(text)
    if found is None:
        return None
    alone = re.fullmatch(r"\W*|\s*[:.–-].*", text[found.end() :]) is not None
    heads = line.is_shouted or (alone and len(line.text) <= _HEADING)
    return _key(found["label"]) if heads else None


def _cited(script: Script, headings: dict[int, str]) -> Iterator[CitedAnnex]:
    for pattern in (_CITED, _ATTACHED):
        for found in pattern.finditer(script.folded):
            behind = script.folded[found.end() : found.end() + _BEHIND]
            if script.line_at(found.start()).start in headings:
                continue
            if _OF_A_LAW.match(behind) or _OF_ANOTHER.match(behind):
                continue
            label = found["label"] if pattern is _CITED else None
            end = found.end() if label else found.end("name")
            shown = " ".join(script.text[found.start() : end].split())
            yield CitedAnnex(shown, _key(label), script.places(found.start(), end))


def _key(label: str | None) -> str:
    """Return a label with Roman numerals as numbers; l, 1 and | beside them are misread I."""
    whole, dot, part = (label or "").lower().partition(".")
    if re.fullmatch(r"[ivxl1|]*[ivxl|][ivxl1|]*", whole):
        whole = str(_roman(re.sub(r"[l1|]", "i", whole)))
    return whole + dot + part


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < later else value for value, later in pairs)
