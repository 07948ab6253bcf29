"""A month that opens below a day, to pick another from; the same grid as in the calendar."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from luutru import clock
from luutru.gui.milestones.calendar.grid import MonthGrid
from luutru.gui.milestones.looks import month_words
from luutru.gui.widgets.buttons import icon_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row, set_ground
from luutru.i18n import translate

_SIZE: Final = (336, 264)


class MonthPopup(QFrame):
    """A click picks; with keys, arrows lead to the day and Enter picks it. Escape closes."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, day: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_ground(self, "card")
        self.grid = MonthGrid()
        self.grid.setFixedSize(*_SIZE)
        self.grid.show_entries({}, {}, clock.today())
        self._title = label("", "strong")
        before = icon_button("chevron-left", translate("Month before"), self._turn_back)
        after = icon_button("chevron-right", translate("Month after"), self._turn_on)
        head = row(before, STRETCH, self._title, STRETCH, after)
        self.setLayout(column(head, self.grid, spacing=4, margins=(10, 8, 10, 10)))
        self.grid.day_chosen.connect(self._tell_month)
        self.grid.entered.connect(self._pick)
        self.grid.clicked.connect(self._pick)
        self.grid.choose(day)

    def _turn_back(self) -> None:
        self.grid.turn(-1)

    def _turn_on(self) -> None:
        self.grid.turn(1)

    def _tell_month(self) -> None:
        self._title.setText(month_words(self.grid.month))

    def _pick(self) -> None:
        self.picked.emit(self.grid.day)
        self.close()
