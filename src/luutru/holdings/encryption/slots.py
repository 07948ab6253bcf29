"""Two slots keep the key of an archive, wrapped: one opens by passphrase, one by recovery key.

They stand in `archive.toml`, which is read before the catalogue can be. Either may be renewed
without the other, and nothing that is encrypted has to be written again.

Source: AES-256-GCM, NIST SP 800-38D.
"""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from luutru.errors import ArchiveRecoveryKeyWrong, KeySlotsDamaged, PassphraseUnfit, PassphraseWrong
from luutru.holdings.encryption.keys import KEY_BYTES, ArchiveKey, derived
from luutru.holdings.encryption.stretching import (
    Cost,
    as_read,
    cost_in_use,
    one_spelling,
    stretched,
)

VERSION: Final = 1
SHORTEST: Final = 12
LONGEST: Final = 200
"""Characters of a passphrase: whoever has the disk may try as often as they like."""
_SALT_BYTES: Final = 16
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_DEAREST: Final = Cost(memory_kib=1 << 20, passes=64, lanes=64)
"""What nobody has asked for is refused rather than allowed to eat all memory."""
_PASSPHRASE: Final = b"luutru slot passphrase"
_RECOVERY: Final = b"luutru slot recovery"


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A key that another key has encrypted."""

    salt: bytes
    nonce: bytes
    box: bytes


@dataclass(frozen=True, slots=True)
class Slots:
    """What an archive keeps of its key."""

    fingerprint: str
    """Of the key that is in the slots."""
    cost: Cost
    """Of a try at the passphrase."""
    passphrase: Wrapped
    recovery: Wrapped

    def as_table(self) -> dict[str, Any]:
        """Return what is written into `archive.toml`."""
        return {
            "version": VERSION,
            "fingerprint": self.fingerprint,
            "passphrase": {**asdict(self.cost), **_written(self.passphrase)},
            "recovery": _written(self.recovery),
        }

    @classmethod
    def from_table(cls, table: Mapping[str, Any]) -> "Slots":
        """Read what `as_table` gave.

        Raises:
            KeySlotsDamaged: It is something else.
        """
        try:
            told = table["passphrase"]
            cost = Cost(*(int(told[name]) for name in ("memory_kib", "passes", "lanes")))
            slots = cls(str(table["fingerprint"]), cost, _read(told), _read(table["recovery"]))
            known = int(table["version"]) == VERSION
        except (LookupError, TypeError, ValueError) as error:
            raise KeySlotsDamaged from error
        if not known or not _is_bearable(cost):
            raise KeySlotsDamaged
        return slots


def make_sure_it_fits(passphrase: str, again: str | None = None) -> None:
    """Make sure of a passphrase, and that it was typed twice alike, before it is to open anything.

    Raises:
        PassphraseUnfit: It is too short or too long, or `again` is another one.
    """
    differs = again is not None and one_spelling(again) != one_spelling(passphrase)
    if differs or not SHORTEST <= len(passphrase) <= LONGEST:
        raise PassphraseUnfit(SHORTEST, LONGEST)


def lock(key: ArchiveKey, passphrase: str, recovery_key: str) -> Slots:
    """Return slots from which `passphrase`, and `recovery_key`, give `key` again.

    Raises:
        PassphraseUnfit: It is too short or too long.
    """
    cost = cost_in_use()
    return Slots(
        key.fingerprint,
        cost,
        _by_passphrase(key, passphrase, cost),
        _by_recovery_key(key, recovery_key),
    )


def with_passphrase(slots: Slots, key: ArchiveKey, passphrase: str) -> Slots:
    """Return `slots` that open by another passphrase.

    Raises:
        PassphraseUnfit: It is too short or too long.
    """
    cost = cost_in_use()
    return replace(slots, cost=cost, passphrase=_by_passphrase(key, passphrase, cost))


def with_recovery_key(slots: Slots, key: ArchiveKey, recovery_key: str) -> Slots:
    """Return `slots` that open by another recovery key."""
    return replace(slots, recovery=_by_recovery_key(key, recovery_key))


def unlock(slots: Slots, passphrase: str) -> ArchiveKey:
    """Return the key; a try takes about half a second.

    Raises:
        PassphraseWrong: This is not the passphrase.
    """
    by = stretched(passphrase, slots.passphrase.salt, slots.cost)
    key = _unwrapped(slots.passphrase, by, _PASSPHRASE)
    if key is None:
        raise PassphraseWrong
    return key


def unlock_by_recovery_key(slots: Slots, recovery_key: str) -> ArchiveKey:
    """Return the key.

    Raises:
        ArchiveRecoveryKeyWrong: This is not the recovery key.
    """
    by = _of_paper(recovery_key, slots.recovery.salt)
    key = _unwrapped(slots.recovery, by, _RECOVERY)
    if key is None:
        raise ArchiveRecoveryKeyWrong
    return key


def _by_passphrase(key: ArchiveKey, passphrase: str, cost: Cost) -> Wrapped:
    make_sure_it_fits(passphrase)
    salt = secrets.token_bytes(_SALT_BYTES)
    return _wrapped(key, stretched(passphrase, salt, cost), salt, _PASSPHRASE)


def _by_recovery_key(key: ArchiveKey, recovery_key: str) -> Wrapped:
    salt = secrets.token_bytes(_SALT_BYTES)
    return _wrapped(key, _of_paper(recovery_key, salt), salt, _RECOVERY)


def _of_paper(recovery_key: str, salt: bytes) -> bytes:
    """Return what wraps by a recovery key, whose 120 random bits need no stretching."""
    return derived(as_read(recovery_key).encode(), "luutru recovery key", salt)


def _wrapped(key: ArchiveKey, by: bytes, salt: bytes, slot: bytes) -> Wrapped:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return Wrapped(salt, nonce, AESGCM(by).encrypt(nonce, key.secret, slot))


def _unwrapped(wrapped: Wrapped, by: bytes, slot: bytes) -> ArchiveKey | None:
    try:
        return ArchiveKey(AESGCM(by).decrypt(wrapped.nonce, wrapped.box, slot))
    except InvalidTag:
        return None


def _is_bearable(cost: Cost) -> bool:
    return (
        1 <= cost.passes <= _DEAREST.passes
        and 1 <= cost.lanes <= _DEAREST.lanes
        and 8 * cost.lanes <= cost.memory_kib <= _DEAREST.memory_kib
    )


def _written(wrapped: Wrapped) -> dict[str, str]:
    return {name: b64encode(value).decode() for name, value in asdict(wrapped).items()}


def _read(table: Mapping[str, Any]) -> Wrapped:
    wrapped = Wrapped(
        *(b64decode(str(table[name]), validate=True) for name in ("salt", "nonce", "box"))
    )
    lengths = (len(wrapped.salt), len(wrapped.nonce), len(wrapped.box))
    if lengths != (_SALT_BYTES, _NONCE_BYTES, KEY_BYTES + _TAG_BYTES):
        raise ValueError(lengths)
    return wrapped
