"""Encryption at rest: the key of an archive, who unlocks it, and files that are sealed with it.

docs/adr/0042-encryption-at-rest.md says what it protects from, and what not.
"""

from luutru.holdings.encryption.keys import ArchiveKey, Purpose, new_archive_key
from luutru.holdings.encryption.lending import lent, sheltered, sweep_shelters
from luutru.holdings.encryption.sealed_files import SealedReader, SealedWriter, open_sealed
from luutru.holdings.encryption.slots import Slots, lock, unlock, unlock_by_recovery_key

__all__ = [
    "ArchiveKey",
    "Purpose",
    "SealedReader",
    "SealedWriter",
    "Slots",
    "lent",
    "lock",
    "new_archive_key",
    "open_sealed",
    "sheltered",
    "sweep_shelters",
    "unlock",
    "unlock_by_recovery_key",
]
