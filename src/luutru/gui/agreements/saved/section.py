"""The saved searches at the top of the facets: run, save, rename, order, delete."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMessageBox, QVBoxLayout, QWidget
from typing_extensions import override

from luutru.gui.actions import Actions
from luutru.gui.agreements.saved.keeping import Keeping
from luutru.gui.agreements.saved.saved_line import SavedLine
from luutru.gui.widgets.buttons import push_button, tool_button
from luutru.gui.widgets.flow_layout import FlowLayout
from luutru.gui.widgets.layouts import STRETCH, column, label, row, widget
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.saved_searches import SavedSearch

LONGEST: Final = 120
"""Letters of a name."""


class NameInput(QLineEdit):
    """Takes a name: Return accepts it, Escape or leaving the line gives up."""

    accepted = Signal(str)
    given_up = Signal()

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.setMaxLength(LONGEST)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            name = self.text().strip()
            (self.accepted.emit(name) if name else self.given_up.emit())
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.given_up.emit()


class SavedSection(QWidget):
    """Shows what `Keeping` knows; every change goes through it."""

    def __init__(self, actions: Actions, keeping: Keeping) -> None:
        super().__init__()
        self._keeping = keeping
        self.lines: list[SavedLine] = []
        self.naming: NameInput | None = None
        self._holder = QWidget()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._none = label(translate("Ctrl+D saves the search that is open."), "caption", wrap=True)
        self.overwrite = push_button(translate("Save"), keeping.overwrite, kind="ghost")
        self.save_as = push_button(translate("Save as new"), self.begin_new, kind="ghost")
        self.revert = push_button(translate("Revert"), keeping.revert, kind="ghost")
        keeping.permits.guard_each(
            (self.overwrite, "search_changed"), (self.save_as, "search_saved")
        )
        ways = FlowLayout(spacing=0)
        for button in (self.overwrite, self.save_as, self.revert):
            ways.addWidget(button)
        self._ways = widget(column(ways, margins=(10, 0, 4, 2)))
        heading = row(
            label(translate("Saved searches").upper(), "overline"),
            STRETCH,
            tool_button(actions["save_search"]),
            margins=(16, 4, 10, 0),
        )
        none = column(self._none, spacing=0, margins=(16, 0, 12, 4))
        self.setLayout(column(heading, self._list, none, spacing=0))
        keeping.listed.connect(self._show_list)
        keeping.moved.connect(self._show_state)
        self._show_list()

    # --- naming ----------------------------------------------------------------------------

    def begin_new(self, suggested: str = "") -> None:
        """Ask for the name under which the open search shall be saved."""
        opened = self._keeping.opened
        text = suggested or (opened.name if opened is not None else "")
        self._ask_name(len(self.lines), text).accepted.connect(self._keeping.save)

    def begin_rename(self, line: SavedLine) -> None:
        """Ask for another name of a saved search."""
        place = self.lines.index(line)
        naming = self._ask_name(self._list.indexOf(line), self.lines[place].search.name)
        line.hide()
        naming.accepted.connect(lambda name: self._keeping.rename(line.search, name))
        naming.given_up.connect(line.show)

    def _ask_name(self, place: int, text: str) -> NameInput:
        self._stop_naming()
        self.naming = made = NameInput(translate("Name of the search"), text)
        made.accepted.connect(lambda _name: self._stop_naming())
        made.given_up.connect(self._stop_naming)
        self._holder = widget(column(made, margins=(14, 2, 12, 4)))
        self._list.insertWidget(place, self._holder)
        self._none.hide()
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def _stop_naming(self) -> None:
        if self.naming is not None:
            self.naming = None
            self._holder.hide()
            self._holder.deleteLater()
            self._show_state()

    # --- what is shown ---------------------------------------------------------------------

    def _show_list(self) -> None:
        self._stop_naming()
        focused = next((one.search.id for one in self.lines if one.hasFocus()), None)
        for old in self.lines:
            old.hide()
            old.deleteLater()
        self.lines = [self._line(search) for search in self._keeping.searches]
        for line in self.lines:
            self._list.addWidget(line)
            line.show()  # what is not seen yet would not take the focus
            if line.search.id == focused:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_state()

    def _line(self, search: "SavedSearch") -> SavedLine:
        made = SavedLine(search, self._keeping.permits)
        made.clicked.connect(lambda: self._keeping.run(search))
        made.rename_wanted.connect(lambda: self.begin_rename(made))
        made.delete_wanted.connect(lambda: self._ask_delete(search))
        made.raised.connect(lambda: self._keeping.move(search, -1))
        made.lowered.connect(lambda: self._keeping.move(search, 1))
        return made

    def _show_state(self) -> None:
        opened, changed = self._keeping.opened, self._keeping.is_changed
        self._list.removeWidget(self._ways)
        for line in self.lines:
            is_open = opened is not None and line.search.id == opened.id
            line.show_state(is_open=is_open, is_changed=changed)
            if is_open:
                self._list.insertWidget(self._list.indexOf(line) + 1, self._ways)
        self._ways.setVisible(changed)
        self._none.setVisible(not self.lines and self.naming is None)

    def _ask_delete(self, search: "SavedSearch") -> None:
        asked = QMessageBox(
            QMessageBox.Icon.Question,
            translate("Delete a saved search"),
            translate("Delete “{name}”? The agreements it finds stay.", name=search.name),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            self,
        )
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.button(QMessageBox.StandardButton.Yes).clicked.connect(
            lambda: self._keeping.delete(search)
        )
        asked.open()
