"""The rows of the queue as Qt asks for them."""

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.stages import LABELS, Stage
from luutru.i18n import mark, translate, translate_count

Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
ROW: Final = Qt.ItemDataRole.UserRole
"""The role under which every cell gives its whole `QueueRow` to the painter."""


class Column(IntEnum):
    """What stands where."""

    FILE = 0
    STAGE = 1
    PROGRESS = 2
    CONFIDENCE = 3
    WAYS = 4


HEADINGS: Final = {
    Column.FILE: mark("Scan"),
    Column.STAGE: mark("Stage"),
    Column.PROGRESS: mark("Progress"),
    Column.CONFIDENCE: mark("Confidence"),
    Column.WAYS: "",
}


class QueueModel(QAbstractTableModel):
    """Knows nothing but the rows it was given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[QueueRow] = []

    def row_at(self, number: int) -> QueueRow | None:
        """Return a row by its number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def number_of(self, key: str) -> int:
        """Return the number of the row called `key`, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def show_rows(self, rows: Sequence[QueueRow]) -> bool:
        """Show other rows; return whether the same files stand in the same places as before."""
        same = [row.key for row in rows] == [row.key for row in self._rows]
        if same:
            self._rows = list(rows)
            if rows:
                last = self.index(len(rows) - 1, len(Column) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
        else:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        return same

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(row, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.reason or row.name
        return None

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate(HEADINGS[Column(section)])
        return None


def progress_words(row: QueueRow) -> str:
    """Say how far a row is, or what is the matter."""
    if row.reason:
        return row.reason
    return "\n".join(filter(None, (_how_far(row), row.remark)))


def _how_far(row: QueueRow) -> str:
    if row.stage is Stage.RECEIVED and row.pages:
        return translate_count(
            "{count} page waits to be read", "{count} pages wait to be read", row.pages
        )
    if row.pages and row.pages_read < row.pages:
        return translate("page {done}/{total}", done=row.pages_read, total=row.pages)
    if row.pages:
        return translate_count("{count} page read", "{count} pages read", row.pages)
    return ""


def _words(row: QueueRow, column: Column) -> str:
    match column:
        case Column.FILE:
            return f"{row.name}, {row.detail}"
        case Column.STAGE:
            return translate(LABELS[row.stage])
        case Column.PROGRESS:
            return progress_words(row)
        case Column.CONFIDENCE if row.confidence is not None:
            return f"{round(row.confidence)}%"
        case _:
            return ""
