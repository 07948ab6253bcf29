"""SQLite: the catalogue of one desk is a file, opened so that it waits rather than fails.

SQLite comes with `sqlcipher3`, for a plain archive without a key: its build is newer than the one
of most systems and has the mended write-ahead log (docs/adr/0009-newer-sqlite.md).
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, Select, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.pool import QueuePool

from luutru import clock
from luutru.errors import CatalogueBusy, CatalogueDamaged, DiskFull, DiskTrouble
from luutru.holdings import ballast, page_sums
from luutru.holdings.connecting import connect
from luutru.holdings.databases.database import Work
from luutru.holdings.disk import note_refusal
from luutru.holdings.disk import writing as on_disk

if TYPE_CHECKING:
    from luutru.holdings.databases.membership import Member

BUSY_TIMEOUT_MS: Final = 30_000


class SqliteDatabase:
    """A catalogue in a file, encrypted where there is a `key`.

    What lies on a medium that cannot be written to is `only_read`: nothing is made beside it, not
    even a lock.
    """

    def __init__(self, file: Path, key: bytes | None = None, *, only_read: bool = False) -> None:
        self.file = file
        self.member: Member | None = None
        self._connected = partial(connect, file, key, unchanging=only_read)
        self.reading: Engine = create_engine(
            "sqlite://", module=sqlcipher3.dbapi2, creator=self._connected, poolclass=QueuePool
        )
        event.listen(self.reading, "connect", _prepare)
        event.listen(self.reading, "begin", _begin)
        self.clock_ahead = timedelta(0)
        self.writing: Engine = self.reading.execution_options(writing=True)

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Tell what SQLite ran into, as `Database` says."""
        try:
            yield
        except OperationalError as error:
            trouble = self._trouble(str(error.orig))
            if trouble is None:
                raise
            raise trouble from error
        except DatabaseError as error:
            reason = str(error.orig)
            if "malformed" in reason or "not a database" in reason:
                raise CatalogueDamaged(str(self.file.parent), reason) from error
            raise

    def _trouble(self, reason: str) -> Exception | None:
        folder, name = str(self.file.parent), self.file.name
        if "locked" in reason or "busy" in reason:
            return CatalogueBusy()
        if "full" in reason:
            ballast.release(self.file.parent)
            note_refusal(self.file.parent)
            return DiskFull(folder, name, needed_mb=200)
        if "readonly" in reason or "disk I/O" in reason or "unable to open" in reason:
            note_refusal(self.file.parent)
            return DiskTrouble(folder, name, reason)
        return None

    def make_sure_of_fit(self) -> None:
        """A file is made as it has to be."""

    def follow_clock(self) -> None:
        """Go by the clock of this computer again, whatever was open before."""
        clock.follow(clock.own())

    def begin_change(self) -> None:
        """Take away what told that the file is as it was closed."""
        page_sums.forget(self.file)

    def committing(self) -> AbstractContextManager[None]:
        """Fail in tests as the disk beneath may."""
        return on_disk(self.file.parent, self.file.name)

    def commits(self) -> "_Commits":
        """Watch for commits on a connection of its own."""
        connection = self._connected()
        _prepare(connection, None)
        return _Commits(connection)

    def begin(self, session: Session, question: Select[Any]) -> Sequence[Any]:
        """Ask, which begins the transaction; nobody listens."""
        return session.connection().execute(question).one()

    def hints(self) -> None:
        """Nobody is told of anything."""

    def claims(self, work: Work = Work.READING) -> "_NoClaims":  # noqa: ARG002  whatever it is
        """Undertake everything: one process reads at a time, by the lock of its index."""
        return _NoClaims()

    def problems(self) -> list[str]:
        """Return what SQLite finds wrong with structure, indexes and references."""
        with self.reading.connect() as connection:
            told = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        problems = [str(line) for line in told if line != "ok"]
        return problems + [f"foreign key: {row[0]} {row[1]} -> {row[2]}" for row in broken]

    def is_other(self) -> bool | None:
        """Tell whether the file is another one than when it was closed."""
        return page_sums.is_other(self.file)

    def size(self) -> int:
        """Return the bytes of the file, and of what SQLite keeps beside it."""
        beside = self.file.parent.glob(f"{self.file.name}*")
        return sum(one.stat().st_size for one in beside if one.is_file())

    def close(self, *, changed: bool) -> None:
        """Let go of the file, and write down what it is like now."""
        self.reading.dispose()
        if changed:
            page_sums.put(self.file)


class _Commits:
    """SQLite tells a connection whether anybody else has committed since it was asked last.

    A connection of its own that never writes therefore hears of every change.
    """

    def __init__(self, connection: Any) -> None:  # noqa: ANN401  a DBAPI connection
        self._connection = connection

    def count(self) -> object:
        return self._connection.execute("PRAGMA data_version").fetchone()[0]

    def close(self) -> None:
        self._connection.close()


class _NoClaims:
    """Nobody else is there."""

    def take(self, number: int) -> bool:  # noqa: ARG002  whatever it is
        return True

    def give_back(self, number: int) -> None:
        """Nobody waits for it."""

    def close(self) -> None:
        """Nobody waits for anything."""


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  a DBAPI connection
    connection.isolation_level = None  # `_begin` says when a transaction starts
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
        "foreign_keys = ON",
        "journal_mode = WAL",
        "synchronous = FULL",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
