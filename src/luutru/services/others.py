"""Hears that somebody at another desk has changed something.

The server hints at it at once; the numbers in the catalogue stay the truth, and are looked at every
now and then, so that a hint that was lost costs only that long (docs/adr/0051).
"""

import time
from typing import TYPE_CHECKING, Final

from luutru.holdings.log_book import head_of_log
from luutru.services import replica
from luutru.services.archive import Archive

if TYPE_CHECKING:
    from luutru.holdings.databases.database import Hints

EVERY_S: Final = 30.0
"""How often is looked without a hint."""


class Others:
    """All other desks of one shared archive, as one thread hears of them."""

    def __init__(self, archive: Archive, every: float = EVERY_S) -> None:
        self._archive = archive
        self._every = every
        self._hints: Hints | None = archive.catalogue.database.hints()
        self._known = self._mark()
        self._looked = time.monotonic()

    def wait(self, seconds: float) -> bool:
        """Wait so long at most; tell whether something may have changed.

        Raises:
            CatalogueOutOfReach: The server does not answer; asked again, it is tried again.
        """
        hinted = self._hints is not None and self._hints.wait(seconds)
        if not hinted and time.monotonic() - self._looked < self._every:
            return False
        before, self._known = self._known, self._mark()
        self._looked = time.monotonic()
        return hinted or self._known != before

    def close(self) -> None:
        """Hear no more."""
        if self._hints is not None:
            self._hints.close()

    def _mark(self) -> tuple[int, int]:
        with self._archive.catalogue.gate() as session:
            return head_of_log(session).seq, replica.newest(session)
