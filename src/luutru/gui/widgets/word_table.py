"""A table of words for dialogs: as many rows as were told, each as tall as its words need."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui.theme.current import colour, state_colour
from luutru.gui.widgets.plain_rows import Index, PlainRows
from luutru.gui.widgets.table import Table

_ROW: Final = 36
_BESIDES: Final = 30
"""Points of a cell, left and right of its words."""
_AROUND: Final = 16
"""Points above and below the words of a row."""
MEASURED: Final = 500
"""Rows up to which each gets the height it needs; more would be measured for too long."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its words, and the state whose colour the last of them has."""

    cells: tuple[str, ...]
    state: str = ""


class WordTable(Table):
    """Shows lines under headings; `widths` in pixels, the column `stretched` takes what is left."""

    def __init__(
        self, name: str, headings: Sequence[str], widths: Mapping[int, int], stretched: int
    ) -> None:
        super().__init__(name, _ROW)
        self._lines = _Lines(headings, self)
        self.setWordWrap(True)
        self.setModel(self._lines)
        self.setItemDelegate(_Tall(self))
        self.set_widths(widths, stretched)

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines.rows

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other rows."""
        self._lines.show_rows(lines)
        self._measure()

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Show more rows below, the first of them in place of nothing."""
        self._lines.add_rows(lines)
        self._measure()

    def _measure(self) -> None:
        if len(self.lines) <= MEASURED:
            self.resizeRowsToContents()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()


class _Tall(QStyledItemDelegate):
    """Gives words the room that they take in their column, with some air above and below."""

    def __init__(self, table: WordTable) -> None:
        super().__init__(table)
        self._table = table

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._table.columnWidth(index.column())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        metrics, words = QFontMetrics(option.font), str(index.data() or "")
        tall = metrics.boundingRect(0, 0, width - _BESIDES, 1 << 14, int(flags), words).height()
        return QSize(width, max(_ROW, tall + _AROUND))


class _Lines(PlainRows[Line]):
    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return line.cells[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            last = index.column() == len(self.headings) - 1
            return state_colour(line.state, "text") if last and line.state else colour("text")
        return None
