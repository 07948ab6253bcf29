"""What is indexed of a page and of a card, in the terms of Whoosh.

Whoosh stores no text: titles, pages and snippets come from the catalogue. Every page is a Whoosh
document, and every agreement has one more, its card, so that a hit is always page-exact.
"""

from array import array
from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override
from whoosh import columns, fields, formats

LAYOUT: Final = "luutru-1"
"""Changes whenever an index written before would answer differently; it is then made anew."""

TEXT: Final = "text"
"""All words of a page or card, folded, with positions; codes and dates as wholes besides."""
EXACT: Final = "exact"
"""Words whose exact form differs, as `folded + SEPARATOR + exact`, with the same positions."""
WHOLE: Final = "whole"
"""Whole values of a card, as `field + SEPARATOR + folded words`: a query may be a whole name."""
NAMES: Final = "names"
"""What an entry is called, for deleting: `a7`, `d12`, `p12/3`, `c7`."""
PLACE: Final = "place"
"""A column: agreement, document, page number and length in words of each entry."""
CARD_FIELDS: Final = (
    "title",
    "number",
    "reference",
    "partner",
    "country",
    "person",
    "place_name",
    "field",
    "file",
    "other",
)
"""Fields of a card that can be asked by name; folded, with positions."""
SEPARATOR: Final = "\x1f"
PLACE_WIDTH: Final = 4

Positions = Mapping[str, Sequence[int]]
"""Terms with the positions at which they stand, in ascending order."""


class PositionFormat(formats.Format):
    """Positions as plain 32-bit numbers in the order of the machine, which numpy reads as they lie.

    An index never leaves the machine that wrote it, and Whoosh refuses one that did.
    """

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions."""
        return list(array("I", value))

    def decode_frequency(self, value: bytes) -> int:
        """Return how many positions there are."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """Return the frequency as a weight."""
        return float(self.decode_frequency(value))


class TermsField(fields.FieldType):
    """A field that is given its terms, already cut and folded by `analysis`."""

    def __init__(self) -> None:
        super().__init__(PositionFormat(), None)  # type: ignore[arg-type]  # None is allowed

    @override
    def index(
        self, value: Positions, **kwargs: object
    ) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        for term, positions in value.items():
            frequency = len(positions)
            yield term.encode(), frequency, float(frequency), array("I", positions).tobytes()


class PlaceColumn(columns.FixedBytesColumn):
    """Four 32-bit numbers an entry, read all at once."""

    def __init__(self) -> None:
        super().__init__(4 * PLACE_WIDTH)  # type: ignore[no-untyped-call]  # Whoosh's

    class Reader(columns.FixedBytesColumn.Reader):
        """Reads the whole column as one table."""

        def table(self) -> NDArray[np.uint32]:
            """Return a row (agreement, document, number, length) for each entry."""
            found = np.zeros((self._doccount, PLACE_WIDTH), np.uint32)
            count = min(self._count, self._doccount)
            if count:
                raw = self._dbfile.get(self._basepos, count * 4 * PLACE_WIDTH)
                found[:count] = np.frombuffer(raw, "=u4").reshape(-1, PLACE_WIDTH)
            return found


class PlaceField(fields.FieldType):
    """Where an entry belongs; not searched, only read as a column."""

    indexed = False

    def __init__(self) -> None:
        super().__init__(None, None, sortable=PlaceColumn())  # type: ignore[arg-type]  # allowed

    @override
    def to_column_value(self, value: Iterable[int]) -> bytes:
        return array("I", value).tobytes()


def schema() -> fields.Schema:
    """Return the schema; it is never read from the index itself."""
    terms = (TEXT, EXACT, WHOLE, NAMES, *CARD_FIELDS)
    made = fields.Schema(**{name: TermsField() for name in terms})
    made.add(PLACE, PlaceField())
    return made
