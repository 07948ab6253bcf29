"""The table of results: fixed rows, headings that sort, one agreement chosen at a time."""

from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QByteArray,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView
from typing_extensions import override

from luutru.gui.agreements.lists.cell_delegate import CellDelegate
from luutru.gui.agreements.result_model import COLUMNS, EFFECT, SIGNED, TITLE, ResultModel
from luutru.gui.agreements.results import Sorting
from luutru.gui.agreements.row_delegate import LEFT, TABLE, Density, RowDelegate
from luutru.gui.agreements.sortings import clicked
from luutru.i18n import translate

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping, Sequence

    from luutru.gui.agreements.result_model import ResultColumn
    from luutru.services.rows import AgreementRow

WIDTHS: Final = {SIGNED: 96, EFFECT: 178}
_ALONE: Final = (
    QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
)
"""Said outright: what Qt would do by itself depends on the keys that are held down."""
LETTER: Final = 7
PADDING: Final = 12
WIDEST: Final = 300
"""Pixels of a column of the table, as far as nobody draws it wider."""


class ResultTable(QTableView):
    """Shows a `ResultModel`; tells what is chosen and how it shall be ordered."""

    chosen = Signal(int)
    """The identifier of the agreement to show."""
    entered = Signal()
    """Return was pressed: the reader wants to go on to the document."""
    sorting_wanted = Signal(object)
    page_wanted = Signal(int, int)
    """An agreement, and the number of one of its best pages, counted from 0."""
    page_stepped = Signal(int)
    """Another of the best pages of the chosen agreement is wanted, this many further."""
    selected = Signal(int)
    """How many agreements are selected now."""
    menu_wanted = Signal(QPoint)
    """What can be done with the chosen agreement is asked for, at this place of the screen."""

    def __init__(self, model: ResultModel, delegate: RowDelegate) -> None:
        super().__init__()
        self._rows = model
        self._delegate = delegate
        self._cells: CellDelegate | None = None
        self._sorting = Sorting(None)
        self.setModel(model)
        model.dataChanged.connect(delegate.forget)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(translate("Agreements found"))
        self._set_headings()
        self.set_density(delegate.density)
        self.selectionModel().currentRowChanged.connect(self._choose)
        self.selectionModel().selectionChanged.connect(self._tell_selection)

    def _set_headings(self) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(20)
        headings = self.horizontalHeader()
        headings.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        headings.setHighlightSections(False)
        headings.setMinimumSectionSize(80)
        self._set_widths()
        headings.setSectionsClickable(True)
        headings.sectionClicked.connect(self._sort_by)

    def _set_widths(self) -> None:
        """Give the columns of the list their widths: what is left is for the title."""
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        headings = self.horizontalHeader()
        headings.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        headings.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        for column, width in WIDTHS.items():
            headings.resizeSection(column, width)

    @property
    def is_table(self) -> bool:
        """Tell whether every value has a column of its own."""
        return self._rows.columns is not COLUMNS

    def set_density(self, density: Density) -> None:
        """Show more or less of each agreement, keeping the place in the list."""
        self._delegate.density = density
        self.fit_rows()

    def show_as_list(self, density: Density) -> None:
        """Show rows of what matters most, two lines each or one."""
        if self.is_table:
            self._change_columns(COLUMNS)
            self.setItemDelegate(self._delegate)
            self._set_widths()
        self.set_density(density)

    def show_as_table(self, columns: "Sequence[ResultColumn]", widths: "Mapping[str, int]") -> None:
        """Show every value in a column of its own; `widths` are those the reader gave, by name."""
        self._change_columns(columns)
        self._cells = self._cells or CellDelegate(self._rows, self)
        self.setItemDelegate(self._cells)
        headings = self.horizontalHeader()
        headings.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for place, column in enumerate(columns):
            least = headings.sectionSizeFromContents(place).width() + 8
            wanted = min(column.letters * LETTER + 2 * PADDING, WIDEST)
            headings.resizeSection(place, widths.get(column.name, max(least, wanted)))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.set_density(TABLE)

    def restore_headings(self, state: QByteArray) -> None:
        """Put the columns of the list as they were left; the arrow stays where it is."""
        self.horizontalHeader().restoreState(state)
        self.show_sorting(self._sorting)

    def _change_columns(self, columns: "Sequence[ResultColumn]") -> None:
        chosen, selected = self.chosen_id(), frozenset(self.selected_ids())
        self._rows.show_columns(columns)
        self.show_sorting(self._sorting)
        if chosen is not None and self.choose(chosen) and len(selected) > 1:
            self.select_ids(selected)

    def fit_rows(self) -> None:
        """Give every row the height its delegate asks for, keeping the place in the list."""
        height = self._delegate.row_height
        if self.verticalHeader().defaultSectionSize() == height:
            return
        top = self.rowAt(1)
        self.verticalHeader().setDefaultSectionSize(height)
        self.scrollTo(self._rows.index(max(top, 0), 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def show_sorting(self, sorting: Sorting) -> None:
        """Put the arrow on the heading the list is ordered by."""
        self._sorting = sorting
        places = [
            place
            for place, one in enumerate(self._rows.columns)
            if one.order and one.order is sorting.order
        ]
        headings = self.horizontalHeader()
        headings.setSortIndicatorShown(bool(places))
        if places:
            way = (
                Qt.SortOrder.DescendingOrder if sorting.descending else Qt.SortOrder.AscendingOrder
            )
            headings.setSortIndicator(places[0], way)

    def show_ids(
        self, ids: "array[int]", keep: int | None, first_rows: "Sequence[AgreementRow]" = ()
    ) -> None:
        """Show another result; the agreement `keep` stays chosen if it is in it, else the first."""
        self._delegate.forget()
        self._rows.show_ids(ids, first_rows)
        self.fit_rows()
        if ids:
            self.choose(keep if keep is not None and keep in ids else ids[0])

    def choose(self, agreement: int) -> bool:
        """Choose an agreement of the result and show its row; tell whether it is in it."""
        try:
            place = self._rows.ids.index(agreement)
        except ValueError:
            return False
        index = self._rows.index(place, TITLE)
        self.selectionModel().setCurrentIndex(index, _ALONE)
        if not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        return True

    def chosen_id(self) -> int | None:
        """Return the identifier of the agreement that is chosen."""
        index = self.currentIndex()
        return self._rows.ids[index.row()] if index.isValid() else None

    def selected_ids(self) -> "array[int]":
        """Return the identifiers of all agreements that are selected, in the order of the list."""
        chosen = self._rows.ids[:0]
        for rows in self._ranges():
            chosen += self._rows.ids[rows.start : rows.stop]
        return chosen

    def select_ids(self, wanted: frozenset[int]) -> None:
        """Select these agreements, as far as they are in the list; the one that is open stays."""
        chosen = QItemSelection()
        last = len(self._rows.columns) - 1
        found = (place for place, one in enumerate(self._rows.ids) if one in wanted)
        for _, run in groupby(enumerate(found), key=lambda pair: pair[1] - pair[0]):
            places = [place for _, place in run]
            ends = self._rows.index(places[0], 0), self._rows.index(places[-1], last)
            chosen.append(QItemSelectionRange(*ends))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def drop_selection(self) -> None:
        """Select only the agreement that is open."""
        self.selectionModel().select(self.currentIndex(), _ALONE)

    def rows_shown(self) -> range:
        """Return the rows that are at least partly visible."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        if first < 0:
            return range(0)
        return range(first, (last if last >= 0 else self._rows.rowCount() - 1) + 1)

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self._rows.ids[now.row()])

    def _ranges(self) -> list[range]:
        """Return the rows that are selected; of a hundred thousand, no single one is looked at."""
        chosen = self.selectionModel().selection()
        ranges = [chosen.at(place) for place in range(chosen.size())]
        return sorted((range(one.top(), one.bottom() + 1) for one in ranges), key=min)

    def _tell_selection(self) -> None:
        self.selected.emit(sum(map(len, self._ranges())))

    def _sort_by(self, section: int) -> None:
        order = self._rows.columns[section].order
        if order is not None:
            self.sorting_wanted.emit(clicked(self._sorting, order))
        else:  # Qt has moved the arrow already
            self.show_sorting(self._sorting)

    # --- keys and mouse --------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Right | Qt.Key.Key_Left:
                self.page_stepped.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            case _:
                super().keyPressEvent(event)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._delegate.chip_at(self, event.position()))
        super().mouseMoveEvent(event)

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        chip = self._delegate.chip_at(self, event.position())
        if chip is not None and event.button() == Qt.MouseButton.LeftButton:
            self.page_wanted.emit(self._rows.ids[chip[0]], chip[1])

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            chosen = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(chosen.topLeft() + QPoint(LEFT, chosen.height()))
        if self.currentIndex().isValid():
            self.menu_wanted.emit(place)

    def _point_at(self, chip: tuple[int, int] | None) -> None:
        """Let the button under the mouse stand out."""
        if chip == self._delegate.under_mouse:
            return
        self._delegate.under_mouse = chip
        shape = Qt.CursorShape.ArrowCursor if chip is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)
        self.viewport().update()
