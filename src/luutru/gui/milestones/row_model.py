"""Milestones as a list for Qt's views: a board column, an agenda."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from typing_extensions import override

from luutru.gui.milestones.looks import spoken
from luutru.gui.milestones.timeline.dragging import may_move
from luutru.services.milestones.rows import MilestoneRow

Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
MIME: Final = "application/x-luutru-milestone"
_TOP: Final = QModelIndex()


class RowModel(QAbstractListModel):
    """Rows as they were told; those that may be moved can be dragged."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[MilestoneRow, ...] = ()

    def show_rows(self, rows: Sequence[MilestoneRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def number_of(self, milestone_id: int) -> int:
        """Return the place of a milestone, -1 where it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.id == milestone_id), -1)

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.called
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(row)
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        told = super().flags(index)
        if index.isValid() and may_move(self.rows[index.row()]):
            told |= Qt.ItemFlag.ItemIsDragEnabled
        return told

    @override
    def mimeTypes(self) -> list[str]:
        return [MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        told = QMimeData()
        told.setData(MIME, str(self.rows[indexes[0].row()].id).encode())
        return told

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction
