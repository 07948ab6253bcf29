"""Lets misread words be corrected wherever a scan is shown; the machine's word is kept beside."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from luutru.gui.lanes import Lane
from luutru.gui.pages.page_geometry import Box, turned
from luutru.gui.pages.page_view import PageView
from luutru.gui.screen import Desk
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive


def let_correct(desk: Desk, view: PageView, shown: Callable[[], tuple[str, int]]) -> QAction:
    """Let words of `view` be corrected; `shown` tells reference and number of its document.

    Returns the action that opens the line for the word that is selected.
    """

    def keep(page: int, box: Box, text: str) -> None:
        reference, document = shown()
        desk.jobs.start(
            lambda _job: _correct(desk.archive, reference, document, page + 1, box, text),
            lambda _done: _tell(desk, view, text),
            lane=Lane.WRITING,
        )

    def correct() -> None:
        if view.isVisible():
            view.correct_word()

    view.word_corrected.connect(keep)
    view.correct_action = desk.actions.on("correct_word", correct)
    return view.correct_action


def _correct(
    archive: "Archive", reference: str, document: int, page: int, box: Box, text: str
) -> None:
    from luutru.services.correcting import correct_at  # noqa: PLC0415
    from luutru.services.pages import page_shapes  # noqa: PLC0415

    turn = next((s.rotation for s in page_shapes(archive, document) if s.number == page), 0)
    correct_at(archive, reference, page, turned(box, -turn), text)


def _tell(desk: Desk, view: PageView, text: str) -> None:
    view.forget_words()
    said = (
        translate("The word now reads “{word}”.", word=text)
        if text
        else translate("The word was taken off the page's text.")
    )
    desk.told.emit("good", said, translate("What the machine read is kept beside it."))
