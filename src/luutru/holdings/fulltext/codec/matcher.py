"""One term's entries, one after the other: through it every query class of Whoosh still works."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

import numpy as np
from whoosh.formats import Format
from whoosh.matching.mcore import LeafMatcher, ReadTooFar
from whoosh.scoring import BaseScorer

from luutru.holdings.fulltext.codec.field_arrays import FieldArrays


class ArrayMatcher(LeafMatcher):
    """The entries of one term, one after the other, as Whoosh's queries want them."""

    def __init__(
        self,
        arrays: FieldArrays,
        number: int,
        term: tuple[str, bytes],
        format_: Format,
        scorer: BaseScorer | None,
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._positions = arrays.positions(number)
        self._ids: list[int] = arrays.entries(number).tolist()
        self._often: list[int] = arrays.frequencies(number).tolist()
        self._at = 0

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *np.cumsum(self._often).tolist()]

    def is_active(self) -> bool:
        """Tell whether it stands at an entry."""
        return self._at < len(self._ids)

    def reset(self) -> None:
        """Go back to the first entry."""
        self._at = 0

    def id(self) -> int:
        """Return the entry it stands at.

        After the last it is the last: Whoosh's `AndNotMatcher` asks without looking.
        """
        return self._ids[min(self._at, len(self._ids) - 1)]

    def weight(self) -> float:
        """Return how often the term stands in it."""
        return float(self._often[self._at])

    def value(self) -> bytes:
        """Return the positions, as the format of the field wants them."""
        first, last = self._starts[self._at], self._starts[self._at + 1]
        return self._positions[first:last].astype(np.uint32).tobytes()

    def next(self) -> None:
        """Go to the next entry."""
        self._at += 1

    def skip_to(self, target: int) -> None:
        """Go to the first entry from `target` on.

        Raises:
            ReadTooFar: It stands after the last; Whoosh's combining matchers rely on being told.
        """
        if not self.is_active():
            raise ReadTooFar
        self._at = bisect_left(self._ids, target, self._at)

    def skip_to_quality(self, minquality: float) -> int:
        """Leave everything out if nothing here can be good enough."""
        if self.block_quality() <= minquality:  # type: ignore[no-untyped-call]  # Whoosh's
            self._at = len(self._ids)
        return 0

    def all_ids(self) -> Iterator[int]:
        """Yield what is left."""
        return iter(self._ids[self._at :])

    def copy(self) -> "ArrayMatcher":
        """Return another one that stands at the same entry."""
        copied = ArrayMatcher.__new__(ArrayMatcher)
        copied.__dict__.update(self.__dict__)
        return copied

    def block_min_length(self) -> int:
        """Return a length that no entry falls below."""
        return 1

    def block_max_length(self) -> int:
        """Return a length that no entry exceeds."""
        return 1 << 20

    def block_max_weight(self) -> float:
        """Return how often it stands in one entry at most."""
        return float(max(self._often))

    def block_max_id(self) -> int:
        """Return the last entry."""
        return self._ids[-1]
