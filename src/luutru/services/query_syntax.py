"""What a typed query says, before anything is looked up: the tree that the parser makes.

The rows of the builder are made of the same tree, so the two always say the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeAlias, TypeGuard

from luutru.services.query_fields import Listed, QueryField, Value, WithMilestone
from luutru.vietnamese.tokens import tokenize


class Way(StrEnum):
    """How words are looked for."""

    WORDS = "words"
    PHRASE = "phrase"
    STRICT = "strict"
    NEAR = "near"
    PREFIX = "prefix"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that is asked for: words, anywhere or in a field, or a value of a field."""

    text: str = field(compare=False)
    """As typed, without the signs around it."""
    way: Way = Way.WORDS
    within: QueryField | None = None
    distance: int = 0
    value: Value | None = None
    """What the text means where it is no text to be looked for."""
    tokens: tuple[str, ...] = ()
    """What the text comes to; equal parts ask for the same, whatever signs stand between."""

    @property
    def codes(self) -> frozenset[str]:
        """The codes that are asked for, where the field has codes."""
        return self.value.codes if isinstance(self.value, Listed | WithMilestone) else frozenset()


@dataclass(frozen=True, slots=True)
class Every:
    """All parts are wanted."""

    parts: tuple["Syntax", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Any part is enough."""

    parts: tuple["Syntax", ...]
    bracketed: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """The part is not wanted."""

    part: "Syntax"


Syntax: TypeAlias = Said | Every | Some | Refused


def said(
    text: str, way: Way = Way.WORDS, within: QueryField | None = None, distance: int = 0
) -> Said:
    """Return words to look for."""
    told = " ".join(text.split())
    return Said(told, way, within, distance, tokens=tuple(token.exact for token in tokenize(told)))


def every(parts: Iterable[Syntax]) -> Syntax:
    """Return that all `parts` are wanted, in the plainest form."""
    flat = [
        inner for part in parts for inner in (part.parts if isinstance(part, Every) else [part])
    ]
    merged = tuple(_merged(flat))
    return merged[0] if len(merged) == 1 else Every(merged)


def some(parts: Sequence[Syntax]) -> Syntax:
    """Return that any of `parts` is enough, in the plainest form."""
    if len(parts) == 1:
        return parts[0]
    flat = tuple(_one_value_each(_flat(Some, parts)))
    return flat[0] if len(flat) == 1 else Some(flat)


def refused(part: Syntax) -> Syntax:
    """Return that `part` is not wanted; refusing any of several refuses each of them."""
    if isinstance(part, Refused):
        return part.part
    return every(map(refused, part.parts)) if isinstance(part, Some) else Refused(part)


def _flat(kind: type[Every] | type[Some], parts: Iterable[Syntax]) -> Iterator[Syntax]:
    for part in parts:
        if isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def _one_value_each(parts: Iterable[Syntax]) -> Iterator[Syntax]:
    """Put the codes of one field together, where the first of them stands."""
    codes: dict[QueryField, list[Said]] = {}
    order: list[Syntax | QueryField] = []
    for part in parts:
        field = part.within if isinstance(part, Said) and part.codes else None
        if isinstance(part, Said) and field is not None:
            if field not in codes:
                order.append(field)
            codes.setdefault(field, []).append(part)
        else:
            order.append(part)
    for place in order:
        yield _together(codes[place]) if isinstance(place, QueryField) else place


def _together(parts: Sequence[Said]) -> Said:
    first = parts[0]
    if len(parts) == 1 or not isinstance(first.value, Listed | WithMilestone):
        return first
    every_code = frozenset().union(*(part.codes for part in parts))
    return replace(first, value=replace(first.value, codes=every_code))


def _merged(parts: Iterable[Syntax]) -> Iterator[Syntax]:
    """Put words that stand side by side together: neighbours in the query rank as neighbours."""
    last: Said | None = None
    for part in parts:
        if not _is_plain(part):
            if last is not None:
                yield last
            yield part
            last = None
        elif last is not None and last.within is part.within:
            last = said(f"{last.text} {part.text}", within=part.within)
        else:
            if last is not None:
                yield last
            last = part
    if last is not None:
        yield last


def _is_plain(part: Syntax) -> TypeGuard[Said]:
    return isinstance(part, Said) and part.way is Way.WORDS and part.value is None
