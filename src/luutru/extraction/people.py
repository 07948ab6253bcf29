"""Reads persons with the titles they hold: `Ông Lê Văn Mẫu, Phó Viện trưởng`, `Dr. A. Sample`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from luutru.extraction.places import countries
from luutru.extraction.wording import compiled, table
from luutru.vietnamese.folding import strip_marks

_PARTICLES: Final = frozenset(
    {"al", "bin", "binti", "van", "von", "de", "der", "da", "di", "el", "ibn", "y"}
)
_FEWEST, _MOST = 2, 7
_TOKEN: Final = re.compile(r"[^\s,;:()“”\"]+")
_ENDS: Final = re.compile(r"[,;:()“”\"]|\.\s|\s[-–]\s|$")
_SEPARATOR: Final = re.compile(r"^\s*(?:[,;:.(–-]|\s)+")
_TITLE_ENDS: Final = re.compile(r"[,;()\n]|\.(?:\s|$)|\.(?=[A-ZĐ])")
_AND: Final = re.compile(r"\s+(?:và|and|cùng)\s+")
_NO_NAMES: Final = frozenset(
    {"in", "at", "tại", "ngày", "hôm", "bên", "party", "parties", "điều", "article",
     "whereas", "pursuant", "considering", "having", "recalling", "recognizing", "recognising"}
)  # fmt: skip
"""The last of them begin a recital, as after `This document witnesses:`."""
_AGENCIES: Final = frozenset(
    {"bộ", "cục", "tổng", "viện", "trung", "ủy", "ministry", "directorate"}
)
"""With which the name of an agency begins, and no name of a person."""
_PREFIXES: Final = "|".join(table("titles")["prefixes"])
_PREFIX: Final = re.compile(rf"^\s*(?P<prefix>{_PREFIXES})\s*\.\s*", re.IGNORECASE)
_SCRIBBLE: Final = re.compile(r"[A-ZĐ]{2,}[a-z]+")
"""What recognition makes of a pen: `ANy`; a name is in capitals, or begins with one."""
_BOTH_TONGUES: Final = re.compile(r"\s+/\s+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a text, and the title said with the name."""

    name: str
    title: str
    start: int
    end: int


def person_at(text: str, start: int = 0, end: int | None = None) -> Person | None:
    """Return the person whose name, or whose title, stands at `start`; None if none does."""
    end = len(text) if end is None else end
    at = _after_honours(text, start, end)
    titled = title_at(text[at:end])
    if titled is not None and at == start:
        of = _country_behind(text, at + titled[1], end)
        behind = _name(text, _after_honours(text, of, end), end, is_after_title=True)
        if behind is not None:
            title = text[at : behind[0]].strip(" ,-–")
            return Person(text[slice(*behind)].strip(), _without_honours(title), start, behind[1])
    named = _name(text, at, end)
    if named is None:
        return None
    title, stop = _title_behind(text, named[1], end)
    return Person(text[slice(*named)].strip(), title, named[0], max(stop, named[1]))


def title_at(text: str) -> tuple[str, int] | None:
    """Return the title with which a text begins, as agencies write it, and where it ends."""
    folded = strip_marks(text)
    if len(folded) != len(text):
        return None
    found = _titles_pattern().match(folded)
    if found is None:
        return None
    said = " ".join(found["title"].split())
    return _titles().get(said, text[slice(*found.span("title"))]), found.end()


def whole_title(line: str) -> str:
    """Return the title that a line of a signature is, in small letters; nothing if it is none."""
    first = _BOTH_TONGUES.split(line.strip())[0].strip(" ,.:")
    found = title_at(first)
    if found is None:
        return ""
    title, stop = found
    rest = first[stop:].strip(" ,-–")
    if not rest:
        return title
    return f"{title} {_small(rest) if rest.isupper() else rest}"


def prefix_of(line: str) -> tuple[str, str]:
    """Return TM., KT., TL., TUQ. or Q. before a title, and the rest of the line."""
    found = _PREFIX.match(line)
    return (f"{found['prefix'].upper()}.", line[found.end() :]) if found else ("", line)


