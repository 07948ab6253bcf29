"""The list of files on their way in: by mouse, by key and by menu the same ways out."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, Qt
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from luutru.gui.intake.queue_delegate import HEIGHT, QueueDelegate, way_at
from luutru.gui.intake.queue_model import Column, QueueModel
from luutru.gui.intake.remarks import Remarks
from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.thumbnails import Thumbnails
from luutru.gui.intake.ways import ACTS, ICONS, LABELS, Way, more_ways_of, ways_of
from luutru.gui.permits import Permits
from luutru.gui.theme.icons import icon
from luutru.gui.widgets.table import Table
from luutru.i18n import translate

_WIDTHS: Final[dict[int, int]] = {
    Column.STAGE: 164, Column.PROGRESS: 300, Column.CONFIDENCE: 96, Column.WAYS: 84
}  # fmt: skip
_NARROW_PROGRESS: Final = 220
_NARROW: Final = 1100


class QueueView(Table):
    """Enter does the usual thing with a row, Delete takes it off, the menu key shows all."""

    chosen = Signal(object, object)
    """A row (`QueueRow`) and what to do with it (`Way`)."""

    def __init__(self, pictures: Thumbnails, remarks: Remarks, permits: Permits) -> None:
        super().__init__(translate("Files being taken in"), HEIGHT)
        self._model = QueueModel(self)
        self._pictures = pictures
        self._remarks = remarks
        self._permits = permits
        self._rows: list[QueueRow] = []
        self.setModel(self._model)
        self.setItemDelegate(QueueDelegate(pictures, self._may, self))
        self.set_widths(_WIDTHS, Column.FILE)
        pictures.arrived.connect(self.viewport().update)
        remarks.arrived.connect(lambda: self.show_rows(self._rows))
        self.doubleClicked.connect(self._on_double_click)
        self.verticalScrollBar().valueChanged.connect(self._want_pictures)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._want_pictures)

    @property
    def current_row(self) -> QueueRow | None:
        """The row that keys act on."""
        return self._model.row_at(self.currentIndex().row())

    def show_rows(self, rows: list[QueueRow]) -> None:
        """Show other rows and keep the one that was selected."""
        current = self.current_row
        self._rows = rows
        if not self._model.show_rows([self._remarked(row) for row in rows]):
            kept = self._model.number_of(current.key) if current else -1
            if kept >= 0:
                self.selectRow(kept)
        self._soon.start()

    def fit(self, width: int) -> None:
        """Give the progress less room in a narrow window."""
        narrow = width < _NARROW
        room = _NARROW_PROGRESS if narrow else _WIDTHS[Column.PROGRESS]
        self.setColumnWidth(Column.PROGRESS, room)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row
        if row is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose_first(row)
        elif row is not None and event.key() == Qt.Key.Key_Delete:
            if Way.DISMISS in ways_of(row):
                self._choose(row, Way.DISMISS)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        row = self._model.row_at(index.row())
        if row is None or index.column() != Column.WAYS:
            return
        way = way_at(row, event.position().x() - self.columnViewportPosition(Column.WAYS))
        if way is not None and event.button() == Qt.MouseButton.LeftButton:
            self._choose(row, way)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.current_row
        if row is not None and (menu := self.menu_of(row)) is not None:
            menu.popup(event.globalPos())

    def menu_of(self, row: QueueRow) -> QMenu | None:
        """Make the menu of the ways out of a row; None where there is none."""
        ways, more = ways_of(row), more_ways_of(row)
        if not ways and not more:
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        for way in (*ways, *more):
            if more and way is more[0] and ways:
                menu.addSeparator()
            action = menu.addAction(icon(ICONS[way]), translate(LABELS[way]))
            if way in ACTS:
                self._permits.guard(action, ACTS[way])
            action.triggered.connect(lambda _on, way=way: self.chosen.emit(row, way))
        return menu

    def _choose_first(self, row: QueueRow) -> None:
        if ways := ways_of(row):
            self._choose(row, ways[0])

    def _choose(self, row: QueueRow, way: Way) -> None:
        if self._may(way):
            self.chosen.emit(row, way)

    def _may(self, way: Way) -> bool:
        return way not in ACTS or not self._permits.refusal(ACTS[way])

    def _on_double_click(self, index: QModelIndex) -> None:
        row = self._model.row_at(index.row())
        if row is not None and index.column() != Column.WAYS:
            self._choose_first(row)

    def _want_pictures(self) -> None:
        """Ask for the pictures of the rows in sight, and only for these."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        for number in range(first, (last if last >= 0 else self._model.rowCount() - 1) + 1):
            row = self._model.row_at(number)
            if row is not None and row.document_id is not None and row.pages:
                self._pictures.want(row.document_id)
                self._remarks.want(row)

    def _remarked(self, row: QueueRow) -> QueueRow:
        remark = self._remarks.of(row)
        return replace(row, remark=remark.words()) if remark else row
