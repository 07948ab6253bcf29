"""PostgreSQL: the catalogue of an office is kept by a server that many workstations ask at once.

Writers take turns: each holds one lock of the server from its first statement to its last. The
custody log is one chain, so that two transactions could never be entered side by side; taking turns
earlier lets every rule of one desk hold in an office (ADR 46). Passwords are left to libpq.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import timedelta
from typing import Any, Final, LiteralString
from uuid import uuid4

import psycopg
from sqlalchemy import Engine, Integer, Select, String, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session

from luutru import clock
from luutru.errors import (
    CatalogueBusy,
    CatalogueDamaged,
    CatalogueForbidden,
    CatalogueOutOfReach,
    DatabaseUnfit,
    LuutruError,
    PartOfArchive,
    ServerFull,
)
from luutru.holdings.databases import beginning
from luutru.holdings.databases.addresses import with_password
from luutru.holdings.databases.database import Work
from luutru.holdings.databases.hints import ServerCommits, ServerHints
from luutru.holdings.databases.membership import Member, member_of
from luutru.holdings.databases.reasons import reason_of
from luutru.holdings.databases.rows import UnseenRow
from luutru.holdings.databases.soundness import problems_found
from luutru.holdings.databases.unfinished import refuse_unfinished
from luutru.i18n import translate

_TRY: Final = "SELECT pg_try_advisory_lock(%s::integer, %s::integer)"
_FREE: Final = "SELECT pg_advisory_unlock(%s::integer, %s::integer)"
_WAIT_S: Final = 30
_OLDEST: Final = 150_000
_BYTE_BY_BYTE: Final = ("C", "POSIX", "C.UTF-8", "C.utf8")
_KEPT_AS: Final = (
    "SELECT pg_encoding_to_char(encoding), datcollate FROM pg_database "
    "WHERE datname = current_database()"
)
_BUSY: Final = ("55P03", "40001", "40P01")
_FULL: Final = ("53100", "53200")
_NOT_ALLOWED: Final = "42501"
_FORBIDDEN: Final = ("28000", "28P01", _NOT_ALLOWED, "25006")
_DAMAGED: Final = ("XX001", "XX002")
_UNREACHABLE: Final = ("08", "57P")
"""How the codes of what ends a connection begin.

