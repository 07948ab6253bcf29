"""How long work tells its progress and learns that it should stop."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol, TypeVar

Item = TypeVar("Item")


class Cancelled(Exception):
    """The archivist asked to stop; what was acknowledged stays, the rest was not begun."""


class Progress(Protocol):
    """The listener that every long service accepts."""

    def report(self, done: int, total: int, label: str) -> None:
        """Take note that `done` of `total` units are finished; called from any thread.

        Raises:
            Cancelled: The archivist asked to stop. Let it pass through.
        """


class Silent:
    """Hears nothing and never stops the work."""

    def report(self, done: int, total: int, label: str) -> None:
        """Do nothing."""


SILENT: Final[Progress] = Silent()


def tracked(items: Sequence[Item], label: str, progress: Progress) -> Iterator[Item]:
    """Yield `items`, reporting before each one so that a stop takes effect between two."""
    for done, item in enumerate(items):
        progress.report(done, len(items), label)
        yield item
    progress.report(len(items), len(items), label)
