"""Writes a catalogue anew that is encrypted otherwise: from plain to encrypted, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import sqlcipher3.dbapi2

from luutru.errors import DiskFull, DiskTrouble
from luutru.holdings.connecting import connect
from luutru.holdings.disk import sync_file

_OPERATIONS: Final = 200_000
"""Steps of the engine between two looks whether it is to stop."""


def write_converted(
    source: Path,
    key: bytes | None,
    target: Path,
    target_key: bytes | None,
    pulse: Callable[[], object],
) -> None:
    """Write all of the catalogue `source`, which nobody writes, into the new file `target`.

    What either key is None of is plain. Not one page is written otherwise than with its key.

    Raises:
        DiskFull: It does not fit.
        DiskTrouble: It could not be read or written.
    """
    stopped: list[BaseException] = []

    def look() -> int:
        try:
            pulse()
        except BaseException as error:  # noqa: BLE001  raised again below, outside of the engine
            stopped.append(error)
        return len(stopped)

    connection = connect(source, key, unchanging=True)
    try:
        connection.set_progress_handler(look, _OPERATIONS)
        raw = f"x'{target_key.hex()}'" if target_key else ""
        connection.execute("ATTACH DATABASE ? AS target KEY ?", (str(target), raw))
        connection.execute("SELECT sqlcipher_export('target')")
        connection.commit()
        connection.execute("DETACH DATABASE target")
    except sqlcipher3.dbapi2.DatabaseError as error:
        if stopped:
            raise stopped[0] from None
        if "full" in str(error):
            raise DiskFull(str(target.parent), target.name, needed_mb=200) from error
        raise DiskTrouble(str(target.parent), target.name, str(error)) from error
    finally:
        connection.close()
    sync_file(target)
