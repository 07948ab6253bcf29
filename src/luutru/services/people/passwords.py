"""Hashes passwords and recovery keys with argon2id, and compares them."""

import secrets
from functools import lru_cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from luutru.errors import PasswordUnfit
from luutru.holdings.encryption.stretching import (
    Cost,
    cost_in_use,
    new_recovery_key,
    one_spelling,
)

__all__ = ["LONGEST", "SHORTEST", "fitting", "hashed", "is_right", "new_recovery_key"]

SHORTEST: Final = 8
LONGEST: Final = 200
"""Characters of a password."""


def hashed(secret: str) -> str:
    """Return what is kept of a password or a recovery key."""
    return _hasher(cost_in_use()).hash(one_spelling(secret))


def is_right(kept: str, secret: str) -> bool:
    """Tell whether `secret` is what `kept` was made of; where nothing is kept, no sooner."""
    hasher = _hasher(cost_in_use())
    try:
        hasher.verify(kept or _nobodys(cost_in_use()), one_spelling(secret))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def fitting(password: str, name: str) -> str:
    """Return a new password of the account `name`.

    Raises:
        PasswordUnfit: It is too short, too long, or the name itself.
    """
    is_name = one_spelling(password).casefold() == name.casefold()
    if not SHORTEST <= len(password) <= LONGEST or is_name:
        raise PasswordUnfit(SHORTEST, LONGEST)
    return password


@lru_cache(maxsize=2)
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(
        time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes
    )


@lru_cache(maxsize=2)
def _nobodys(cost: Cost) -> str:
    """Return the hash of what nobody knows, so that an unknown name takes as long as a known."""
    return _hasher(cost).hash(secrets.token_hex())
