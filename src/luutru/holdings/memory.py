"""Remembers what was worked out of the catalogue, for as long as nobody commits a change to it."""

import threading
from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from luutru.holdings.databases.database import Commits

Value = TypeVar("Value")

_MOST: Final = 16
"""Values held at a time; the one that came first goes first."""


class Memory:
    """Values worked out of the catalogue, each true of what was committed when it was made."""

    def __init__(self, watch: Callable[[], Commits]) -> None:
        self._begin = watch
        self._watch: Commits | None = None
        self._lock = threading.Lock()
        self._changes: object = None
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

    def _look(self) -> object:
        """Forget everything if something was committed; return the mark of what was."""
        if self._watch is None:
            self._watch = self._begin()
            self._values.clear()
        changes = self._watch.count()
        if changes != self._changes:
            self._values.clear()
            self._changes = changes
        return changes