def person_line(line: str) -> str:
    """Return the name that a line of a signature is; nothing if it is none."""
    text = line.strip(" .,*")
    at = _after_honours(text, 0, len(text))
    found = _name(text, at, len(text))
    if found is None or text[found[1] :].strip(" .,"):
        return ""
    name = text[slice(*found)].strip()
    return " ".join(map(_capitalised, name.split())) if name.isupper() else name


def _name(
    text: str, start: int, end: int, *, is_after_title: bool = False
) -> tuple[int, int] | None:
    """Return where the name of a person stands that begins at `start`."""
    stop = _ENDS.search(text, start, end)
    words = list(_TOKEN.finditer(text, start, stop.start() if stop else end))
    taken: list[re.Match[str]] = []
    for word in words:
        if not (_may_name(word[0]) or (taken and word[0].lower() in _PARTICLES)):
            break
        taken.append(word)
    fewest = 1 if is_after_title else _FEWEST
    if not fewest <= len(taken) <= _MOST or title_at(text[taken[0].start() : end]):
        return None
    if taken[0][0].lower() in _AGENCIES:
        return None
    return taken[0].start(), taken[-1].end()


def _country_behind(text: str, start: int, end: int) -> int:
    """Return where the name begins behind a title: behind the country in `Đại sứ Malaysia`."""
    at = start + len(text[start:end]) - len(text[start:end].lstrip())
    found = countries(text[at : min(end, at + 60)])
    return at + found[0].end if found and found[0].start == 0 else start


def _may_name(word: str) -> bool:
    letters = [letter for letter in word if letter.isalpha()]
    plain = not any(sign.isdigit() for sign in word) and word.lower() not in _NO_NAMES
    is_scribble = _SCRIBBLE.fullmatch(word) is not None
    return bool(letters) and word[0].isupper() and plain and not is_scribble


def _after_honours(text: str, start: int, end: int) -> int:
    found = _honours().match(text[start:end].lower()) if start < end else None
    return start + (found.end() if found else 0)


def _without_honours(title: str) -> str:
    found = re.search(rf"\s+(?:{table('titles')['honours']})\.?$", title.lower())
    return title[: found.start()] if found else title


def _title_behind(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the title said behind a name, and where it ends."""
    gap = _SEPARATOR.match(text[start:end])
    if gap is None:
        return "", start
    at = start + gap.end()
    label = _label().match(strip_marks(text[at:end]))
    at += label.end() if label else 0
    found = title_at(text[at:end])
    if found is None:
        return "", start
    stop = _TITLE_ENDS.search(text, at + found[1], end)
    last = _before_next_person(text, at + found[1], stop.start() if stop else end)
    return " ".join(text[at:last].split()).strip(" .,-–"), last


def _before_next_person(text: str, start: int, end: int) -> int:
    """Return where a title ends behind which `và` and another person follow."""
    for link in _AND.finditer(text, start, end):
        at = _after_honours(text, link.end(), end)
        if at > link.end() or title_at(text[link.end() : end]):
            return link.start()
    return end


def _small(shouted: str) -> str:
    return shouted[:1] + shouted[1:].lower()


def _capitalised(word: str) -> str:
    return word[:1] + word[1:].lower()


@cache
def _titles() -> dict[str, str]:
    """By the folded title: how it is written."""
    found = table("titles")
    return {strip_marks(title): title for tongue in ("en", "vi") for title in found[tongue]}


@cache
def _titles_pattern() -> re.Pattern[str]:
    titles = sorted(_titles(), key=lambda title: (-len(title), title))
    joined = "|".join(map(re.escape, titles)).replace(r"\ ", " ")
    acting = r"(?:(?:quyen|acting|phu trach) )?"
    return compiled(rf"\s*(?P<title>{acting}(?:{joined}))(?!\w)")


@cache
def _honours() -> re.Pattern[str]:
    honours = table("titles")["honours"]
    return compiled(rf"\s*(?:(?:{honours})(?:\.|(?=\s))[\s.]*)+")


@cache
def _label() -> re.Pattern[str]:
    return compiled(rf"(?:{'|'.join(table('naming')['role_words'])}) ?:? *")
