"""The columns of a list to be chosen and put in order: by mouse, or by key."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from luutru.gui.widgets.buttons import icon_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row
from luutru.i18n import translate, translate_count

_ROOM = QSize(120, 30)
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ColumnList(QWidget):
    """All columns there are, those chosen first; what is ticked is in the list."""

    changed = Signal()

    def __init__(self, columns: Sequence[tuple[str, str]], chosen: Sequence[str]) -> None:
        """`columns`: name and label of each."""
        super().__init__()
        self.list = _Rows()
        self.list.setAccessibleName(translate("Columns of the list"))
        self.list.moved.connect(self._move)
        self.count = label("", "muted")
        up = icon_button("arrow-up", translate("Further to the left (Alt+Up)"), self._up)
        down = icon_button("arrow-down", translate("Further to the right (Alt+Down)"), self._down)
        self.setLayout(
            column(
                row(self.count, STRETCH, up, down),
                (box("card", column(self.list, spacing=0, margins=(1, 6, 1, 6))), 1),
                spacing=6,
            )
        )
        self._fill(dict(columns), chosen)
        self.list.itemChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)
        self._tell()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the columns that are ticked, in their order."""
        items = map(self.list.item, range(self.list.count()))
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == _ON
        )

    def _fill(self, columns: dict[str, str], chosen: Sequence[str]) -> None:
        known = [name for name in chosen if name in columns]
        for name in dict.fromkeys([*known, *columns]):
            item = QListWidgetItem(columns[name])
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setSizeHint(_ROOM)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON if name in known else _OFF)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _up(self) -> None:
        self._move(-1)

    def _down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            item = self.list.takeItem(place)
            self.list.insertItem(place + by, item)
            self.list.setCurrentRow(place + by)
            self._tell()

    def _tell(self) -> None:
        words = translate_count("{count} column chosen", "{count} columns chosen", len(self.chosen))
        self.count.setText(words)
        self.changed.emit()


class _Rows(QListWidget):
    """Rows that can be dragged, and moved with Alt and the arrows."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setProperty("kind", "columns")
        self.setUniformItemSizes(True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
