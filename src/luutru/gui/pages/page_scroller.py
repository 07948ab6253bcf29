"""Scrolls, zooms and turns the pages of one document, and fetches their pictures in time.

The window opens no PDF: pictures come from the child process through `PageImages`. What is
painted over a page is left to the page view.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget
from typing_extensions import override

from luutru.gui.pages import page_paint
from luutru.gui.pages.page_geometry import Column, Fit, Sheet, fitting_scale
from luutru.gui.pages.page_images import ImageKey, PageImages
from luutru.gui.pages.scrolling import reveal
from luutru.gui.theme.current import colour
from luutru.i18n import translate

NATURAL: Final = 96 / 72
"""Pixels a point at 100 %."""
SMALLEST: Final = 0.1
LARGEST: Final = 5.0
STEP: Final = 1.2
WIDEST_PICTURE: Final = 2600
"""Device pixels; about an A4 page at 300 dpi, more than most scans show."""
AHEAD: Final = 2
"""Pages drawn before they are scrolled to, on either side."""


class PageScroller(QAbstractScrollArea):
    """Shows the pages one under the other."""

    page_changed = Signal(int)
    """The number of the page that is read now, from 1."""
    zoom_changed = Signal(float)
    """The zoom in use; 1.0 shows paper at its own size on a common screen."""

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = images
        self._document = 0
        self._upright: tuple[Sheet, ...] = ()
        self._turn = 0
        self._scale = NATURAL
        self._fit = Fit.WIDTH
        self._page = 1
        self._column = Column((), NATURAL, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        images.arrived.connect(self._arrived)

    # --- what is shown ---------------------------------------------------------------------

    def show_sheets(self, document: int, sheets: Sequence[Sheet]) -> None:
        """Show the pages of a document from the top, fitting the pane as before."""
        self._document, self._upright, self._turn = document, tuple(sheets), 0
        self._page = 1
        if self._fit is Fit.NOTHING:
            self._fit = Fit.WIDTH
        self._scale = self._fitting()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.zoom_changed.emit(self.zoom)
        self.page_changed.emit(1)
        self._want_pictures()

    @property
    def page_count(self) -> int:
        """How many pages the document has."""
        return len(self._upright)

    @property
    def page(self) -> int:
        """The number of the page that is read now, from 1."""
        return self._page

    @property
    def zoom(self) -> float:
        """The zoom in use; 1.0 shows paper at its own size on a common screen."""
        return self._scale / NATURAL

    @property
    def turn(self) -> int:
        """Clockwise degrees by which the reader has turned the view."""
        return self._turn

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The pages as the reader sees them, turned."""
        return self._turned()

    def page_rect(self, index: int) -> QRectF:
        """Return where a page (counted from 0) stands in the whole column, in pixels."""
        return self._column.pages[index]

    def in_column(self, position: QPointF) -> QPointF:
        """Turn a place in the viewport into one in the whole column."""
        return position + QPointF(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )

    def page_under(self, place: QPointF) -> int | None:
        """Return the page (counted from 0) nearest to a place in the column."""
        return self._column.nearest(place) if self._upright else None

    # --- moving, size, turning -------------------------------------------------------------

    def go_to_page(self, number: int) -> None:
        """Scroll to the top of a page."""
        if 1 <= number <= self.page_count:
            top = self.page_rect(number - 1).top()
            self.verticalScrollBar().setValue(int(top) - 8)

    def reveal(self, place: QRectF) -> None:
        """Scroll as far as needed to see a place of the column."""
        reveal(self.verticalScrollBar(), place.top(), place.bottom(), 1 / 3)
        reveal(self.horizontalScrollBar(), place.left(), place.right(), 1 / 2)

    def set_zoom(self, zoom: float) -> None:
        """Show paper at `zoom` times its size, keeping the middle of the view where it is."""
        self._fit = Fit.NOTHING
        self._rescale(min(LARGEST, max(SMALLEST, zoom)) * NATURAL)

    def zoom_in(self) -> None:
        """Show the page larger."""
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """Show the page smaller."""
        self.set_zoom(self.zoom / STEP)

    def fit_width(self) -> None:
        """Show the whole width of the page, also when the pane changes its width."""
        self._fit_to(Fit.WIDTH)

    def fit_page(self) -> None:
        """Show whole pages, also when the pane changes its size."""
        self._fit_to(Fit.PAGE)

    def _fit_to(self, fit: Fit) -> None:
        page = self._page
        self._fit = fit
        self._rescale(self._fitting())
        if fit is Fit.PAGE:
            self.go_to_page(page)

    def rotate(self) -> None:
        """Turn the view a quarter clockwise; the original stays as it is."""
        page = self._page
        self._turn = (self._turn + 90) % 360
        if self._fit is not Fit.NOTHING:
            self._scale = self._fitting()
        self._lay_out()
        self.go_to_page(page)
        self._want_pictures()

    # --- layout ----------------------------------------------------------------------------

    def _turned(self) -> tuple[Sheet, ...]:
        return tuple(replace(sheet, turn=self._turn) for sheet in self._upright)

    def _fitting(self) -> float:
        room = self.viewport().size()
        height = room.height() if self._fit is Fit.PAGE else None
        return fitting_scale(self._turned(), room.width(), height)

    def _rescale(self, scale: float) -> None:
        middle = self.viewport().height() / 2
        bar = self.verticalScrollBar()
        at = (bar.value() + middle) / max(1.0, self._column.height)
        from_top = bar.value() == 0
        self._scale = scale
        self._lay_out()
        bar.setValue(0 if from_top else round(at * self._column.height - middle))
        across = self.horizontalScrollBar()
        across.setValue((across.minimum() + across.maximum()) // 2)
        self.zoom_changed.emit(self.zoom)
        self._want_pictures()

    def _lay_out(self) -> None:
        room = self.viewport().size()
        self._column = Column(self._turned(), self._scale, room.width())
        for bar, whole, part in (
            (self.verticalScrollBar(), self._column.height, room.height()),
            (self.horizontalScrollBar(), self._column.width, room.width()),
        ):
            bar.setRange(0, max(0, round(whole - part)))
            bar.setPageStep(part)
            bar.setSingleStep(48)
        self.viewport().update()

    def _shown(self) -> range:
        top = self.verticalScrollBar().value()
        return self._column.between(top, top + self.viewport().height())

    # --- pictures --------------------------------------------------------------------------

    def _key(self, index: int) -> ImageKey:
        page = self._column.pages[index]
        width = min(WIDEST_PICTURE, round(page.width() * self.devicePixelRatioF()))
        sheet = self._column.sheets[index]
        turn = (sheet.upright + sheet.turn) % 360
        return ImageKey(self._document, sheet.number, max(1, width), turn)

    def _want_pictures(self) -> None:
        shown = self._shown()
        near = [shown.stop + step for step in range(AHEAD)]
        near += [shown.start - 1 - step for step in range(AHEAD)]
        wanted = [*shown, *(index for index in near if 0 <= index < self.page_count)]
        self._images.want([self._key(index) for index in wanted])

    def _arrived(self, key: ImageKey) -> None:
        if key.document == self._document:
            self.viewport().update()

    # --- events ----------------------------------------------------------------------------

    def _scrolled(self) -> None:
        self._want_pictures()
        shown = self._shown()
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = 1 + (self._column.nearest(QPointF(0, middle)) if shown else 0)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fit is not Fit.NOTHING:
            self._rescale(self._fitting())
        else:
            self._lay_out()
            self._want_pictures()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * STEP ** (event.angleDelta().y() / 120))
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep() - 48)
            case _:
                super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("sunken"))
        away = self.in_column(QPointF())
        painter.translate(-away)
        for index in self._shown():
            page = self._paint_page(painter, index, away)
            painter.save()
            painter.setClipRect(page)
            self.paint_over(painter, index, page)
            painter.restore()
        painter.end()

    def _paint_page(self, painter: QPainter, index: int, away: QPointF) -> QRectF:
        ratio = self.devicePixelRatioF()
        page = page_paint.aligned(self.page_rect(index).translated(-away), ratio).translated(away)
        page_paint.paint_shadow(painter, page)
        key = self._key(index)
        image = self._images.image(key)
        if image is not None:
            exact = image.width() == round(page.width() * ratio)
            page_paint.paint_picture(painter, page, image, exact=exact)
        elif (other := self._images.stand_in(key)) is not None:
            page_paint.paint_picture(painter, page, other, exact=False)
        else:
            trouble = self._images.trouble(key)
            words = trouble.what_happened() if trouble else self._page_words(key.number)
            page_paint.paint_waiting(painter, page, words)
        return page

    @staticmethod
    def _page_words(number: int) -> str:
        return translate("Page {number}", number=number)

    def paint_over(self, painter: QPainter, index: int, page: QRectF) -> None:
        """Paint on top of a page (counted from 0) that stands in `page`; for the page view."""
