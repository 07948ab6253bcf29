"""Finds the mark of state secrecy on pages: a stamp that stands for itself, or a stated level.

"Bí mật", "bảo mật" and a standard for honey ("mật ong") speak of other things: a stamp is in
capitals, near the top or the bottom of the page, with nothing beside it.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from luutru import resources
from luutru.extraction.kind_words import alternatives
from luutru.extraction.proposal import Box, Place
from luutru.extraction.script import Line, PageWords, Script

_FIRST: Final = 12
_LAST: Final = 4
"""Lines at the top and at the bottom of a page among which a stamp stands."""
_ALONE: Final = 1.5
"""Heights of its letters by which the words beside a stamp are away from it."""
_UNIT: Final = 10_000


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A mark of secrecy and where it stands."""

    level: str
    """A code of the list `secrecy`: `secret`, `top_secret` or `most_secret`."""
    printed: str
    places: tuple[Place, ...]


def secrecy_mark(pages: Sequence[PageWords]) -> SecrecyMark | None:
    """Return the highest mark on `pages`; None where there is none."""
    ranks = list(_marks())
    found = [mark for page in pages for mark in _on_page(page)]
    return max(found, key=lambda mark: ranks.index(mark.level), default=None)


def _on_page(page: PageWords) -> Iterator[SecrecyMark]:
    script = Script([page])
    edges = {line.start for line in (*script.lines[:_FIRST], *script.lines[-_LAST:])}
    for found in _pattern().finditer(script.folded):
        line = script.line_at(found.start("mark"))
        stated = found["label"] is not None
        printed = script.text[slice(*found.span("mark"))]
        stamped = line.start in edges and printed.isupper() and _alone(script, page, line, found)
        if stated or stamped:
            level = _level_of(" ".join(found["mark"].split()))
            yield SecrecyMark(level, printed, script.places_of(found, "mark"))


def _alone(script: Script, page: PageWords, line: Line, found: re.Match[str]) -> bool:
    """Tell whether no word of the line stands close to the mark."""
    own = _box(script, *found.span("mark"))
    height = min(_size(page, own))
    before, after = script.text[line.start : found.start()], script.text[found.end() : line.end]
    beside = [
        (line.start + word.start(), line.start + word.end())
        for word in list(re.finditer(r"\w+", before))[-1:]
    ] + [
        (found.end() + word.start(), found.end() + word.end())
        for word in list(re.finditer(r"\w+", after))[:1]
    ]
    return all(_apart(page, own, _box(script, *span)) > _ALONE * height for span in beside)


def _box(script: Script, start: int, end: int) -> Box:
    boxes = script.places(start, end)[0].boxes
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _size(page: PageWords, box: Box) -> tuple[float, float]:
    """Return width and height in points."""
    return (
        (box.right - box.left) * page.width / _UNIT,
        (box.bottom - box.top) * page.height / _UNIT,
    )


def _apart(page: PageWords, one: Box, other: Box) -> float:
    """Return how far two boxes are from each other, in points, whichever way the page lies."""
    across = max(one.left, other.left) - min(one.right, other.right)
    along = max(one.top, other.top) - min(one.bottom, other.bottom)
    return max(across * page.width, along * page.height) / _UNIT


@cache
def _pattern() -> re.Pattern[str]:
    labels = alternatives(_rules()["labels"]["label"])
    marks = alternatives(phrase for phrases in _marks().values() for phrase in phrases)
    return re.compile(rf"(?:(?P<label>{labels})\s*:\s*)?(?P<mark>{marks})")


def _level_of(phrase: str) -> str:
    return next(
        level for level, phrases in _marks().items() if re.fullmatch(alternatives(phrases), phrase)
    )


@cache
def _marks() -> dict[str, list[str]]:
    """Return the phrases of each level, the lowest first."""
    return {name: told for name, told in _rules()["marks"].items() if isinstance(told, list)}


@cache
def _rules() -> dict[str, dict[str, Any]]:
    return tomllib.loads((resources.folder("rules") / "secrecy.toml").read_text(encoding="utf-8"))
