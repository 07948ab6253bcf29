"""Marks in a text the words that a query looks for, by the same folding as the index."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as made_of
from itertools import pairwise
from typing import Final, TypeVar

from luutru.holdings.fulltext.occurrences import units_of
from luutru.holdings.fulltext.query import (
    And,
    Field,
    Fuzzy,
    Likely,
    Near,
    Or,
    Phrase,
    Prefix,
    Query,
    Strict,
    Words,
    wanted_leaves,
)
from luutru.holdings.fulltext.similar import one_letter_forms
from luutru.vietnamese.folding import fold, strip_marks
from luutru.vietnamese.syllables import is_syllable
from luutru.vietnamese.tokens import Token, tokenize, words

Span = tuple[int, int]
_Key = TypeVar("_Key")
_BETWEEN_WORDS: Final = 3
"""Characters between two marked words that are marked with them: a blank, or a comma and one."""


_SEVERAL: Final = 2
"""Syllables of a query from which on one of them alone is not marked."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words found together: characters of the text, and which part of the query they are."""

    start: int
    end: int
    part: int
    is_firm: bool = False
    """They stand as they were asked to stand: marked whatever stands beside them."""


@dataclass
class _Sought:
    """What is looked for and the number of each part, as tables that are quickly asked."""

    folded: dict[str, int] = made_of(default_factory=dict)
    wholes: dict[str, int] = made_of(default_factory=dict)
    rows: dict[tuple[str, ...], int] = made_of(default_factory=dict)
    strict_rows: dict[tuple[str, ...], int] = made_of(default_factory=dict)
    near: dict[Near, int] = made_of(default_factory=dict)
    beginnings: dict[str, int] = made_of(default_factory=dict)
    similar: dict[str, int] = made_of(default_factory=dict)
    count: int = 0

    def part(self, table: dict[_Key, int], key: _Key) -> int:
        """Return the number of a part, a new one if nobody asked for it before."""
        if key not in table:
            table[key] = self.count
            self.count += 1
        return table[key]

    def part_of_all(self, table: dict[str, int], keys: Iterable[str]) -> int:
        """Return one number for all `keys`; those that have one already keep it."""
        part = self.count
        self.count += 1
        for key in keys:
            table.setdefault(key, part)
        return part


