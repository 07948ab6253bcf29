"""Prepares and issues several copies: one opening of the key, and a number for each of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from luutru.errors import OF_THE_KEY, DiskFull, DiskTrouble, LuutruError, RegisterClosed
from luutru.holdings.stamper import Stamper
from luutru.i18n import mark, translate
from luutru.progress import SILENT, Progress, tracked
from luutru.services.archive import Archive
from luutru.services.copies.issuing import issue
from luutru.services.copies.looking import Check, Weight
from luutru.services.copies.preparing import Prepared, prepare
from luutru.services.copies.request import Issued, Wanted

_LABEL: Final = mark("Issuing copies")
_CHECKING: Final = mark("Checking copies")
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


def prepare_each(
    archive: Archive, wanted: Sequence[Wanted], stamper: Stamper, progress: Progress = SILENT
) -> Prepared:
    """Check several copies as one; no number is taken.

    What is told of all of them is told once. What stands in the way of one is a remark with its
    reference, for it stays alone; only where nothing could be issued does it block.

    Raises:
        UnknownReference, HeldAtDoor: There is no such document.
        Cancelled: The archivist asked to stop.
    """
    told = [
        prepare(archive, one, stamper) for one in tracked(wanted, translate(_CHECKING), progress)
    ]
    first = told[0]
    shared = tuple(check for check in first.checks if all(check in one.checks for one in told))
    own = tuple(
        Check(Weight.REMARK, f"{one.reference}: {check.what}", check.advice)
        for one in told
        for check in one.checks
        if check not in shared and check.weight is not Weight.GOOD
    )
    nothing: tuple[Check, ...] = ()
    if all(one.blocking for one in told) and not any(
        check.weight is Weight.BLOCKS for check in shared
    ):
        nothing = (Check(Weight.BLOCKS, translate("None of them can be copied like this")),)
    return replace(first, checks=(*shared, *own, *nothing), can_be_rebuilt=False)
