"""The lines of the palette: a model of entries, and how one is painted."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)
from typing_extensions import override

from luutru.gui.palette.entries import Entry
from luutru.gui.theme.current import colour, tokens
from luutru.gui.theme.fonts import BODY, BOLD, MEDIUM, font
from luutru.gui.theme.icons import paint_icon
from luutru.i18n import translate

_ROW: Final = 46
_HEADING: Final = 26
Index = QModelIndex | QPersistentModelIndex
_MIDDLE: Final = Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class EntryModel(QAbstractListModel):
    """Entries in the order in which they are shown; those of one kind stand together."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def begins_kind(self, number: int) -> bool:
        """Tell whether an entry is the first of its kind."""
        before = self.entries[number - 1].heading if number else ""
        return self.entries[number].heading != before

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual & ~Qt.ItemFlag.ItemIsEnabled if self._is_off(index) else usual

    def _is_off(self, index: Index) -> bool:
        return index.isValid() and self.entries[index.row()].is_off

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{entry.title}\n{entry.about}"
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry: icon, title, what is known of it, its key."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW + _HEADING * _begins_kind(index))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, place = _entry(index), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if _begins_kind(index):
            painter.setPen(colour("text3"))
            painter.setFont(font(11, BOLD))
            heading = QRectF(place.left() + 14, place.top() + 6, place.width() - 28, 18)
            painter.drawText(heading, _MIDDLE, entry.heading.upper())
            place.setTop(place.top() + _HEADING)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(colour("accent"), 1.5))
            painter.setBrush(colour("selection"))
            painter.drawRoundedRect(place.adjusted(6.5, 1.5, -6.5, -1.5), 7, 7)
        _paint_entry(painter, place, entry)
        painter.restore()


def _paint_entry(painter: QPainter, place: QRectF, entry: Entry) -> None:
    paint_icon(painter, entry.icon, QRectF(place.left() + 18, place.center().y() - 9, 18, 18),
               tokens().text3 if entry.is_off else tokens().text2)  # fmt: skip
    right = place.right() - 18
    if entry.key:
        painter.setFont(font(12, MEDIUM))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(entry.key) + 14
        key = QRectF(right - wide, place.center().y() - 11, wide, 22)
        painter.setPen(QPen(colour("border_strong"), 1))
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(key, 5, 5)
        painter.setPen(colour("text2"))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, entry.key)
        right -= wide + 12
    words = QRectF(place.left() + 50, place.top() + 4, right - place.left() - 50, 20)
    called = "text3" if entry.is_off else "text"
    for text, size, weight, role, down in (
        (entry.title, BODY, BOLD, called, 0), (entry.about, 12, 400, "text2", 19),
    ):  # fmt: skip
        painter.setFont(font(size, weight))
        painter.setPen(colour(role))
        shown = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words.translated(0, down), _MIDDLE, shown)


def _model(index: Index) -> EntryModel:
    model = index.model()
    assert isinstance(model, EntryModel)  # noqa: S101  the list shows no other
    return model


def _entry(index: Index) -> Entry:
    return _model(index).entries[index.row()]


def _begins_kind(index: Index) -> bool:
    return _model(index).begins_kind(index.row())


class EntryList(QListView):
    """The lines; the keys come from the field above, which keeps the focus."""

    chosen = Signal(object)
    """The `Entry` to be done."""

    def __init__(self) -> None:
        super().__init__()
        self.model_of_entries = EntryModel(self)
        self.setModel(self.model_of_entries)
        self.setItemDelegate(EntryDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(translate("What was found"))
        self.clicked.connect(self._choose)

    @property
    def current(self) -> Entry | None:
        """The line that Enter does."""
        index = self.currentIndex()
        return _entry(index) if index.isValid() else None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other lines; the reader stays at the line that is there again, else at the first."""
        here = self.current
        self.model_of_entries.show_entries(entries)
        known = [(one.heading, one.title, one.about) for one in entries]
        at = 0
        if here is not None and (here.heading, here.title, here.about) in known:
            at = known.index((here.heading, here.title, here.about))
        if entries:
            self.setCurrentIndex(self.model_of_entries.index(at))

    def step(self, by: int) -> None:
        """Go down by some lines, or up; round at the ends."""
        count = self.model_of_entries.rowCount()
        if count:
            at = (self.currentIndex().row() + by) % count
            self.setCurrentIndex(self.model_of_entries.index(at))

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(_entry(index))
