"""A look at the server of a shared archive, which opens nothing and changes nothing."""

import time
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, inspect, select, text

from luutru.holdings.databases import rights
from luutru.holdings.databases.postgresql import PostgresqlDatabase
from luutru.records.custody import CustodyEntry

_FACTS = (
    "current_setting('server_version'), "
    "current_setting('data_checksums') = 'on', "
    "current_setting('archive_mode') <> 'off', "
    "current_setting('fsync') = 'on' AND current_setting('full_page_writes') = 'on' "
    "AND current_setting('synchronous_commit') <> 'off'"
)


@dataclass(frozen=True, slots=True)
class ServerState:
    """How a server keeps a catalogue."""

    version: str
    has_checksums: bool
    """Whether it notices pages that its disk has changed."""
    archives_log: bool
    """Whether it hands its log over to a second disk."""
    is_durable: bool
    """Whether what it has acknowledged survives a power cut."""
    answer_ms: float
    """How long one question takes on its way there and back."""
    newest: datetime | None
    """When the newest entry of the log was made; None where there is no log yet."""
    unguarded: int | None = None
    """How many tables no policy guards; None where there is no catalogue yet."""
    member: str | None = None
    """The account of the archive as which it is asked; None where it shows everything."""


def look_at_server(address: str) -> ServerState:
    """Ask the server at `address` how it keeps the catalogue.

    Raises:
        CatalogueOutOfReach: It does not answer.
        CatalogueForbidden: It does not let this account in.
        DatabaseUnfit: It cannot keep a catalogue as it is.
        NotTied, OwnerNeeded: It shows this account nothing of it.
    """
    database = PostgresqlDatabase(address)
    try:
        with database.explained():
            database.make_sure_of_fit()
            with database.reading.connect() as connection:
                return replace(
                    _asked(connection), member=database.member.name if database.member else None
                )
    finally:
        database.close(changed=False)


def _asked(connection: Connection) -> ServerState:
    began = time.perf_counter()
    connection.execute(text("SELECT 1"))
    answered = time.perf_counter() - began
    version, checksums, archives, durable = connection.execute(text(f"SELECT {_FACTS}")).one()
    newest = unguarded = None
    if inspect(connection).has_table(CustodyEntry.__tablename__):
        query = select(CustodyEntry.at).order_by(CustodyEntry.seq.desc()).limit(1)
        newest = connection.scalar(query)
        unguarded = len(rights.lacking(connection))
    return ServerState(version, checksums, archives, durable, answered * 1_000, newest, unguarded)
