"""Has PostgreSQL write its own dump of a catalogue, of the same moment as the file beside it.

Whoever looks after a server brings it back by `pg_restore`, without this program. A password goes
to the child by its environment, as libpq has it, and never by an argument, which others could read
(docs/adr/0052-a-dump-in-the-backup.md).
"""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Connection, text

from luutru.errors import PartOfArchive
from luutru.holdings.databases.copying import Pulse, write_file_of
from luutru.holdings.databases.database import Database
from luutru.holdings.databases.programs import Said, program_for, programs, run
from luutru.holdings.disk import sync_file
from luutru.i18n import translate
from luutru.system import filing

if TYPE_CHECKING:
    from psycopg import Connection as OwnConnection

PROGRAM: Final = "pg_dump"
_HOW: Final = ("--format=custom", "--no-owner", "--no-privileges", "--no-password")
_PATIENT: Final = (
    "keepalives_idle=15 keepalives_interval=5 keepalives_count=3 tcp_user_timeout=30000"
)
"""The child notices as soon as we do that the way is cut; libpq has no variables for these."""
_REFUSED_BY_DISK: Final = ("could not write", "could not open output", "could not fsync",
                           "could not close", "could not seek")  # fmt: skip
_NO_ROOM: Final = "No space left"
_UNSEEN: Final = """
SELECT relname FROM pg_class
WHERE relnamespace = current_schema()::regnamespace AND (
    (relkind = 'r' AND (row_security_active(oid) OR NOT has_table_privilege(oid, 'SELECT')))
    OR (relkind = 'S' AND NOT has_sequence_privilege(oid, 'SELECT'))
) LIMIT 1"""


class Dumped(NamedTuple):
    """What came of a dump."""

    server: str = ""
    """Version of the server; empty where no server keeps the catalogue."""
    by: str = ""
    """Version of the program that wrote it; empty where there is no dump."""
    lacking: str = ""
    """Why there is no dump of what a server keeps, in the language of the reader."""


def refuse_part(database: Database) -> None:
    """Make sure that this account sees all that the catalogue has; in a file everybody does.

    Raises:
        PartOfArchive: The server shows it a part.
        CatalogueOutOfReach: The server does not answer.
    """
    if database.file is not None:
        return
    with database.explained(), database.reading.connect() as connection:
        if connection.scalar(text(_UNSEEN)) is not None:
            raise PartOfArchive(str(connection.engine.url.username or ""))


def write_both(
    database: Database, target: Path, dump: Path, pulse: Pulse, pulse_of_dump: Pulse
) -> Dumped:
    """Write what a server keeps at this moment into the file `target`, and its own dump beside it.

    Where the program for that is not at hand there is no dump, and it is said why. What was written
    stays, unfinished, where a pulse raises to stop it.

    Raises:
        CatalogueOutOfReach: The server was lost on the way.
        DiskFull, DiskTrouble, OSError: One of them could not be written.
    """
    with database.explained(), database.reading.connect() as source:
        write_file_of(source, target, pulse)
        return write_dump(source, dump, pulse_of_dump)


def write_dump(source: Connection, dump: Path, pulse: Callable[[], object]) -> Dumped:
    """Write the dump of what the transaction of `source` sees; raises as `write_both`."""
    version = str(source.scalar(text("SHOW server_version"))).partition(" ")[0]
    major = int(version.partition(".")[0])
    program = program_for(PROGRAM, major)
    if program is None:
        return Dumped(version, lacking=_advised(version, major))
    moment = source.scalar(text("SELECT pg_export_snapshot()"))
    words = [f"--snapshot={moment}", f"--file={dump}", f"--dbname={_PATIENT}"]
    said = run([str(program.path), *_HOW, *words], pulse, told=_way_of(source))
    if said.status == 0:
        sync_file(dump)
        return Dumped(version, by=program.version)
    filing.remove(dump, missing_ok=True)
    source.execute(text("SELECT 1"))  # where the server is gone, that is what is told
    _refuse_disk(said)
    return Dumped(version, lacking=translate("pg_dump stopped: {reason}", reason=said.last_line))


def _advised(version: str, major: int) -> str:
    """Say what to install."""
    package = f"postgresql-client-{major}"
    found = programs(PROGRAM)
    if not found:
        return translate(
            "pg_dump is not installed on this computer; install {package}", package=package
        )
    return translate(
        "pg_dump {found} is older than the server, PostgreSQL {version}; install {package}",
        found=found[-1].version,
        version=version,
        package=package,
    )


def _way_of(source: Connection) -> dict[str, str]:
    """Return the way that a connection went, and its password, as the environment of libpq."""
    import psycopg  # noqa: PLC0415  libpq is there where a server is asked

    raw: OwnConnection[Any] = source.connection.driver_connection  # type: ignore[assignment]
    info = raw.info
    known = info.get_parameters() | {
        "host": info.host,
        "hostaddr": info.hostaddr,  # a moment belongs to one server of those that a name may mean
        "port": str(info.port),
        "password": info.password,
    }
    variables = {
        option.keyword.decode(): option.envvar.decode()
        for option in psycopg.pq.Conninfo.get_defaults()
        if option.envvar
    }
    left_out = {"options", "service"}
    return {
        variables[name]: value
        for name, value in known.items()
        if value and name in variables and name not in left_out
    }


def _refuse_disk(said: Said) -> None:
    """Raise what the disk told the child.

    Raises:
        OSError: It did.
    """
    if any(words in said.complaint for words in _REFUSED_BY_DISK):
        code = errno.ENOSPC if _NO_ROOM in said.complaint else errno.EIO
        raise OSError(code, os.strerror(code))
