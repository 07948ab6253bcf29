"""A table of rows that end in a state with its sign: one that scrolls, and one as tall as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BODY, BOLD, REGULAR, font
from luutru.gui.widgets.pill import Look, paint_pills
from luutru.gui.widgets.plain_rows import Index, PlainRows
from luutru.gui.widgets.table import Table
from luutru.gui.widgets.text_lines import paint_lines, set_lines

_TOP: Final = QModelIndex()
_ROW: Final = 38
_PITCH: Final = 17
_TWO_LINES: Final = 44
"""Height of a row from which a long text has room for a second line."""
CELLS: Final = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: the words of its cells; the last one is a state."""

    cells: tuple[str, ...]
    look: Look
    key: str = ""
    """What it stands for: a reference, or a number."""
    also: tuple[tuple[Look, str], ...] = ()
    """States that lie over the last one."""
    is_struck: bool = False
    """Whether it does not hold any more: its first two cells are struck through."""
    is_faint: bool = False
    """Whether it only stands for what may come."""

    def words(self, column: int) -> str:
        """Return what a cell says, the last one with the states that lie over it."""
        over = [word for _, word in self.also] if column == len(self.cells) - 1 else []
        return ", ".join((self.cells[column], *over))


class RowTable(Table):
    """Shows rows; the first cell is bold, Return and a double click tell what is chosen."""

    opened = Signal(str)
    """The key of the row that is wanted."""

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        widths: dict[int, int],
        stretched: int,
        row_height: int = _ROW,
    ) -> None:
        super().__init__(name, row_height)
        self._rows = _Rows(headings, self)
        self.setModel(self._rows)
        self.set_widths(widths, stretched)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.activated.connect(self._tell)

    def align_numbers(self, *columns: int) -> None:
        """Let columns of numbers, and their headings, end in one line."""
        self._rows.right = self._painter.right = frozenset(columns)

    def end_in_words(self) -> None:
        """Let the last cell be words like the others."""
        self._painter.states = False

    @property
    def rows(self) -> tuple[Cells, ...]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[Cells]) -> None:
        """Show other rows; the one that was chosen stays chosen where it is among them."""
        before = self.key()
        self._rows.show_rows(rows)
        keys = [one.key for one in rows]
        if before and before in keys:
            self.setCurrentIndex(self._rows.index(keys.index(before), 0))

    def key(self) -> str:
        """Return what the chosen row stands for; empty where none is chosen."""
        index = self.currentIndex()
        return self.rows[index.row()].key if index.isValid() else ""

    def _tell(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.rows[index.row()].key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key():
            self.opened.emit(self.key())
            return
        super().keyPressEvent(event)


class TallTable(RowTable):
    """A table as tall as its rows, part of a page that scrolls."""

    def __init__(
        self, name: str, headings: Sequence[str], widths: dict[int, int], stretched: int
    ) -> None:
        super().__init__(name, headings, widths, stretched)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ground", "ringed")
        self.show_rows(())

    @override
    def show_rows(self, rows: Sequence[Cells]) -> None:
        super().show_rows(rows)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + _ROW * len(rows) + 4)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls, not the table in it


class _Rows(PlainRows[Cells]):
    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == CELLS:
            return row
        words = row.words(index.column())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ": ".join(filter(None, (self.headings[index.column()], words or "–")))
        return None


class _Painter(QStyledItemDelegate):
    states = True
    """Whether the last cell of a row is a state."""
    right: frozenset[int] = frozenset()
    """Columns of numbers, which end in one line."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(CELLS)
        if not isinstance(row, Cells):
            return
        place = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, colour("hover"))
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), colour("grid"))
        inner = place.adjusted(10, 0, -6, 0)
        if not self.states or index.column() < len(row.cells) - 1:
            _paint_words(painter, inner, index.column(), row, to_right=index.column() in self.right)
        elif row.cells[-1]:
            paint_pills(painter, inner, ((row.look, row.cells[-1]), *row.also))
        painter.restore()


def _paint_words(
    painter: QPainter, place: QRectF, column: int, row: Cells, *, to_right: bool
) -> None:
    is_first = column == 0 and not row.is_faint
    face = font(BODY, BOLD if is_first else REGULAR, tabular=True)
    leads = column <= 1
    if row.is_struck and leads:
        face.setStrikeOut(True)
    painter.setFont(face)
    painter.setPen(colour("text" if leads and not row.is_faint else "text2"))
    words = row.cells[column]
    if to_right or QFontMetricsF(face).horizontalAdvance(words) <= place.width():
        side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)
        return
    most = 2 if place.height() >= _TWO_LINES else 1
    lines = set_lines(words, (), face, place.width(), most)
    paint_lines(painter, lines, place.left(), place.center().y() - _PITCH * len(lines) / 2, _PITCH)
