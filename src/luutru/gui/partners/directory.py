"""The left side: all partners, found by a name of any time, an abbreviation or the country."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget, QWidget
from typing_extensions import override

from luutru.gui import formats
from luutru.gui.partners.directory_model import (
    DirectoryDelegate,
    DirectoryModel,
    country,
)
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import STRETCH, column, label, line, row, set_ground
from luutru.gui.widgets.search_field import SearchField
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate
from luutru.services.partners import Partner
from luutru.vietnamese.folding import fold

FOREIGN, OURS, ALL = range(3)
WIDTH: Final = 276


class Directory(QFrame):
    """Lists partners and tells which one is chosen."""

    chosen = Signal(int)
    """The number of the authority to show."""
    entered = Signal()
    """Return was pressed: the reader wants to go on to the partner."""
    new_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        set_ground(self, "panel-right")
        self.setMinimumWidth(WIDTH)
        self._known: tuple[Partner, ...] = ()
        self.model = DirectoryModel(self)
        self._count = label("", "caption")
        self.add = icon_button("plus", translate("New partner…"), self.new_wanted.emit)
        self.field = SearchField(
            translate("Find a partner"), translate("Name, former name, abbreviation, country")
        )
        self.field.searched.connect(lambda _text: self._show())
        self.sides = Segmented(
            translate("Whose organisations are listed"),
            (translate("Abroad"), ""),
            (translate("Viet Nam"), ""),
            (translate("All"), ""),
        )
        self.sides.picked.connect(lambda _number: self._show())
        self.list = _List(translate("Partners"), self.model)
        self.list.selectionModel().currentRowChanged.connect(self._choose)
        self.list.entered_row.connect(self.entered)
        self._nothing = _nothing_found(self.drop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        head = column(
            row(label(translate("Partners"), "h2"), self._count, STRETCH, self.add),
            self.field,
            self.sides,
            spacing=10,
            margins=(14, 14, 14, 12),
        )
        self.setLayout(column(head, line(), (self._stack, 1), spacing=0))

    def show_partners(self, known: Sequence[Partner], keep: int | None) -> None:
        """Show the directory; the partner `keep` stays chosen if it is still there."""
        self._known = tuple(known)
        self._show(keep)

    def choose(self, authority_id: int) -> None:
        """Choose a partner, whatever was searched for and on whichever side it stands."""
        if self.model.place_of(authority_id) < 0:
            partner = next((one for one in self._known if one.id == authority_id), None)
            self.field.write("")
            if partner is not None and self.sides.current == (OURS, FOREIGN)[partner.is_ours]:
                self.sides.pick(ALL)
            self._show(authority_id)
        else:
            self.list.setCurrentIndex(self.model.index(self.model.place_of(authority_id), 0))

    def chosen_id(self) -> int | None:
        """Return the number of the partner that is chosen."""
        index = self.list.currentIndex()
        return self.model.partners[index.row()].id if index.isValid() else None

    def drop(self) -> None:
        """Show all partners of all sides again."""
        self.field.write("")
        self.sides.pick(ALL)
        self._show()
        self.field.setFocus()

    def _show(self, keep: int | None = None) -> None:
        wanted = keep if keep is not None else self.chosen_id()
        text = fold(self.field.text().strip())
        found = [one for one in self._known if self._is_side(one) and _answers(one, text)]
        self.model.show_partners(found)
        self._count.setText(formats.number(len(found)))
        self._stack.setCurrentIndex(0 if found or not self._known else 1)
        place = self.model.place_of(wanted) if wanted is not None else -1
        if found:
            self.list.setCurrentIndex(self.model.index(max(place, 0), 0))

    def _is_side(self, partner: Partner) -> bool:
        return self.sides.current == ALL or partner.is_ours == (self.sides.current == OURS)

    def _choose(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.chosen.emit(self.model.partners[now.row()].id)


class _List(QListView):
    entered_row = Signal()

    def __init__(self, name: str, model: DirectoryModel) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setModel(model)
        self.setItemDelegate(DirectoryDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
            return
        super().keyPressEvent(event)


def _answers(partner: Partner, wanted: str) -> bool:
    """Tell whether a partner is meant by words that are folded."""
    return partner.answers_to(wanted) or wanted in fold(country(partner))


def _nothing_found(drop: Callable[[], object]) -> QWidget:
    button = push_button(translate("Show all partners"), drop)
    return EmptyState(
        "search",
        translate("No partner is called so"),
        translate("Names of all times, abbreviations and countries were looked at."),
        button,
        width=WIDTH - 40,
    )
