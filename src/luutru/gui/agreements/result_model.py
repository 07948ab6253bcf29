"""The model of the result list: identifiers of the whole result, rows read as they are shown.

All identifiers are kept (8 bytes each), so the scroll bar tells the truth; rows are read in pages
of 128 of which the last ones used are kept. `data()` never asks the catalogue for a single cell.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from luutru.gui.agreements.results import ROWS_AT_ONCE
from luutru.gui.agreements.row_words import described, in_effect
from luutru.gui.formats import day
from luutru.i18n import mark, translate
from luutru.services.rows import AgreementRow, Order

AnyIndex = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Sequence[AgreementRow]]

PAGE: Final = ROWS_AT_ONCE
PAGES_KEPT: Final = 24

RowRole: Final = Qt.ItemDataRole.UserRole
ReferenceRole: Final = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One column: heading, what a cell says, what the list is ordered by when it is clicked."""

    heading: str
    text: Callable[[AgreementRow], str]
    order: Order | None
    letters: int = 0
    """How wide it is in the table, in letters; 0 where the list decides."""
    name: str = ""
    is_number: bool = False


COLUMNS: Final = (
    ResultColumn(mark("Agreement"), lambda row: row.title, Order.TITLE),
    ResultColumn(mark("Signed on"), lambda row: day(row.signed_on), Order.SIGNED_ON),
    ResultColumn(mark("Effect"), in_effect, Order.EXPIRES_ON),
)
TITLE, SIGNED, EFFECT = range(len(COLUMNS))


class ResultModel(QAbstractTableModel):
    """Shows the agreements of a result in the order in which they were found."""

    def __init__(
        self,
        fetch: Fetch,
        parent: QObject | None = None,
        why_of: Callable[[int], str] = lambda _agreement: "",
    ) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._why_of = why_of
        """Tells why an agreement was found, as far as that is known."""
        self.columns: tuple[ResultColumn, ...] = COLUMNS
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, AgreementRow]] = OrderedDict()

    def show_ids(self, ids: "array[int]", first_rows: Sequence[AgreementRow] = ()) -> None:
        """Show another result; `first_rows` are those of its first page, if they are at hand."""
        self.beginResetModel()
        self._ids = ids
        self._pages.clear()
        if first_rows:
            self._pages[0] = {row.id: row for row in first_rows}
        self.endResetModel()

    def show_columns(self, columns: Sequence[ResultColumn]) -> None:
        """Show other columns of the same result."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def forget_rows(self) -> None:
        """Read the rows anew when they are next shown: their values may have changed."""
        self._pages.clear()
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    @property
    def ids(self) -> "array[int]":
        """The identifiers of the whole result, in order."""
        return self._ids

    def row(self, number: int) -> AgreementRow | None:
        """Return a row of the result; None where it was taken away in the meantime."""
        page = number // PAGE
        if page not in self._pages:
            wanted = self._ids[page * PAGE : (page + 1) * PAGE]
            self._pages[page] = {row.id: row for row in self._fetch(wanted)}
            if len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(self._ids[number])

    def ids_around(self, number: int) -> "array[int]":
        """Return the identifiers that were read together with a row."""
        start = number // PAGE * PAGE
        return self._ids[start : start + PAGE]

    # --- what Qt asks ----------------------------------------------------------------------

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (*_ANSWERS, *_WORDS, *_EXPLAINED):
            return None
        row = self.row(index.row())
        if row is None:
            return None
        why = self._why_of(row.id) if role in _EXPLAINED else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return why or None
        if role in _WORDS:
            in_list = self.columns is COLUMNS and index.column() == TITLE
            if in_list and role == Qt.ItemDataRole.AccessibleTextRole:
                return described(row, why)
            return self.columns[index.column()].text(row)
        return _ANSWERS[role](row)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate(self.columns[section].heading)
        return None


_WORDS: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_ANSWERS: Final[dict[int, Callable[[AgreementRow], Any]]] = {
    RowRole: lambda row: row,
    ReferenceRole: lambda row: row.reference,
}
_EXPLAINED: Final = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
"""Roles that tell why an agreement was found."""
