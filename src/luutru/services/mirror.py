"""The copy of a shared catalogue that each desk keeps, for as long as the server does not answer.

It lies beside the index of this desk, which knows the same words, and is only read
(docs/adr/0051-when-the-server-is-away.md).
"""

import json
import os
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from luutru import clock
from luutru.holdings import disk
from luutru.holdings.catalogue import FILE_NAME
from luutru.holdings.databases.copying import write_file
from luutru.holdings.log_book import head_of_log
from luutru.progress import SILENT, Progress
from luutru.services.archive import Archive
from luutru.services.indexing import follow_descriptions
from luutru.services.members import is_kept_here
from luutru.services.read_only import MIRROR, ReadOnly
from luutru.system import filing

EVERY: Final = timedelta(minutes=10)
"""How old a copy is before it is made anew, where the catalogue has changed."""
_REST: Final = 30
"""Times as long as a copy took is rested before the next one."""
_STAMP: Final = "mirror.json"


@dataclass(frozen=True, slots=True)
class Mirror:
    """What is known of the copy that this desk has."""

    at: datetime
    """The moment of which it tells."""
    mark: str
    """The head of the log at that moment, or before it."""
    seconds: float
    """How long it took to make."""


def mirror_of(archive: Archive) -> Mirror | None:
    """Return what is known of the copy of this desk; None where it has none."""
    folder = archive.mirror_folder
    try:
        told = json.loads((folder / _STAMP).read_text(encoding="utf-8"))
        at, seconds = datetime.fromisoformat(told["at"]), float(told["seconds"])
        found = Mirror(at, str(told["mark"]), seconds)
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return found if (folder / FILE_NAME).is_file() else None


def refresh(archive: Archive, progress: Progress = SILENT, *, every: timedelta = EVERY) -> bool:
    """Make the copy anew where it is older than `every` and somebody has committed since.

    A large catalogue is copied less often, so that no desk spends its time on it. Returns whether
    it was made. The one before stays until the new one is whole.

    Raises:
        CatalogueOutOfReach: The server was lost on the way.
        DiskFull, DiskTrouble: The copy could not be written.
        Cancelled: Somebody asked to stop.
    """
    if not archive.is_shared or not is_kept_here(archive):
        return False
    known, now = mirror_of(archive), clock.now()
    rest = timedelta(seconds=known.seconds * _REST) if known and every else every
    if known is not None and timedelta(0) <= now - known.at < max(every, rest):
        return False
    follow_descriptions(archive)  # what is in the copy is found in the index of this desk
    with archive.catalogue.read(whole=True) as session:
        mark = head_of_log(session).hash  # every change has a line in the log
    if known is not None and known.mark == mark:
        return False
    began = time.monotonic()
    _write(archive, progress)
    seconds = time.monotonic() - began
    stamp = json.dumps({"at": now.isoformat(), "mark": mark, "seconds": seconds}).encode()
    disk.put(archive.mirror_folder / _STAMP, stamp)
    return True


def read_from_mirror(archive: Archive) -> bool:
    """Let an archive that is not open yet be opened from the copy; tell whether there is one."""
    known = mirror_of(archive) if archive.is_shared else None
    if known is None or archive.is_open:
        return False
    archive.read_only = ReadOnly(MIRROR, {"time": time_of(known)})
    return True


def time_of(mirror: Mirror) -> str:
    """Return the moment of a copy in the time of this desk."""
    return f"{mirror.at.astimezone():%d/%m/%Y %H:%M}"


def server_answers(archive: Archive) -> bool:
    """Tell whether the server of a shared archive answers again."""
    from luutru.holdings.databases.reach import answers  # noqa: PLC0415  only where there is one

    return archive.is_shared and answers(archive.settings.catalogue)


def _write(archive: Archive, progress: Progress) -> None:
    folder = archive.mirror_folder
    with disk.writing(folder, FILE_NAME):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = folder / f"{FILE_NAME}.{os.getpid()}.new"
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        try:
            write_file(archive.catalogue.database, unfinished, lambda: progress.report(0, 0, ""))
            disk.sync_file(unfinished)
            filing.replace(unfinished, folder / FILE_NAME)
        finally:
            unfinished.unlink(missing_ok=True)
