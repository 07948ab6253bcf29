"""The former catalogue of an archive that went to a server: set aside, only to be read."""

from pathlib import Path
from typing import Final

from luutru import clock
from luutru.holdings.catalogue import FILE_NAME
from luutru.holdings.databases.sqlite import SqliteDatabase
from luutru.holdings.disk import sync_folder
from luutru.services.backup.moving import FORMER
from luutru.system import filing

_READ_ONLY: Final = 0o440
_BESIDE: Final = ("-wal", "-shm")


def set_aside(folder: Path) -> Path | None:
    """Give the former catalogue a name of its own; return it, None where it is still open."""
    old = folder / FILE_NAME
    if not old.exists():
        return None
    _write_out(old)
    if any(old.with_name(f"{FILE_NAME}{end}").exists() for end in _BESIDE):
        return None  # a window still reads it: renamed now, it would lack what lies beside it
    kept = folder / f"{FORMER}{clock.today():%Y-%m-%d}.sqlite"
    if kept.exists():
        kept = folder / f"{FORMER}{clock.now():%Y-%m-%d-%H%M%S}.sqlite"
    filing.replace(old, kept)
    kept.chmod(_READ_ONLY)
    filing.remove(old.with_suffix(".sum"), missing_ok=True)
    sync_folder(folder)
    return kept


def _write_out(file: Path) -> None:
    """Bring into the file what a process that died has left beside it."""
    database = SqliteDatabase(file)
    try:
        with database.explained(), database.reading.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        database.close(changed=False)
