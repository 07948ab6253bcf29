"""The page view in which words are selected, by mouse or by key, and copied.

A selection runs in reading order from one word to another, over lines and pages.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
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
from luutru.gui.pages.page_geometry import Box, Sheet, placed, units_at
from luutru.gui.pages.page_images import PageImages
from luutru.gui.pages.page_pick import WordPick
from luutru.gui.pages.page_scroller import PageScroller
from luutru.gui.pages.page_words import WordsOf
from luutru.gui.theme.icons import icon
from luutru.i18n import translate, translate_count

_TICK: Final = 40
"""Milliseconds between two steps while a selection is dragged out of sight."""
_PULL: Final = 0.5
"""How much faster it scrolls the further out the pointer is."""
_STEPS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_LINES: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PickingView(PageScroller):
    """Shows the scan of one document; its words can be selected where they are known."""

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self._pick = WordPick(parent=self)
        self._copying = False
        """Copy as soon as the words of all selected pages have come."""
        self._pointer = QPointF()
        self._pulling = QTimer(self)
        self._pulling.setInterval(_TICK)
        self._pulling.timeout.connect(self._pull)
        self.viewport().setMouseTracking(True)

    def show_document(self, document: int, sheets: Sequence[Sheet], words_of: WordsOf) -> None:
        """Show a document from the top; `words_of` hands over the words of a page."""
        self._pick.deleteLater()
        self._pick = WordPick(words_of, self)
        self._pick.pages.arrived.connect(self._take_words)
        self._copying = False
        self.show_sheets(document, sheets)

    def forget_words(self) -> None:
        """Ask for words anew: pages may have been read since."""
        self._pick.pages.forget()
        self.viewport().update()

    def selected_text(self) -> str:
        """Return the words that are selected."""
        return self._pick.text()

    def copy(self) -> None:
        """Put the selected words on the clipboard, once all of them have come."""
        self._copying = not self._pick.is_whole
        text = "" if self._copying else self.selected_text()
        if text:
            QGuiApplication.clipboard().setText(text)

    def places(self, index: int, boxes: Iterable[Box]) -> list[QRectF]:
        """Return where boxes of a page (counted from 0) stand in the column, in pixels."""
        page = self.page_rect(index)
        return [placed(box, page, self.turn) for box in boxes]

    def select_page(self) -> None:
        """Select all words of the page that is read."""
        if self.page_count:
            self._pick.take_page(self.page - 1)
            self._picked()

    def under(self, position: QPointF) -> tuple[int, int, int] | None:
        """Return the page (from 0) under a place of the viewport, and the place in its units."""
        place = self.in_column(position)
        index = self.page_under(place)
        if index is None:
            return None
        return index, *units_at(place, self.page_rect(index), self.turn)

    def _take_words(self, _page: int) -> None:
        if self._copying:
            self.copy()
        if self._pick.has_anchor:
            self._tell_picked()

    def _picked(self) -> None:
        self._copying = False
        self._tell_picked()

    def _tell_picked(self) -> None:
        """Show what is selected, and say it to who cannot see it."""
        words = len(self.selected_text().split())
        told = translate_count("{count} word selected", "{count} words selected", words)
        self.setAccessibleDescription(told if words else "")
        self.viewport().update()

    # --- the mouse -------------------------------------------------------------------------

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        under = self.under(event.position())
        if event.button() != Qt.MouseButton.LeftButton or under is None:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._pick.has_anchor:
            self._pick.stretch(*under)
        else:
            self._pick.start(*under)
        self._picked()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        under = self.under(event.position())
        if under is None:
            return
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._pick.stretch(*under)
            self._pointer = event.position()
            self._pull_or_not()
            self._picked()
        else:
            over_word = self._pick.is_word(*under)
            shape = Qt.CursorShape.IBeamCursor if over_word else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pulling.stop()
        event.accept()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        under = self.under(event.position())
        if under is not None:
            self._pick.take_word(*under)
            self._picked()

    def _pull_or_not(self) -> None:
        inside = 0 <= self._pointer.y() < self.viewport().height()
        if inside:
            self._pulling.stop()
        elif not self._pulling.isActive():
            self._pulling.start()

    def _pull(self) -> None:
        """Scroll on while the pointer is held below or above, and select what comes."""
        y = self._pointer.y()
        out = y if y < 0 else y - self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(out * _PULL))
        under = self.under(self._pointer)
        if under is not None:
            self._pick.stretch(*under)
            self._picked()

    # --- the menu --------------------------------------------------------------------------

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.page_count:
            return
        place = event.globalPos()
        under = self.under(QPointF(event.pos()))
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.viewport().rect().center())
        elif under is not None and not self.selected_text() and self._pick.is_word(*under):
            self._pick.take_word(*under)
            self._picked()
        self.menu().popup(place)

    def menu(self) -> QMenu:
        """Make the menu of what can be done with words."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(icon("copy"), translate("Copy"), self.copy)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setEnabled(bool(self.selected_text()))
        page = menu.addAction(translate("Select all words of this page"), self.select_page)
        page.setShortcut(QKeySequence(QKeySequence.StandardKey.SelectAll))
        return menu

    # --- keys ------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_page()
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and key in _STEPS:
            self._pick.step(range(self.page_count), self.page - 1, _STEPS[key])
            self._reveal_end()
        elif event.modifiers() == Qt.KeyboardModifier.ShiftModifier and key in _LINES:
            self._pick.step_line(range(self.page_count), self.page - 1, _LINES[key])
            self._reveal_end()
        else:
            super().keyPressEvent(event)

    def _reveal_end(self) -> None:
        end = self._pick.end
        if end is not None:
            self.reveal(self.places(end[0], [end[1]])[0])
        self._picked()

    # --- painting --------------------------------------------------------------------------

    @override
    def paint_over(self, painter: QPainter, index: int, page: QRectF) -> None:
        self._pick.pages.want(index)
        page_paint.paint_selection(painter, self.places(index, self._pick.boxes(index)))
