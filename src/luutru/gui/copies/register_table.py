"""The register as a table: the next number in grey on top, void and revoked ones struck through."""

from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from luutru.gui.copies.looks import NEXT, STATES
from luutru.gui.formats import day, number
from luutru.gui.theme.current import colour
from luutru.gui.theme.fonts import BODY, BOLD, REGULAR, font
from luutru.gui.widgets.pill import paint_pill
from luutru.gui.widgets.table import Table
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.copies.lines import CopyRow

Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_ROW: Final = 46
_HEADINGS: Final = (
    mark("Number"), mark("Document"), mark("Form of the copy"), mark("Recipients"), mark("Day"),
    mark("Copies"), mark("State"),
)  # fmt: skip
_WIDTHS: Final = {0: 118, 2: 96, 3: 190, 4: 100, 5: 66, 6: 130}
_STATE: Final = 6
_ROW_ROLE: Final = Qt.ItemDataRole.UserRole


class RegisterTable(Table):
    """Tells which number is chosen."""

    chosen = Signal(object)
    """The `CopyRow`, or None."""

    def __init__(self) -> None:
        super().__init__(translate("Register of copies"), _ROW)
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.set_widths(_WIDTHS, 1)
        self.setItemDelegate(_Painter(self))
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def row(self) -> CopyRow | None:
        """The number that is chosen."""
        index = self.currentIndex()
        return self._rows.row(index.row()) if index.isValid() else None

    def show_rows(self, rows: tuple[CopyRow, ...], next_number: int | None) -> None:
        """Show other rows; `next_number` stands above them in grey, None for nowhere."""
        before = self.row
        self._rows.show_rows(rows, next_number)
        keys = [(one.year, one.number) for one in rows]
        at = keys.index((before.year, before.number)) if before and (
            before.year, before.number) in keys else 0  # fmt: skip
        if rows:
            self.selectRow(at + (next_number is not None))
        else:
            self.chosen.emit(None)

    def _tell(self) -> None:
        self.chosen.emit(self.row)


class _Rows(QAbstractTableModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[CopyRow | None, ...] = ()
        self._next = 0

    def show_rows(self, rows: tuple[CopyRow, ...], next_number: int | None) -> None:
        self.beginResetModel()
        self._next = next_number or 0
        self._rows = (*((None,) if next_number is not None else ()), *rows)
        self.endResetModel()

    def row(self, at: int) -> CopyRow | None:
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(_HEADINGS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == _ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = translate(_HEADINGS[index.column()])
            return f"{heading}: {self._words(row)[index.column()] or '–'}"
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate(_HEADINGS[section])
        return None

    def _words(self, row: CopyRow | None) -> tuple[str, ...]:
        if row is None:
            told = translate("Next number, given when a copy is issued")
            return f"{self._next:02d}", told, "", "", "", "", translate("Not given yet")
        return (
            row.symbol,
            row.title,
            code_list("copy_form").label(row.form),
            "; ".join(one.rstrip("; ") for one in row.recipients),
            day(row.issued_on.isoformat()) if row.issued_on else "",
            number(row.quantity),
            code_list("copy_state").label(row.state),
        )


class _Painter(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _ROW)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(_ROW_ROLE)
        place = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, colour("hover"))
        painter.fillRect(QRectF(place.left(), place.bottom() - 1, place.width(), 1), colour("grid"))
        inner = place.adjusted(12, 0, -6, 0)
        words = str(index.data() or "")
        if index.column() == _STATE:
            look = STATES[row.state] if isinstance(row, CopyRow) else NEXT
            paint_pill(painter, inner, look, words)
        else:
            _paint_words(painter, inner, index.column(), row, words)
        painter.restore()


def _paint_words(
    painter: QPainter, place: QRectF, column: int, row: CopyRow | None, words: str
) -> None:
    face = font(BODY, BOLD if column == 0 and row else REGULAR, tabular=True)
    if row is not None and row.is_struck and column <= 1:
        face.setStrikeOut(True)
    painter.setFont(face)
    painter.setPen(colour("text" if column <= 1 and row else "text2"))
    shown = QFontMetricsF(face).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)
