"""What keeps an encrypted archive from being opened, and what is wrong with what it sealed."""

from luutru.errors.kinds import Damage, Refusal, Trouble
from luutru.i18n import mark


class PassphraseNeeded(Refusal):
    """The archive is encrypted, and nobody has given its passphrase."""

    title = mark("The archive in {folder} is encrypted.")
    advice = mark("Give its passphrase.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class PassphraseWrong(Refusal):
    """What was given is not the passphrase of this archive."""

    title = mark("This is not the passphrase of the archive.")
    advice = mark("Try again, or set a new passphrase by the archive recovery key.")

    def __init__(self) -> None:
        super().__init__()


class NobodyToType(Refusal):
    """New secrets were to be typed, and no terminal is there."""

    title = mark("Nobody sits here to type a new passphrase or a recovery key.")
    advice = mark("Name the files for them; “--help” tells how.")

    def __init__(self) -> None:
        super().__init__()


class PassphraseUnfit(Refusal):
    """A passphrase is too short or too long, or was typed in two ways."""

    title = mark("This passphrase will not do.")
    advice = mark(
        "Use {shortest} to {longest} characters, best several words; type it twice alike."
    )

    def __init__(self, shortest: int, longest: int) -> None:
        super().__init__(shortest=shortest, longest=longest)


class ArchiveRecoveryKeyWrong(Refusal):
    """What was typed is not the recovery key that unlocks this archive."""

    title = mark("This is not the archive recovery key.")
    advice = mark(
        "Read it again from the paper in the safe; the recovery key of sign-in is another one."
    )

    def __init__(self) -> None:
        super().__init__()


class NotEncrypted(Refusal):
    """A passphrase was to be changed, and the archive has none."""

    title = mark("The archive in {folder} is not encrypted.")
    advice = mark("Only a new archive can be encrypted; restore a backup into one.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class MemoryShort(Trouble):
    """There is no room in memory for the plain bytes of a sealed file."""

    title = mark("There is not enough memory to open {name}.")
    advice = mark("Close other programs and try again; nothing was written to the disk.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class SealedFileDamaged(Damage):
    """An encrypted file is not what was written, or belongs to another archive."""

    title = mark("The encrypted file {name} is damaged.")
    advice = mark("Restore it from a backup and verify again; keep this one as it is.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class KeySlotsDamaged(Damage):
    """What `archive.toml` keeps of the key cannot be read."""

    title = mark("What the archive keeps of its key is damaged.")
    advice = mark("Put back “archive.toml” from a backup of this archive, and try again.")

    def __init__(self) -> None:
        super().__init__()
