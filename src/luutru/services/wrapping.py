"""Makes what is shown of an image: a PDF around it, kept as a derivative; the image stays as it is.

Until that PDF exists the image itself stands for the pages of its document, uncounted; where it
cannot be made the image is kept all the same and waits in the retry list.
"""

import logging
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from luutru.holdings.file_kinds import PDF
from luutru.holdings.receiving import Kept
from luutru.i18n import mark
from luutru.progress import SILENT, Progress, tracked
from luutru.reading.messages import Wrapping
from luutru.records.document import Document
from luutru.records.files import FileObject
from luutru.services import custody, readings
from luutru.services.archive import Archive

log = logging.getLogger(__name__)

WRAPPING: Final = mark("Making pages of images")


@dataclass(frozen=True, slots=True)
class _Image:
    file_id: int
    sha256: str
    size: int


def wrap_images(archive: Archive, progress: Progress = SILENT) -> None:
    """Wrap every image that nobody has wrapped yet.

    Raises:
        Cancelled: The archivist asked to stop; what was wrapped stays.
        DiskFull, DiskTrouble: A PDF could not be written.
    """
    for image in tracked(_unwrapped(archive), WRAPPING, progress):
        while not _wrap(archive, image):
            log.info("a PDF around an image was set aside by a recovery and is made again")


def _wrap(archive: Archive, image: _Image) -> bool:
    """Wrap an image, or enter why it cannot be; False if what was made did not stay in place."""
    subject = image.sha256[:12]
    source = readings.place_to_read(archive, image.sha256, is_master=True)
    with archive.derivatives.making(image.size, subject) as part:
        told = archive.reader.wrap([source], part)
        if told.problem is not None:
            _blame(archive, image, told)
            return True
        kept = archive.derivatives.settle(part, subject)
    return _entered(archive, image, kept, told.made_by)


def _unwrapped(archive: Archive) -> list[_Image]:
    query = (
        select(FileObject.id, FileObject.sha256, FileObject.size)
        .where(
            FileObject.carries_pages,
            FileObject.media_type != PDF.media_type,
            FileObject.problem == "",
        )
        .order_by(FileObject.id)
    )
    with archive.catalogue.read(cleared=True) as session:
        return [_Image(*row) for row in session.execute(query)]


def _entered(archive: Archive, image: _Image, kept: Kept, made_by: str) -> bool:
    """Enter the PDF as what carries the pages; False where it is no longer in its place."""
    with archive.catalogue.write(whole=True) as session:
        master = session.get_one(FileObject, image.file_id)
        if not master.carries_pages:  # another process was quicker, and made the same bytes
            return True
        if not archive.derivatives.holds(kept.sha256):
            return False
        master.carries_pages = False
        document = session.get_one(Document, master.document_id)
        document.files.append(
            FileObject(
                sha256=kept.sha256,
                size=kept.size,
                is_master=False,
                derived_from_id=master.id,
                made_by=made_by,
            )
        )
        readings.forgive(session, document.id, None)
        custody.record(
            session,
            archive.person,
            "wrapped",
            subject=document.uid,
            reference=document.reference,
            detail={"from": master.sha256, "sha256": kept.sha256, "made_by": made_by},
        )
    log.info("wrapped %s", image.sha256[:12])
    return True


def _blame(archive: Archive, image: _Image, told: Wrapping) -> None:
    with archive.catalogue.write(whole=True) as session:
        file = session.get_one(FileObject, image.file_id)
        if file.carries_pages and told.problem is not None:
            file.problem = told.problem
            readings.blame(session, file.document_id, None, told.problem, told.detail)
