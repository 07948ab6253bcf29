"""Which archive a command means, and opening it."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from luutru.cli.parser import folder_named
from luutru.services.archive import Archive, open_archive
from luutru.services.workstation import own_archive


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
