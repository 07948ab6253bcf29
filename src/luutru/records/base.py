"""The ground of every record: names of constraints, kinds of columns, identity, versions."""

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import DateTime, Dialect, MetaData, String, Table, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, declared_attr, mapped_column
from typing_extensions import override
from uuid_utils import uuid7

from luutru import clock

SHA256_DIGITS: Final = 64
UNSEALED: Final[dict[Any, Any]] = {"sealed": False}
"""The `info` of a table or a column that tells nothing of the archive, such as a list of work."""
UNSEALED_TABLE: Final = {"info": UNSEALED}
"""The arguments of such a table; all others are sealed (docs/adr/0037-record-seals.md)."""


def new_uid() -> str:
    """Return a new public identifier: a UUID version 7, ordered by time (RFC 9562)."""
    return str(uuid7())


def _now() -> datetime:
    """Ask the clock when a row is written, and not when this module was loaded."""
    return clock.now()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment that always knows it is UTC; one without a time zone is refused."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            message = "a moment without a time zone cannot be recorded"
            raise ValueError(message)
        return value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Record(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False):
    """A row that is also an ordinary dataclass; two are equal only if they are the same.

    Comparing values would load relations in the middle of a change.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime()}  # noqa: RUF012  read by SQLAlchemy as it is


class Identified(MappedAsDataclass, kw_only=True, eq=False):
    """Has a number for the catalogue's own use and a public identifier that outlives moves."""

    id: Mapped[int] = mapped_column(primary_key=True, init=False)
    uid: Mapped[str] = mapped_column(String(36), unique=True, insert_default=new_uid, init=False)


class Versioned(MappedAsDataclass, kw_only=True, eq=False):
    """Counts its corrections, so that nobody overwrites what somebody else just wrote."""

    version: Mapped[int] = mapped_column(init=False)

    @declared_attr.directive
    def __mapper_args__(self) -> dict[str, Any]:
        return {"version_id_col": self.version}


class Dated(MappedAsDataclass, kw_only=True, eq=False):
    """Knows when it was first recorded."""

    recorded_at: Mapped[datetime] = mapped_column(insert_default=_now, init=False)


def table_of(record: type[Record]) -> Table:
    """Return the table of a record, for statements past the session."""
    table = record.__table__
    assert isinstance(table, Table)  # noqa: S101  every record has a table of its own
    return table
