"""The model of the log: numbers of all entries that fit, rows read as they are shown."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.administration.log_icons import icon_of
from luutru.gui.jobs import Jobs
from luutru.gui.theme.icons import icon
from luutru.gui.widgets.paged_rows import AwaitedRole, PagedRows
from luutru.i18n import mark, translate
from luutru.records.code_lists import code_list
from luutru.services.administration.log_reading import LogRow

if TYPE_CHECKING:
    from array import array

Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
HASH_SHOWN: Final = 8

NUMBER, WHEN, PERSON, ACT, REFERENCE, TOLD, CODE = range(7)
HEADINGS: Final = (
    mark("No."),
    mark("When"),
    mark("Person"),
    mark("Act"),
    mark("Reference"),
    mark("What changed"),
    mark("Chain code"),
)


def moment(row: LogRow) -> str:
    """Write when an entry was made, to the second."""
    return row.at.astimezone().strftime("%d/%m/%Y %H:%M:%S")


_TEXTS: Final[tuple[Callable[[LogRow], str], ...]] = (
    lambda row: formats.number(row.seq),
    moment,
    lambda row: row.person,
    lambda row: code_list("act").label(row.act),
    lambda row: row.reference,
    lambda row: row.told,
    lambda row: f"{row.hash[:HASH_SHOWN]}…",
)


class LogModel(QAbstractTableModel):
    """Shows entries, the newest first."""

    def __init__(
        self,
        fetch: Callable[[Sequence[int]], Sequence[LogRow]],
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: PagedRows[LogRow] = PagedRows(fetch, lambda row: row.seq, jobs, self)
        self._rows.arrived.connect(self._show_rows)
        self._icons: dict[str, QIcon] = {}

    def show_numbers(self, numbers: "array[int]", first_rows: Sequence[LogRow]) -> None:
        """Show other entries; `first_rows` are those of the first page."""
        self.beginResetModel()
        self._rows.show(numbers, first_rows)
        self.endResetModel()

    @property
    def numbers(self) -> "array[int]":
        """The numbers of the entries that are shown, in order."""
        return self._rows.ids

    def row(self, place: int) -> LogRow | None:
        """Return the entry in a row; None until it is read, which `dataChanged` tells."""
        return self._rows.row(place)

    def _show_rows(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(HEADINGS) - 1))

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in _ROLES:
            return None
        if role == AwaitedRole:
            return self._rows.is_awaited(index.row())
        row = self.row(index.row())
        if row is None:
            return None
        column = index.column()
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(row.act) if column == ACT else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.hash if column == CODE else row.told or None
        return _TEXTS[column](row)

    @override
    def match(self, *_asked: object) -> list[QModelIndex]:
        return []  # a letter typed into the list must not look through rows that are not read

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return translate(HEADINGS[section])
        return None

    def _icon(self, act: str) -> QIcon:
        if act not in self._icons:
            self._icons[act] = icon(*icon_of(act))
        return self._icons[act]


_ROLES: Final = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ToolTipRole,
        AwaitedRole,
    }
)
