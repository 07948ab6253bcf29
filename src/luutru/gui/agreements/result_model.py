"""The model of the result list: identifiers of the whole result, rows read as they are shown.

`data()` never asks the catalogue: what is not there yet is read on a lane, see `PagedRows`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from luutru.gui.agreements.row_words import described, in_effect
from luutru.gui.formats import day
from luutru.gui.jobs import Jobs
from luutru.gui.widgets.paged_rows import AwaitedRole, PagedRows
from luutru.i18n import mark, translate
from luutru.services.rows import AgreementRow, Order

if TYPE_CHECKING:
    from array import array

AnyIndex = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Sequence[AgreementRow]]

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
        jobs: Jobs,
        parent: QObject | None = None,
        why_of: Callable[[int], str] = lambda _agreement: "",
    ) -> None:
        super().__init__(parent)
        self._why_of = why_of
        """Tells why an agreement was found, as far as that is known."""
        self.columns: tuple[ResultColumn, ...] = COLUMNS
        self._rows: PagedRows[AgreementRow] = PagedRows(fetch, lambda row: row.id, jobs, self)
        self._rows.arrived.connect(self._show_rows)

    def show_ids(self, ids: "array[int]", first_rows: Sequence[AgreementRow] = ()) -> None:
        """Show another result; `first_rows` are those of its first page, if they are at hand."""
        self.beginResetModel()
        self._rows.show(ids, first_rows)
        self.endResetModel()

    def read_by(self, fetch: Fetch) -> None:
        """Read rows in another way from the next result on; those of before are forgotten."""
        self._rows.read_by(fetch)

    def show_columns(self, columns: Sequence[ResultColumn]) -> None:
        """Show other columns of the same result."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    @property
    def ids(self) -> "array[int]":
        """The identifiers of the whole result, in order."""
        return self._rows.ids

    def row(self, number: int) -> AgreementRow | None:
        """Return a row of the result; None where it is still to be read, or was taken away.

        `dataChanged` tells when it can be had.
        """
        return self._rows.row(number)

    def _show_rows(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    # --- what Qt asks ----------------------------------------------------------------------

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ASKED:
            return None
        if role == AwaitedRole:
            return self._rows.is_awaited(index.row())
        row = self.row(index.row())
        return None if row is None else self._cell(row, index.column(), role)

    def _cell(self, row: AgreementRow, column: int, role: int) -> object:
        why = self._why_of(row.id) if role in _EXPLAINED else ""
        if role == Qt.ItemDataRole.ToolTipRole:
            return why or None
        if role in _WORDS:
            in_list = self.columns is COLUMNS and column == TITLE
            if in_list and role == Qt.ItemDataRole.AccessibleTextRole:
                return described(row, why)
            return self.columns[column].text(row)
        return _ANSWERS[role](row)

    @override
    def match(self, *_asked: object) -> list[QModelIndex]:
        return []  # a letter typed into the list must not look through rows that are not read

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
_ASKED: Final = frozenset((*_ANSWERS, *_WORDS, *_EXPLAINED, AwaitedRole))
