"""Keeps what a desk has at hand of a store within bounds: what was used longest ago goes first.

Nothing goes that the store does not have, nor what was used within the last hour: somebody may be
about to open it.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from luutru.holdings.disk import reserve
from luutru.holdings.stores.store import PREFIXES, Store
from luutru.system import filing

IN_USE_S: Final = 3600
"""Seconds for which a file stays, once it was used."""
_PART: Final = 4
"""The part of the disk that files at hand may take: one in so many."""
_SPARE: Final = 20
"""One part in so many of the bound is made free beyond need: not every file sends another away."""


class AtHand(NamedTuple):
    """A file that lies in the home of a desk."""

    used_at: float
    """Seconds since 1970."""
    size: int
    key: str
    place: Path


def note_use(place: Path) -> None:
    """Remember that a file was used just now; where that is refused, it counts as unused."""
    with suppress(OSError):
        os.utime(place, ns=(time.time_ns(), place.stat().st_mtime_ns))


def trim(home: Path, store: Store, coming: int) -> int:
    """Make room for a file of `coming` bytes; return how many may come until somebody looks again.

    Raises:
        StoreOutOfReach and the like: As with `Store`; what is left to do stays undone.
    """
    disk = shutil.disk_usage(home)
    found = sorted(_at_hand(home))
    room = _bound(disk.total) - sum(one.size for one in found)
    free = disk.free - reserve(disk.total)
    wanted = max(
        coming - room + _bound(disk.total) // _SPARE if room < coming else 0, 2 * coming - free
    )
    for one in found:
        if wanted <= 0 or time.time() - one.used_at < IN_USE_S:
            break
        if store.size(one.key) == one.size and _is_gone(one.place):
            wanted, room, free = (wanted - one.size, room + one.size, free + one.size)
    return max(min(room, free // 2), _bound(disk.total) // _SPARE)


def _bound(disk: int) -> int:
    told = os.environ.get("LUUTRU_AT_HAND_MB")
    return int(told) << 20 if told else disk // _PART


def _at_hand(home: Path) -> Iterator[AtHand]:
    for prefix in PREFIXES:
        for folder, folders, names in os.walk(home / prefix):
            folders[:] = [one for one in folders if not one.startswith(".")]
            for name in names:
                place = Path(folder, name)
                with suppress(OSError):
                    told = place.stat()
                    key = place.relative_to(home).as_posix()
                    yield AtHand(told.st_atime, told.st_size, key, place)


def _is_gone(place: Path) -> bool:
    with suppress(OSError):  # another program has it open
        filing.remove(place)
        return True
    return False
