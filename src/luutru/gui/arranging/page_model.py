"""The pages of a plan as Qt asks for them, and where dragged pages are dropped."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from typing_extensions import override

from luutru.gui.arranging.page_plan import PlannedPage
from luutru.i18n import translate

Index = QModelIndex | QPersistentModelIndex
PAGE: Final = Qt.ItemDataRole.UserRole
"""The role under which every item gives its `PlannedPage` to the painter."""
_TOP: Final = QModelIndex()
_DRAGGED: Final = "application/x-luutru-pages"


class PageModel(QAbstractListModel):
    """Knows nothing but the pages it was given."""

    dropped = Signal(list, int)
    """Pages at these places are to stand before the one at that place."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pages: tuple[PlannedPage, ...] = ()

    @property
    def pages(self) -> tuple[PlannedPage, ...]:
        """The pages shown."""
        return self._pages

    def show_pages(self, pages: tuple[PlannedPage, ...]) -> None:
        """Show other pages, or the same in another order."""
        if len(pages) == len(self._pages):
            self._pages = pages
            if pages:
                self.dataChanged.emit(self.index(0), self.index(len(pages) - 1))
            return
        self.beginResetModel()
        self._pages = pages
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _TOP) -> int:
        return 0 if parent.isValid() else len(self._pages)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._pages):
            return None
        page = self._pages[index.row()]
        if role == PAGE:
            return page
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return words_of(page)
        return page.reason or None if role == Qt.ItemDataRole.ToolTipRole else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        )

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    @override
    def mimeTypes(self) -> list[str]:
        return [_DRAGGED]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        places = " ".join(str(index.row()) for index in indexes)
        data.setData(_DRAGGED, places.encode())
        return data

    @override
    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        return data.hasFormat(_DRAGGED)

    @override
    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        places = [int(place) for place in bytes(data.data(_DRAGGED).data()).split()]
        self.dropped.emit(places, row if row >= 0 else len(self._pages))
        return False  # the plan has moved them; Qt must not remove what was dragged


def words_of(page: PlannedPage) -> str:
    """Say what becomes of a page, for those who do not see it."""
    said = [translate("Page {number}", number=page.number)]
    if page.begins:
        said.append(translate("a document begins here"))
    if page.turn:
        said.append(translate("turned by {degrees}°", degrees=page.turn))
    if page.left_out:
        said.append(translate("left out"))
    return ", ".join(said)
