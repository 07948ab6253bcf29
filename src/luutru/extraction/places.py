"""Finds countries in names of agencies, and tells the country of a city.

A country is told by its name, by its adjective or by a city that an agency has in its name. The
short Vietnamese names (Anh, Đức, Nga …) are words and names of persons as well, and count only
where nothing else can be meant.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from luutru import resources
from luutru.vietnamese.folding import strip_marks
from luutru.vietnamese.syllables import is_syllable

_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONGEST: Final = 8
"""Words in the name of a country."""
_BEFORE_SHORT: Final = frozenset({"nước", "quốc", "bang", "hòa", "chlb", "cộng", "gia"})
_ARTICLES: Final = re.compile(r"^(?:thủ đô|thành phố|tp\.?|the city of|nước|the)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CountryFound:
    """A country, and where a text names it."""

    code: str
    start: int
    end: int
    kind: str
    """`name`, `adjective` or `city`."""


def countries(text: str) -> list[CountryFound]:
    """Return the countries that `text` names, in order; of overlapping names the longest."""
    words = list(_WORD.finditer(text))
    found: list[CountryFound] = []
    first = 0
    while first < len(words):
        for last in range(min(len(words), first + _LONGEST), first, -1):
            hit = _meant(text, words, first, last)
            if hit is not None:
                found.append(hit)
                first = last - 1
                break
        first += 1
    return found


def country_of(text: str, *, besides: str = "") -> str:
    """Return the one country that `text` names, or nothing; a name counts more than a city."""
    found = [hit for hit in countries(text) if hit.code != besides]
    for kind in ("name", "adjective", "city"):
        codes = {hit.code for hit in found if hit.kind == kind}
        if codes:
            return codes.pop() if len(codes) == 1 else ""
    return ""


def country_of_city(place: str) -> str:
    """Return the country in which `place` lies: as it says itself, or by the list of cities."""
    parts = [_ARTICLES.sub("", part.strip()) for part in re.split(r"[,(–-]\s", place)]
    for part in reversed(parts):
        code = _known().get(_key(part), ("", ""))[0] or _short().get(part.lower(), "")
        if code:
            return code
    return country_of(place)


def is_city(place: str) -> bool:
    """Tell whether `place` is a city that the list knows."""
    return _known().get(_key(_ARTICLES.sub("", place.strip())), ("", ""))[1] == "city"


def _meant(text: str, words: list[re.Match[str]], first: int, last: int) -> CountryFound | None:
    start, end = words[first].start(), words[last - 1].end()
    part = text[start:end]
    if not part[0].isupper():
        return None
    code, kind = _known().get(_key(part), ("", ""))
    if not code and last == first + 1 and _stands_for_country(words, first):
        code, kind = _short().get(part.lower(), ""), "name"
    return CountryFound(code, start, end, kind) if code else None


def _stands_for_country(words: list[re.Match[str]], at: int) -> bool:
    """Tell whether a short word can only mean a country: `nước Anh`, `Viện Tiêu chuẩn Đức`."""
    before = words[at - 1][0] if at else ""
    if before.lower() in _BEFORE_SHORT:
        return True
    ends = at == len(words) - 1 or words[at].end() + 1 < words[at + 1].start()
    return ends and (before.islower() or (bool(before) and not is_syllable(before)))


def _key(text: str) -> str:
    return " ".join(strip_marks(text).replace("’", "'").split())


@cache
def _entries() -> dict[str, dict[str, Any]]:
    file = resources.folder("rules") / "countries.toml"
    codes: dict[str, dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))["country"]["codes"]
    return codes


@cache
def _known() -> dict[str, tuple[str, str]]:
    """By the folded name, adjective or city: the code, and which of these it is."""
    known: dict[str, tuple[str, str]] = {}
    for code, name, kind in _said():
        if not _is_short(name):
            known.setdefault(_key(name), (code, kind))
    return known


@cache
def _short() -> dict[str, str]:
    return {name.lower(): code for code, name, kind in _said() if _is_short(name)}


def _said() -> Iterator[tuple[str, str, str]]:
    for code, told in _entries().items():
        for name in (told["vi"], told["en"], *told.get("also", ())):
            yield code, name, "name"
    for code, told in _entries().items():
        for kind, key in (("adjective", "adjectives"), ("city", "cities")):
            for name in told.get(key, ()):
                yield code, name, kind


def _is_short(name: str) -> bool:
    """Tell whether a name is one Vietnamese syllable, which may mean much else."""
    return " " not in name and "-" not in name and (not name.isascii() or name in _PLAIN_SHORT)


_PLAIN_SHORT: Final = frozenset({"Anh", "Nga", "Vinh", "Bon"})
