"""What names a key: a file or a token, with what opens it. A secret is told to nobody else."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes
from typing import Any, Final

_SALT: Final = token_bytes(16)
"""New in each process: what is remembered of a refused PIN is worth nothing anywhere else."""


@dataclass(frozen=True)
class KeyFile:
    """A PKCS#12 file and its password."""

    path: Path
    password: str = field(repr=False)

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.path.name

    def as_plain(self) -> dict[str, Any]:
        """Turn it into what the pipe carries."""
        return {"file": str(self.path), "password": self.password}


@dataclass(frozen=True)
class TokenKey:
    """A key on a token, by the PKCS#11 module of its maker."""

    module: Path
    token: str = ""
    """Its label or serial number; empty for the only one that is plugged in."""
    certificate: str = ""
    """Its label, its id or its SHA-256; empty for the only one on the token."""
    pin: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.token or self.module.name

    def as_plain(self) -> dict[str, Any]:
        """Turn it into what the pipe carries."""
        return {
            "module": str(self.module),
            "token": self.token,
            "certificate": self.certificate,
            "pin": self.pin,
        }

    def fingerprint(self) -> bytes:
        """Return by what a PIN that was refused is known again, without keeping it."""
        told = "\0".join((str(self.module), self.token, self.pin))
        return hashlib.blake2b(told.encode(), key=_SALT).digest()


Key = KeyFile | TokenKey
