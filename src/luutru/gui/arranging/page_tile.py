"""Paints one page of the plan: in small, turned as wanted, with what becomes of it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui.arranging.page_model import PAGE
from luutru.gui.arranging.page_plan import PlannedPage
from luutru.gui.theme.current import colour, state_colour, tokens
from luutru.gui.theme.fonts import BOLD, font
from luutru.gui.theme.icons import paint_icon
from luutru.gui.widgets.pill import Look, paint_pill
from luutru.i18n import translate

SHEET: Final = QSize(132, 176)
"""The room for a page, upright or lying."""
TILE: Final = QSize(168, 226)
_CUT: Final = 8
"""Where the line of a cut stands, from the left edge of its tile."""
_OUT: Final = Look("overdue", "x")

Picture = Callable[[int], QImage | None]
"""Gives a page, by its number, as an image; None until it is there."""


class PageTile(QStyledItemDelegate):
    """One painter for all pages; all it knows comes with the page."""

    def __init__(self, picture: Picture, parent: QObject) -> None:
        super().__init__(parent)
        self._picture = picture

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return TILE

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        page = index.data(PAGE)
        if not isinstance(page, PlannedPage):
            return
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        tile = QRectF(option.rect)
        _paint_ground(painter, tile, option)
        room = QRectF(0, 0, SHEET.width(), SHEET.height())
        room.moveCenter(QPointF(tile.center().x(), tile.top() + 12 + SHEET.height() / 2))
        sheet = _paint_sheet(painter, room, page, self._picture(page.number))
        if page.begins:
            _paint_cut(painter, tile)
        if page.left_out:
            painter.fillRect(sheet, colour("surface", 0.7))
            paint_pill(painter, _pill_place(sheet), _OUT, translate("Left out"))
        _paint_foot(painter, tile, page)
        painter.restore()


def _paint_ground(painter: QPainter, tile: QRectF, option: QStyleOptionViewItem) -> None:
    inner = tile.adjusted(12, 4, -4, -4)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setBrush(colour("tint"))
        painter.setPen(QPen(colour("accent"), 2))
        painter.drawRoundedRect(inner, 8, 8)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(colour("hover"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(inner, 8, 8)


def _paint_sheet(
    painter: QPainter, room: QRectF, page: PlannedPage, picture: QImage | None
) -> QRectF:
    """Paint the page turned as wanted; return where it stands."""
    lying = page.turn % 180 != 0
    size = picture.size().toSizeF() if picture is not None else SHEET.toSizeF()
    shown = size.transposed() if lying else size
    shown.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    sheet = QRectF(QPointF(0, 0), shown)
    sheet.moveCenter(room.center())
    painter.fillRect(sheet, colour("paper" if picture is not None else "sunken"))
    if picture is not None:
        painter.save()
        painter.translate(sheet.center())
        painter.rotate(page.turn)
        upright = QRectF(QPointF(0, 0), shown.transposed() if lying else shown)
        upright.moveCenter(QPointF(0, 0))
        painter.drawImage(upright, picture)
        painter.restore()
    painter.setPen(QPen(colour("border_strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(sheet)
    return sheet


def _paint_cut(painter: QPainter, tile: QRectF) -> None:
    """Paint the line at which the pages are cut, and the scissors on it."""
    x = tile.left() + _CUT
    pen = QPen(state_colour("progress"), 2, Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, tile.top() + 6), QPointF(x, tile.bottom() - 6))
    badge = QRectF(x - 3, tile.top() + 16, 22, 22)
    painter.setPen(QPen(state_colour("progress"), 1))
    painter.setBrush(state_colour("progress", "ground"))
    painter.drawEllipse(badge)
    paint_icon(painter, "scissors", badge.adjusted(5, 5, -5, -5), tokens().status["progress"].text)


def _paint_foot(painter: QPainter, tile: QRectF, page: PlannedPage) -> None:
    painter.setFont(font(12, BOLD, tabular=True))
    painter.setPen(colour("text3" if page.left_out else "text"))
    words = translate("Page {number}", number=page.number)
    if page.turn:
        words = f"{words} · {page.turn}°"
    foot = QRectF(tile.left() + 12, tile.bottom() - 32, tile.width() - 16, 24)
    painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, words)


def _pill_place(sheet: QRectF) -> QRectF:
    place = QRectF(0, 0, min(sheet.width() - 8, 84), 30)
    place.moveCenter(sheet.center())
    return place
