"""Where the page view gets pages from: pictures and words, on lanes of their own.

Recorded boxes stand on the page as its PDF displays it. Here they are turned with pages that
were scanned sideways or upside down, so that the view knows upright pages only.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from luutru.errors import LuutruError, PageNotShown
from luutru.gui.jobs import Jobs, is_alive
from luutru.gui.lanes import Lane
from luutru.gui.pages.hit_marks import Mark, joined
from luutru.gui.pages.page_geometry import Box, Sheet, turned
from luutru.gui.pages.page_images import BYTES_KEPT, ImageKey, Outcome, PageImages, Run
from luutru.gui.pages.page_words import Take, WordsOf
from luutru.records.words import PlacedWord
from luutru.services.pages import PageImage, PageShape, page_image, page_shapes, page_text

if TYPE_CHECKING:
    from luutru.services.archive import Archive


def images_of(archive: "Archive", jobs: Jobs, *, kept: int = BYTES_KEPT) -> PageImages:
    """Return the page images of an archive, drawn by the child process on the lane of images.

    As many as take up `kept` bytes are remembered.
    """

    def render(key: ImageKey) -> Outcome:
        try:
            drawn = page_image(archive, key.document, key.number, key.width, key.turn)
        except LuutruError as error:
            return error
        return picture_of(drawn)

    return PageImages(render, _on_image_lane(jobs), kept=kept)


def picture_of(drawn: PageImage) -> QImage:
    """Return what the child process drew as a picture with bytes of its own."""
    picture = QImage(
        drawn.rgb, drawn.width, drawn.height, 3 * drawn.width, QImage.Format.Format_RGB888
    )
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def _on_image_lane(jobs: Jobs) -> Run:
    def run(work: Callable[[], Outcome], then: Callable[[Outcome], None]) -> None:
        def crashed(error: Exception) -> None:
            jobs.crashed.emit(error)
            then(PageNotShown("", 0, type(error).__name__))

        jobs.start(lambda _job: work(), then, lane=Lane.IMAGES, failed=crashed)

    return run


def sheets_of(archive: "Archive", document: int) -> list[Sheet]:
    """Return the pages of a document to lay out, upright; none where they are not counted yet."""
    return [
        Sheet(page.number, *_upright_size(page), upright=page.rotation)
        for page in page_shapes(archive, document)
    ]


def _upright_size(page: PageShape) -> tuple[float, float]:
    lies = page.rotation % 180 != 0
    return (page.height, page.width) if lies else (page.width, page.height)


def words_of(archive: "Archive", jobs: Jobs, document: int) -> WordsOf:
    """Return what reads the words of a page counted from 0 in the background."""

    def read(index: int, take: Take) -> None:
        def failed(error: Exception) -> None:
            jobs.tell(error)
            if is_alive(take):
                take(())

        jobs.start(
            lambda _job: _words(archive, document, index), take, lane=Lane.READING, failed=failed
        )

    return read


def _words(archive: "Archive", document: int, index: int) -> Sequence[PlacedWord]:
    """Return the words of a page; none while it is not read."""
    told = page_text(archive, document, index + 1)
    if told is None:
        return ()
    return [
        PlacedWord(word.text, *turned(Box(*word[1:5]), told.rotation), word.confidence)
        for word in told.words
    ]


def marks_of(archive: "Archive", document: int, text: str) -> list[Mark]:
    """Return the hits of a search in one document, in reading order."""
    # The index is opened by the first search, not by the first window.
    from luutru.services.search import page_hits  # noqa: PLC0415

    turns = {page.number: page.rotation for page in page_shapes(archive, document)}
    return [
        Mark(
            hit.number - 1,
            joined(turned(Box(*box), turns.get(hit.number, 0)) for box in hit.boxes),
            len(hit.boxes),
        )
        for hit in page_hits(archive, document, text)
        if hit.boxes
    ]
