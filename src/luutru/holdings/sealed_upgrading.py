"""Brings a catalogue up to date without losing what its seals tell.

A step that changes rows changes what they were sealed with, so that they are sealed anew, and an
entry of the log says so. What did not fit to its seal before the step is left as it is: no upgrade
hides what somebody wrote past the program.
"""

from pathlib import Path

from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from luutru.holdings import sealing, upgrading


def bring_up_to_date(engine: Engine, folder: Path) -> None:
    """Take the steps that are left, and seal what they made or changed.

    A catalogue that was never sealed, of an earlier version, is sealed whole.

    Raises:
        NewerArchive: A newer version of the program has written it.
    """
    if not upgrading.is_behind(engine, folder):
        return
    from luutru.holdings.seal_checks import Differences, differences  # noqa: PLC0415  seldom needed

    with engine.connect() as connection:
        was_sealed = inspect(connection).has_table("record_seal")
        before = differences(connection) if was_sealed else Differences()
    upgrading.take_steps(engine)
    with Session(engine) as session, session.begin():
        connection = session.connection()
        known = {(one.table, one.key) for one in before.all()}
        changed = [
            one for one in differences(connection).all() if (one.table, one.key) not in known
        ]
        seals = [(one.table, one.key, one.seal) for one in changed]
        sealing.enter(session, seals, upgraded=True)
