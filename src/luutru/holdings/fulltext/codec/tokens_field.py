"""A field that is given its words, already cut, and told how to fold each of them."""

from array import array
from collections.abc import Callable, Generator
from typing import Any

from typing_extensions import override
from whoosh import fields, formats

from luutru.holdings.fulltext.codec.inverting import Forms, Tokens


class PositionFormat(formats.Format):
    """Positions as plain 32-bit numbers in the order of the machine."""

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions."""
        return list(array("I", value))

    def decode_frequency(self, value: bytes) -> int:
        """Return how many positions there are."""
        return len(value) // 4

    def decode_weight(self, value: bytes) -> float:
        """Return the frequency as a weight."""
        return float(self.decode_frequency(value))


class TokensField(fields.FieldType):
    """Words of `Tokens`; `forms_of` tells the term and the spelling of each."""

    def __init__(
        self, forms_of: Callable[[str], Forms], *, positions: bool = True, scorable: bool = False
    ) -> None:
        super().__init__(PositionFormat(), None)  # type: ignore[arg-type]  # None is allowed
        self.forms_of = forms_of
        self.positions = positions
        self.scorable = scorable

    @override
    def index(
        self, value: Tokens, **kwargs: object
    ) -> Generator[tuple[bytes, int, float, bytes], Any, None]:
        """Yield the postings of one entry as Whoosh's own writer wants them."""
        told: dict[str, list[int]] = {}
        words = iter(value.words)
        for first, count in value.runs:
            for position in range(first, first + count):
                told.setdefault(self.forms_of(next(words))[0], []).append(position)
        for (term, _), position in value.wholes:
            told.setdefault(term, []).append(position)
        for term, positions in told.items():
            often = len(positions)
            yield term.encode(), often, float(often), array("I", positions).tobytes()
