"""The page view: scanned pages with hits marked on them, and words to select and correct."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from luutru.gui.pages import page_paint
from luutru.gui.pages.hit_marks import HitMarks, Mark
from luutru.gui.pages.page_geometry import Box, Sheet
from luutru.gui.pages.page_images import PageImages
from luutru.gui.pages.page_words import WordsOf
from luutru.gui.pages.picking_view import PickingView
from luutru.gui.pages.word_editor import WordEditor
from luutru.i18n import translate


class PageView(PickingView):
    """Shows the scan of one document with its hits; the mouse selects words."""

    word_corrected = Signal(int, object, str)
    """A person read a word better: its page (from 0), its `Box` on the upright page, the word."""

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self._marks = HitMarks()
        self.correct_action: QAction | None = None
        """Opens the line for the selected word, where words may be corrected."""
        self.setAccessibleName(translate("Pages of the scan"))

    @override
    def show_document(self, document: int, sheets: Sequence[Sheet], words_of: WordsOf) -> None:
        self._marks = HitMarks()
        super().show_document(document, sheets, words_of)

    # --- hits ------------------------------------------------------------------------------

    @property
    def marks(self) -> HitMarks:
        """The hits that are marked."""
        return self._marks

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark other hits, beginning on the page that is read."""
        self._marks = HitMarks(marks)
        self._marks.start_on(self.page - 1)
        self.viewport().update()

    def step_hit(self, by: int) -> None:
        """Look at the hit `by` places further."""
        self._marks.step(by)
        self.show_current_hit()

    def show_current_hit(self) -> None:
        """Scroll as far as needed to see the hit that is looked at."""
        mark = self._marks.current
        if mark is not None and mark.page < self.page_count:
            self.reveal(next(iter(self.places(mark.page, mark.boxes))))
            self.viewport().update()

    # --- correcting ------------------------------------------------------------------------

    def correct_word(self) -> None:
        """Open a line in which the one word that is selected can be corrected."""
        picked = self._pick.single()
        if picked is None:
            return
        page, word = picked
        box = Box(*word[1:5])
        place = self.places(page, [box])[0]
        self.reveal(place)
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        editor = WordEditor(word.text, place.translated(-scrolled), self.viewport())
        editor.kept.connect(lambda text: self._keep_word(page, box, word.text, text))

    def _keep_word(self, page: int, box: Box, before: str, text: str) -> None:
        self.setFocus()
        if text != before:
            self.word_corrected.emit(page, box, text)

    @override
    def menu(self) -> QMenu:
        menu = super().menu()
        if self.correct_action is not None:
            menu.addSeparator()
            menu.addAction(self.correct_action)
            self.correct_action.setEnabled(self._pick.single() is not None)
            menu.aboutToHide.connect(partial(self.correct_action.setEnabled, True))  # noqa: FBT003
        return menu

    # --- painting --------------------------------------------------------------------------

    @override
    def paint_over(self, painter: QPainter, index: int, page: QRectF) -> None:
        super().paint_over(painter, index, page)
        current = self._marks.current
        for mark in self._marks.on(index):
            boxes = self.places(index, mark.boxes)
            page_paint.paint_marks(painter, boxes, current=mark is current)
