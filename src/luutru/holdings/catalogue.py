"""The catalogue: one SQLite file, opened so that it waits rather than fails.

SQLite comes with `sqlcipher3`, for a plain archive without a key: its build is newer than the one
of most systems and has the mended write-ahead log (docs/adr/0009-newer-sqlite.md).
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool

from luutru import failpoints
from luutru.errors import CatalogueBusy, CatalogueDamaged, DiskFull, DiskTrouble, MediumUnfit
from luutru.holdings import ballast, page_sums, sealing, upgrading
from luutru.holdings.connecting import connect
from luutru.holdings.disk import writing as on_disk
from luutru.holdings.freezing import keep_frozen
from luutru.holdings.memory import Memory
from luutru.holdings.sealed_upgrading import bring_up_to_date
from luutru.holdings.secrecy import STANDING, clear_whoever_marks
from luutru.holdings.standing import ALONE, Viewer, standing_of
from luutru.holdings.withholding import CLEARED, SHOWS, WHOLE, withhold

FILE_NAME: Final = "catalogue.sqlite"
BUSY_TIMEOUT_MS: Final = 30_000


@dataclass(frozen=True)
class Catalogue:
    """Two doors to one file: readers never wait, writers take turns from their first line."""

    path: Path
    engine: Engine
    reading: sessionmaker[Session]
    writing: sessionmaker[Session]
    memory: Memory
    """What was worked out of it and still is true."""
    admit: Callable[[], None]
    """Asked before each change; raises where none may be made."""
    still: Callable[[Session], None]
    """Asked within each change, once no other process can make one any more; raises as `admit`."""
    written: threading.Event = field(default_factory=threading.Event)
    """Set once this process has changed it."""

    viewer: Viewer = field(default_factory=Viewer)
    """In whose name it is asked."""

    @contextmanager
    def read(self, *, whole: bool = False, cleared: bool = False) -> Iterator[Session]:
        """Open the read door: a consistent view for as long as the block lasts.

        What waits at the door for its mark of secrecy is not in it, nor what the viewer is not
        cleared for, unless the `whole` catalogue is asked for: to keep and to check what is there,
        never to show it. As if `cleared` asks who makes the index, which is the same for all.

        Raises:
            SignInNeeded: The archive asks for sign-in, and nobody has signed in.
        """
        with self._look() as session:
            session.info |= {WHOLE: whole, SHOWS: True, CLEARED: cleared}
            self._look_up(session)
            yield session

    @contextmanager
    def write(self, *, whole: bool = False, cleared: bool = False) -> Iterator[Session]:
        """Open the write door: one transaction, committed at the end or wholly undone.

        All that was written is sealed at the end.

        What it sees, and when the `whole` catalogue, is as with `read`.

        Raises:
            ArchiveReadOnly: Nothing may be written into the archive here.
            CatalogueBusy: Another program held the catalogue for longer than we wait.
            DiskFull: There is no room for the change; it was undone.
            DiskTrouble: The disk refused; the change was undone.
            SignInNeeded: The archive asks for sign-in, and nobody has signed in.
        """
        self.admit()
        with self._change() as session:
            session.info |= {WHOLE: whole, CLEARED: cleared}
            self._look_up(session)
            yield session

    @contextmanager
    def gate(self, *, write: bool = False) -> Iterator[Session]:
        """Open it before anybody has signed in, whole: for signing in, and for what opening takes.

        Nothing that is recorded of agreements may be asked through here.
        """
        with self._change() if write else self._look() as session:
            session.info |= {WHOLE: True, STANDING: ALONE}
            yield session

    @contextmanager
    def _look(self) -> Iterator[Session]:
        with _explained(self.path), self.reading.begin() as session:
            yield session

    @contextmanager
    def _change(self) -> Iterator[Session]:
        with _explained(self.path), self.writing.begin() as session:
            self.still(session)
            sealing.watch(session.connection())
            if not self.written.is_set():
                page_sums.forget(self.path)
                self.written.set()
            yield session
            sealing.seal_written(session)
            with on_disk(self.path.parent, self.path.name):
                failpoints.reach("catalogue.commit")
        failpoints.reach("settled.catalogue")

    def _look_up(self, session: Session) -> None:
        session.info[STANDING] = standing_of(session.connection(), self.viewer)

    def integrity_problems(self) -> list[str]:
        """Return what the engine itself finds wrong with its file, as it words it."""
        with _explained(self.path), self.engine.connect() as connection:
            told = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        problems = [str(line) for line in told if line != "ok"]
        return problems + [f"foreign key: {row[0]} {row[1]} -> {row[2]}" for row in broken]

    def close(self) -> None:
        """Let go of the file."""
        self.memory.close()
        self.engine.dispose()
        if self.written.is_set():
            page_sums.put(self.path)
            self.written.clear()


def _anybody() -> None:
    """Admit every change."""


def always(_session: Session) -> None:
    """Admit every change while it is made."""


def open_catalogue(
    folder: Path,
    admit: Callable[[], None] = _anybody,
    still: Callable[[Session], None] = always,
    *,
    only_read: bool = False,
    key: bytes | None = None,
) -> Catalogue:
    """Open the catalogue in `folder`, creating it or bringing its schema up to date as needed.

    `admit` is asked before each change, `still` at the beginning of its transaction; `key` encrypts
    it, where it is not plain. What lies on a medium that cannot be written to is `only_read`:
    nothing is made beside it, not even a lock.

    Raises:
        MediumUnfit: It is only to be read, and has changes that were not finished.
        NewerArchive: A newer version of the program has written it.
    """
    path = folder / FILE_NAME
    if not only_read:
        ballast.release_where_full(folder)
    connected = partial(connect, path, key, unchanging=only_read)
    engine = create_engine(
        "sqlite://", module=sqlcipher3.dbapi2, creator=connected, poolclass=QueuePool
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    writing = engine.execution_options(writing=True)
    with _explained(path):
        if only_read:
            _make_sure_of_whole(path, engine)
        else:
            bring_up_to_date(writing, folder)
    if not only_read:
        ballast.hold(folder)
    return Catalogue(
        path, engine, reading=_sessions(engine), writing=_sessions(writing),
        memory=Memory(lambda: _prepared(connected())), admit=admit, still=still,
    )  # fmt: skip


def _make_sure_of_whole(path: Path, engine: Engine) -> None:
    """Refuse a catalogue that has something left to write: SQLite would read past it."""
    left = path.with_name(f"{path.name}-wal")
    if (left.exists() and left.stat().st_size) or upgrading.is_behind(engine, path.parent):
        raise MediumUnfit(str(path.parent))


def _sessions(engine: Engine) -> sessionmaker[Session]:
    made = sessionmaker(engine, expire_on_commit=False)
    withhold(made)
    keep_frozen(made)
    clear_whoever_marks(made)
    return made


def _prepared(connection: Any) -> Any:  # noqa: ANN401  a DBAPI connection
    _prepare(connection, None)
    return connection


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


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Tell the archivist, in our words, what SQLite ran into."""
    try:
        yield
    except OperationalError as error:
        reason = str(error.orig)
        if "locked" in reason or "busy" in reason:
            raise CatalogueBusy from error
        if "full" in reason:
            ballast.release(path.parent)
            raise DiskFull(str(path.parent), path.name, needed_mb=200) from error
        if "readonly" in reason or "disk I/O" in reason or "unable to open" in reason:
            raise DiskTrouble(str(path.parent), path.name, reason) from error
        raise
    except DatabaseError as error:
        reason = str(error.orig)
        if "malformed" in reason or "not a database" in reason:
            raise CatalogueDamaged(str(path.parent), reason) from error
        raise
