"""What keeps an archive from going from one engine to the other."""

from collections.abc import Sequence
from typing import Final

from luutru.errors.kinds import Damage, Refusal
from luutru.i18n import mark

_NAMED: Final = 5
"""Tables that a sentence names; the rest is counted."""


class DatabaseTaken(Refusal):
    """Something lies in the database already, and is left alone."""

    title = mark("The database {server} is taken: {reason}.")
    advice = mark("Have an empty one made, and name that; nothing was changed there.")

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(server=server, reason=reason)


class MigrationUnfinished(Refusal):
    """A catalogue has not arrived whole in a database."""

    title = mark("The archive in {server} has not arrived whole: its migration was cut off.")
    advice = mark(
        "Do the same migration again, and it goes on. Until then the archive is where it was."
    )

    def __init__(self, server: str) -> None:
        super().__init__(server=server)


class CatalogueElsewhere(Refusal):
    """The catalogue of an archive went to a server while a program was about to open it here."""

    title = mark("The catalogue of {folder} is kept by a server now.")
    advice = mark("Close the program and open the archive again.")

    def __init__(self, folder: str) -> None:
        super().__init__(folder=folder)


class NotShared(Refusal):
    """An archive of one desk was to be brought into a folder from a server."""

    title = mark("The archive lies in a folder already.")
    advice = mark("“luutru move” takes it to another folder.")


class RecordUnfit(Refusal):
    """A server cannot keep a record as it is."""

    title = mark("{server} does not take the record {key} of {table} ({reason}).")
    advice = mark(
        "The archive stays where it is. Correct that record, or ask the makers of the program."
    )

    def __init__(self, server: str, table: str, key: str, reason: str) -> None:
        super().__init__(server=server, table=table, key=key, reason=reason)


class MigrationDiffers(Damage):
    """What arrived is not what was sent."""

    title = mark("What arrived differs from what was sent: {count} tables ({first}).")
    advice = mark(
        "The archive stays where it is. Do the same again: what differs is copied anew. If it "
        "happens again, something else writes there, or a disk gives back other bytes."
    )

    def __init__(self, findings: Sequence[str]) -> None:
        super().__init__(count=len(findings), first="; ".join(findings[:_NAMED]))
