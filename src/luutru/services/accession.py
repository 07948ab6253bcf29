"""Accession: take scans into custody.

A file is acknowledged as soon as its bytes are safe and the catalogue says so; nothing in it is
parsed before that (docs/adr/0010-acknowledge-before-parsing.md), so no scan, however damaged, is
turned away for what a parser thinks of it.
"""

import logging
from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from sqlalchemy.exc import IntegrityError

from luutru.holdings.disk import shown
from luutru.i18n import mark
from luutru.progress import SILENT, Progress
from luutru.records.intake import Way
from luutru.services import lookup
from luutru.services.archive import Archive
from luutru.services.arrivals import Bringing, Joining, Receipt, Rejection, files_in
from luutru.services.copying import Arrival, Copied, Copier, copy_one
from luutru.services.registering import Register, SetAside

__all__ = ["Bringing", "Joining", "Receipt", "Rejection", "Way", "take_in", "take_in_all"]

log = logging.getLogger(__name__)

TAKING_IN: Final = mark("Taking in")


def take_in(
    archive: Archive,
    file: Path,
    *,
    joining: Joining = Joining.NEW,
    to: str | None = None,
    move: bool = False,
) -> Receipt:
    """Take `file` into custody and acknowledge it.

    With `move` the source is removed once, and only after, it is acknowledged.

    Raises:
        EmptyFile, NotAScan, ForeignImage, FileVanished, FileUnreadable: It cannot be taken in.
        UnknownReference: `to` names nothing in this archive.
        Trouble: The disk or the catalogue got in the way.
    """
    bringing = Bringing(joining=joining, to=to, move=move)
    copy = archive.strongroom.copy(file)
    archive.strongroom.secure([copy])
    (receipt,) = _entered(archive, Register(archive, bringing), [Copied(file, copy)], bringing)
    if isinstance(receipt, Rejection):  # it vanished while a recovery had set the copy aside
        raise receipt.error
    return receipt


def take_in_all(
    archive: Archive,
    paths: Iterable[Path],
    *,
    joining: Joining = Joining.NEW,
    to: str | None = None,
    move: bool = False,
    progress: Progress = SILENT,
) -> Generator[Receipt | Rejection, None, None]:
    """Take in files and whole folders; one bad file never stops the rest.

    Yields an acknowledgement or a rejection for each file as soon as it is certain. Rejected
    files are entered in the retry list. What is new is one batch.

    Raises:
        Cancelled: The archivist asked to stop; what was acknowledged stays.
        Trouble: The disk is full or the catalogue is held; the rest would fail the same way.
    """
    brought = list(paths)
    bringing = replace(_bringing(brought), joining=joining, to=to, move=move)
    yield from take_in_batch(archive, files_in(brought), bringing, progress)


def take_in_batch(
    archive: Archive,
    files: Iterable[Path | Rejection],
    bringing: Bringing,
    progress: Progress = SILENT,
) -> Generator[Receipt | Rejection, None, None]:
    """Take in `files`, none of them a folder, as one batch; the rest is as in `take_in_all`."""
    if bringing.to is not None:
        with archive.catalogue.read() as session:
            lookup.agreement(session, bringing.to)
    found = list(files)
    register = Register(archive, bringing)
    copier = Copier(archive.strongroom, found)
    done = 0
    try:
        progress.report(done, len(found), TAKING_IN)
        for group in copier.groups():
            yield from _entered(archive, register, group, bringing)
            done += len(group)
            progress.report(done, len(found), TAKING_IN)
    finally:
        copier.close()


def _bringing(paths: Sequence[Path]) -> Bringing:
    """Return what a pile of files and folders is called."""
    if len(paths) == 1 and paths[0].is_dir():
        return Bringing(Way.FOLDER, shown(paths[0].absolute()))
    return Bringing(Way.FILES)


def _entered(
    archive: Archive, register: Register, group: Sequence[Arrival], bringing: Bringing
) -> list[Receipt | Rejection]:
    """Put copies in their places and enter them; remove their sources if that is asked for.

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
    again = copy_one(archive.strongroom, arrival.path)
    if isinstance(again, Copied):
        archive.strongroom.secure([again.copy])
    return again


def _remove_source(file: Path) -> None:
    try:
        file.unlink()
    except OSError as error:
        log.warning("a source was taken in but could not be removed: %s", error.strerror)
