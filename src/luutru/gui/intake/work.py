"""What the queue has done in the background.

Services are imported where they are first needed, so that the window starts without them.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from luutru.gui.jobs import Job
from luutru.records.roles import Permission

if TYPE_CHECKING:
    from luutru.services.accession import Receipt, Rejection
    from luutru.services.archive import Archive
    from luutru.services.door import HeldDocument
    from luutru.services.list_planning import Plan
    from luutru.services.overviews import Overview
    from luutru.services.propose import WaitingReview
    from luutru.services.retries import Failure
    from luutru.services.standings import Standing


@dataclass(frozen=True)
class Snapshot:
    """What the archive said of its documents in work, at one moment."""

    overview: "Overview"
    standings: "list[Standing]"
    failures: "list[Failure]"
    reviews: "list[WaitingReview]"
    """Documents that are read and wait for a person."""
    held: "tuple[HeldDocument, ...]"
    """Documents that wait at the door, for what they are marked as."""


def wake(archive: "Archive", job: Job) -> Snapshot:
    """Put right what a crash left, then ask where everything stands."""
    from luutru.services.healing import heal  # noqa: PLC0415

    heal(archive, job)
    return look(archive, ())


def look(archive: "Archive", also: Collection[str]) -> Snapshot:
    """Ask where everything stands; documents called `also` are told even when they are done."""
    from luutru.services.door import held_documents  # noqa: PLC0415
    from luutru.services.overviews import overview  # noqa: PLC0415
    from luutru.services.propose import waiting_for_review  # noqa: PLC0415
    from luutru.services.retries import failures  # noqa: PLC0415
    from luutru.services.standings import standings  # noqa: PLC0415

    reviews = [one for one in waiting_for_review(archive) if one.read]
    return Snapshot(
        overview(archive),
        standings(archive, also),
        failures(archive),
        reviews,
        held_documents(archive) if archive.may(Permission.ADMIT) else (),
    )


def take_in(archive: "Archive", paths: list[Path], job: Job) -> "Iterator[Receipt | Rejection]":
    """Take everything in and tell of each file."""
    from luutru.services.accession import take_in_all  # noqa: PLC0415

    return take_in_all(archive, paths, progress=job)


def take_in_list(archive: "Archive", plan: "Plan", job: Job) -> "Iterator[Receipt | Rejection]":
    """Take in what a list allows; rows that were refused before are not told again."""
    from luutru.errors import RowRefused  # noqa: PLC0415
    from luutru.services.accession import Rejection  # noqa: PLC0415
    from luutru.services.list_intake import take_in_list as take_in  # noqa: PLC0415

    for outcome in take_in(archive, plan, progress=job):
        if not (isinstance(outcome, Rejection) and isinstance(outcome.error, RowRefused)):
            yield outcome


def bring_up_to_date(archive: "Archive", job: Job) -> None:
    """Read and index all that waits, unless the archive is only read here.

    A member's desk follows what others have read.
    """
    from luutru.services import indexing  # noqa: PLC0415

    if not archive.is_read_only:
        indexing.bring_up_to_date(archive, job)


def read_again(archive: "Archive", job: Job) -> None:
    """Read again what failed before."""
    from luutru.services import retries  # noqa: PLC0415

    retries.run(archive, job)


def strike(archive: "Archive", entries: Collection[int]) -> None:
    """Take entries off the retry list."""
    from luutru.services import retries  # noqa: PLC0415

    for entry in entries:
        retries.dismiss(archive, entry)
