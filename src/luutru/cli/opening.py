"""Which archive a command means, and opening it."""

import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luutru.services.archive import Archive, open_archive, own_archive


def folder_named(options: Namespace) -> Path | None:
    """Return the folder of `--archive` or of `LUUTRU_ARCHIVE`; None where neither names one."""
    named = options.archive or os.environ.get("LUUTRU_ARCHIVE")
    return Path(named) if named else None


def folder_meant(options: Namespace) -> Path:
    """Return the folder that is named, or that of the person's own archive."""
    return folder_named(options) or own_archive()


@contextmanager
def opened(options: Namespace) -> Iterator[Archive]:
    """Open the archive meant for as long as the block lasts.

    Raises:
        NoArchive: There is none in that folder.
        NewerArchive: A newer version of the program has written it.
    """
    archive = open_archive(folder_meant(options))
    try:
        yield archive
    finally:
        archive.close()
