"""All records in one place: importing this module makes the whole schema known."""

from typing import Final

from sqlalchemy import MetaData

from luutru.records import (
    act,
    agency,
    agreement,
    calendar,
    custody,
    document,
    files,
    finding,
    intake,
    location,
    milestone,
    outbox,
    party,
    people,
    register,
    retention,
    statement,
)
from luutru.records.base import Record

METADATA: Final[MetaData] = Record.metadata

ROOMS: Final = (
    act, agency, agreement, calendar, custody, document, files, finding, intake, location,
    milestone, outbox, party, people, register, retention, statement,
)  # fmt: skip
"""The modules whose records make up the schema."""
