"""Brings the schema of a catalogue up to date, forward only; `upgrades/` holds the steps."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from luutru.errors import NewerArchive

_STEPS: Final = Path(__file__).parent / "upgrades"


def bring_up_to_date(engine: Engine, folder: Path) -> None:
    """Take every step that the catalogue behind `engine` has not taken yet.

    Raises:
        NewerArchive: It has taken a step that this version does not know.
    """
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    steps = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        taken = MigrationContext.configure(connection).get_current_revision()
    if taken == steps.get_current_head():
        return
    if taken is not None and taken not in {step.revision for step in steps.walk_revisions()}:
        raise NewerArchive(str(folder))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
