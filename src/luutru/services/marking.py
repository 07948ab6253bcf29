"""Marks in a text the words that a query looks for, by the same folding as the index."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from luutru.holdings.fulltext.query import And, Field, Or, Query, wanted_leaves
from luutru.services.sought import Run, Sought
from luutru.vietnamese.syllables import is_syllable
from luutru.vietnamese.tokens import words

Span = tuple[int, int]
_BETWEEN_WORDS: Final = 3
"""Characters between two marked words that are marked with them: a blank, or a comma and one."""
_SEVERAL: Final = 2
"""Syllables of a query from which on one of them alone is not marked."""


class Marker:
    """Finds the words of one query in any number of texts."""

    def __init__(self, query: Query) -> None:
        self._sought = Sought()
        self._query = query
        self._parts = {leaf: frozenset(self._sought.add(leaf)) for leaf in wanted_leaves(query)}

    @property
    def looks_for_words(self) -> bool:
        """Tell whether there is anything to find in a text."""
        return self._sought.count > 0

    def runs(self, text: str) -> list[Run]:
        """Return what is found in `text`, in order; runs may overlap."""
        return self._sought.runs(text)

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
