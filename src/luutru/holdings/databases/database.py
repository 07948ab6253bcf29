"""What a catalogue wants of the engine that keeps it."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Engine, Select
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from luutru.holdings.databases.membership import Member


class Work(IntEnum):
    """What is undertaken; of each kind the numbers are its own."""

    READING = 0x6C75
    """Reading a document, by its number."""
    COPYING = 0x6C76
    """Making the copy of a number that was taken, by the number of its line."""
    WATCHING = 0x6C77
    """Taking in what lies in the watched folder; there is one, of the number 1."""


class Commits(Protocol):
    """Tells whether anybody has committed something since it was asked last."""

    def count(self) -> object:
        """Return a mark that is another one as soon as anybody has committed something."""

    def close(self) -> None:
        """Let go of the engine."""


class Hints(Protocol):
    """Tells at once that somebody has committed something; one that is lost costs only time."""

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; tell whether another desk has committed something."""

    def close(self) -> None:
        """Let go of the engine."""


class Claims(Protocol):
    """What one desk has undertaken to do, so that no other one does it at the same time."""

    def take(self, number: int) -> bool:
        """Undertake something; False where another desk has.

        What a desk that died had undertaken is free again.
        """

    def give_back(self, number: int) -> None:
        """Be through with something."""

    def close(self) -> None:
        """Be through with everything."""


class Database(Protocol):
    """One engine, opened for one catalogue.

    Transactions on `reading` see the same state for as long as they last; those on `writing` take
    turns from their first statement, and wait for it rather than fail.
    """

    reading: Engine
    writing: Engine
    member: "Member | None"
    """Whose view of the catalogue this is, known once it was made sure of; None: the whole."""
    clock_ahead: timedelta
    """How far the clock of a server was ahead of this computer's when it was looked at."""

    @property
    def file(self) -> Path | None:
        """The file that is the catalogue; None where a server keeps it."""

    def explained(self) -> AbstractContextManager[None]:
        """Tell the archivist, in our words, what the engine ran into in the block.

        Raises:
            CatalogueBusy: Another program held the catalogue for longer than we wait.
            CatalogueDamaged: The engine finds that it is not what was written.
            CatalogueOutOfReach: The server that keeps it does not answer.
            DiskFull: There is no room for the change; it was undone.
            DiskTrouble: The disk refused; the change was undone.
        """

    def make_sure_of_fit(self) -> None:
        """Refuse what cannot keep a catalogue as it is, and look whose view of it there is.

        Raises:
            NotTied, OwnerNeeded: The server shows this account nothing of it.
            DatabaseUnfit: It is too old, or sorts and keeps texts otherwise than SQLite does.
        """

    def follow_clock(self) -> None:
        """Go from now on by the clock of the server, or where there is none by our own."""

    def begin_change(self) -> None:
        """Take note that this process is about to change something for the first time."""

    def committing(self) -> AbstractContextManager[None]:
        """Be asked to fail in the block, in tests, as the disk beneath may."""

    def commits(self) -> Commits:
        """Watch for what anybody commits."""

    def begin(self, session: Session, question: Select[Any]) -> Sequence[Any]:
        """Begin the transaction of a session, and return the row that answers a question.

        One that writes is told to other desks once it is committed.
        """

    def hints(self) -> Hints | None:
        """Listen to what other desks commit; None where there are none."""

    def claims(self, work: Work = Work.READING) -> Claims:
        """Begin to undertake work; at one desk nobody else is there."""

    def problems(self) -> list[str]:
        """Return what the engine itself finds wrong with the catalogue, as it words it."""

    def is_other(self) -> bool | None:
        """Tell whether it was changed past the engine since it was closed; None: nobody knows."""

    def size(self) -> int:
        """Return how many bytes the catalogue takes."""

    def close(self, *, changed: bool) -> None:
        """Let go of it; `changed` says whether this process has changed something."""
