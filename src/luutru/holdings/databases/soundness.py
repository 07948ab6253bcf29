"""What a server finds wrong with a catalogue that it keeps: its pages, indexes and references."""

from collections.abc import Iterator

from sqlalchemy import Connection, text

from luutru.records.schema import METADATA


def problems_found(connection: Connection) -> list[str]:
    """Return what is wrong, as the server words it."""
    return [
        *_broken_pages(connection),
        *_broken_indexes(connection),
        *_broken_references(connection),
    ]


def _broken_pages(connection: Connection) -> Iterator[str]:
    failures = connection.scalar(
        text("SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()")
    )
    if failures:
        yield f"checksum failures: {failures}"


def _broken_indexes(connection: Connection) -> Iterator[str]:
    unfit = connection.scalars(
        text(
            "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT (indisvalid AND indisready)"
        )
    )
    yield from (f"index {name} is not valid" for name in unfit)


def _broken_references(connection: Connection) -> Iterator[str]:
    """Look for what refers to nothing: the server lets its owner switch the rule off."""
    for table in METADATA.sorted_tables:
        for key in table.foreign_keys:
            target = key.column.table.alias()
            own, other = key.parent, target.c[key.column.name]
            missing = (
                table.outerjoin(target, own == other)
                .select()
                .with_only_columns(*table.primary_key.columns)
                .where(own.is_not(None), other.is_(None))
                .limit(20)
            )
            for row in connection.execute(missing):
                yield f"foreign key: {table.name} {tuple(row)} -> {key.column.table.name}"
