"""Asks a server what it keeps, before anything is made at this desk."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy import inspect, make_url, select
from sqlalchemy.exc import ArgumentError

from luutru.errors import AddressUnfit, DatabaseUnfit
from luutru.holdings.databases.addresses import lend_password
from luutru.holdings.databases.membership import member_of
from luutru.holdings.databases.postgresql import PostgresqlDatabase
from luutru.i18n import translate
from luutru.records.agency import Setting
from luutru.records.base import table_of

_SERVERS: Final = ("postgresql", "postgres")


def settings_at(address: str, names: Collection[str]) -> Mapping[str, str] | None:
    """Return some settings of the catalogue at `address`; None where there is no catalogue yet.

    Raises:
        AddressUnfit: Nobody can be asked at such an address.
        DatabaseUnfit: The database keeps something else.
        NotTied, OwnerNeeded: The server shows this account nothing of it.
        CatalogueOutOfReach, CatalogueForbidden: The server does not answer, or refuses.
    """
    database = server_at(address)
    kept = table_of(Setting)
    try:
        with database.explained(), database.reading.connect() as connection:
            tables = inspect(connection).get_table_names()
            if tables and kept.name not in tables:
                raise DatabaseUnfit(database.name, translate("something else is kept in it"))
            if not tables:
                return None
            member_of(connection, database.name)
            rows = connection.execute(select(kept.c.name, kept.c.value)).all()
            return {name: value for name, value in rows if name in names} if rows else None
    finally:
        database.close(changed=False)


def is_member_at(address: str) -> bool:
    """Tell whether a server shows this account a part of the catalogue alone.

    Raises:
        AddressUnfit: Nobody can be asked at such an address.
        NotTied, OwnerNeeded: The server shows this account nothing of it.
        CatalogueOutOfReach, CatalogueForbidden: The server does not answer, or refuses.
    """
    database = server_at(address)
    try:
        with database.explained(), database.reading.connect() as connection:
            return member_of(connection, database.name) is not None
    finally:
        database.close(changed=False)


def server_at(address: str) -> PostgresqlDatabase:
    """Return the database that an address names; nothing is asked of it yet.

    Raises:
        AddressUnfit: It names none.
    """
    try:
        if make_url(address).get_backend_name() not in _SERVERS:
            raise AddressUnfit
        return PostgresqlDatabase(address)
    except (ArgumentError, ValueError) as error:  # it is not told: a password may be in it
        raise AddressUnfit from error


@contextmanager
def reached(address: str) -> Iterator[PostgresqlDatabase]:
    """Lend the database at an address, whatever it keeps; its password is used from now on.

    Raises:
        AddressUnfit: The address names none.
        DatabaseUnfit: It is too old, or sorts and keeps texts otherwise than SQLite does.
        CatalogueOutOfReach, CatalogueForbidden: The server does not answer, or refuses.
    """
    database = server_at(address)
    lend_password(address)
    try:
        with database.explained():
            database.make_sure_of_kind()
            yield database
    finally:
        database.close(changed=False)
