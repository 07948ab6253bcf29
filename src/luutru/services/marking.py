"""Marks in a text the words that a query looks for, by the same folding as the index."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from luutru.holdings.fulltext.occurrences import units_of
from luutru.holdings.fulltext.query import (
    Fuzzy,
    Likely,
    Near,
    Phrase,
    Prefix,
    Query,
    Strict,
    Words,
    wanted_leaves,
)
from luutru.holdings.fulltext.similar import one_letter_apart
from luutru.vietnamese.folding import strip_marks
from luutru.vietnamese.tokens import Token, tokenize, words

Span = tuple[int, int]
_BETWEEN_WORDS: Final = 3
"""Characters between two marked words that are marked with them: a blank, or a comma and one."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words found together: characters of the text, and which part of the query they are."""

    start: int
    end: int
    part: int


@dataclass
class _Sought:
    """What is looked for, as sets that a word is quickly compared with."""

    folded: dict[str, int] = field(default_factory=dict)
    wholes: dict[str, int] = field(default_factory=dict)
    sequences: list[tuple[tuple[str, ...], int, bool]] = field(default_factory=list)
    """Words in a row, their part, and whether marks count."""
    beginnings: dict[str, int] = field(default_factory=dict)
    similar: dict[str, int] = field(default_factory=dict)


class Marker:
    """Finds the words of one query in any number of texts."""

    def __init__(self, query: Query) -> None:
        self._sought = _Sought()
        self.parts = 0
        for leaf in wanted_leaves(query):
            self._add(leaf)

    def runs(self, text: str) -> list[Run]:
        """Return what is found in `text`, in order; runs may overlap."""
        tokens = tokenize(text)
        plain = [token for token in tokens if not token.whole]
        wholes = (token for token in tokens if token.whole)
        found = [
            *self._single(plain),
            *self._in_a_row(plain),
            *(
                Run(whole.start, whole.end, self._sought.wholes[whole.folded])
                for whole in wholes
                if whole.folded in self._sought.wholes
            ),
        ]
        return sorted(found, key=lambda run: (run.start, run.end))

    def spans(self, text: str) -> tuple[Span, ...]:
        """Return the characters of `text` to mark; neighbouring words are one span."""
        return joined(text, ((run.start, run.end) for run in self.runs(text)))

    def covers(self, text: str) -> bool:
        """Tell whether every part of the query is found in `text`."""
        return self.parts > 0 and len({run.part for run in self.runs(text)}) == self.parts

    def _add(self, leaf: Query) -> None:
        match leaf:
            case Words(text) | Likely(text) | Near(text, _):
                self._add_units(text)
            case Phrase(text):
                self._add_row(tuple(word.folded for word in words(text)), strict=False)
            case Strict(text):
                self._add_row(tuple(word.exact for word in words(text)), strict=True)
            case Prefix(beginning):
                self._sought.beginnings[strip_marks(beginning)] = self._next()
            case Fuzzy(word):
                self._sought.similar[words(word)[0].folded] = self._next()
            case _:
                return

    def _add_units(self, text: str) -> None:
        for unit in units_of(text):
            part = self._next()
            if unit.whole is not None:
                self._sought.wholes[unit.whole.folded] = part
            row = tuple(word.folded for word in unit.words)
            if len(row) > 1:
                self._sought.sequences.append((row, part, False))
            elif row:
                self._sought.folded[row[0]] = part

    def _add_row(self, row: tuple[str, ...], *, strict: bool) -> None:
        self._sought.sequences.append((row, self._next(), strict))

    def _next(self) -> int:
        self.parts += 1
        return self.parts - 1

    def _single(self, plain: Sequence[Token]) -> Iterator[Run]:
        sought = self._sought
        beginnings = tuple(sought.beginnings)
        for token in plain:
            part = sought.folded.get(token.folded)
            if part is None and beginnings and token.folded.startswith(beginnings):
                part = next(p for b, p in sought.beginnings.items() if token.folded.startswith(b))
            if part is None and sought.similar:
                part = self._similar(token.folded)
            if part is not None:
                yield Run(token.start, token.end, part)

    def _similar(self, folded: str) -> int | None:
        known = (
            part
            for word, part in self._sought.similar.items()
            if abs(len(word) - len(folded)) <= 1 and folded in one_letter_apart(word, {folded})
        )
        return next(known, None)

    def _in_a_row(self, plain: Sequence[Token]) -> Iterator[Run]:
        for row, part, strict in self._sought.sequences:
            said = [token.exact if strict else token.folded for token in plain]
            for at in range(len(said) - len(row) + 1):
                if said[at] == row[0] and tuple(said[at : at + len(row)]) == row:
                    yield Run(plain[at].start, plain[at + len(row) - 1].end, part)


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
