"""Finds in a text, quickly, the words that a query looks for.

A list of twenty agreements shows sixty pages. Most of what stands on them is not asked for, and
most of that stands on several: a text is split at its blanks, each piece is looked into once, and
only the few words that matter get places and neighbours.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as made_of
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple, TypeVar

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
)
from luutru.holdings.fulltext.similar import one_letter_forms
from luutru.vietnamese.folding import both_forms, fold, strip_marks
from luutru.vietnamese.tokens import Token, find_wholes, words

_Key = TypeVar("_Key")
_PIECES: Final = 1 << 15
"""Different words with their signs that are remembered; on sixty pages there are some thousand."""
_SIGNS: Final = ".,;:!?()[]\"'“”‘’«»…-–*"


class Run(NamedTuple):
    """Words found together: characters of the text, and which part of the query they are."""

    start: int
    end: int
    part: int
    is_firm: bool = False
    """They stand as they were asked to stand: marked whatever stands beside them."""


@dataclass
class Sought:
    """What is looked for and the number of each part, as tables that are quickly asked."""

    folded: dict[str, int] = made_of(default_factory=dict)
    wholes: dict[str, int] = made_of(default_factory=dict)
    rows: dict[tuple[str, ...], int] = made_of(default_factory=dict)
    strict_rows: dict[tuple[str, ...], int] = made_of(default_factory=dict)
    near: dict[Near, int] = made_of(default_factory=dict)
    beginnings: dict[str, int] = made_of(default_factory=dict)
    similar: dict[str, int] = made_of(default_factory=dict)
    count: int = 0

    def add(self, leaf: Query) -> Iterator[int]:
        """Look for the words of `leaf` too; yield the number of each of its parts."""
        match leaf:
            case Words(text) | Likely(text):
                yield from self._add_units(text)
            case Near():
                yield self._part(self.near, leaf)
            case Phrase(text):
                yield self._part(self.rows, tuple(word.folded for word in words(text)))
            case Strict(text):
                yield self._part(self.strict_rows, tuple(word.exact for word in words(text)))
            case Prefix(beginning):
                yield self._part(self.beginnings, strip_marks(beginning))
            case Fuzzy(word):
                yield self._part_of_all(self.similar, one_letter_forms(fold(word)))
            case _:
                return

    def runs(self, text: str) -> list[Run]:
        """Return what is found in `text`, in order; runs may overlap."""
        # How far apart words stand is only known where all of them are counted.
        plain = list(self._all_words(text) if self.near else self._telling_words(text))
        found = [
            *(Run(word.start, word.end, word.part) for word in plain if word.part is not None),
            *self._in_a_row(plain),
            *self._close_together(plain),
            *self._whole(text),
        ]
        return sorted(found, key=_place)

    def _part(self, table: dict[_Key, int], key: _Key) -> int:
        """Return the number of a part, a new one if nobody asked for it before."""
        if key not in table:
            table[key] = self.count
            self.count += 1
        return table[key]

    def _part_of_all(self, table: dict[str, int], keys: Iterable[str]) -> int:
        """Return one number for all `keys`; those that have one already keep it."""
        part = self.count
        self.count += 1
        for key in keys:
            table.setdefault(key, part)
        return part

    def _add_units(self, text: str) -> Iterator[int]:
        for unit in units_of(text):
            row = tuple(word.folded for word in unit.words)
            if len(row) == 1:
                yield self._part(self.folded, row[0])
                continue
            part = self._part(self.rows, row)
            if unit.whole is not None:
                self.wholes[unit.whole.folded] = part
            yield part

    def part_of(self, word: Token) -> int | None:
        """Return which part of the query `word` is by itself."""
        part = self.folded.get(word.folded)
        if part is None and self.beginnings and word.folded.startswith(tuple(self.beginnings)):
            part = next(p for b, p in self.beginnings.items() if word.folded.startswith(b))
        return self.similar.get(word.folded) if part is None else part

    @cached_property
    def _pieces(self) -> "_Pieces":
        return _Pieces(self)

    def _all_words(self, text: str) -> Iterator["_Word"]:
        for word in words(text):
            yield _Word(word.folded, word.exact, word.start, word.end, self.part_of(word))

    def _telling_words(self, text: str) -> Iterator["_Word"]:
        """Yield the words of `text` that are part of the query, and some that stand beside them.

        Neighbours in the text are neighbours here; a gap is where others stand between.
        """
        cut = text.replace("\n", " ").split(" ")
        telling = [
            (at, inside)
            for at, inside in enumerate(map(self._pieces.__getitem__, cut))
            if inside is not None
        ]
        if not any(inside for _, inside in telling):
            return
        ends = list(accumulate(map(len, cut)))
        last = 0
        for at, inside in telling:
            if at > last + 1:
                yield _GAP
            start = ends[at] - len(cut[at]) + at
            for folded, exact, first, end, part in inside:
                yield _Word(folded, exact, start + first, start + end, part)
            last = at

    def _in_a_row(self, plain: Sequence["_Word"]) -> Iterator[Run]:
        folded = [word.folded for word in plain] if self.rows else []
        exact = [word.exact for word in plain] if self.strict_rows else []
        for said, rows in ((folded, self.rows), (exact, self.strict_rows)):
            for row, part in rows.items():
                for at in _places(said, row):
                    yield Run(plain[at].start, plain[at + len(row) - 1].end, part, is_firm=True)

    def _close_together(self, plain: Sequence["_Word"]) -> Iterator[Run]:
        """Yield the words of each NEAR, only where all of them are as close as was asked."""
        folded = [word.folded for word in plain] if self.near else []
        for near, part in self.near.items():
            rows = [tuple(word.folded for word in unit.words) for unit in units_of(near.text)]
            places = [list(_places(folded, row)) for row in rows]
            for at, length in _within(places, rows, near.distance + max(0, len(rows) - 2)):
                yield Run(plain[at].start, plain[at + length - 1].end, part, is_firm=True)

    def _whole(self, text: str) -> Iterator[Run]:
        # To look for codes and dates costs more than all the words.
        for whole in find_wholes(text) if self.wholes else ():
            part = self.wholes.get(whole.folded)
            if part is not None:
                yield Run(whole.start, whole.end, part, is_firm=True)


class _Word(NamedTuple):
    """A word of a text, with its place in it."""

    folded: str
    exact: str
    start: int
    end: int
    part: int | None
    """Which part of the query it is by itself."""


_GAP: Final = _Word("", "", 0, 0, None)
"""Stands between words that are no neighbours."""


class _Pieces(dict[str, tuple[_Word, ...] | None]):
    """What stands between two blanks: its words; None where none of them is in the query."""

    def __init__(self, sought: Sought) -> None:
        super().__init__()
        self._sought = sought
        self._beginnings = tuple(sought.beginnings)
        self._folded = {word for row in sought.rows for word in row}
        self._folded.update(sought.folded, sought.similar)
        self._exact = {word for row in sought.strict_rows for word in row}

    def __missing__(self, piece: str) -> tuple[_Word, ...] | None:
        # Nearly always a piece is one word and a sign at most, and nobody asked for it.
        bare = piece.strip(_SIGNS)
        inside = None
        if not bare.isalnum() or self._is_telling(*both_forms(bare)):
            inside = self._telling(piece)
        if len(self) >= _PIECES:
            self.clear()
        self[piece] = inside
        return inside

    def _telling(self, piece: str) -> tuple[_Word, ...] | None:
        found = words(piece)
        if found and not any(self._is_telling(word.folded, word.exact) for word in found):
            return None
        return tuple(
            _Word(word.folded, word.exact, word.start, word.end, self._sought.part_of(word))
            for word in found
        )

    def _is_telling(self, folded: str, exact: str) -> bool:
        return folded in self._folded or exact in self._exact or folded.startswith(self._beginnings)


def _place(run: Run) -> tuple[int, int]:
    return run.start, run.end


def _places(folded: Sequence[str], row: tuple[str, ...]) -> Iterator[int]:
    """Yield where the words of `row` follow one another."""
    for at in range(len(folded) - len(row) + 1) if row else ():
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
