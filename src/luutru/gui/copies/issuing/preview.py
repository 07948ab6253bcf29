"""How the copy will look: its first page and its last sheet, drawn by what makes the copy."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.theme.current import colour
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate

_MARGIN = 18


class Preview(QWidget):
    """Two pictures of which one is shown; the paper is white in both themes."""

    def __init__(self) -> None:
        super().__init__()
        self.which = Segmented(
            translate("What is previewed"), (translate("First page"), "file-text"),
            (translate("Last sheet"), "stamp"),
        )  # fmt: skip
        self.paper = _Paper()
        head = row(label(translate("Preview"), "h2"), STRETCH, self.which, margins=(18, 10, 12, 10))
        self.setLayout(column(head, line(), (self.paper, 1), spacing=0))
        self._pages: Sequence[QImage] = ()
        self.which.picked.connect(self._follow)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Show other pictures, of which the first and the last are looked at."""
        self._pages = pages
        self._follow()

    def _follow(self) -> None:
        at = -self.which.current  # the first, or the last
        self.paper.show_page(self._pages[at] if self._pages else None)


class _Paper(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._page: QImage | None = None
        self.setMinimumSize(260, 300)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(translate("Preview of the copy"))

    def show_page(self, page: QImage | None) -> None:
        self._page = page
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, 600)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunken"))
        if self._page is None:
            painter.setPen(colour("text2"))
            words = translate("The first page and the last sheet are shown here.")
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(_MARGIN, 0, -_MARGIN, 0), middle, words)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = self._page.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left = room.left() + (room.width() - size.width()) / 2
        top = room.top() + (room.height() - size.height()) / 2
        place = QRectF(left, top, size.width(), size.height())
        painter.fillRect(place.adjusted(-1, -1, 1, 1), colour("border_strong"))
        painter.drawImage(place, self._page)
