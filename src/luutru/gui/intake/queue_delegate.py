"""Paints the rows of the queue."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.intake import thumbnails
from luutru.gui.intake.queue_model import ROW, Column, progress_words
from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.stages import LABELS, LOOKS, MOVING
from luutru.gui.intake.thumbnails import Thumbnails
from luutru.gui.intake.ways import ICONS, Way, ways_of
from luutru.gui.theme.current import colour, state_colour, tokens
from luutru.gui.theme.fonts import BODY, BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.bars import THICKNESS, paint_bar
from luutru.gui.widgets.pill import paint_pill
from luutru.i18n import translate

HEIGHT: Final = 71
_SURE: Final = 90
_DOUBTFUL: Final = 75
_WAY: Final = 32
_OFF: Final = 0.35
"""How much is left of the icon of a way that may not be gone."""
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class QueueDelegate(QStyledItemDelegate):
    """One painter for each column; all they know comes with the row."""

    def __init__(self, pictures: Thumbnails, may: Callable[[Way], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._may = may

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(120, HEIGHT)

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, QueueRow):
            return
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = QRectF(option.rect)
        _paint_ground(painter, place, option, first=index.column() == Column.FILE)
        match Column(index.column()):
            case Column.FILE:
                self._paint_file(painter, place, row)
            case Column.STAGE:
                words = translate(LABELS[row.stage])
                paint_pill(painter, place.adjusted(8, 0, -4, 0), LOOKS[row.stage], words)
            case Column.PROGRESS:
                _paint_progress(painter, place, row)
            case Column.CONFIDENCE:
                _paint_confidence(painter, place, row)
            case Column.WAYS:
                self._paint_ways(painter, place, row)
        painter.restore()

    def _paint_file(self, painter: QPainter, place: QRectF, row: QueueRow) -> None:
        sheet = QRectF(place.left() + 16, place.top() + 9, thumbnails.WIDTH, thumbnails.HEIGHT)
        self._paint_sheet(painter, sheet, row)
        words = QRectF(sheet.right() + 14, place.top(), 0, place.height())
        words.setRight(place.right() - 8)
        painter.setPen(colour("text"))
        painter.setFont(font(BODY, BOLD))
        _line(painter, words.adjusted(0, 14, 0, -37), row.name, Qt.TextElideMode.ElideMiddle)
        painter.setPen(colour("text3"))
        painter.setFont(font(12, tabular=True))
        _line(painter, words.adjusted(0, 35, 0, -18), row.detail)

    def _paint_ways(self, painter: QPainter, place: QRectF, row: QueueRow) -> None:
        for number, way in enumerate(ways_of(row)):
            left = place.left() + 12 + _WAY * number
            mark = QRectF(left, place.center().y() - 8, 16, 16)
            painter.setOpacity(1 if self._may(way) else _OFF)
            paint_icon(painter, ICONS[way], mark, tokens().text2)
        painter.setOpacity(1)

    def _paint_sheet(self, painter: QPainter, sheet: QRectF, row: QueueRow) -> None:
        picture = None
        if row.document_id is not None:
            picture = self._pictures.picture(row.document_id)
        painter.fillRect(sheet, colour("paper" if picture else "sunken"))
        if picture is None:
            mark = QRectF(sheet.center().x() - 9, sheet.center().y() - 9, 18, 18)
            paint_icon(painter, "file-text", mark, tokens().text3)
        else:
            size = picture.size().scaled(sheet.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            target = QRectF(QPointF(0, 0), size.toSizeF())
            target.moveCenter(sheet.center())
            painter.drawImage(target, picture)
        painter.setPen(QPen(colour("border_strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)


def way_at(row: QueueRow, x: float) -> Way | None:
    """Return the way out whose icon lies `x` pixels from the left of its cell."""
    number, ways = int((x - 4) // _WAY), ways_of(row)
    return ways[number] if 0 <= number < len(ways) else None


def _paint_ground(
    painter: QPainter, place: QRectF, option: QStyleOptionViewItem, *, first: bool
) -> None:
    state = option.state
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(place, colour("selection"))
        if first:
            bar = QRectF(place.left(), place.top(), 3, place.height())
            painter.fillRect(bar, colour("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(place, colour("hover"))
    edge = QRectF(place.left(), place.bottom() - 0.5, place.width(), 1)
    painter.fillRect(edge, colour("grid"))


def _paint_progress(painter: QPainter, place: QRectF, row: QueueRow) -> None:
    words, inner = progress_words(row), place.adjusted(10, 0, -16, 0)
    painter.setFont(font(12, tabular=True))
    painter.setPen(colour("text2"))
    if row.reason or not row.pages_read or row.stage not in MOVING:
        painter.drawText(inner, _LEFT | Qt.TextFlag.TextWordWrap, words)
        return
    share = row.pages_read / row.pages
    bar = QRectF(inner.left(), inner.center().y() + 4, inner.width(), THICKNESS)
    above = QRectF(bar.left(), bar.top() - 25, bar.width(), 20)
    painter.drawText(above, _LEFT, words)
    painter.drawText(above, _RIGHT, formats.percent(share))
    paint_bar(painter, bar, share)


def _paint_confidence(painter: QPainter, place: QRectF, row: QueueRow) -> None:
    if row.confidence is None:
        painter.setPen(colour("text3"))
        painter.setFont(font())
        painter.drawText(place.adjusted(12, 0, 0, 0), _LEFT, "–")
        return
    state = "overdue"
    if row.confidence >= _DOUBTFUL:
        state = "active" if row.confidence >= _SURE else "expiring"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(state_colour(state, "solid"))
    painter.drawEllipse(QPointF(place.left() + 16, place.center().y()), 4, 4)
    painter.setPen(colour("text"))
    painter.setFont(font(BODY, MEDIUM, tabular=True))
    painter.drawText(place.adjusted(28, 0, 0, 0), _LEFT, f"{round(row.confidence)}%")


def _line(
    painter: QPainter,
    place: QRectF,
    text: str,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> None:
    painter.drawText(
        place, _LEFT, QFontMetricsF(painter.font()).elidedText(text, mode, place.width())
    )
