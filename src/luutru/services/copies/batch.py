"""Issues several copies with one opening of the key: one PIN, and a number for each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from luutru.errors import OF_THE_KEY, DiskFull, DiskTrouble, LuutruError, RegisterClosed
from luutru.holdings.stamper import Stamper
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress, tracked
from luutru.services.archive import Archive
from luutru.services.copies.issuing import issue
from luutru.services.copies.request import Issued, Wanted

_LABEL: Final = mark("Issuing copies")
_STOPS: Final = (*OF_THE_KEY, DiskFull, DiskTrouble, RegisterClosed)
"""What would meet every copy that follows; no further number is taken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one copy of several: it was issued, or why not."""

    reference: str
    issued: Issued | None = None
    error: LuutruError | None = None


def issue_each(
    archive: Archive,
    wanted: Sequence[Wanted],
    out: Path,
    *,
    goes_on: bool = True,
    progress: Progress = SILENT,
) -> Iterator[Outcome]:
    """Issue copies one after the other, and tell of each as soon as it is issued or refused.

    The key is opened for the first and held for the others. What fails stays alone if the
    person `goes_on`, unless it is of the key or of the disk: then nothing follows. A stop takes
    effect between two copies.

    Raises:
        Cancelled: The archivist asked to stop; what was issued stays.
    """
    stamper = Stamper()
    try:
        for one in tracked(wanted, translate(_LABEL), progress):
            outcome = _outcome(archive, one, out, stamper)
            yield outcome
            if outcome.error and (not goes_on or isinstance(outcome.error, _STOPS)):
                return
    finally:
        stamper.close()


def _outcome(archive: Archive, wanted: Wanted, out: Path, stamper: Stamper) -> Outcome:
    try:
        return Outcome(wanted.reference, issued=issue(archive, wanted, out, stamper))
    except LuutruError as error:
        return Outcome(wanted.reference, error=error)
