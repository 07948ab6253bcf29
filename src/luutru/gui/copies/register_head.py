"""The head of the register: which book is shown, and what can be done with it as a whole."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from luutru import clock
from luutru.gui import formats
from luutru.gui.copies.register_menu import RegisterMenu
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import action_button, menu_button, push_button
from luutru.gui.widgets.elided_label import ElidedLabel
from luutru.gui.widgets.layouts import column, label, row
from luutru.gui.widgets.segmented import Segmented
from luutru.i18n import translate, translate_count
from luutru.records.code_lists import code_list

if TYPE_CHECKING:
    from luutru.services.copies.lines import Book

_SERIES: Final = ("copy", "trial")


class RegisterHead(QWidget):
    """Tells when another book is wanted, and when a copy is to be checked."""

    other_wanted = Signal()
    check_wanted = Signal()

    def __init__(self, desk: Desk, menu: RegisterMenu) -> None:
        super().__init__()
        self._caption = ElidedLabel("muted")
        self.series = Segmented(
            translate("Series"), (translate("Register"), ""), (translate("Trials"), "")
        )
        self.years, self.forms = QComboBox(), QComboBox()
        self._fill()
        check = push_button(
            translate("Check a copy…"), self.check_wanted.emit, icon_name="shield-check"
        )
        more = menu_button("ellipsis", translate("More on the register"), menu)
        new = action_button(desk.actions["new_copy"], icon_name="plus", kind="primary")
        ask = action_button(desk.actions["new_request"], icon_name="inbox")
        title = column(label(translate("Register of copies"), "h1"), self._caption, spacing=2)
        self.setLayout(row((title, 1), self.series, self.years, self.forms, check, ask, more, new))
        self.series.picked.connect(self.other_wanted)
        self.years.activated.connect(self.other_wanted)
        self.forms.activated.connect(self.other_wanted)

    def _fill(self) -> None:
        self.years.setAccessibleName(translate("Year of the register"))
        self.forms.setAccessibleName(translate("Form of the copies"))
        self.forms.addItem(translate("All forms"), "")
        for entry in code_list("copy_form").entries:
            self.forms.addItem(code_list("copy_form").label(entry.code), entry.code)
        self.years.addItem(str(clock.today().year), clock.today().year)

    @property
    def book(self) -> tuple[int, str, str]:
        """Return what is wanted: year, form (empty for all) and series."""
        year, form = int(self.years.currentData()), str(self.forms.currentData())
        return year, form, _SERIES[self.series.current]

    def pick(self, year: int, *, trial: bool) -> None:
        """Want the book of another year without telling anybody."""
        self.series.pick(int(trial))
        self.forms.setCurrentIndex(0)
        if self.years.findData(year) < 0:
            self.years.addItem(str(year), year)
        self.years.setCurrentIndex(self.years.findData(year))

    def show_book(self, book: "Book") -> None:
        """Say which book is shown, and which others there are."""
        shown = self.years.currentData()
        self.years.clear()
        for year in sorted({*book.years, book.year, clock.today().year}, reverse=True):
            self.years.addItem(str(year), year)
        self.years.setCurrentIndex(max(0, self.years.findData(shown)))
        count = translate_count(
            "{count} number was given", "{count} numbers were given", book.next_number - 1
        )
        closed = ""
        if book.closed_at is not None:
            closed = translate("closed on {day}", day=formats.moment(book.closed_at))
        told = translate("Year {year}", year=book.year)
        self._caption.say(" · ".join(filter(None, (told, count, closed))))
