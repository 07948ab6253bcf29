"""Tells where the name of an agency begins and ends, and divides several names from each other.

Vietnamese names begin with the kind of the agency (Bộ, Viện, Trung tâm …), English ones hold it
somewhere; "và" and "and" stand inside of names as well as between them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from luutru.extraction.places import countries, country_of
from luutru.extraction.wording import Tongue, compiled, table
from luutru.vietnamese.folding import exact_form, strip_marks, without_tone
from luutru.vietnamese.syllables import is_syllable

_PARENTHESIS: Final = re.compile(r"\s*\(([^()]*)\)")
_AND: Final[dict[Tongue, re.Pattern[str]]] = {
    "vi": re.compile(r"\s*,?\s+(?:và|VÀ|với|VỚI|cùng|CÙNG)\s+|\s*[,;]\s+(?=\S)"),
    "en": re.compile(r"\s*,?\s+(?:and|AND)\s+(?:(?:the|THE)\s+)?|\s*[,;]\s+(?:the|THE)\s+"),
}
_THE: Final = re.compile(r"(?:the|THE)\s+$")
_ARTICLE: Final = re.compile(r"^(?:the|The|THE)\s+")
_SHORT: Final = re.compile(r"(?=(?:.*[^\W\d_]){2})[^\s,;.]{2,14}|(?:Bộ|Tổng cục|Cục) [A-ZĐ&]{2,8}")
_BRACKETS: Final = re.compile(r"(?<=[A-ZĐ])[\]\[|!](?=[A-ZĐ]|$)")
_MOST_WORDS: Final = 28
_EDGES: Final = " \t\n,;:.–-*“”\"'"


@dataclass(frozen=True, slots=True)
class AgencyName:
    """One name of an agency in a text, without what is added to it."""

    name: str
    start: int
    end: int
    short: str = ""
    country: str = ""


def names_in(text: str, tongue: Tongue, *, one: bool = False) -> list[AgencyName]:
    """Return the names in `text`, which holds nothing but names and the words between them.

    With `one`, it is divided only where two names cannot be one.
    """
    cuts = [cut for cut in _cuts(text, tongue) if not one or _is_strong(text, cut, tongue)]
    parts = [part for part in _divided(text, cuts) if text[slice(*part)].strip(_EDGES)]
    return [agency_name(text, *part, tongue) for part in parts]


def agency_name(text: str, start: int, end: int, tongue: Tongue) -> AgencyName:
    """Return the name that stands from `start` to `end`, without article, parentheses, parents."""
    part = text[start:end]
    short = country = ""
    for inside in _PARENTHESIS.finditer(part):
        said = inside[1].strip(_EDGES)
        code = country_of(said)
        country = country or code
        if not code and is_short(said):
            short = short or mended(said)
    first = _PARENTHESIS.search(part)
    named = _without_parents(part[: first.start()] if first else part, tongue)
    lead = len(named) - len(named.lstrip(_EDGES))
    article = _ARTICLE.match(named[lead:])
    lead += article.end() if article else 0
    name = " ".join(named[lead:].split()).strip(_EDGES)
    country = country or country_of(name) or country_of(part, besides="VN")
    return AgencyName(name, start + lead, start + len(named.rstrip(_EDGES)), short, country)


def is_short(said: str) -> bool:
    """Tell whether `said` is an abbreviation such as INSO, MoIAT, TCĐLCL or Bộ KH&CN."""
    capitals = sum(letter.isupper() for letter in said)
    return capitals > 1 and _SHORT.fullmatch(said) is not None


def mended(short: str) -> str:
    """Return an abbreviation in which recognition took no I for a bracket, and a speck for no tone.

    Initials of words bear no tone: VMỊ is VMI, while Đ and Ư are letters of their own.
    """
    whole = _BRACKETS.sub("I", short)
    return without_tone(whole) if whole.isupper() else whole


def is_agency(name: str, tongue: Tongue) -> bool:
    """Tell whether `name` looks like the name of an agency, not like a sentence or a person."""
    words = name.split()
    if not words or len(words) > _MOST_WORDS or not name[0].isupper():
        return False
    shouted = name.isupper() and len(words) > 1
    return has_head(name, tongue) or country_of(name) != "" or (is_short(words[0]) and not shouted)


def has_head(name: str, tongue: Tongue) -> bool:
    """Tell whether a name begins with, or in English holds, the kind of an agency."""
    if tongue == "vi":
        return _begins_with_head(name)
    return _heads("en").search(strip_marks(name)) is not None


def begins_with_head(text: str, tongue: Tongue) -> bool:
    """Tell whether a line begins with the kind of an agency."""
    if tongue == "vi":
        return _begins_with_head(text)
    return _heads("en").match(strip_marks(text)) is not None


def _begins_with_head(name: str) -> bool:
    """Tell whether a Vietnamese name begins with a kind; a short one counts with its marks only."""
    found = _heads("vi").match(strip_marks(name))
    if found is None:
        return False
    printed = exact_form(name[: found.end()])
    told = {head for heads in table("heads")["vi"].values() for head in heads}
    single = " " not in printed
    known = {without_tone(head) for head in told if (" " not in head) == single}
    return printed in told or (printed != "bản" and without_tone(printed) in known)


def level_of(name: str, tongue: Tongue) -> str:
    """Return at which level an agency signs, by the kind in its name; nothing if it is unclear."""
    folded = strip_marks(name)
    found: list[tuple[int, int, str]] = []
    for level, heads in table("heads")[tongue].items():
        for head in heads:
            at = compiled(rf"(?<!\w){strip_marks(head)}(?!\w)").search(folded)
            if at and (tongue == "en" or at.start() == 0):
                found.append((at.start(), -len(head), level))
    level = min(found)[2] if found else ""
    return "" if level == "other" else level


def first_head(text: str, start: int, end: int, tongue: Tongue) -> int | None:
    """Return where the first name of an agency begins between `start` and `end`."""
    if tongue == "en":
        return _first_english(text, start, end)
    folded = strip_marks(text[start:end])
    if len(folded) != end - start:
        return None
    for found in _heads("vi").finditer(folded):
        at = start + found.start()
        if text[at].isupper() and _begins_with_head(text[at:end]):
            return start + found.start()
    return None


def is_foreign_looking(name: str) -> bool:
    """Tell whether a Vietnamese name holds a word that no Vietnamese word can be."""
    words = [word for word in re.findall(r"[^\W\d_]+", name) if not word.isupper()]
    return any(not is_syllable(word) for word in words)


def _first_english(text: str, start: int, end: int) -> int | None:
    articles = list(re.finditer(r"(?:^|(?<=[\s(“\"]))[Tt]he\s+(?=[A-ZĐ])", text[start:end]))
    commas = [
        a for a in articles if a.start() == 0 or text[start:][: a.start()].rstrip()[-1:] in ",;:("
    ]
    for article in [*commas[-1:], *articles[:1]]:
        return start + article.end()
    capital = re.search(r"(?<!\w)[A-ZĐ]", text[start:end])
    return start + capital.start() if capital else None


def _divided(text: str, cuts: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield the parts of `text` between which names are divided."""
    begin = 0
    for cut in cuts:
        yield begin, cut.start()
        begin = cut.end()
    yield begin, len(text)


