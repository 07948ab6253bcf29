"""The page view: scanned pages with hits marked on them, and words to select and copy."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QMenu, QWidget
from typing_extensions import override

from luutru.gui.pages import page_paint
from luutru.gui.pages.hit_marks import HitMarks, Mark
from luutru.gui.pages.page_geometry import Box, Sheet, placed, units_at
from luutru.gui.pages.page_images import PageImages
from luutru.gui.pages.page_pick import WordPick, WordsOf
from luutru.gui.pages.page_scroller import PageScroller
from luutru.gui.pages.word_editor import WordEditor
from luutru.gui.theme.icons import icon
from luutru.i18n import translate


class PageView(PageScroller):
    """Shows the scan of one document with its hits; the mouse selects words."""

    word_corrected = Signal(int, object, str)
    """A person read a word better: its page (from 0), its `Box` on the upright page, the word."""

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self._marks = HitMarks()
        self._pick = WordPick()
        self.correct_action: QAction | None = None
        """Opens the line for the selected word, where words may be corrected."""
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(translate("Pages of the scan"))

    def show_document(self, document: int, sheets: Sequence[Sheet], words_of: WordsOf) -> None:
        """Show a document from the top; `words_of` tells the words of a page counted from 0."""
        self._marks, self._pick = HitMarks(), WordPick(words_of)
        self.show_sheets(document, sheets)

    def forget_words(self) -> None:
        """Ask for words anew: pages may have been read since."""
        self._pick.forget()

    # --- hits ------------------------------------------------------------------------------

    @property
    def marks(self) -> HitMarks:
        """The hits that are marked."""
        return self._marks

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Mark hits; the fullest on the page being read becomes the current one."""
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

    def places(self, index: int, boxes: Iterable[Box]) -> list[QRectF]:
        """Return where boxes of a page (counted from 0) stand in the column, in pixels."""
        page = self.page_rect(index)
        return [placed(box, page, self.turn) for box in boxes]

    # --- selection -------------------------------------------------------------------------

    def selected_text(self) -> str:
        """Return the words that are selected."""
        return self._pick.text()

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        text = self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

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

    def under(self, position: QPointF) -> tuple[int, int, int] | None:
        """Return the page (from 0) under a place of the viewport, and the place in its units."""
        place = self.in_column(position)
        index = self.page_under(place)
        if index is None:
            return None
        return index, *units_at(place, self.page_rect(index), self.turn)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        under = self.under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and under is not None:
            self._pick.clear()
            self._pick.start(*under)
            self.viewport().update()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self.under(event.position())
        if under is None:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick.stretch(*under)
            self.viewport().update()
        else:
            over_word = self._pick.is_word(*under)
            shape = Qt.CursorShape.IBeamCursor if over_word else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        under = self.under(event.position())
        if under is not None:
            self._pick.take_word(*under)
            self.viewport().update()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        under = self.under(QPointF(event.pos()))
        if under is not None and not self.selected_text() and self._pick.is_word(*under):
            self._pick.take_word(*under)
            self.viewport().update()
        if self.selected_text():
            self._menu().popup(event.globalPos())

    def _menu(self) -> QMenu:
        """Make the menu of what can be done with the selected words."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("copy"), translate("Copy"), self.copy)
        if self.correct_action is not None:
            menu.addAction(self.correct_action)
            self.correct_action.setEnabled(self._pick.single() is not None)
            menu.aboutToHide.connect(partial(self.correct_action.setEnabled, True))  # noqa: FBT003
        return menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll) and self.page_count:
            self._pick.take_page(self.page - 1)
            self.viewport().update()
        else:
            super().keyPressEvent(event)

    # --- painting --------------------------------------------------------------------------

    @override
    def paint_over(self, painter: QPainter, index: int, page: QRectF) -> None:
        page_paint.paint_selection(painter, self.places(index, self._pick.boxes(index)))
        current = self._marks.current
        for mark in self._marks.on(index):
            boxes = self.places(index, mark.boxes)
            page_paint.paint_marks(painter, boxes, current=mark is current)