Source: PostgreSQL 15, appendix A, error codes.
"""


@compiles(String, "postgresql")
def _text_of_any_length(_kind: String, _compiler: object, **_more: object) -> str:
    """Keep what SQLite keeps: a bound that one engine does not know would lose it in the other."""
    return "VARCHAR"


@compiles(Integer, "postgresql")
def _number_of_any_size(_kind: Integer, _compiler: object, **_more: object) -> str:
    """Keep 64 bits, as SQLite does."""
    return "BIGINT"


class PostgresqlDatabase:
    """A catalogue in a database of a server."""

    file = None

    def __init__(self, address: str) -> None:
        url = with_password(address).set(drivername="postgresql+psycopg")
        self._server = f"{url.host or 'localhost'}/{url.database or ''}"
        engine = create_engine(url, pool_size=3, max_overflow=20, connect_args=_connecting())
        event.listen(engine, "begin", beginning.begin)
        self.member: Member | None = None
        self._desk, self.clock_ahead = uuid4().hex, timedelta(0)
        self.reading: Engine = engine.execution_options(beginning=beginning.READING)
        self.writing: Engine = engine.execution_options(
            writing=True, beginning=beginning.writing(self._desk)
        )

    @property
    def name(self) -> str:
        """What the server and its database are called for people."""
        return self._server

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Tell what the server or the way to it ran into, as `Database` says."""
        try:
            yield
        except (DBAPIError, psycopg.Error, UnseenRow) as error:
            cause = getattr(error, "orig", error)
            trouble = self._beyond_member(cause) or self._trouble(
                cause, is_cut=isinstance(error, DBAPIError) and error.connection_invalidated
            )
            if trouble is None:
                raise
            raise trouble from error

    def _beyond_member(self, error: BaseException | None) -> LuutruError | None:
        is_refused = isinstance(error, UnseenRow) or getattr(error, "sqlstate", "") == _NOT_ALLOWED
        return PartOfArchive(self.member.name) if is_refused and self.member else None

    def _trouble(self, error: BaseException | None, *, is_cut: bool) -> LuutruError | None:
        code = getattr(error, "sqlstate", None) or ""
        reason = str(error).strip().partition("\n")[0]
        if code in _BUSY:
            return CatalogueBusy()
        if code in _FULL:
            return ServerFull(self._server)
        if code in _FORBIDDEN or "authentication failed" in reason:
            return CatalogueForbidden(self._server, reason)
        if code in _DAMAGED:
            return CatalogueDamaged(self._server, reason)
        lost = is_cut or (isinstance(error, psycopg.OperationalError) and not code)
        if lost or code.startswith(_UNREACHABLE):
            return CatalogueOutOfReach(self._server, reason_of(error))
        return None

    def make_sure_of_fit(self) -> None:
        """Refuse a database that is too old, or that sorts and keeps texts otherwise.

        What is shown in order is ordered by stored keys, compared byte by byte.
        """
        self.make_sure_of_kind()
        with self.reading.connect() as connection:
            refuse_unfinished(connection, self._server)
            self.member = member_of(connection, self._server)

    def make_sure_of_kind(self) -> None:
        """Do the same, whatever the database keeps."""
        with self.reading.connect() as connection:
            version = int(connection.scalar(text("SHOW server_version_num")) or 0)
            encoding, collation = connection.execute(text(_KEPT_AS)).one()
        if version < _OLDEST:
            reason = translate("it is kept by PostgreSQL {version}, and {needed} is needed")
            raise DatabaseUnfit(
                self._server, reason.format(version=version // 10_000, needed=_OLDEST // 10_000)
            )
        if encoding != "UTF8" or collation not in _BYTE_BY_BYTE:
            reason = translate("it keeps texts as {encoding} and sorts them by {collation}")
            raise DatabaseUnfit(self._server, reason.format(encoding=encoding, collation=collation))

    def follow_clock(self) -> None:
        """Go by the clock of the server, and know how far it is from ours."""
        with self.reading.connect() as connection:
            moment = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        self.clock_ahead = clock.follow(moment)

    def begin_change(self) -> None:
        """Nothing lies beside a catalogue that a server keeps."""

    def committing(self) -> AbstractContextManager[None]:
        """The disk is the server's."""
        return nullcontext()

    def commits(self) -> ServerCommits:
        """Watch for commits on a connection of its own."""
        return ServerCommits(self)

    def begin(self, session: Session, question: Select[Any]) -> Sequence[Any]:
        """Begin and ask by one message."""
        asked = beginning.in_words(self.reading.dialect, question)
        connection = session.connection(execution_options={beginning.FIRST: asked})
        answer: Sequence[Any] = connection.info[beginning.ANSWERS][-1]
        return answer

    def hints(self) -> ServerHints:
        """Listen on a connection of its own."""
        return ServerHints(self, self._desk)

    def claims(self, work: Work = Work.READING) -> "_Claims":
        """Undertake work by locks of a connection of its own: the server frees them with it."""
        return _Claims(self, work)

    def own_connection(self) -> "psycopg.Connection[Any]":
        """Make a connection that belongs to the caller, and to no pool; each statement counts."""
        asked = self.reading.connect()
        asked.begin().rollback()  # one that was cut while nobody used it is found out by that
        connection: psycopg.Connection[Any] = asked.connection.driver_connection  # type: ignore[assignment]
        asked.detach()
        return connection

    def problems(self) -> list[str]:
        """Return what the server finds wrong with its pages, indexes and references."""
        with self.reading.connect() as connection:
            return problems_found(connection)

    def is_other(self) -> bool | None:
        """Nobody knows: a server's files change while it runs."""
        return None

    def size(self) -> int:
        """Return the bytes of the database."""
        with self.explained(), self.reading.connect() as connection:
            found = connection.scalar(text("SELECT pg_database_size(current_database())"))
            return int(found or 0)

    def close(self, *, changed: bool) -> None:  # noqa: ARG002  a server asks for nothing at the end
        """Close the connections."""
        self.reading.dispose()


class _Claims:
    """Locks that a connection holds until it ends, whatever ends it."""

    def __init__(self, database: PostgresqlDatabase, work: Work) -> None:
        self._database = database
        self._work = work
        self._connection: psycopg.Connection[tuple[bool]] | None = None

    def take(self, number: int) -> bool:
        return self._asked(_TRY, number)

    def give_back(self, number: int) -> None:
        self._asked(_FREE, number)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _asked(self, question: LiteralString, number: int) -> bool:
        with self._database.explained():
            if self._connection is None:
                self._connection = self._database.own_connection()
            try:
                answer = self._connection.execute(question, (int(self._work), number)).fetchone()
            except psycopg.OperationalError:
                self.close()  # it was cut; whoever asks next makes another
                raise
            return answer is not None and answer[0]


def _connecting() -> dict[str, Any]:
    """Return how a connection is made: it gives up soon, and notices when the way is cut.

    Questions are not compiled: what takes milliseconds would take seconds before it begins.
    """
    settings = (f"lock_timeout={_WAIT_S}s", "timezone=UTC", "bytea_output=hex", "jit=off")
    return {
        "application_name": "luutru",
        "autocommit": True,  # our own words begin and end transactions
        "connect_timeout": 10,
        "keepalives_idle": 15,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 30_000,
        "options": " ".join(f"-c {setting}" for setting in settings),
    }
