"""Goes through the rows of a list, and tells now and then how far it is."""

from collections.abc import Iterator, Sequence
from typing import Final

from luutru.i18n import mark, translate
from luutru.progress import Progress
from luutru.services.tables.table import Value

_STEP: Final = 200
_WRITING: Final = mark("Writing the list")

Row = tuple[Value, ...]


def in_steps(rows: Sequence[Row], progress: Progress) -> Iterator[Row]:
    """Yield `rows`, reporting so often that a stop is heard at once.

    Raises:
        Cancelled: The archivist asked to stop.
    """
    for done, row in enumerate(rows):
        if done % _STEP == 0:
            progress.report(done, len(rows), translate(_WRITING))
        yield row
    progress.report(len(rows), len(rows), translate(_WRITING))
