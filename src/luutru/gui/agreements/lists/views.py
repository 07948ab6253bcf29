"""How the list is shown: two lines a row, one, or a table; remembered with its columns."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from luutru.gui.agreements.result_list import ResultList
from luutru.gui.agreements.row_delegate import COMPACT, ROOMY, TABLE, Density
from luutru.gui.screen import Desk

if TYPE_CHECKING:
    from collections.abc import Sequence

# ruff: noqa: PLC0415  what the table knows is loaded when it is first shown

VIEWS: Final = {"roomy": ROOMY, "compact": COMPACT, "table": TABLE}
_VIEW: Final = "list_view"
_COLUMNS: Final = "table_columns"
_HEADINGS: Final = "agreements/columns"
_WIDTHS: Final = "table_widths"
_SETTLED_MS: Final = 400


class Views(QObject):
    """Changes the table of results, and remembers what the reader chose."""

    def __init__(self, desk: Desk, results: ResultList) -> None:
        super().__init__(results)
        self._desk = desk
        self._results = results
        self._soon = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._soon.timeout.connect(self._keep_widths)
        results.addAction(desk.actions.on("choose_columns", self.choose_columns))
        results.bar.density_wanted.connect(self.show)
        heads = results.table.horizontalHeader()
        heads.sectionResized.connect(self._soon.start)
        heads.sectionMoved.connect(self._soon.start)
        heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        heads.customContextMenuRequested.connect(self._show_menu)
        remembered = desk.remembered(_VIEW)
        self.show(VIEWS.get(remembered[0] if remembered else "", ROOMY))

    def show(self, view: Density) -> None:
        """Show the list in another way, and remember it."""
        name = next(name for name, one in VIEWS.items() if one is view)
        self._desk.remember(_VIEW, (name,))
        self._results.bar.show_density(view)
        self._desk.actions["choose_columns"].setEnabled(view is TABLE)
        if view is TABLE:
            self._show_table()
        else:
            self._results.table.show_as_list(view)
            kept = self._desk.preferences.arrangement(_HEADINGS)
            self._results.table.restore_headings(kept)

    def choose_columns(self) -> None:
        """Ask which columns the table shall have."""
        from luutru.gui.agreements.lists.columns_dialog import ColumnsDialog

        shown = [column.name for column in self._results.model.columns]
        dialog = ColumnsDialog(self._desk, self._results, shown)
        dialog.chosen.connect(self._take)
        dialog.open()

    def _take(self, names: "Sequence[str]") -> None:
        self._desk.remember(_COLUMNS, names)
        self._show_table()

    def _show_table(self) -> None:
        from luutru.gui.agreements.lists.table_columns import table_columns

        kept = dict(one.split(":") for one in self._desk.remembered(_WIDTHS) if ":" in one)
        widths = {name: int(width) for name, width in kept.items() if width.isdigit()}
        columns = table_columns(self._desk.remembered(_COLUMNS))
        self._results.table.show_as_table(columns, widths)

    def _keep_widths(self) -> None:
        table = self._results.table
        if not table.is_table:
            state = table.horizontalHeader().saveState()
            self._desk.preferences.keep_arrangement(_HEADINGS, state)
        else:
            kept = dict(one.split(":") for one in self._desk.remembered(_WIDTHS) if ":" in one)
            for place, column in enumerate(self._results.model.columns):
                kept[column.name] = str(table.columnWidth(place))
            self._desk.remember(_WIDTHS, [f"{name}:{width}" for name, width in kept.items()])

    def _show_menu(self, place: QPoint) -> None:
        if self._results.table.is_table:
            menu = QMenu(self._results)
            menu.setToolTipsVisible(True)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self._desk.actions["choose_columns"])
            menu.popup(self._results.table.horizontalHeader().mapToGlobal(place))
