"""Sums up what a page says in 16 numbers, so that another reading of the same words is recognised.

Recognition errs differently each time, and never in all words. Of all pairs of neighbouring words
the smallest by each of 16 scrambled orders is kept: two pages agree in as large a share of these
numbers, on average, as they have pairs in common.

Source: Broder 1997, On the Resemblance and Containment of Documents (min-wise hashing).
"""

import zlib
from itertools import pairwise
from typing import Final

import numpy as np

from luutru.vietnamese.tokens import words

LENGTH: Final = 16
_FEWEST: Final = 12
"""Different pairs of words; with less, two pages agree by chance."""
_PRIME: Final = np.uint64(4_294_967_291)
"""The largest below 2³²."""
_SCRAMBLES: Final = np.random.default_rng(1997).integers(1, 2**31, (2, LENGTH, 1), np.uint64)
"""Factors and summands; never to be changed: what was computed before is compared with what comes.
"""


def text_hash(text: str) -> tuple[int, ...]:
    """Return `LENGTH` numbers of 32 bits; none where too little is said to be compared."""
    folded = [word.folded for word in words(text)]
    pairs = {zlib.crc32(f"{one} {other}".encode()) for one, other in pairwise(folded)}
    if len(pairs) < _FEWEST:
        return ()
    numbers = np.fromiter(pairs, np.uint64, len(pairs))
    factors, summands = _SCRAMBLES
    scrambled = (numbers * factors + summands) % _PRIME
    return tuple(scrambled.min(axis=1).tolist())
