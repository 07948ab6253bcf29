"""What is indexed of a page and of a card, in the terms of Whoosh.

Whoosh stores no text: titles, pages and snippets come from the catalogue. Every page is a Whoosh
document, and every agreement has one more, its card, so that a hit is always page-exact.
"""

from array import array
from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray
from typing_extensions import override
from whoosh import columns, fields

from luutru.holdings.fulltext.codec.tokens_field import TokensField
from luutru.vietnamese.folding import folded_and_spelled

LAYOUT: Final = "luutru-4"
"""Changes whenever an index written before would answer differently; it is then made anew."""

TEXT: Final = "text"
"""All words of a page or card, folded, with positions and spellings; codes and dates as wholes
besides."""
WHOLE: Final = "whole"
"""Whole values of a card, as `field + SEPARATOR + folded words`: a query may be a whole name."""
NAMING: Final = "naming"
"""Words of the card fields that name an agreement, all together and without positions."""
NAMES: Final = "names"
"""What an entry is called, for deleting: `a7`, `d12`, `p12/3`, `c7`."""
PLACE: Final = "place"
"""A column: agreement, document, page number, length in words, and first position after them."""
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


class PlaceColumn(columns.FixedBytesColumn):
    """Five 32-bit numbers an entry, read all at once."""

    width: Final = 5

    def __init__(self) -> None:
        super().__init__(4 * self.width)  # type: ignore[no-untyped-call]  # Whoosh's

    class Reader(columns.FixedBytesColumn.Reader):
        """Reads the whole column as one table."""

        def table(self) -> NDArray[np.uint32]:
            """Return a row of `PLACE` for each entry."""
            width = PlaceColumn.width
            found = np.zeros((self._doccount, width), np.uint32)
            count = min(self._count, self._doccount)
            if count:
                raw = self._dbfile.get(self._basepos, count * 4 * width)
                found[:count] = np.frombuffer(raw, "=u4").reshape(-1, width)
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
    made = fields.Schema(**{name: TokensField(folded_and_spelled) for name in CARD_FIELDS})
    made.add(TEXT, TokensField(folded_and_spelled, scorable=True))
    for name in (WHOLE, NAMES, NAMING):
        made.add(name, TokensField(folded_and_spelled, positions=False))
    made.add(PLACE, PlaceField())
    return made