def _cuts(text: str, tongue: Tongue) -> list[re.Match[str]]:
    links = [link for link in _AND[tongue].finditer(text) if not _is_inside(text, link.start())]
    strong = [link for link in links if _is_strong(text, link, tongue)]
    if strong:
        return strong
    weak = [link for link in links if _is_weak(text, link, tongue)]
    return weak[-1:]


def _is_strong(text: str, link: re.Match[str], tongue: Tongue) -> bool:
    """Tell whether what is before and behind `link` can only be two names."""
    behind, before = text[link.end() :], text[: link.start()]
    if tongue == "en":
        named = behind[:1].isupper() and has_head(before, "en") and bool(_THE.search(link[0]))
        listed = has_head(behind, "en") and not _is_country(behind)
        return named and (listed or "," not in link[0])
    return behind[:1].isupper() and _begins_with_head(behind)


def _is_country(behind: str) -> bool:
    """Tell whether a name of a country begins a text, as in `X, the Republic of Belarus`."""
    found = countries(behind[:80])
    return bool(found) and found[0].start == 0 and found[0].kind == "name"


def _is_weak(text: str, link: re.Match[str], tongue: Tongue) -> bool:
    behind = text[link.end() :]
    if not behind[:1].isupper() or "," in link[0] or ";" in link[0]:
        return False
    word = behind.split()[0].strip(_EDGES)
    if tongue == "en":
        return has_head(text[: link.start()], "en") and is_agency(behind, "en")
    return is_short(word) or is_foreign_looking(word)


def _is_inside(text: str, at: int) -> bool:
    return text.count("(", 0, at) > text.count(")", 0, at)


def _without_parents(name: str, tongue: Tongue) -> str:
    """Cut what tells to whom an agency belongs, where it sits, or who represents it."""
    folded = strip_marks(name)
    if len(folded) != len(name):
        return name
    found = _apart(tongue).search(folded)
    return name[: found.start()] if found and found.start() else name


@cache
def _heads(tongue: Tongue) -> re.Pattern[str]:
    told = (strip_marks(head) for level in table("heads")[tongue].values() for head in level)
    heads = sorted(set(told), key=lambda head: (-len(head), head))
    return compiled(rf"(?<!\w)(?:{'|'.join(heads)})(?!\w)")


@cache
def _apart(tongue: Tongue) -> re.Pattern[str]:
    joined = "|".join(table("naming")[f"apart_{tongue}"])
    if tongue == "vi":
        return compiled(
            rf",\s*(?:{joined})\b| (?:truc thuoc|thuoc|la don vi|la co quan|do ong|do ba)\b"
        )
    return compiled(rf",\s*(?:{joined})\b| (?:under the|subordinate to|represented by)\b")
