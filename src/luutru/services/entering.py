"""Lets copied files in: puts them in their places and enters them, in this order."""

import logging
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy.exc import IntegrityError

from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.arrivals import Bringing, Receipt, Rejection, Source, source_of
from luutru.services.copying import Arrival, Copied, Copier, copy_one
from luutru.services.registering import Register, SetAside
from luutru.system import filing

log = logging.getLogger(__name__)

TAKING_IN: Final = mark("Taking in")


def take_in_batch(
    archive: Archive,
    files: Iterable[Path | Source | Rejection],
    bringing: Bringing,
    progress: Progress = SILENT,
) -> Generator[Receipt | Rejection, None, None]:
    """Take in `files`, none of them a folder, as one batch; one bad file never stops the rest.

    Raises:
        UnknownReference: What they are to join is not there; nothing was taken in.
        Cancelled: The archivist asked to stop; what was acknowledged stays.
        Trouble: The disk is full or the catalogue is held; the rest would fail the same way.
    """
    make_sure_it_can_join(archive, bringing)
    found = [source_of(file) if isinstance(file, Path) else file for file in files]
    register = Register(archive, bringing)
    copier = Copier(archive.strongroom, found)
    done = 0
    try:
        progress.report(done, len(found), TAKING_IN)
        for group in copier.groups():
            yield from entered(archive, register, group, bringing)
            done += len(group)
            progress.report(done, len(found), TAKING_IN)
    finally:
        copier.close()


def make_sure_it_can_join(archive: Archive, bringing: Bringing) -> None:
    """Make sure that what the files are to join is there.

    Raises:
        UnknownReference: It is not.
    """
    if bringing.to is not None:
        with archive.catalogue.read() as session:
            lookup.agreement(session, bringing.to)


def enter_at_once(
    archive: Archive, copied: Sequence[Copied], bringing: Bringing
) -> list[Receipt | Rejection]:
    """Let copies in that belong together: all of them in one transaction, or none.

    Raises:
        Refusal: One of them had to be copied again and could not be.
        DiskFull, DiskTrouble: They could not be put in their places.
    """
    archive.strongroom.secure([one.copy for one in copied])
    register = Register(archive, bringing)
    try:
        return _kept_and_entered(archive, register, copied)
    except (IntegrityError, SetAside):
        again = [Copied(one.source, one.source.copied(archive.strongroom)) for one in copied]
        archive.strongroom.secure([one.copy for one in again])
        return _kept_and_entered(archive, register, again)


def entered(
    archive: Archive, register: Register, group: Sequence[Arrival], bringing: Bringing
) -> list[Receipt | Rejection]:
    """Let a group of secured copies in; remove their sources if that is asked for.

    The strongroom comes before the catalogue: a failure in between leaves files that nothing
    points to, never an entry without its proof.
    """
    try:
        told = _kept_and_entered(archive, register, group)
    except (IntegrityError, SetAside):  # between our look and our write another process was there
        again = [_copied_again(archive, arrival) for arrival in group]
        told = _kept_and_entered(archive, register, again)
    for result in told:
        if isinstance(result, Receipt):
            log.info("took in %s as %s", result.sha256[:12], result.reference)
            if bringing.move:
                _remove_source(result.path)
    return told


def _kept_and_entered(
    archive: Archive, register: Register, group: Sequence[Arrival]
) -> list[Receipt | Rejection]:
    archive.strongroom.put_in_place([one.copy for one in group if isinstance(one, Copied)])
    return register.enter(group)


def _copied_again(archive: Archive, arrival: Arrival) -> Arrival:
    if isinstance(arrival, Rejection):
        return arrival
    again = copy_one(archive.strongroom, arrival.source)
    if isinstance(again, Copied):
        archive.strongroom.secure([again.copy])
    return again


def _remove_source(file: Path) -> None:
    try:
        filing.remove(file)
    except OSError as error:
        log.warning("a source was taken in but could not be removed: %s", error.strerror)
