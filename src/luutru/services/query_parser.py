"""Reads what a person types into a search field as a query; never fails.

Words are all wanted. Besides: "a phrase", ="with exactly these marks", OR, -not, ( ), begin*,
~similar, "near words"~5, and field:value. What does not parse is looked for as plain words.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

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
from luutru.services.query_fields import Condition
from luutru.services.query_reading import NotUnderstood, read, without_operators
from luutru.services.query_syntax import Every, Refused, Said, Some, Syntax, Way

Resolve: TypeAlias = Callable[[Condition], Query]
_WAYS: Final[dict[Way, Callable[[str], Query]]] = {
    Way.WORDS: Words,
    Way.PHRASE: Phrase,
    Way.STRICT: Strict,
    Way.PREFIX: Prefix,
    Way.FUZZY: Fuzzy,
}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query, and a translated remark for the person who typed it."""

    query: Query
    hint: str | None = None
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Terms of the query, each with what else is looked for in its place."""


def parse(text: str, resolve: Resolve, today: date | None = None) -> Parsed:
    """Return what `text` asks for; `resolve` answers what only the catalogue knows.

    Days such as `<90d` are told from `today`, where none is given from the real one.
    """
    typed = unicodedata.normalize("NFC", text).strip()
    if not typed:
        return Parsed(Everything())
    try:
        return Parsed(_asked(read(typed, today), resolve))
    except NotUnderstood as reason:
        return Parsed(Words(without_operators(typed)), str(reason))


def _asked(syntax: Syntax, resolve: Resolve) -> Query:
    match syntax:
        case Every(parts):
            return And(tuple(_asked(part, resolve) for part in parts))
        case Some(parts):
            return Or(tuple(_asked(part, resolve) for part in parts))
        case Refused(part):
            return Not(_asked(part, resolve))
        case Said():
            return _leaf(syntax, resolve)


def _leaf(said: Said, resolve: Resolve) -> Query:
    if isinstance(said.value, Pages):
        return said.value
    if said.value is not None:
        return resolve(said.value)
    near = said.way is Way.NEAR
    leaf = Near(said.text, said.distance) if near else _WAYS[said.way](said.text)
    return leaf if said.within is None else Field(said.within.card, leaf)
