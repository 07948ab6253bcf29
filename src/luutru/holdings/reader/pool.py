"""Lends reading processes to threads, each to one at a time."""

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from luutru.holdings.reader.child import Child
from luutru.progress import Cancelled
from luutru.reading.messages import Limits


class Pool:
    """Some reading processes; the one that was used last is lent first, so others may rest."""

    def __init__(self, size: int, limits: Limits) -> None:
        self.size = size
        self._children = [Child(limits) for _ in range(size)]
        self._free: queue.LifoQueue[Child] = queue.LifoQueue()
        for child in self._children:
            self._free.put(child)
        self._closed = threading.Event()

    @contextmanager
    def lent(self) -> Iterator[Child]:
        """Lend a process, waiting for one to come free.

        Raises:
            Cancelled: The pool is closed, and with it the archive.
        """
        child = self._free.get()
        try:
            if self._closed.is_set():
                raise Cancelled
            yield child
        finally:
            self._free.put(child)

    def rest(self) -> None:
        """End the processes that nobody uses; they are started again when asked."""
        idle = []
        while not self._free.empty():
            try:
                idle.append(self._free.get_nowait())
            except queue.Empty:
                break
        for child in idle:
            child.end()
            self._free.put(child)

    def close(self) -> None:
        """End all processes, also those at work, whose users are told that they died."""
        self._closed.set()
        for child in self._children:
            child.close()
