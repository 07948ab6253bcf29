"""First pages in small, drawn by the reading process and kept while the screen is."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from luutru.gui.jobs import Jobs
from luutru.gui.lanes import Lane

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.pages import PageImage

WIDTH: Final = 38
HEIGHT: Final = 52
_DRAWN: Final = 2 * WIDTH
"""Drawn twice as wide, for screens of high density."""


class Thumbnails(QObject):
    """Pictures by document; each is asked for once."""

    arrived = Signal()

    def __init__(self, archive: "Archive", jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._archive = archive
        self._jobs = jobs
        self._pictures: dict[int, QImage | None] = {}

    def picture(self, document_id: int) -> QImage | None:
        """Return the picture of a document, or None while there is none."""
        return self._pictures.get(document_id)

    def want(self, document_id: int) -> None:
        """Ask for the picture of a document, unless that was done before."""
        if document_id in self._pictures:
            return
        self._pictures[document_id] = None
        self._jobs.start(
            lambda _job: self._draw(document_id),
            lambda picture: self._keep(document_id, picture),
            lane=Lane.IMAGES,
            failed=_without_picture,
        )

    def _draw(self, document_id: int) -> QImage:
        from luutru.services.pages import page_image  # noqa: PLC0415  starts quicker

        return picture_of(page_image(self._archive, document_id, 1, _DRAWN))

    def _keep(self, document_id: int, picture: QImage) -> None:
        self._pictures[document_id] = picture
        self.arrived.emit()


def picture_of(page: "PageImage") -> QImage:
    """Return the pixels of a page as Qt wants them, in memory of its own."""
    borrowed = QImage(
        page.rgb, page.width, page.height, 3 * page.width, QImage.Format.Format_RGB888
    )
    return borrowed.copy()


def _without_picture(_error: Exception) -> None:
    """Leave the grey sheet: the row itself says what is the matter with the file."""
