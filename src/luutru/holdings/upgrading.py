"""Brings the schema of a catalogue up to date, forward only; `upgrades/` holds the steps.

Alembic is imported when there is a step to take: it would cost a third of a second of every start.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import Engine, inspect, text

from luutru.errors import NewerArchive
from luutru.holdings.databases.rows import rows_of
from luutru.holdings.sealing import shapes

_STEPS: Final = Path(__file__).parent / "upgrades"


def is_behind(engine: Engine, folder: Path) -> bool:
    """Tell whether there are steps that the catalogue behind `engine` has not taken yet.

    Raises:
        NewerArchive: It has taken a step that this version does not know.
    """
    known = sorted(step.stem.partition("_")[0] for step in _STEPS.glob("versions/[0-9]*.py"))
    taken = _taken(engine)
    if taken is not None and taken not in known:
        raise NewerArchive(str(folder))
    return taken != known[-1]


def _taken(engine: Engine) -> str | None:
    """Return the last step that was taken; None for an empty catalogue."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return None if found is None else str(found)


def take_steps(engine: Engine) -> None:
    """Take every step that the catalogue has not taken yet."""
    from alembic import command  # noqa: PLC0415  see above
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        rows = rows_of(connection)
        rows.prepare(connection, list(shapes(connection).values()))
        rows.guard(connection)
