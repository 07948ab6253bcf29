"""Paints the cells of the table: one value each, the status as a pill."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui.agreements.result_model import ResultModel, RowRole
from luutru.gui.agreements.row_delegate import CELL, paint_ground
from luutru.gui.agreements.row_words import standing_pills
from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BODY, MEDIUM, font
from luutru.gui.widgets.awaited import paint_awaited
from luutru.gui.widgets.paged_rows import AwaitedRole
from luutru.gui.widgets.pill import paint_pills

if TYPE_CHECKING:
    from luutru.services.rows import AgreementRow

_STATUS: Final = "status"
_STRONG: Final = ("title",)


class CellDelegate(QStyledItemDelegate):
    """Knows what a column holds by asking the model."""

    def __init__(self, model: ResultModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place, shown = QRectF(option.rect), self._model.columns[index.column()]
        row: AgreementRow | None = index.data(RowRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, place, option, index.column())
        cell = place.adjusted(CELL + (4 if index.column() == 0 else 0), 0, -CELL, 0)
        if index.data(AwaitedRole):
            paint_awaited(painter, cell)
        if row is not None and shown.name == _STATUS:
            paint_pills(painter, cell, standing_pills(row))
        elif row is not None:
            strong = shown.name in _STRONG
            face = font(BODY, MEDIUM) if strong else font(BODY, tabular=not strong)
            painter.setFont(face)
            painter.setPen(colour("text" if strong or index.column() == 0 else "text2"))
            words = QFontMetricsF(face).elidedText(
                shown.text(row), Qt.TextElideMode.ElideRight, cell.width()
            )
            side = Qt.AlignmentFlag.AlignRight if shown.is_number else Qt.AlignmentFlag.AlignLeft
            painter.drawText(cell, side | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
