"""How a backup is encrypted, and how what is made of it will be: as it is, anew, or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from luutru import settings
from luutru.errors import NoArchive, NoBackup, PassphraseNeeded, PassphraseWrong
from luutru.holdings.resealing import Form
from luutru.services.backup.manifests import Manifest
from luutru.services.backup.medium import Medium, medium_at
from luutru.services.backup.objects import FOLDERS, Keys, keys_of
from luutru.services.keyring import Keyring, Secrets

if TYPE_CHECKING:
    from luutru.holdings.encryption import ArchiveKey


@dataclass(frozen=True, slots=True)
class Change:
    """The key of what there is, and of what is made of it; None: it is plain."""

    key: "ArchiveKey | None"
    target: "ArchiveKey | None"
    table: Mapping[str, Any] | None
    """What the settings will say of encryption."""

    @property
    def is_kept(self) -> bool:
        """Tell whether everything is copied as it lies."""
        return self.key is self.target

    @property
    def target_keys(self) -> Keys:
        """The keys of the files that are made."""
        return keys_of(self.target)

    @property
    def forms(self) -> Mapping[str, Form]:
        """By the kind of a file: how it is sealed, and will be."""
        keys, goal = keys_of(self.key), keys_of(self.target)
        return {kind: Form(keys.get(kind), goal.get(kind)) for kind in FOLDERS}

    @property
    def database_key(self) -> bytes | None:
        """The key of the catalogue that there is."""
        return self.key.subkey("database") if self.key else None

    @property
    def target_database_key(self) -> bytes | None:
        """The key of the catalogue that is made."""
        return self.target.subkey("database") if self.target else None


def keyring_of(medium: Medium, manifest: Manifest) -> Keyring:
    """Return what unlocks a snapshot: its passphrase is the one of the day it was taken.

    Raises:
        NoBackup: What the snapshot says of itself cannot be read.
    """
    folder = medium.folder_of(manifest.name)
    try:
        return Keyring(medium.root, settings.read_settings(folder).encryption)
    except NoArchive as error:
        raise NoBackup(str(folder)) from error


def is_encrypted(place: Path) -> bool:
    """Tell whether the backups on the medium in `place` are encrypted.

    Raises what `medium_at` raises.
    """
    return bool(medium_at(place).set.key)


def key_of(place: Path, passphrase: str, snapshot: str = "") -> "ArchiveKey | None":
    """Return the key of a snapshot on the medium in `place`; None where it is not encrypted.

    Raises:
        PassphraseWrong: This was not the passphrase when it was taken.
        KeySlotsDamaged: What the snapshot keeps of its key cannot be read.
        NoBackup, UnknownSnapshot, NewerBackup, ForeignMedium, MediumLost: There is no snapshot.
    """
    medium = medium_at(place)
    ring = keyring_of(medium, medium.snapshot(snapshot))
    if not ring.is_encrypted:
        return None
    ring.unlock(passphrase)
    return ring.key


@dataclass(frozen=True, slots=True)
class Encrypting:
    """What is wanted of encryption; default: everything stays as it is."""

    key: "ArchiveKey | None" = None
    """The key of what there is, where that is encrypted."""
    secrets: Secrets | None = None
    """What is made is encrypted anew, and opens by these."""
    decrypt: bool = False
    """What is made is plain."""


AS_IT_IS: Final = Encrypting()


def change_of(place: Path, ring: Keyring, wanted: Encrypting) -> Change:
    """Return how what lies in `place` is encrypted, and how what is made of it will be.

    Raises:
        PassphraseNeeded: It is encrypted, and its key is not known.
        PassphraseWrong: The key is another one.
        PassphraseUnfit: The new passphrase is too short or too long.
    """
    table: Mapping[str, Any] | None = None
    if ring.is_encrypted:
        table = ring.slots.as_table()
        if wanted.key is None:
            raise PassphraseNeeded(str(place))
        if wanted.key.fingerprint != ring.slots.fingerprint:
            raise PassphraseWrong
    key = wanted.key if ring.is_encrypted else None
    if wanted.decrypt:
        return Change(key, None, None)
    if wanted.secrets is None:
        return Change(key, key, table)
    target, slots = wanted.secrets.locked()
    return Change(key, target, slots.as_table())
