"""All pages of a scan in small, one below the other: where one is, and a quick way elsewhere."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from luutru.gui.pages.hit_marks import HitMarks
from luutru.gui.pages.page_geometry import Sheet
from luutru.gui.pages.page_images import ImageKey, PageImages
from luutru.gui.pages.page_paint import INK, PEN
from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BOLD, MEDIUM, font
from luutru.i18n import translate, translate_count

WIDTH: Final = 112
BYTES_KEPT: Final = 16 * 1024 * 1024
"""Some 200 small pages on a common screen."""
SHEET: Final = QSize(72, 98)
"""The room for a page, upright or lying."""
TILE: Final = QSize(WIDTH - 16, 130)
AHEAD: Final = 3
_FOOT: Final = 20
_MOST_HITS: Final = 99
AnyIndex = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractListModel):
    """The pages of a document, and how many hits each has."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sheets: Sequence[Sheet] = ()
        self.hits: Counter[int] = Counter()

    def show(self, sheets: Sequence[Sheet]) -> None:
        """Show other pages."""
        self.beginResetModel()
        self.sheets, self.hits = tuple(sheets), Counter()
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.sheets)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        return self._words(index.row()) if role in words else ""

    def _words(self, row: int) -> str:
        told = translate("Page {number}", number=row + 1)
        hits = translate_count("{count} hit", "{count} hits", self.hits[row])
        return f"{told}, {hits}" if self.hits[row] else told


class ThumbnailStrip(QListView):
    """Draws the pages that are in sight, and only those; arrows and clicks go to a page."""

    page_wanted = Signal(int)
    """Show the page of this number."""

    def __init__(self, images: PageImages) -> None:
        super().__init__()
        self._images = images
        self._document = 0
        self._pages = SheetModel(self)
        self.setModel(self._pages)
        self.setItemDelegate(_Tile(self._pages, self._picture, self))
        self.setAccessibleName(translate("Pages in small"))
        self.setProperty("ground", "sunken")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFixedWidth(WIDTH)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._want_pictures)
        self.verticalScrollBar().valueChanged.connect(self._hurry)
        images.arrived.connect(self._arrived)

    def show_sheets(self, document: int, sheets: Sequence[Sheet]) -> None:
        """Show the pages of a document."""
        self._document = document
        self._pages.show(sheets)
        self.show_page(1)
        self._soon.start()

    def show_hits(self, marks: HitMarks) -> None:
        """Tell at each page how many hits it has."""
        self._pages.hits = Counter(marks.pages)
        self.viewport().update()

    def show_page(self, number: int) -> None:
        """Tell which page is read; nobody is asked to go there."""
        index = self._pages.index(number - 1)
        if index.isValid() and index != self.currentIndex():
            self.blockSignals(True)  # noqa: FBT003  Qt's signature
            self.setCurrentIndex(index)
            self.blockSignals(False)  # noqa: FBT003  Qt's signature
            self.viewport().update()

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.page_wanted.emit(current.row() + 1)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def _hurry(self) -> None:
        self._soon.start()

    def _arrived(self, key: ImageKey) -> None:
        if key.document == self._document:
            self.viewport().update()

    def _picture(self, sheet: Sheet) -> QImage | None:
        return self._images.image(self._key(sheet))

    def _key(self, sheet: Sheet) -> ImageKey:
        size = QSizeF(sheet.width, sheet.height).scaled(
            QSizeF(SHEET), Qt.AspectRatioMode.KeepAspectRatio
        )
        width = max(1, round(size.width() * self.devicePixelRatioF()))
        return ImageKey(self._document, sheet.number, width, sheet.upright)

    def _want_pictures(self) -> None:
        """Ask for what is in sight and a little beyond; a hidden strip asks for nothing."""
        if not self.isVisible():
            return
        shown = self.viewport().rect()
        first = max(0, self.indexAt(shown.topLeft()).row())
        count = shown.height() // TILE.height() + 1 + AHEAD
        wanted = self._pages.sheets[first : first + count]
        self._images.want([self._key(sheet) for sheet in wanted])


class _Tile(QStyledItemDelegate):
    """Paints one small page with its number, and how many hits it has."""

    def __init__(
        self, pages: SheetModel, picture: Callable[[Sheet], QImage | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._picture = picture

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return TILE

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        sheet = self._pages.sheets[index.row()]
        tile = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        focus = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = _sheet_place(tile, sheet)
        picture = self._picture(sheet)
        painter.fillRect(place, colour("paper" if picture is not None else "border"))
        if picture is not None:
            painter.drawImage(place, picture)
        painter.setPen(_edge(current=current, focus=focus))
        painter.drawRect(place)
        painter.setFont(font(12, BOLD if current else MEDIUM, tabular=True))
        painter.setPen(colour("accent" if current else "text2"))
        foot = QRectF(tile.left(), tile.bottom() - _FOOT - 2, tile.width(), _FOOT)
        painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, str(index.row() + 1))
        if hits := self._pages.hits[index.row()]:
            _paint_hits(painter, place, hits)
        painter.restore()


def _sheet_place(tile: QRectF, sheet: Sheet) -> QRectF:
    size = QSizeF(sheet.width, sheet.height)
    size.scale(QSizeF(SHEET), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(tile.center())
    place.moveTop(tile.top() + 6 + (SHEET.height() - size.height()) / 2)
    return place


def _edge(*, current: bool, focus: bool) -> QPen:
    if current:
        return QPen(colour("accent"), 3 if focus else 2)
    return QPen(colour("border_strong"), 1)


def _paint_hits(painter: QPainter, place: QRectF, hits: int) -> None:
    """Write the number of hits on the corner of a page, as on a marker; paper is always light."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tag = QRectF(place.right() - 18, place.top() - 4, 24, 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(PEN)
    painter.drawRoundedRect(tag, 8, 8)
    painter.setPen(INK)
    painter.setFont(font(11, BOLD, tabular=True))
    told = str(hits) if hits <= _MOST_HITS else f"{_MOST_HITS}+"
    painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, told)
