"""Accession: take scans into custody.

A file is acknowledged as soon as its bytes are safe and the catalogue says so; nothing in it is
parsed before that (docs/adr/0010-acknowledge-before-parsing.md), so no scan, however damaged, is
turned away for what a parser thinks of it.
"""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from luutru.holdings.disk import shown
from luutru.progress import SILENT, Progress
from luutru.records.intake import Way
from luutru.records.roles import Permission
from luutru.services.archive import Archive
from luutru.services.arrivals import (
    Bringing,
    Joining,
    Receipt,
    Rejection,
    files_in,
    source_of,
)
from luutru.services.copying import Copied
from luutru.services.entering import TAKING_IN, entered, take_in_batch
from luutru.services.packages import is_package, take_in_package
from luutru.services.registering import Register

__all__ = [
    "TAKING_IN",
    "Joining",
    "Receipt",
    "Rejection",
    "take_in",
    "take_in_all",
    "take_in_brought",
]


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
        NotPermitted: The roles of the account do not include it.
        EmptyFile, NotAScan, ForeignImage, FileVanished, FileUnreadable: It cannot be taken in.
        UnknownReference: `to` names nothing in this archive.
        Trouble: The disk or the catalogue got in the way.
    """
    archive.require(Permission.TAKE_IN)
    bringing = Bringing(joining=joining, to=to, move=move)
    copied = Copied(source_of(file), archive.strongroom.copy(file))
    archive.strongroom.secure([copied.copy])
    (receipt,) = entered(archive, Register(archive, bringing), [copied], bringing)
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
    """Take in files, whole folders, ZIP files and packages; one bad file never stops the rest.

    Yields an acknowledgement or a rejection for each file as soon as it is certain. Rejected
    files are entered in the retry list. What is new is one batch, and so is each package.

    Raises:
        NotPermitted: The roles of the account do not include it.
        UnknownReference: `to` names nothing in this archive; nothing was taken in.
        Cancelled: The archivist asked to stop; what was acknowledged stays.
        Trouble: The disk is full or the catalogue is held; the rest would fail the same way.
    """
    archive.require(Permission.TAKE_IN)
    brought = list(paths)
    bringing = replace(_bringing(brought), joining=joining, to=to, move=move)
    yield from take_in_brought(archive, files_in(brought), bringing, progress)


def take_in_brought(
    archive: Archive,
    brought: Iterable[Path | Rejection],
    bringing: Bringing,
    progress: Progress = SILENT,
) -> Generator[Receipt | Rejection, None, None]:
    """Take in files and packages in the way that `bringing` says; the rest as in `take_in_all`.

    Raises:
        NotPermitted: The roles of the account do not include it.
    """
    archive.require(Permission.TAKE_IN)
    files: list[Path | Rejection] = []
    packages: list[Path] = []
    for found in brought:
        if isinstance(found, Path) and is_package(found):
            packages.append(found)
        else:
            files.append(found)
    if files or not packages:
        yield from take_in_batch(archive, files, bringing, progress)
    for package in packages:
        yield from take_in_package(archive, package, bringing, progress)


def _bringing(paths: Sequence[Path]) -> Bringing:
    """Return what a pile of files and folders is called."""
    if len(paths) == 1 and paths[0].is_dir():
        return Bringing(Way.FOLDER, shown(paths[0].absolute()))
    return Bringing(Way.FILES)
