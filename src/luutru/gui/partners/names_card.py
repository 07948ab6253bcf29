"""The names of a partner over time, and the one it bore on a chosen day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from luutru import clock
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.partners import tables
from luutru.gui.partners.name_dialog import day_typed
from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import CARD_MARGINS, STRETCH, column, label, row
from luutru.i18n import translate
from luutru.services.authorities.card import AuthorityCard
from luutru.services.authorities.naming import NameRow, called, short


class NamesCard(QFrame):
    """A table of names; a row that is opened is corrected."""

    name_wanted = Signal(int)
    """Correct the name of this number; 0 for a new one."""

    def __init__(self, permits: Permits) -> None:
        super().__init__()
        self.setProperty("ground", "card")
        self._names: tuple[NameRow, ...] = ()
        self.table = tables.names_table()
        self.table.opened.connect(self._open)
        self.add = push_button(
            translate("Add a name…"), lambda: self.name_wanted.emit(0), kind="ghost"
        )
        permits.guard(self.add, "authority_name_added")
        self.day = LineInput()
        self.day.setFixedWidth(138)
        self.day.setPlaceholderText(translate("day/month/year"))
        self.day.setAccessibleName(translate("Name on the day"))
        self.day.edited.connect(self._name_on)
        self.then = label("", "strong")
        rule = translate("agreements keep the name they were signed under")
        head = row(
            label(translate("Names over time"), "h2"),
            label(rule, "caption"),
            STRETCH,
            label(translate("Name on the day"), "caption"),
            self.day,
            self.then,
            self.add,
        )
        self.setLayout(column(head, self.table, spacing=12, margins=CARD_MARGINS))

    def show_card(self, card: AuthorityCard, *, is_other: bool) -> None:
        """Show the names of a partner; of another one the chosen day is forgotten."""
        self._names = card.names
        if is_other:
            self.day.put("")
        self.table.show_rows(tables.name_rows(card.names, clock.today()))
        self._name_on()

    def _open(self, key: str) -> None:
        self.name_wanted.emit(int(key))

    def _name_on(self) -> None:
        """Tell what the partner was called on the day that is typed."""
        wrong, words = False, ""
        try:
            day = day_typed(self.day.typed()).first
            if day is not None:
                words = short(self._names, day) or called(self._names, day)
        except ValueError:
            wrong = True
        self.day.setProperty("wrong", "true" if wrong else "false")
        self.day.style().unpolish(self.day)
        self.day.style().polish(self.day)
        self.then.setText(words)
        self.then.setVisible(bool(words))
