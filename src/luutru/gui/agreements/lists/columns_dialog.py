"""Which columns the table view has, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.agreements.lists.column_list import ColumnList
from luutru.gui.agreements.lists.table_columns import labels
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH
from luutru.i18n import translate


class ColumnsDialog(DeskDialog):
    """Tells what was chosen; remembers nothing by itself."""

    chosen = Signal(object)
    """The names of the columns, from left to right."""

    def __init__(self, desk: Desk, parent: QWidget, shown: Sequence[str]) -> None:
        super().__init__(
            desk,
            parent,
            translate("Columns of the table"),
            translate("The columns stand in the order of this list, from left to right."),
        )
        self.columns = ColumnList(labels(), shown)
        self.columns.changed.connect(self.follow)
        self.save = push_button(translate("Show"), self._choose, kind="primary")
        self.lay_out((self.columns, 1), foot=(STRETCH, self.save), size=(460, 600))
        self.follow()

    def follow(self) -> None:
        """Let a table have a column."""
        self.save.setEnabled(bool(self.columns.chosen))

    def _choose(self) -> None:
        self.chosen.emit(self.columns.chosen)
        self.accept()
