"""Puts right what a crash left as soon as the archive is opened again, without being asked."""

import logging
from typing import Final

from sqlalchemy import func, select

from luutru.errors import LuutruError
from luutru.progress import SILENT, Progress
from luutru.records.files import FileObject, Page
from luutru.services.archive import Archive
from luutru.services.indexing import bring_up_to_date, follow_descriptions, follow_pages
from luutru.services.members import is_kept_here
from luutru.services.recovery import put_right

log = logging.getLogger(__name__)

_FEW: Final = 200
"""Pages and files that are read at once; more wait for whoever reads: nobody has asked for it."""


def heal(archive: Archive, progress: Progress = SILENT) -> bool:
    """Put right what processes that died left; tell whether there was anything and it is done.

    Text that files bring along is read, unless there is a lot of it; what needs recognition waits
    for the window, or for a command that reads. While others are at work, numbers of copies
    without an outcome are left to the next opening: somebody may be making one of them. What
    cannot be put right now keeps nobody from opening the archive, and waits in the same way.
    """
    if not is_kept_here(archive):
        return False
    with archive.presence.left() as left:
        if not left:
            return False
        log.info("the program was cut off; what it left is put right")
        try:
            put_right(archive, copies=left.alone)
            _tell_index(archive, progress)
        except (LuutruError, OSError) as error:
            log.warning("what a crash left was not put right: %s", type(error).__name__)
            return False
        if left.alone:
            left.forget()
        return left.alone


def _tell_index(archive: Archive, progress: Progress) -> None:
    with archive.catalogue.read(whole=True) as session:
        pages = session.scalar(select(func.count()).where(Page.status == "waiting")) or 0
        files = select(func.count()).where(FileObject.page_count.is_(None))
        waiting = pages + (session.scalar(files) or 0)
    if waiting <= _FEW:
        bring_up_to_date(archive, progress, recognise=False)
    else:
        follow_descriptions(archive)
        follow_pages(archive)
