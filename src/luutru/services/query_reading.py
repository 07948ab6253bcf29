"""Reads the text of a query by its grammar, or says what in it cannot be understood."""

import re
import unicodedata
from datetime import date
from typing import Final

from luutru.i18n import mark, translate
from luutru.services.query_fields import BY_NAME, LONGEST_NAME, Kind, QueryField
from luutru.services.query_syntax import Said, Some, Syntax, Way, every, refused, said, some
from luutru.vietnamese.folding import fold
from luutru.vietnamese.tokens import words

_NOT_UNDERSTOOD: Final = mark(
    "Part of the query was not understood; all its words were looked for."
)
_QUOTE: Final = mark("A quotation mark is missing; all words of the query were looked for.")
_BRACKET: Final = mark("The brackets do not match; all words of the query were looked for.")
_VALUE: Final = mark(
    "“{value}” is no value of “{field}” (such as {expected}); all words were looked for."
)
_DEEPEST: Final = 40
"""Nested brackets; nobody types more by hand."""
_FARTHEST: Final = 1_000
_SHORT: Final = 7
"""Words up to which a text all in capitals is abbreviations, not a title copied from a page."""

_QUOTED: Final = re.compile(r'(=?)["“”]([^"“”]*)["“”](?:~(\d{1,3}))?')
_CHUNK: Final = re.compile(r'[^\s()"“”]+')
_OR: Final = re.compile(r"(?:OR|HOẶC|\|\|?)(?=[\s(]|$)")
_AND: Final = re.compile(r"(?:AND|&&)(?=[\s(]|$)")
_NOT: Final = re.compile(r"-(?=[^\s\-)])|NOT(?:\s+|$)")
_SIGNS: Final = "~=*-"
_BRACKETS: Final = re.compile(r'[()"“”]')
_BLANK: Final = re.compile(r"\s+")
_HANGING: Final = re.compile(r"[-–—]$")
_OPERATORS: Final = re.compile(r"(?<!\S)(?:OR|HOẶC|AND|NOT|\|\|?|&&)(?!\S)")
_FIELD: Final = tuple(
    re.compile(rf"\w+(?:\s+\w+){{{count - 1}}}\s?:\s*(?=[^\s)])")
    for count in range(LONGEST_NAME, 0, -1)
)


class NotUnderstood(Exception):
    """The text does not follow the grammar; as text it is the reason, in the reader's language."""

    def __init__(self, reason: str = _NOT_UNDERSTOOD, **facts: str) -> None:
        super().__init__(translate(reason, **facts))


def read(text: str, today: date | None = None) -> Syntax:
    """Return what `text` says; days such as `<90d` are told from `today` (default: the real one).

    Raises:
        NotUnderstood: It does not follow the grammar.
    """
    return _Reading(unicodedata.normalize("NFC", text), today).read()


def without_operators(text: str) -> str:
    """Return `text` as plain words: of "halal OR", still being typed, only "halal" is wanted."""
    plain = " ".join(_OPERATORS.sub(" ", text).split()) if has_operators(text) else text
    return plain if words(plain) else text


def tamed(text: str) -> str:
    """Return the words of `text` without the signs by which they would ask for something else."""
    chunks = _BRACKETS.sub(" ", unicodedata.normalize("NFC", text)).split()
    return " ".join(filter(words, map(_tamed, chunks)))


def _tamed(chunk: str) -> str:
    if _OPERATORS.fullmatch(chunk):
        return chunk.lower()
    bare = chunk.lstrip("-")
    return bare.strip(_SIGNS) if len(words(bare)) == 1 else bare


def has_operators(text: str) -> bool:
    """Tell whether AND, OR and NOT mean something: in a title all in capitals they do not."""
    return text != text.upper() or len(text.split()) <= _SHORT


