"""Hashes passwords and recovery keys, and compares them.

Source: argon2id with 64 MiB, three passes and four lanes, the second recommended option of RFC 9106
section 4.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from luutru.errors import PasswordUnfit

SHORTEST: Final = 8
LONGEST: Final = 200
"""Characters of a password."""
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
    """Hash what is set from now on at this cost; what was hashed before is still compared."""
    global _cost  # noqa: PLW0603  one cost for the process, as there is one computer
    _cost = cost


def hashed(secret: str) -> str:
    """Return what is kept of a password or a recovery key."""
    return _hasher(_cost).hash(_plain(secret))


def is_right(kept: str, secret: str) -> bool:
    """Tell whether `secret` is what `kept` was made of; where nothing is kept, no sooner."""
    hasher = _hasher(_cost)
    try:
        hasher.verify(kept or _nobodys(_cost), _plain(secret))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def fitting(password: str, name: str) -> str:
    """Return a new password of the account `name`.

    Raises:
        PasswordUnfit: It is too short, too long, or the name itself.
    """
    is_name = _plain(password).casefold() == name.casefold()
    if not SHORTEST <= len(password) <= LONGEST or is_name:
        raise PasswordUnfit(SHORTEST, LONGEST)
    return password


def new_recovery_key() -> str:
    """Return a new recovery key, in groups that are read from paper."""
    letters = [secrets.choice(_LETTERS) for _ in range(_GROUPS * _IN_GROUP)]
    groups = ["".join(letters[at : at + _IN_GROUP]) for at in range(0, len(letters), _IN_GROUP)]
    return "-".join(groups)


def as_read(key: str) -> str:
    """Return a recovery key as it was given, however it was typed: capitals, hyphens, blanks."""
    return "".join(letter for letter in key.upper() if letter in _LETTERS)


def _plain(secret: str) -> str:
    """Return one spelling of the same letters: keyboards compose Vietnamese in two ways."""
    return unicodedata.normalize("NFC", secret)


@lru_cache(maxsize=2)
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(
        time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes
    )


@lru_cache(maxsize=2)
def _nobodys(cost: Cost) -> str:
    """Return the hash of what nobody knows, so that an unknown name takes as long as a known."""
    return _hasher(cost).hash(secrets.token_hex())
