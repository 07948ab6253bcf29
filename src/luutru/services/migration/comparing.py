"""Compares what arrived with what was sent, and tells what a migration came to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from luutru.errors import MigrationDiffers
from luutru.holdings.databases.comparing import TABLES, Compared, Comparison
from luutru.i18n import mark
from luutru.progress import Progress

COMPARING: Final = mark("Comparing table by table")


@dataclass(frozen=True, slots=True)
class TableTold:
    """One table that was copied and compared."""

    name: str
    rows: int


@dataclass(frozen=True, slots=True)
class MigrationReport:
    """What a migration came to."""

    place: str
    """The server without any password, or the folder, that keeps the archive now."""
    archive_id: str
    """Another one where the archive goes on in the former place as well."""
    tables: tuple[TableTold, ...]
    rows: int
    copied_anew: tuple[str, ...]
    """Tables that differed from what a run before had copied."""
    files: int
    """Files that were brought and compared; those that stayed where they are do not count."""
    former: Path | None
    """The former catalogue, which is only read, where it was set aside."""
    head: str
    """Of the log in the new place."""
    seconds: float


def compare_all(source: Connection, target: Connection, progress: Progress) -> list[Compared]:
    """Compare every table.

    Raises:
        MigrationDiffers: Some are not what was sent.
    """
    comparison = Comparison(source, target)
    found = []
    for done, table in enumerate(TABLES):

        def pulse() -> None:
            progress.report(done, len(TABLES), COMPARING)  # noqa: B023  asked within this round only

        pulse()
        found.append(comparison.of(table, pulse))
    progress.report(len(TABLES), len(TABLES), COMPARING)
    refuse_differing(found)
    return found


def refuse_differing(found: Sequence[Compared]) -> None:
    """Raise `MigrationDiffers` where tables are not what was sent."""
    findings = [
        f"{one.name}: {' · '.join(one.differing) or '?'}" for one in found if not one.is_same
    ]
    if findings:
        raise MigrationDiffers(findings)


def told(found: Sequence[Compared]) -> tuple[TableTold, ...]:
    """Return what was compared, as it is reported."""
    return tuple(TableTold(one.name, one.rows) for one in found)
