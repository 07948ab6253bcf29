"""Writes the rows of the builder as the text of a query, in the words of the reader's language."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from luutru.records.code_lists import code_list
from luutru.services.query_conditions import Condition, How
from luutru.services.query_fields import BY_NAME, LONGEST_NAME, Kind, QueryField
from luutru.services.query_reading import NotUnderstood, has_operators, read, tamed
from luutru.services.query_syntax import Said, Way
from luutru.vietnamese.dates import read_day, short
from luutru.vietnamese.folding import fold
from luutru.vietnamese.tokens import words

_QUOTES: Final = re.compile(r'["“”]')
_TERM: Final = re.compile(r'=?"[^"]*"(?:~\d{1,3})?|[^\s"]+')
_USUAL_DISTANCE: Final = 5
_FARTHEST: Final = 999


def query_text(conditions: Sequence[Condition], *, any_of: bool = False) -> str:
    """Return the query that the rows make, as the search field then shows it.

    What says nothing yet, such as a row without a value, is left out.
    """
    pieces = [piece for condition in conditions if (piece := _piece(condition))]
    text = " OR ".join(pieces) if any_of else " ".join(_apart(pieces))
    # In a text all in capitals OR would be a word like any other.
    return text if has_operators(text) else text.replace(" OR ", " | ")


def _apart(pieces: Sequence[str]) -> Iterator[str]:
    """Yield the pieces, words in brackets where the name of a field behind would take them in."""
    for piece, after in zip_longest(pieces, pieces[1:], fillvalue=""):
        name = after.partition(":")[0]
        tail = piece.split()[-LONGEST_NAME:]
        longer = (" ".join([*tail[at:], name]) for at in range(len(tail)))
        yield f"({piece})" if any(fold(one) in BY_NAME for one in longer) else piece


def _piece(condition: Condition) -> str:
    field = BY_NAME.get(fold(condition.field))
    if field is None or field.kind is Kind.TEXT:
        return _text_piece(condition, f"{field.written}:" if field else "")
    said = {Kind.CHOICE: _choice, Kind.DAY: _day, Kind.PAGES: _page}[field.kind](field, condition)
    if field.value(said.strip('"')) is None:
        return ""
    refused = "-" if condition.how is How.IS_NOT else ""
    return f"{refused}{field.written}:{said}"


def _choice(field: QueryField, condition: Condition) -> str:
    known = code_list(field.codes)
    return _in_quotes(known.label(known.find(condition.value) or condition.value))


def _day(_field: QueryField, condition: Condition) -> str:
    first, last = _as_written(condition.value), _as_written(condition.until)
    match condition.how:
        case How.FROM:
            return _in_quotes(f">={first}")
        case How.UNTIL:
            return _in_quotes(f"<={first}")
        case How.BETWEEN:
            return _in_quotes(f"{first}..{last}")
        case _:
            return _in_quotes(first)


def _as_written(day: str) -> str:
    edtf = read_day(day) or ""
    return short(edtf) if edtf and "/" not in edtf else " ".join(_QUOTES.sub(" ", day).split())


def _page(_field: QueryField, condition: Condition) -> str:
    first, last = condition.value.strip(), condition.until.strip()
    match condition.how:
        case How.FROM:
            return f">={first}"
        case How.UNTIL:
            return f"<={first}"
        case How.BETWEEN:
            return f"{first}-{last}"
        case _:
            return first


def _in_quotes(value: str) -> str:
    return f'"{value}"' if " " in value else value


def _text_piece(condition: Condition, name: str) -> str:
    match condition.how:
        case How.PHRASE | How.MARKS | How.NEAR:
            return _quoted(condition, name)
        case How.ANY:
            return _in_field(name, " OR ".join(_terms(condition.value)))
        case How.NONE:
            return " ".join(f"-{name}{term}" for term in _terms(condition.value))
        case How.BEGINS | How.SIMILAR:
            begins = condition.how is How.BEGINS
            each = [f"{word}*" if begins else f"~{word}" for word in _single(condition.value)]
            return _in_field(name, " ".join(each)) if name else " ".join(each)
        case _:
            plain = _plain(condition.value)
            return _in_field(name, plain) if name else plain


def _quoted(condition: Condition, name: str) -> str:
    text = " ".join(_QUOTES.sub(" ", condition.value).split())
    if not words(text):
        return ""
    strict = "=" if condition.how is How.MARKS else ""
    distance = condition.until.strip()
    if condition.how is not How.NEAR:
        return f'{name}{strict}"{text}"'
    far = min(int(distance), _FARTHEST) if distance.isdecimal() else _USUAL_DISTANCE
    return f'{name}"{text}"~{far}'


def _in_field(name: str, text: str) -> str:
    return name + (f"({text})" if " " in text else text) if text else ""


def _single(text: str) -> list[str]:
    return [text[word.start : word.end] for word in words(unicodedata.normalize("NFC", text))]


def _plain(text: str) -> str:
    """Return `text` as words and nothing but words, whatever signs stand in it."""
    plain = tamed(text)
    return plain if _is_plain(plain) else tamed(plain.replace(":", " "))


def _is_plain(text: str) -> bool:
    told = _told(text)
    return told is not None and told.way is Way.WORDS


def _terms(text: str) -> list[str]:
    """Return the words, phrases and the like of which any, or none, is wanted."""
    found: list[str] = []
    for term in _TERM.findall(_QUOTES.sub('"', unicodedata.normalize("NFC", text))):
        found += [term] if _told(term) is not None else _plain(term).split()
    return list(dict.fromkeys(found))


def _told(text: str) -> Said | None:
    """Return what `text` says if it is one thing to look for anywhere."""
    try:
        told = read(text)
    except NotUnderstood:
        return None
    return told if isinstance(told, Said) and told.within is None else None
