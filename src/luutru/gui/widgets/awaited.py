"""A grey line in place of a row that is still being read."""

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui.theme.current import colour
from luutru.gui.widgets.paged_rows import AwaitedRole

_HEIGHT: Final = 8.0
_SHARE: Final = 0.6
_LEFT: Final = 8.0


def paint_awaited(painter: QPainter, cell: QRectF) -> None:
    """Paint the line into a cell; all cells of a row look alike."""
    line = QRectF(cell.left(), cell.center().y() - _HEIGHT / 2, cell.width() * _SHARE, _HEIGHT)
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("grid"))
    painter.drawRoundedRect(line, _HEIGHT / 2, _HEIGHT / 2)
    painter.restore()


class AwaitedDelegate(QStyledItemDelegate):
    """Paints cells as usual, and the line where a row is still to come."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        if index.data(AwaitedRole):
            paint_awaited(painter, QRectF(option.rect).adjusted(_LEFT, 0, -_LEFT, 0))
