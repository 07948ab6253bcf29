"""Where the files of an archive are copied from: its folder, or for an office its store."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from luutru.holdings.stores.cache import Cache
from luutru.services.archive import Archive
from luutru.services.backup.objects import KeptObject
from luutru.system import filing

Source: TypeAlias = Callable[[KeptObject], Path]
"""Tells where a file can be read until it is asked for the next one."""


def in_folder(folder: Path) -> Source:
    """Read files where they lie, below `folder`."""
    return lambda one: folder / one.path


@contextmanager
def sources_of(archive: Archive) -> Iterator[Sequence[Source]]:
    """Lend where the files of an archive are, the best place first.

    Those of a store are fetched one after the other; what it does not have as it has to be may be
    at hand at this desk.

    Raises:
        StoreOutOfReach and the like: While files are asked for, as with `Store`.
    """
    own = in_folder(archive.folder)
    if archive.at_hand is None:
        yield [own]
        return
    lent = archive.strongroom.fresh_part()
    try:
        yield [_fetched(archive.at_hand, lent), own]
    finally:
        filing.remove(lent, missing_ok=True)


def _fetched(at_hand: Cache, lent: Path) -> Source:
    def source(one: KeptObject) -> Path:
        filing.remove(lent, missing_ok=True)
        at_hand.store.fetch(one.path, lent)
        return lent

    return source
