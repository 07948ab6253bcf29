"""Renews what unlocks an encrypted archive: its passphrase, or its recovery key.

What is encrypted stays as it is: the key of the archive is only wrapped anew. A backup made earlier
still opens by what unlocked the archive then.
"""

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from luutru.errors import ArchiveRecoveryKeyWrong, NotEncrypted
from luutru.holdings.disk import writing
from luutru.holdings.encryption import ArchiveKey, Slots, unlock, unlock_by_recovery_key
from luutru.holdings.encryption.slots import make_sure_it_fits, with_passphrase, with_recovery_key
from luutru.holdings.encryption.stretching import as_read, new_recovery_key
from luutru.i18n import mark
from luutru.services import custody
from luutru.services.archive import Archive
from luutru.settings import write_settings

__all__ = [
    "LOST",
    "change_passphrase",
    "make_sure_it_fits",
    "make_sure_it_opens",
    "make_sure_of_key",
    "new_recovery_key",
    "recover",
    "renew_key",
]

LOST: Final = mark(
    "Whoever loses both the passphrase and the recovery key loses the archive: nobody can open it "
    "any more, not even the makers of this program."
)
"""What encryption costs; said before anybody chooses it."""


def make_sure_of_key(key: str, confirmed: str) -> None:
    """Make sure that a recovery key was written down as it was shown.

    Raises:
        ArchiveRecoveryKeyWrong: What was typed from the paper is another one.
    """
    if as_read(key) != as_read(confirmed):
        raise ArchiveRecoveryKeyWrong


def make_sure_it_opens(archive: Archive, recovery_key: str) -> None:
    """Make sure that the archive opens by a recovery key, and leave it locked.

    Raises:
        NotEncrypted: It has none.
        ArchiveRecoveryKeyWrong: This is not the recovery key.
    """
    if not archive.keyring.is_encrypted:
        raise NotEncrypted(str(archive.folder))
    unlock_by_recovery_key(archive.keyring.slots, recovery_key)


def change_passphrase(archive: Archive, former: str, passphrase: str) -> None:
    """Let the archive open by another passphrase from now on.

    Raises:
        NotPermitted: The account may not look after the archive.
        NotEncrypted: It has none.
        PassphraseWrong: `former` is not its passphrase.
        PassphraseUnfit: The new one is too short or too long.
        DiskTrouble: It could not be written; nothing has changed.
    """
    key, slots = _key_of(archive)
    unlock(slots, former)
    slots = with_passphrase(slots, key, passphrase)
    with archive.catalogue.write() as session:
        _put(archive, session, slots, "passphrase_changed")


def renew_key(archive: Archive, recovery_key: str) -> None:
    """Let the archive open by another recovery key, which was shown and confirmed before.

    Raises:
        NotPermitted: The account may not look after the archive.
        NotEncrypted: It has none.
        DiskTrouble: It could not be written; nothing has changed.
    """
    key, slots = _key_of(archive)
    slots = with_recovery_key(slots, key, recovery_key)
    with archive.catalogue.write() as session:
        _put(archive, session, slots, "archive_recovery_key_renewed")


def recover(archive: Archive, recovery_key: str, passphrase: str, another: str) -> None:
    """Unlock an archive whose passphrase is lost, and give it a new one and `another` key.

    The recovery key has served: it was taken out of the safe.

    Raises:
        NotEncrypted: It has none.
        ArchiveRecoveryKeyWrong: This is not the recovery key.
        PassphraseUnfit: The new passphrase is too short or too long.
        DiskTrouble: It could not be written; the former ones still count.
    """
    make_sure_it_opens(archive, recovery_key)
    make_sure_it_fits(passphrase)
    archive.keyring.unlock_by_recovery_key(recovery_key)
    key, slots = _key_of(archive)
    slots = with_recovery_key(with_passphrase(slots, key, passphrase), key, another)
    with archive.catalogue.gate(write=True) as session:
        _put(archive, session, slots, "passphrase_recovered")


def _key_of(archive: Archive) -> tuple[ArchiveKey, Slots]:
    key = archive.keyring.key
    if key is None:
        raise NotEncrypted(str(archive.folder))
    return key, archive.keyring.slots


def _put(archive: Archive, session: Session, slots: Slots, act: str) -> None:
    """Enter the act and write the slots: last, so that what goes wrong there undoes the entry."""
    custody.record(session, archive.person, act)
    told = replace(archive.settings, encryption=slots.as_table())
    with writing(archive.folder, archive.folder.name):
        write_settings(archive.folder, told)
    archive.settings = told
    archive.keyring.put(slots.as_table())
