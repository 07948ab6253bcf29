"""Packs the words of a page with their boxes into a few bytes, and unpacks them again."""

import json
import zlib
from collections.abc import Sequence
from typing import Final, NamedTuple


class PlacedWord(NamedTuple):
    """A word and its box in ten-thousandths of the displayed page, from the top left corner."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    confidence: int


BOX_UNITS: Final = 10_000
Sides = tuple[int, int, int, int]
"""Left, top, right, bottom."""


def turned(box: Sides, degrees: int) -> Sides:
    """Return where a box lies after its page was turned clockwise by quarters of a circle."""
    left, top, right, bottom = box
    return {
        90: (BOX_UNITS - bottom, left, BOX_UNITS - top, right),
        180: (BOX_UNITS - right, BOX_UNITS - bottom, BOX_UNITS - left, BOX_UNITS - top),
        270: (top, BOX_UNITS - right, bottom, BOX_UNITS - left),
    }.get(degrees % 360, box)


def pack(words: Sequence[tuple[str, int, int, int, int, int]]) -> bytes:
    """Return `words` as compressed JSON; no word gives no bytes."""
    if not words:
        return b""
    plain = json.dumps([list(word) for word in words], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(plain.encode(), 6)


def unpack(packed: bytes) -> list[PlacedWord]:
    """Return the words that `pack` was given."""
    if not packed:
        return []
    return [PlacedWord(*word) for word in json.loads(zlib.decompress(packed))]
