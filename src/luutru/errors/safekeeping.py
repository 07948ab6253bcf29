"""What keeps an archive from being backed up, restored or moved."""

from collections.abc import Sequence
from typing import Final

from luutru.errors.kinds import Damage, Refusal, Trouble
from luutru.i18n import mark

_NAMED: Final = 5
"""Damaged files that a sentence names; the rest is counted."""


class MediumInside(Refusal):
    """The place of a backup or of an archive lies within what is to be copied there."""

    title = mark("{folder} lies inside {other}.")
    advice = mark("Choose a place outside it, best on a medium that can be taken away.")

    def __init__(self, folder: str, other: str) -> None:
        super().__init__(folder=folder, other=other)


class ForeignMedium(Refusal):
    """The medium carries the backup of another archive, or something that is no backup."""

    title = mark("{folder} does not belong to this archive: {reason}.")
    advice = mark("Use another medium or another folder; nothing was written.")

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(folder=folder, reason=reason)


class NoBackup(Refusal):
    """There is nothing to restore."""

    title = mark("There is no whole backup in {folder}.")
    advice = mark("Name the folder that was given to “luutru backup”, or another medium.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class NewerBackup(Refusal):
    """The backup was written by a newer version of the program."""

    title = mark("The backup in {folder} was written by a newer version of Lưu Trữ.")
    advice = mark("Install that version or a later one; nothing was changed.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class UnknownSnapshot(Refusal):
    """No snapshot is called so."""

    title = mark("There is no snapshot {name}.")
    advice = mark("The medium has: {known}.")

    def __init__(self, name: str, known: str) -> None:
        super().__init__(name=name, known=known)


class NoRoomThere(Trouble):
    """What is to be written does not fit, which is known before it is begun."""

    title = mark("{folder} has {free_mb} MB free; {needed_mb} MB are needed.")
    advice = mark("Make room there or use a larger medium; nothing was begun.")

    def __init__(self, folder: str, free_mb: int, needed_mb: int) -> None:
        super().__init__(folder=folder, free_mb=free_mb, needed_mb=needed_mb)


class MediumReadOnly(Trouble):
    """Nothing can be written to the medium."""

    title = mark("Nothing can be written to {folder} ({reason}).")
    advice = mark("Look for a lock on the medium and at the rights of the folder; try again.")

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(folder=folder, reason=reason)


class MediumLost(Trouble):
    """The medium stopped answering while it was written to or read."""

    title = mark("{folder} does not answer any more ({reason}).")
    advice = mark("Earlier snapshots are whole. Connect it and do the same again: it goes on.")

    def __init__(self, folder: str, reason: str) -> None:
        super().__init__(folder=folder, reason=reason)


class MediumUnreliable(Trouble):
    """The medium gives back other bytes than were written to it."""

    title = mark("{folder} gives back other bytes than were written to it ({subject}).")
    advice = mark(
        "Do not use this medium any more. Earlier snapshots have to be tested by a drill."
    )

    def __init__(self, folder: str, subject: str) -> None:
        super().__init__(folder=folder, subject=subject)


class BackupBusy(Trouble):
    """Another backup of the same archive runs on this computer."""

    title = mark("This archive is being backed up, restored or moved already.")
    advice = mark("Wait until that has ended, then try again.")


class ArchiveBusy(Trouble):
    """Somebody works in the archive, which has to be left alone for what was asked."""

    title = mark("The archive is in use ({reason}).")
    advice = mark("Close its window and let running commands end, then try again.")

    def __init__(self, reason: str) -> None:
        super().__init__(reason=reason)


class BackupDamaged(Damage):
    """What lies on the medium is not what was written to it."""

    title = mark("The backup {name} is damaged: {count} findings ({first}).")
    advice = mark("Restore another snapshot or from another medium, and keep this one as it is.")

    def __init__(self, name: str, findings: Sequence[str]) -> None:
        first = "; ".join(findings[:_NAMED])
        super().__init__(name=name, count=len(findings), first=first)
        self.findings = tuple(findings)
        """All of them, in the language of the reader."""


class MoveRefused(Damage):
    """Something of an archive is not what was taken in, and would be moved as it is."""

    title = mark("The archive cannot be moved: {count} findings ({first}).")
    advice = mark("Put it right first, from a backup; the archive stays where it is.")

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__(count=len(findings), first="; ".join(findings[:_NAMED]))
