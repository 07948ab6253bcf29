"""The one key of an encrypted archive, and those that are derived from it, each for one purpose.

Source: HKDF with SHA-256, RFC 5869.
"""

import secrets
from dataclasses import dataclass, field
from typing import Final, Literal

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

Purpose = Literal["database", "originals", "derivatives", "index", "working"]
KEY_BYTES: Final = 32
_SHOWN_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class ArchiveKey:
    """256 random bits; whoever has them can read the archive, so they are never shown."""

    secret: bytes = field(repr=False)

    def subkey(self, purpose: Purpose) -> bytes:
        """Return the 32 bytes with which things of this purpose are encrypted."""
        return derived(self.secret, f"luutru {purpose}")

    @property
    def fingerprint(self) -> str:
        """What tells this key from others without telling anything of it: 16 hex digits."""
        return derived(self.secret, "luutru fingerprint")[:_SHOWN_BYTES].hex()

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError(type(self).__name__)  # never written anywhere by accident


def new_archive_key() -> ArchiveKey:
    """Return a new key."""
    return ArchiveKey(secrets.token_bytes(KEY_BYTES))


def derived(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Return 32 bytes that are worked out of `secret` for one purpose, and tell nothing of it."""
    return HKDF(SHA256(), KEY_BYTES, salt=salt or None, info=purpose.encode()).derive(secret)