class _Reading:
    """Recursive descent over the text; `_at` is the next character to read."""

    def __init__(self, text: str, today: date | None) -> None:
        self._text = text
        self._today = today
        self._at = 0
        self._depth = 0
        self._within: QueryField | None = None
        self._operators = has_operators(text)

    def read(self) -> Syntax:
        syntax = self._either()
        if self._at < len(self._text):
            raise NotUnderstood(_BRACKET if self._text[self._at] == ")" else _NOT_UNDERSTOOD)
        return syntax

    def _either(self) -> Syntax:
        parts = [self._all()]
        while self._takes_or():
            parts.append(self._all())
        return some(parts)

    def _all(self) -> Syntax:
        parts: list[Syntax] = []
        while not self._ends():
            if not self._takes_and():
                part = self._part()
                if part is not None:
                    parts.append(part)
        if not parts:
            raise NotUnderstood
        return every(parts)

    def _ends(self) -> bool:
        self._take(_BLANK)
        at_end = self._at >= len(self._text) or self._text[self._at] == ")"
        return at_end or self._operator(_OR)

    def _operator(self, sign: "re.Pattern[str]") -> bool:
        found = sign.match(self._text, self._at)
        return found is not None and (self._operators or not found[0].isalpha())

    def _takes_or(self) -> bool:
        return self._operator(_OR) and self._take(_OR)

    def _takes_and(self) -> bool:
        return self._operator(_AND) and self._take(_AND)

    def _part(self) -> Syntax | None:
        """Return the next part; None for signs alone, which ask for nothing."""
        wanted = True
        while (sign := _NOT.match(self._text, self._at)) and (self._operators or sign[0] == "-"):
            self._at = sign.end()
            wanted = not wanted
        part = self._wanted()
        return part if wanted or part is None else refused(part)

    def _wanted(self) -> Syntax | None:
        if self._text.startswith("(", self._at):
            return self._bracketed(self._within)
        named = self._field()
        if named is not None and self._text.startswith("(", self._at):
            return self._bracketed(named)
        return self._leaf(named or self._within)

    def _bracketed(self, within: QueryField | None) -> Syntax:
        self._at += 1
        self._depth += 1
        if self._depth > _DEEPEST:
            raise NotUnderstood
        around, self._within = self._within, within
        inside = self._either()
        if not self._text.startswith(")", self._at):
            raise NotUnderstood(_BRACKET)
        self._at += 1
        self._depth -= 1
        self._within = around
        return Some(inside.parts, bracketed=True) if isinstance(inside, Some) else inside

    def _field(self) -> QueryField | None:
        """Take the name of a field with its colon, if one stands here and a value follows."""
        for pattern in _FIELD:
            found = pattern.match(self._text, self._at)
            field = found and BY_NAME.get(" ".join(fold(found[0].rstrip(" :")).split()))
            if found and field:
                self._at = found.end()
                return field
        return None

    def _leaf(self, within: QueryField | None) -> Said | None:
        quoted = _QUOTED.match(self._text, self._at)
        if quoted is not None:
            self._at = quoted.end()
            return _quoted(quoted, within, self._today)
        if within is not None and within.kind is not Kind.TEXT:
            return self._value(within)
        return _plain(self._chunk(), within)

    def _chunk(self) -> str:
        found = _CHUNK.match(self._text, self._at)
        if found is None:
            raise self._misplaced()
        self._at = found.end()
        return found[0]

    def _misplaced(self) -> NotUnderstood:
        """Return what is wrong with the sign that stands here in place of a word."""
        if self._at >= len(self._text):
            return NotUnderstood()
        return NotUnderstood(_QUOTE if self._text[self._at] in '"“”' else _BRACKET)

    def _value(self, field: QueryField) -> Said:
        """Take as many words as make sense as one value: `tình trạng:còn hiệu lực Belarus`."""
        start, ends = self._at, self._ends_of_chunks(field.longest)
        for end in reversed(ends):
            typed = self._text[start:end]
            value = None if self._hangs(typed, end) else field.value(typed, self._today)
            if value is not None:
                self._at = end
                return Said(typed, within=field, value=value)
        if not ends:
            raise self._misplaced()
        self._at = ends[0]
        typed = self._text[start : ends[0]]
        told = _plain(typed, field) if field.card else None
        if told is None:
            raise _no_value(field, typed)
        return told

    def _hangs(self, typed: str, end: int) -> bool:
        """Tell whether a dash is last, but not at the end: `ký:2023 -"a b"` refuses the phrase.

        An open end, as in `ký:2023 -`, is only meant where nothing follows.
        """
        after = self._text[end:].lstrip()
        return _HANGING.search(typed) is not None and after[:1] not in ("", ")")

    def _ends_of_chunks(self, count: int) -> list[int]:
        ends: list[int] = []
        at = self._at
        for _ in range(count):
            chunk = _CHUNK.match(self._text, at)
            if chunk is None:
                break
            ends.append(chunk.end())
            blank = _BLANK.match(self._text, chunk.end())
            at = blank.end() if blank else chunk.end()
        return ends

    def _take(self, pattern: "re.Pattern[str]") -> bool:
        found = pattern.match(self._text, self._at)
        if found:
            self._at = found.end()
        return found is not None


def _plain(chunk: str, within: QueryField | None) -> Said | None:
    found = words(chunk)
    if len(found) != 1:
        return said(chunk, within=within) if found else None
    word = chunk[found[0].start : found[0].end]
    if chunk.startswith("~"):
        return said(word, Way.FUZZY, within)
    if chunk.endswith("*"):
        return said(word, Way.PREFIX, within)
    if chunk.startswith("="):
        return said(word, Way.STRICT, within)
    return said(chunk.strip(_SIGNS), within=within)


def _quoted(found: "re.Match[str]", within: QueryField | None, today: date | None) -> Said:
    strict, text, distance = found.groups()
    text = text.strip()
    value = within.value(text, today) if within else None
    if value is not None:
        return Said(text, within=within, value=value)
    if within is not None and not within.card:
        raise _no_value(within, text)
    if not words(text):
        raise NotUnderstood
    if strict:
        return said(text, Way.STRICT, within)
    if distance:
        return said(text, Way.NEAR, within, min(int(distance), _FARTHEST))
    return said(text, Way.PHRASE, within)


def _no_value(field: QueryField, typed: str) -> NotUnderstood:
    return NotUnderstood(_VALUE, value=typed, field=field.written, expected=field.expected())
