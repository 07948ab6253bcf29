"""Reads what a person types into a search field as a query; never fails.

Words are all wanted. Besides: "a phrase", ="with exactly these marks", OR, -not, ( ), begin*,
~similar, "near words"~5, and field:value. What does not parse is looked for as plain words.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from luutru.holdings.fulltext.query import (
    And,
    Everything,
    Field,
    Fuzzy,
    Near,
    Not,
    Or,
    Pages,
    Phrase,
    Prefix,
    Query,
    Strict,
    Words,
)
from luutru.i18n import mark, translate
from luutru.services.query_fields import BY_NAME, LONGEST_NAME, Condition, QueryField, Value
from luutru.vietnamese.folding import fold
from luutru.vietnamese.tokens import words

HINT: Final = mark("Part of the query was not understood; all its words were looked for.")
_DEEPEST: Final = 40
"""Nested brackets; nobody types more by hand."""
_FARTHEST: Final = 1_000

_QUOTED: Final = re.compile(r'(=?)["“”]([^"“”]*)["“”](?:~(\d{1,3}))?')
_CHUNK: Final = re.compile(r'[^\s()"“”]+')
_OR: Final = re.compile(r"(?:OR|HOẶC|\|\|?)(?=[\s(]|$)")
_NOT: Final = re.compile(r"-(?=[^\s\-)])|NOT\s+(?=\S)")
_BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, and a translated remark for the person who typed it."""

    query: Query
    hint: str | None = None


class _NotUnderstood(Exception):
    """The text does not follow the grammar."""


def parse(text: str, resolve: Callable[[Condition], Query]) -> Parsed:
    """Return what `text` asks for; `resolve` answers what only the catalogue knows."""
    typed = unicodedata.normalize("NFC", text).strip()
    if not typed:
        return Parsed(Everything())
    try:
        return Parsed(_Parser(typed, resolve).parse())
    except _NotUnderstood:
        return Parsed(Words(typed), translate(HINT))


class _Parser:
    """Recursive descent over the text; `_at` is the next character to read."""

    def __init__(self, text: str, resolve: Callable[[Condition], Query]) -> None:
        self._text = text
        self._resolve = resolve
        self._at = 0
        self._depth = 0
        # In a text all in capitals, NOT and OR are words like any other.
        self._operators = text != text.upper()

    def parse(self) -> Query:
        query = self._either()
        if self._at < len(self._text):
            raise _NotUnderstood
        return query

    def _either(self) -> Query:
        parts = [self._all()]
        while self._takes_or():
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Query:
        parts: list[Query] = []
        plain: list[str] = []
        while not self._ends():
            part = self._part()
            if isinstance(part, str):
                plain.append(part)
                continue
            parts += _as_words(plain)
            plain.clear()
            parts.append(part)
        parts += _as_words(plain)
        if not parts:
            raise _NotUnderstood
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _ends(self) -> bool:
        self._take(_BLANK)
        rest = self._text[self._at :]
        return not rest or rest[0] == ")" or bool(self._or_match())

    def _or_match(self) -> "re.Match[str] | None":
        found = _OR.match(self._text, self._at)
        return found if found and (self._operators or found[0].startswith("|")) else None

    def _takes_or(self) -> bool:
        self._take(_BLANK)
        found = self._or_match()
        if found:
            self._at = found.end()
        return found is not None

    def _part(self) -> Query | str:
        """Return the next part; a plain word as a string, to be joined with its neighbours."""
        refused = _NOT.match(self._text, self._at)
        if refused and (self._operators or refused[0] == "-"):
            self._at = refused.end()
            part = self._part()
            return Not(Words(part) if isinstance(part, str) else part)
        if self._text.startswith("(", self._at):
            return self._bracketed()
        named = self._field()
        return self._value(named) if named else self._plain()

    def _bracketed(self) -> Query:
        self._at += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _NotUnderstood
        inside = self._either()
        if not self._text.startswith(")", self._at):
            raise _NotUnderstood
        self._at += 1
        self._depth -= 1
        return inside

    def _field(self) -> QueryField | None:
        """Take the name of a field with its colon, if one stands here and a value follows."""
        for count in range(LONGEST_NAME, 0, -1):
            name = re.compile(rf"\w+(?:\s+\w+){{{count - 1}}}\s?:\s*(?=[^\s)])", re.UNICODE)
            found = name.match(self._text, self._at)
            if not found:
                continue
            field = BY_NAME.get(" ".join(fold(found[0].rstrip(" :")).split()))
            if field:
                self._at = found.end()
                return field
        return None

    def _value(self, field: QueryField) -> Query:
        if self._text.startswith("(", self._at):
            return _in_field(field, self._bracketed())
        quoted = _QUOTED.match(self._text, self._at)
        if quoted:
            self._at = quoted.end()
            return self._told(field.read(quoted[2].strip()), _quoted(quoted))
        return self._unquoted(field)

    def _unquoted(self, field: QueryField) -> Query:
        """Take as many words as make sense as one value: `tình trạng:còn hiệu lực Belarus`."""
        ends = []
        at = self._at
        for _ in range(field.longest):
            chunk = _CHUNK.match(self._text, at)
            if not chunk:
                break
            ends.append(chunk.end())
            blank = _BLANK.match(self._text, chunk.end())
            at = blank.end() if blank else chunk.end()
        start = self._at
        for end in reversed(ends):
            value = field.read(self._text[start:end])
            if value is not None:
                self._at = end
                return self._told(value, _plain_part(self._text[start:end]))
        raise _NotUnderstood

    def _told(self, value: Value | None, typed: Query | str) -> Query:
        if isinstance(value, Field):
            return Field(value.name, Words(typed) if isinstance(typed, str) else typed)
        if isinstance(value, Pages):
            return value
        if value is None:
            raise _NotUnderstood
        return self._resolve(value)

    def _plain(self) -> Query | str:
        quoted = _QUOTED.match(self._text, self._at)
        if quoted:
            self._at = quoted.end()
            return _quoted(quoted)
        chunk = _CHUNK.match(self._text, self._at)
        if not chunk:
            raise _NotUnderstood
        self._at = chunk.end()
        return _plain_part(chunk[0])

    def _take(self, pattern: "re.Pattern[str]") -> None:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()


def _as_words(plain: list[str]) -> list[Query]:
    """Join neighbouring plain words; signs alone ask for nothing."""
    joined = " ".join(plain)
    return [Words(joined)] if words(joined) else []


def _plain_part(chunk: str) -> Query | str:
    count = len(words(chunk))
    if chunk.endswith("*") and count == 1:
        return Prefix(chunk.rstrip("*"))
    if chunk.startswith("~") and count == 1:
        return Fuzzy(chunk.lstrip("~"))
    return chunk


def _quoted(found: "re.Match[str]") -> Query:
    strict, text, distance = found.groups()
    if not words(text):
        raise _NotUnderstood
    if strict:
        return Strict(text)
    if distance:
        return Near(text, min(int(distance), _FARTHEST))
    return Phrase(text)


def _in_field(field: QueryField, inside: Query) -> Query:
    """Apply a field to a group: `partner:(INSO OR BelGISS)`."""
    probe = field.read("x")
    if not isinstance(probe, Field):
        raise _NotUnderstood
    return Field(probe.name, inside)
