"""The page view with frames: what was read is framed on the scan, and can be pointed at."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.pages import page_paint
from luutru.gui.pages.frames import Frame, Frames
from luutru.gui.pages.page_geometry import Sheet
from luutru.gui.pages.page_images import PageImages
from luutru.gui.pages.page_view import PageView
from luutru.gui.pages.page_words import WordsOf
from luutru.i18n import translate


class FramedView(PageView):
    """Shows frames; a click into one, or Return for the one looked at, tells whose it is."""

    pointed = Signal(str)
    """The reader pointed at the frame of this key."""

    def __init__(self, images: PageImages, parent: QWidget | None = None) -> None:
        super().__init__(images, parent)
        self._frames = Frames()
        self._pressed: Frame | None = None

    @property
    def frames(self) -> Frames:
        """The frames that are shown."""
        return self._frames

    @override
    def show_document(self, document: int, sheets: Sequence[Sheet], words_of: WordsOf) -> None:
        self._frames = Frames()
        super().show_document(document, sheets, words_of)

    def set_frames(self, frames: Sequence[Frame]) -> None:
        """Show other frames; what is looked at stays looked at."""
        current = self._frames.current
        self._frames = Frames(frames)
        self._frames.current = current
        self.viewport().update()

    def look_at(self, key: str) -> None:
        """Bring out the frames of `key` and scroll as far as needed to see the first."""
        self._frames.current = key
        own = self._frames.of(key)
        told = ""
        if own and own[0].page < self.page_count:
            told = translate("{what}, page {page}", what=own[0].label, page=own[0].page + 1)
            self.reveal(_around(self.places(own[0].page, own[0].boxes)))
        self.setAccessibleDescription(told)
        self.viewport().update()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = self._frame_under(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons() and self._frame_under(event) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        meant = pressed is not None and pressed is self._frame_under(event)
        if pressed is not None and meant and not self.selected_text():
            self.pointed.emit(pressed.key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier,
        )  # fmt: skip
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if plain and enters and self._frames.current:
            self.pointed.emit(self._frames.current)
        else:
            super().keyPressEvent(event)

    @override
    def paint_over(self, painter: QPainter, index: int, page: QRectF) -> None:
        for frame in self._frames.on(index):
            current = frame.key == self._frames.current
            boxes = self.places(index, frame.boxes)
            page_paint.paint_frame(painter, boxes, frame.state, current=current)
            if current:
                page_paint.paint_tag(painter, page, _around(boxes), frame.state, frame.label)
        super().paint_over(painter, index, page)

    def _frame_under(self, event: QMouseEvent) -> Frame | None:
        under = self.under(event.position())
        return self._frames.at(*under) if under is not None else None


def _around(places: Sequence[QRectF]) -> QRectF:
    whole = QRectF(places[0])
    for place in places[1:]:
        whole = whole.united(place)
    return whole
