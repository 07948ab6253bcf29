"""A list of milestones: cards or lines, by key and mouse the same ways on."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView
from typing_extensions import override

from luutru.gui.milestones.card_delegate import CardDelegate
from luutru.gui.milestones.row_model import RowModel
from luutru.services.milestones.rows import MilestoneRow

_COMPARED: Final = 500
"""Rows that are compared with those shown, to leave the list alone where nothing changed."""


class RowList(QListView):
    """Enter opens, the menu key shows all that can be done; every item is equally tall."""

    opened = Signal(object)
    """A milestone (`MilestoneRow`)."""
    menu_wanted = Signal(object, QPoint)

    def __init__(self, name: str, *, framed: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.rows = RowModel(self)
        self._delegate = CardDelegate(framed=framed)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.doubleClicked.connect(self._on_activated)

    @property
    def current_row(self) -> MilestoneRow | None:
        """The milestone that keys act on."""
        index = self.currentIndex()
        return self.rows.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: Sequence[MilestoneRow], today: date) -> None:
        """Show other milestones; the chosen one stays chosen where it is still there."""
        kept, place = self.current_row, self.verticalScrollBar().value()
        self._delegate.today = today
        if len(rows) > _COMPARED or tuple(rows) != self.rows.rows:
            self.rows.show_rows(rows)
            if kept is not None:
                self.choose(kept.id)
            self.verticalScrollBar().setValue(place)
        self.viewport().update()

    def choose(self, milestone_id: int) -> bool:
        """Choose a milestone; tell whether it is shown."""
        number = self.rows.number_of(milestone_id)
        if number >= 0:
            self.setCurrentIndex(self.rows.index(number))
        return number >= 0

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.current_row is not None:
            self.opened.emit(self.current_row)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.rows.rows:
            self.setCurrentIndex(self.rows.index(0))

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            chosen = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(chosen.topLeft() + QPoint(20, 40))
        if self.current_row is not None:
            self.menu_wanted.emit(self.current_row, place)

    def _on_activated(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.rows[index.row()])