class Marker:
    """Finds the words of one query in any number of texts."""

    def __init__(self, query: Query) -> None:
        self._sought = _Sought()
        self._query = query
        self._parts = {leaf: frozenset(self._add(leaf)) for leaf in wanted_leaves(query)}

    @property
    def looks_for_words(self) -> bool:
        """Tell whether there is anything to find in a text."""
        return self._sought.count > 0

    def runs(self, text: str) -> list[Run]:
        """Return what is found in `text`, in order; runs may overlap."""
        # To look for codes and dates costs as much as all the words.
        wholes = [token for token in tokenize(text) if token.whole] if self._sought.wholes else ()
        plain = words(text)
        found = [
            *self._single(plain),
            *self._in_a_row(plain),
            *self._close_together(plain),
            *(
                Run(whole.start, whole.end, self._sought.wholes[whole.folded], is_firm=True)
                for whole in wholes
                if whole.folded in self._sought.wholes
            ),
        ]
        return sorted(found, key=lambda run: (run.start, run.end))

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the characters of `text` to mark; neighbouring words are one span."""
        return self.marks(text, self.runs(text))

    def marks(self, text: str, runs: Sequence[Run]) -> tuple[Span, ...]:
        """Return the characters to mark of what was found in `text`, or in a part of it.

        A syllable alone says nothing of a word of several: looking for "đánh giá sự phù hợp"
        does not mark every "hợp". Of a query of two syllables they are marked where they never
        stand together, as they may be two words.
        """
        spans = joined(text, ((run.start, run.end) for run in runs))
        if len(self._sought.folded) < _SEVERAL:
            return spans
        kept = tuple(
            span
            for span in spans
            if _belong_together([run for run in runs if span[0] <= run.start < span[1]])
            or not all(is_syllable(word.exact) for word in words(text[slice(*span)]))
        )
        return kept if kept or len(self._sought.folded) > _SEVERAL else spans

    def covers(self, text: str, field: str) -> bool:
        """Tell whether all that the query wants is found in `text`, a value of a card's field."""
        return self.looks_for_words and self._covered(
            self._query, {run.part for run in self.runs(text)}, field
        )

    def _covered(self, query: Query, found: set[int], field: str) -> bool:
        match query:
            case And(parts):
                return all(self._covered(part, found, field) for part in parts)
            case Or(parts):
                return any(self._covered(part, found, field) for part in parts)
            case Field(name, part):
                return name == field and self._covered(part, found, field)
            case _:
                return found.issuperset(self._parts.get(query, ()))

    def _add(self, leaf: Query) -> Iterator[int]:
        sought = self._sought
        match leaf:
            case Words(text) | Likely(text):
                yield from self._add_units(text)
            case Near():
                yield sought.part(sought.near, leaf)
            case Phrase(text):
                yield sought.part(sought.rows, tuple(word.folded for word in words(text)))
            case Strict(text):
                yield sought.part(sought.strict_rows, tuple(word.exact for word in words(text)))
            case Prefix(beginning):
                yield sought.part(sought.beginnings, strip_marks(beginning))
            case Fuzzy(word):
                yield sought.part_of_all(sought.similar, one_letter_forms(fold(word)))
            case _:
                return

    def _add_units(self, text: str) -> Iterator[int]:
        sought = self._sought
        for unit in units_of(text):
            row = tuple(word.folded for word in unit.words)
            if len(row) == 1:
                yield sought.part(sought.folded, row[0])
                continue
            part = sought.part(sought.rows, row)
            if unit.whole is not None:
                sought.wholes[unit.whole.folded] = part
            yield part

    def _single(self, plain: Sequence[Token]) -> Iterator[Run]:
        sought = self._sought
        beginnings = tuple(sought.beginnings)
        for token in plain:
            part = sought.folded.get(token.folded)
            if part is None and beginnings and token.folded.startswith(beginnings):
                part = next(p for b, p in sought.beginnings.items() if token.folded.startswith(b))
            if part is None:
                part = sought.similar.get(token.folded)
            if part is not None:
                yield Run(token.start, token.end, part)

    def _in_a_row(self, plain: Sequence[Token]) -> Iterator[Run]:
        folded = [token.folded for token in plain] if self._sought.rows else []
        exact = [token.exact for token in plain] if self._sought.strict_rows else []
        for said, rows in ((folded, self._sought.rows), (exact, self._sought.strict_rows)):
            for row, part in rows.items():
                for at in _places(said, row):
                    yield Run(plain[at].start, plain[at + len(row) - 1].end, part, is_firm=True)

    def _close_together(self, plain: Sequence[Token]) -> Iterator[Run]:
        """Yield the words of each NEAR, only where all of them are as close as was asked."""
        folded = [token.folded for token in plain] if self._sought.near else []
        for near, part in self._sought.near.items():
            rows = [tuple(word.folded for word in unit.words) for unit in units_of(near.text)]
            places = [list(_places(folded, row)) for row in rows]
            for at, length in _within(places, rows, near.distance + max(0, len(rows) - 2)):
                yield Run(plain[at].start, plain[at + length - 1].end, part, is_firm=True)


def _places(folded: Sequence[str], row: tuple[str, ...]) -> Iterator[int]:
    """Yield where the words of `row` follow one another."""
    for at in range(len(folded) - len(row) + 1):
        if folded[at] == row[0] and tuple(folded[at : at + len(row)]) == row:
            yield at


def _within(
    places: Sequence[Sequence[int]], rows: Sequence[tuple[str, ...]], width: int
) -> set[tuple[int, int]]:
    """Return place and length of the rows that stand with all others in some `width` places."""
    found: set[tuple[int, int]] = set()
    for start in sorted({at for known in places for at in known}):
        inside = [[at for at in known if start <= at <= start + width] for known in places]
        if all(inside):
            found |= {
                (at, len(row)) for known, row in zip(inside, rows, strict=True) for at in known
            }
    return found


def _belong_together(runs: Sequence[Run]) -> bool:
    """Tell whether runs stand as asked, or two words follow one another as in the query."""
    return any(run.is_firm for run in runs) or any(
        after.part == run.part + 1 for run, after in pairwise(runs)
    )


def joined(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return `spans` in order, those that overlap or are neighbours as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        last = found[-1] if found else (-1, -1)
        if found and _touch(text, last[1], start):
            found[-1] = (last[0], max(last[1], end))
        else:
            found.append((start, end))
    return tuple(found)


def _touch(text: str, end: int, start: int) -> bool:
    return start <= end or (
        start - end <= _BETWEEN_WORDS and not any(sign.isalnum() for sign in text[end:start])
    )
