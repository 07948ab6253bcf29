"""A glance at a catalogue that nobody opens: nothing is brought up to date, nothing is written."""

import os
from datetime import datetime
from pathlib import Path

import sqlcipher3.dbapi2
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError

from luutru.errors import DiskTrouble
from luutru.holdings.catalogue import FILE_NAME
from luutru.records.custody import CustodyEntry
from luutru.settings import read_settings


def newest_moment(folder: Path) -> datetime | None:
    """Return when the newest entry of the log was made; None where there is no log yet.

    Raises:
        NoArchive: There is none in `folder`.
        CatalogueOutOfReach: The server that keeps it does not answer.
        DiskTrouble: The file cannot be read, or not without a key.
    """
    if address := read_settings(folder).catalogue:
        from luutru.holdings.databases.server import look_at_server  # noqa: PLC0415  seldom

        return look_at_server(address).newest
    path = folder / FILE_NAME
    if not path.is_file():
        return None
    # What lies where nothing can be written has no shared memory either.
    how = "mode=ro" if os.access(folder, os.W_OK) else "immutable=1"
    place = f"{path.absolute().as_uri()}?{how}"
    engine = create_engine(
        "sqlite://",
        module=sqlcipher3.dbapi2,
        creator=lambda: sqlcipher3.dbapi2.connect(place, uri=True),
    )
    try:
        with engine.connect() as connection:
            newest = select(CustodyEntry.at).order_by(CustodyEntry.seq.desc()).limit(1)
            return connection.scalar(newest)
    except DBAPIError as error:
        raise DiskTrouble(str(folder), FILE_NAME, str(error.orig)) from error
    finally:
        engine.dispose()
