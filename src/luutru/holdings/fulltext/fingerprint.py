"""What an index holds, in two numbers, so that it can be compared with the catalogue at start."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CARD_PAGE = 0
"""The page number under which the card of an agreement stands; its document id is 0 too."""

_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """How many cards and pages there are, and a sum over what they are called."""

    count: int
    digest: int


def fingerprint_of(rows: Iterable[tuple[int, int, int]]) -> Fingerprint:
    """Return the fingerprint of `rows`: (agreement id, document id, page number).

    Cards are `(agreement id, 0, 0)`. The order of the rows does not matter.
    """
    table = np.array(list(rows), dtype=np.uint64).reshape(-1, 3)
    return fingerprint_of_columns(table[:, 0], table[:, 1], table[:, 2])


def fingerprint_of_columns(
    agreements: NDArray[np.uint64], documents: NDArray[np.uint64], numbers: NDArray[np.uint64]
) -> Fingerprint:
    """Return the same for three columns of equal length."""
    with np.errstate(over="ignore"):
        mixed = _mix(agreements)
        mixed = _mix(mixed ^ documents)
        mixed = _mix(mixed ^ numbers)
        digest = int(mixed.sum(dtype=np.uint64))
    return Fingerprint(len(agreements), digest)


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread 64 bits evenly. Source: splitmix64 (Steele, Lea, Flood 2014)."""
    mixed = values + _STEP
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
    return mixed ^ (mixed >> np.uint64(31))
