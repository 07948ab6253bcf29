"""Remembers what was worked out of the catalogue, for as long as nobody commits a change to it."""

import threading
from collections.abc import Callable, Hashable
from typing import Any, Final, Protocol, TypeVar

Value = TypeVar("Value")

_MOST: Final = 16
"""Values held at a time; the one that came first goes first."""


class Watch(Protocol):
    """A connection on which nothing is ever written."""

    def execute(self, statement: str) -> Any:  # noqa: ANN401  a DBAPI cursor
        """Run one statement."""

    def close(self) -> None:
        """Let go of the file."""


class Memory:
    """Values worked out of the catalogue, each true of what was committed when it was made.

    SQLite tells a connection whether anybody else, in whichever process, has committed since it
    was asked last. A connection of its own that never writes therefore hears of every change.
    """

    def __init__(self, connect: Callable[[], Watch]) -> None:
        self._connect = connect
        self._watch: Watch | None = None
        self._lock = threading.Lock()
        self._changes = -1
        self._values: dict[Hashable, Any] = {}

    def recall(self, name: Hashable) -> Any | None:  # noqa: ANN401  whatever was remembered
        """Return what is remembered as `name`; None where nothing is, or something has changed."""
        with self._lock:
            self._look()
            return self._values.get(name)

    def remember(self, name: Hashable, make: Callable[[], Value]) -> Value:
        """Return what is remembered as `name`; where there is nothing, make it.

        `make` may see more than was committed when it began, never less: what it returns is then
        thrown away by the next one who asks.
        """
        with self._lock:
            before = self._look()
            if name in self._values:
                found: Value = self._values[name]
                return found
        value = make()
        with self._lock:
            if self._look() == before:
                if len(self._values) >= _MOST:
                    del self._values[next(iter(self._values))]
                self._values[name] = value
        return value

    def close(self) -> None:
        """Forget everything and let go of the file."""
        with self._lock:
            self._values.clear()
            if self._watch is not None:
                self._watch.close()
            self._watch = None

    def _look(self) -> int:
        """Forget everything if something was committed; return the count of commits noticed."""
        if self._watch is None:
            self._watch = self._connect()
            self._values.clear()
        changes = int(self._watch.execute("PRAGMA data_version").fetchone()[0])
        if changes != self._changes:
            self._values.clear()
            self._changes = changes
        return changes
