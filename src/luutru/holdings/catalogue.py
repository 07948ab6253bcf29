"""The catalogue: what is recorded, behind a door for reading and a door for writing."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from luutru import failpoints, settings
from luutru.errors import CatalogueElsewhere, MediumUnfit, NoArchive, OwnerNeeded, PartOfArchive
from luutru.holdings import ballast, sealing, upgrading
from luutru.holdings.databases.database import Database
from luutru.holdings.databases.membership import MEMBER, make_sure_of
from luutru.holdings.databases.sqlite import SqliteDatabase
from luutru.holdings.first_question import ask_first, keep_settings
from luutru.holdings.freezing import keep_frozen
from luutru.holdings.log_book import keep_end
from luutru.holdings.memory import Memory
from luutru.holdings.parts import keep_to_part
from luutru.holdings.sealed_upgrading import bring_up_to_date
from luutru.holdings.secrecy import STANDING, clear_whoever_marks
from luutru.holdings.sight import CLEARED, set_sight
from luutru.holdings.standing import ALONE, First, Viewer, standing_of
from luutru.holdings.withholding import SHOWS, WHOLE, withhold

FILE_NAME: Final = "catalogue.sqlite"


@dataclass(frozen=True)
class Catalogue:
    """Two doors: readers never wait, writers take turns from their first line."""

    database: Database
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
            NotTied: The server shows this account nothing any more.
            PartOfArchive: The whole is asked for, and the server shows this account a part.
            SignInNeeded: The archive asks for sign-in, and nobody has signed in.
        """
        self._refuse_part(whole=whole)
        with self._look() as (session, first):
            session.info |= {WHOLE: whole, SHOWS: True, CLEARED: cleared}
            self._look_up(session, first)
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
            NotTied: The server shows this account nothing any more.
            PartOfArchive: It takes more than the server shows this account, or lets it write.
            SignInNeeded: The archive asks for sign-in, and nobody has signed in.
        """
        self.admit()
        self._refuse_part(whole=whole)
        with self._change() as (session, first):
            session.info |= {WHOLE: whole, CLEARED: cleared}
            self._look_up(session, first)
            yield session

    @contextmanager
    def gate(self, *, write: bool = False) -> Iterator[Session]:
        """Open it before anybody has signed in, whole: for signing in, and for what opening takes.

        Nothing that is recorded of agreements may be asked through here.
        """
        with self._change() if write else self._look() as (session, _first):
            session.info |= {WHOLE: True, STANDING: ALONE}
            yield session

    def _refuse_part(self, *, whole: bool) -> None:
        member = self.database.member
        if whole and member is not None:
            raise PartOfArchive(member.name)

    @contextmanager
    def _look(self) -> Iterator[tuple[Session, First]]:
        with self.database.explained(), self.reading.begin() as session:
            yield session, ask_first(self.database, session, self.viewer.user_id)

    @contextmanager
    def _change(self) -> Iterator[tuple[Session, First]]:
        with self.database.explained(), self.writing.begin() as session:
            first = ask_first(self.database, session, self.viewer.user_id)
            self.still(session)
            sealing.watch(session.connection())
            if not self.written.is_set():
                self.database.begin_change()
                self.written.set()
            yield session, first
            sealing.seal_written(session, ends=True)
            with self.database.committing():
                failpoints.reach("catalogue.commit")
        failpoints.reach("settled.catalogue")

    def _look_up(self, session: Session, first: First) -> None:
        if self.database.member is not None:
            make_sure_of(session.connection(), self.database.member)
            session.info[MEMBER] = self.database.member
        session.info[STANDING] = standing_of(first, self.viewer)
        set_sight(session, first)

    def follow_clock(self) -> None:
        """Judge moments by the clock that those who write go by."""
        with self.database.explained():
            self.database.follow_clock()

    def integrity_problems(self) -> list[str]:
        """Return what the engine itself finds wrong with the catalogue, as it words it."""
        with self.database.explained():
            return self.database.problems()

    def close(self) -> None:
        """Let go of the engine."""
        self.memory.close()
        self.database.close(changed=self.written.is_set())
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
    address: str | None = None,
) -> Catalogue:
    """Open the catalogue in `folder`, creating it or bringing its schema up to date as needed.

    Where there is an `address`, a server keeps it, and `folder` has the files beside it.

    `admit` is asked before each change, `still` at the beginning of its transaction; `key` encrypts
    it, where it is not plain. What lies on a medium that cannot be written to is `only_read`:
    nothing is made beside it, not even a lock.

    Raises:
        CatalogueElsewhere: It went to a server since somebody looked.
        MediumUnfit: It is only to be read, and has changes that were not finished.
        NotTied, OwnerNeeded: The server that keeps it shows this account nothing of it.
        NewerArchive: A newer version of the program has written it.
    """
    if address is None:
        _refuse_gone(folder)
        database: Database = SqliteDatabase(folder / FILE_NAME, key, only_read=only_read)
    else:
        database = _of_server(address)
    try:
        _prepare(database, folder, only_read=only_read)
    except BaseException:
        database.close(changed=False)
        raise
    return catalogue_of(database, admit, still)


def _prepare(database: Database, folder: Path, *, only_read: bool) -> None:
    if not only_read:
        ballast.release_where_full(folder)
    with database.explained():
        if only_read:
            _make_sure_of_whole(folder, database.reading)
        else:
            database.make_sure_of_fit()
            database.follow_clock()
            _bring_up_to_date(database, folder)
    if not only_read:
        ballast.hold(folder)


def _bring_up_to_date(database: Database, folder: Path) -> None:
    if database.member is None:
        bring_up_to_date(database.writing, folder)
    elif upgrading.is_behind(database.reading, folder):
        raise OwnerNeeded(database.member.server)


def catalogue_of(
    database: Database,
    admit: Callable[[], None] = _anybody,
    still: Callable[[Session], None] = always,
) -> Catalogue:
    """Return the doors of a database that is as it has to be."""
    return Catalogue(
        database, reading=_sessions(database.reading), writing=_sessions(database.writing),
        memory=Memory(database.commits), admit=admit, still=still,
    )  # fmt: skip


def _refuse_gone(folder: Path) -> None:
    """Refuse to begin an empty catalogue where a program knows of the former one."""
    try:
        is_gone = bool(settings.read_settings(folder).catalogue)
    except NoArchive:
        return  # not yet
    if is_gone:
        raise CatalogueElsewhere(str(folder))


def _of_server(address: str) -> Database:
    from luutru.holdings.databases.postgresql import PostgresqlDatabase  # noqa: PLC0415  seldom

    return PostgresqlDatabase(address)


def _make_sure_of_whole(folder: Path, engine: Engine) -> None:
    """Refuse a catalogue that has something left to write: SQLite would read past it."""
    left = folder / f"{FILE_NAME}-wal"
    if (left.exists() and left.stat().st_size) or upgrading.is_behind(engine, folder):
        raise MediumUnfit(str(folder))


def _sessions(engine: Engine) -> sessionmaker[Session]:
    made = sessionmaker(engine, expire_on_commit=False)
    withhold(made)
    keep_settings(made)
    keep_end(made)
    keep_frozen(made)
    clear_whoever_marks(made)
    keep_to_part(made)
    return made
