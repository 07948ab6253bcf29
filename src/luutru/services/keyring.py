"""The key of one opened archive: asked for once, and kept in memory until the archive is closed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from luutru.errors import PassphraseNeeded

if TYPE_CHECKING:
    from luutru.holdings.encryption import ArchiveKey, Purpose, Slots

# ruff: noqa: PLC0415  a plain archive opens without what encrypts


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is to unlock a new archive: one that is remembered, one that lies in a safe."""

    passphrase: str = field(repr=False)
    recovery_key: str = field(repr=False)

    def locked(self) -> "tuple[ArchiveKey, Slots]":
        """Return a new key, and the slots that keep it.

        Raises:
            PassphraseUnfit: The passphrase is too short or too long.
        """
        from luutru.holdings.encryption import lock, new_archive_key

        key = new_archive_key()
        return key, lock(key, self.passphrase, self.recovery_key)


class Keyring:
    """Knows whether an archive is encrypted, and what unlocks it; plain archives have no key."""

    def __init__(self, folder: Path, table: Mapping[str, Any] | None) -> None:
        """`table` is what the settings of the archive in `folder` say of encryption."""
        self._folder = folder
        self._table = table
        self._key: ArchiveKey | None = None

    @property
    def is_encrypted(self) -> bool:
        """Tell whether the archive is encrypted."""
        return self._table is not None

    @property
    def is_locked(self) -> bool:
        """Tell whether a passphrase is to be given before anything can be read."""
        return self.is_encrypted and self._key is None

    @cached_property
    def slots(self) -> "Slots":
        """What the archive keeps of its key.

        Raises:
            KeySlotsDamaged: It cannot be read.
        """
        from luutru.holdings.encryption import Slots

        return Slots.from_table(self._table or {})

    @property
    def key(self) -> "ArchiveKey | None":
        """The key; None where the archive is plain.

        Raises:
            PassphraseNeeded: The archive is encrypted, and nobody has unlocked it.
        """
        if self.is_locked:
            raise PassphraseNeeded(str(self._folder))
        return self._key

    def subkey(self, purpose: "Purpose") -> bytes | None:
        """Return what encrypts things of this purpose; None where the archive is plain.

        Raises:
            PassphraseNeeded: The archive is encrypted, and nobody has unlocked it.
        """
        key = self.key
        return key.subkey(purpose) if key else None

    def unlock(self, passphrase: str) -> None:
        """Unlock the archive.

        Raises:
            PassphraseWrong: This is not the passphrase.
            KeySlotsDamaged: What the archive keeps of its key cannot be read.
        """
        from luutru.holdings.encryption import unlock

        self._has(unlock(self.slots, passphrase))

    def unlock_by_recovery_key(self, recovery_key: str) -> None:
        """Unlock the archive for whoever has lost the passphrase.

        Raises:
            ArchiveRecoveryKeyWrong: This is not the recovery key.
            KeySlotsDamaged: What the archive keeps of its key cannot be read.
        """
        from luutru.holdings.encryption import unlock_by_recovery_key

        self._has(unlock_by_recovery_key(self.slots, recovery_key))

    def take(self, key: "ArchiveKey | None") -> None:
        """Take over a key that is known, such as that of the archive this one was copied from."""
        if self.is_encrypted and key is not None:
            self._has(key)

    @contextmanager
    def making(self, part: Path) -> Iterator[Path]:
        """Lend a place for a plain file that is to become `part`, sealed if the archive is.

        What was made there is made `part` by `seal`; without a key the place is `part` itself.
        """
        if not self.is_encrypted:
            yield part
            return
        from luutru.holdings.encryption import sheltered

        with sheltered() as shelter:
            yield shelter / part.name

    def seal(self, made: Path, part: Path) -> None:
        """Seal what was made at a place that `making` lent.

        Raises:
            DiskFull, DiskTrouble: It could not be written.
        """
        from luutru.holdings.encryption.plain_or_sealed import put_sealed

        key = self.subkey("derivatives")
        if key is not None:
            put_sealed(made, key, part)

    def put_out(self, kept: Path, target: Path) -> None:
        """Copy the plain bytes of a copy that is kept to `target`, whole or not at all.

        Raises:
            SealedFileDamaged: They are not what was kept.
            DiskFull, DiskTrouble: They could not be written.
        """
        from luutru.holdings.encryption.plain_or_sealed import put_plain

        put_plain(kept, self.subkey("derivatives"), target)

    def digest(self, kept: Path) -> str:
        """Return the SHA-256 of the plain bytes of a copy that is kept; empty if it is damaged."""
        from luutru.errors import SealedFileDamaged
        from luutru.holdings.encryption.plain_or_sealed import opened, plain_digest

        try:
            with opened(kept, self.subkey("derivatives")) as stream:
                return plain_digest(stream)
        except SealedFileDamaged:
            return ""

    def close(self) -> None:
        """Forget the key."""
        if self._key is not None:
            from luutru.holdings.encryption.unlocked import locked

            locked(self._folder)
            self._key = None

    def _has(self, key: "ArchiveKey") -> None:
        from luutru.holdings.encryption.unlocked import unlocked

        if self._key is None:
            unlocked(self._folder, key)
        self._key = key

    def put(self, table: Mapping[str, Any]) -> None:
        """Take note of slots that were renewed."""
        self._table = table
        self.__dict__.pop("slots", None)
