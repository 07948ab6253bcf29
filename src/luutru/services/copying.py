"""Copies files into the strongroom, one group ahead of whoever enters them into the catalogue.

To be safe on the disk costs a file some milliseconds of waiting, sixteen files little more than
one. The groups grow from one file on, so that the first acknowledgement is not kept waiting.
"""

import queue
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from luutru.errors import Refusal
from luutru.holdings.receiving import Copy
from luutru.holdings.strongroom import Strongroom
from luutru.services.arrivals import Rejection, Source

_LARGEST: Final = 16
"""Files of a group."""
_HEAVIEST: Final = 64 << 20
"""Bytes after which a group is full."""
_LISTENING: Final = 0.1
"""Seconds until the copier looks again whether it is still wanted."""


class Copied(NamedTuple):
    """A file whose copy is on the disk, without a name yet."""

    source: Source
    copy: Copy

    @property
    def path(self) -> Path:
        """What people call the file."""
        return self.source.path


Arrival = Copied | Rejection


def copy_one(strongroom: Strongroom, source: Source) -> Arrival:
    """Copy a file; a refusal is told as a rejection.

    Raises:
        DiskFull, DiskTrouble: The copy could not be written.
    """
    try:
        return Copied(source, source.copied(strongroom))
    except Refusal as error:
        return Rejection(source.path, error)


class Copier:
    """Copies files in a thread of its own; to be closed, whatever happens."""

    def __init__(self, strongroom: Strongroom, found: Sequence[Source | Rejection]) -> None:
        self._strongroom = strongroom
        self._found = found
        self._groups: queue.Queue[list[Arrival] | Exception | None] = queue.Queue(maxsize=1)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def groups(self) -> Iterator[list[Arrival]]:
        """Yield files that were copied and secured together, in the order in which they came.

        Raises:
            DiskFull, DiskTrouble: A copy could not be written; those before it were yielded.
        """
        while (group := self._groups.get()) is not None:
            if isinstance(group, Exception):
                raise group
            yield group

    def close(self) -> None:
        """Stop, and remove the copies that nobody asked for."""
        self._stopped.set()
        self._thread.join()
        while not self._groups.empty():
            self._discard(self._groups.get())

    def _work(self) -> None:
        try:
            for group in self._copied():
                self._hand_over(group)
            self._hand_over(None)
        except Exception as error:  # noqa: BLE001  raised again where it is waited for
            self._hand_over(error)

    def _copied(self) -> Iterator[list[Arrival]]:
        group: list[Arrival] = []
        size, full = 0, 1
        try:
            for found in self._found:
                if self._stopped.is_set():
                    break
                arrival = (
                    found if isinstance(found, Rejection) else copy_one(self._strongroom, found)
                )
                group.append(arrival)
                size += arrival.copy.kept.size if isinstance(arrival, Copied) else 0
                if len(group) >= full or size >= _HEAVIEST:
                    ready, group, size = group, [], 0
                    full = min(2 * full, _LARGEST)
                    yield self._secured(ready)
        finally:
            if group:
                yield self._secured(group)

    def _secured(self, group: list[Arrival]) -> list[Arrival]:
        self._strongroom.secure([arrival.copy for arrival in group if isinstance(arrival, Copied)])
        return group

    def _hand_over(self, group: list[Arrival] | Exception | None) -> None:
        while not self._stopped.is_set():
            try:
                self._groups.put(group, timeout=_LISTENING)
            except queue.Full:
                continue
            return
        self._discard(group)

    def _discard(self, group: list[Arrival] | Exception | None) -> None:
        if isinstance(group, list):
            self._strongroom.discard([one.copy for one in group if isinstance(one, Copied)])
