"""One column of the board: a heading with its count, and cards that can be dropped here."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.milestones.looks import LOOKS, standing_word
from luutru.gui.milestones.row_list import RowList
from luutru.gui.milestones.row_model import MIME
from luutru.gui.theme.current import colour
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row, set_ground, widget
from luutru.i18n import translate
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

_HEADING: Final = 36


class ColumnList(RowList):
    """The cards of a column; the arrows to the sides lead to the columns beside it."""

    dropped = Signal(int)
    """A milestone, by its number, was dropped here."""
    sideways = Signal(int)

    def __init__(self, name: str, *, takes: bool) -> None:
        super().__init__(name)
        self.setProperty("ground", "clear")
        self.viewport().setAutoFillBackground(False)
        self.setViewportMargins(0, 0, 4, 0)
        self.setDragEnabled(True)
        self.setDragDropMode(
            QAbstractItemView.DragDropMode.DragDrop
            if takes
            else QAbstractItemView.DragDropMode.DragOnly
        )
        self._takes = takes
        self._over = False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def _fits(self, event: QDropEvent) -> bool:
        return self._takes and event.source() is not self and event.mimeData().hasFormat(MIME)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._fits(event):
            event.acceptProposedAction()
            self._show_over(over=True)
        else:
            event.ignore()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._fits(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(over=False)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(over=False)
        if self._fits(event):
            # Not "move": the list the card comes from must keep it until the day is confirmed.
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
            self.dropped.emit(int(event.mimeData().data(MIME).data()))

    def _show_over(self, *, over: bool) -> None:
        self._over = over
        self.viewport().update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._over and self.rows.rows:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._over:
            painter.setPen(QPen(colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(self.viewport().rect().adjusted(1, 1, -2, -2), 8, 8)
        else:
            painter.setPen(colour("text3"))
            room = self.viewport().rect().adjusted(0, 12, 0, 0)
            where = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(room, where, translate("None"))


class BoardColumn(QFrame):
    """The heading and the cards; `head` stands in place of its words, `foot` below the cards."""

    def __init__(
        self,
        standing: Standing,
        *,
        takes: bool = True,
        head: QWidget | None = None,
        foot: QWidget | None = None,
    ) -> None:
        super().__init__()
        set_ground(self, "sunken")
        look = LOOKS[standing]
        self.standing = standing
        self._icon = IconLabel(look.icon, look.state, 16)
        self._word = label(standing_word(standing), "strong")
        self._count = label("", "caption")
        self.cards = ColumnList(standing_word(standing), takes=takes)
        heading = row(self._icon, self._word, self._count, STRETCH, spacing=8)
        if head is not None:
            self._word.hide()
            heading = row(self._icon, (head, 1), spacing=6)
        heading.setContentsMargins(6, 0, 4, 0)
        heading_box = widget(heading)
        heading_box.setFixedHeight(_HEADING)
        within = column(heading_box, (self.cards, 1), spacing=6, margins=(10, 6, 6, 8))
        if foot is not None:
            within.addWidget(foot)
        self.setLayout(within)
        self.setMinimumWidth(180)

    @property
    def rows(self) -> tuple[MilestoneRow, ...]:
        """What the column shows."""
        return self.cards.rows.rows

    def show_rows(self, rows: Sequence[MilestoneRow], today: date) -> None:
        """Show other cards and their count."""
        self._count.setText(formats.number(len(rows)))
        self.cards.setAccessibleDescription(formats.number(len(rows)))
        self.cards.show_rows(rows, today)

    def stand_for(self, standing: Standing) -> None:
        """Be the column of another standing."""
        self.standing = standing
        self._icon.show_icon(LOOKS[standing].icon, LOOKS[standing].state)
        self.cards.setAccessibleName(standing_word(standing))

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, 400)
