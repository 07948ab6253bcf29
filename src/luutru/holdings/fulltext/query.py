"""What can be asked of the index, as a tree of plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Words:
    """All of these words, in any order; standing together ranks higher."""

    text: str


@dataclass(frozen=True, slots=True)
class Likely:
    """A share of these words on one page; more of them, and rarer ones, rank higher."""

    text: str
    share: float = 0.5
    """What a page has at least, rare words counting more."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words one after the other, with or without marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Strict:
    """These words one after the other, with exactly these marks."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin so."""

    beginning: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that differ by one letter at most."""

    word: str


@dataclass(frozen=True, slots=True)
class Near:
    """These words in any order, no two of neighbours further apart than `distance` words."""

    text: str
    distance: int = 5


@dataclass(frozen=True, slots=True)
class Field:
    """The same, but in one field of the card."""

    name: str
    part: "Query"


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages with these numbers, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Among:
    """These agreements only; what the catalogue found."""

    agreements: frozenset[int]


@dataclass(frozen=True, slots=True)
class And:
    """Agreements that fulfil all parts, on whichever of their pages."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Agreements that fulfil any part."""

    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Agreements that do not fulfil the part on any page."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class Everything:
    """All agreements."""


Query: TypeAlias = (
    Words
    | Likely
    | Phrase
    | Strict
    | Prefix
    | Fuzzy
    | Near
    | Field
    | Pages
    | Among
    | And
    | Or
    | Not
    | Everything
)


def wanted_leaves(query: Query) -> Iterator[Query]:
    """Yield the parts that look for words and are wanted: what is to be marked in a text."""
    if isinstance(query, And | Or):
        for part in query.parts:
            yield from wanted_leaves(part)
    elif isinstance(query, Field):
        yield from wanted_leaves(query.part)
    elif not isinstance(query, Not | Among | Pages | Everything):
        yield query
