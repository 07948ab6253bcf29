"""Makes tries at a password cost time and memory, and words recovery keys for paper.

Source: argon2id with 64 MiB, three passes and four lanes, the second recommended option of RFC 9106
section 4.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from luutru.holdings.encryption.keys import KEY_BYTES

_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that are not taken for one another when they are read from paper."""
_GROUPS, _IN_GROUP = 6, 4
"""A recovery key has 24 letters of 32: 120 bits."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a try at a password costs whoever tries."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


_cost: Cost = Cost()


def use_cost(cost: Cost) -> None:
    """Stretch what is set from now on at this cost; what was set before keeps its own."""
    global _cost  # noqa: PLW0603  one cost for the process, as there is one computer
    _cost = cost


def cost_in_use() -> Cost:
    """Return what a try at a password that is set now will cost."""
    return _cost


def stretched(secret: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32 bytes that a password gives, at `cost`."""
    from argon2.low_level import Type, hash_secret_raw  # noqa: PLC0415  what only checks lacks it

    return hash_secret_raw(
        one_spelling(secret).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def one_spelling(secret: str) -> str:
    """Return one spelling of the same letters: keyboards compose Vietnamese in two ways."""
    return unicodedata.normalize("NFC", secret)


def new_recovery_key() -> str:
    """Return a new recovery key, in groups that are read from paper."""
    letters = [secrets.choice(_LETTERS) for _ in range(_GROUPS * _IN_GROUP)]
    groups = ["".join(letters[at : at + _IN_GROUP]) for at in range(0, len(letters), _IN_GROUP)]
    return "-".join(groups)


def as_read(key: str) -> str:
    """Return a recovery key as it was given, however it was typed: capitals, hyphens, blanks."""
    return "".join(letter for letter in key.upper() if letter in _LETTERS)
