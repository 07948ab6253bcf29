"""The calendar: a month to turn over, and the agenda of the day beside it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui.jobs import Jobs
from luutru.gui.milestones.calendar.agenda import Agenda
from luutru.gui.milestones.calendar.entries import Entry, entries_of, may_recur
from luutru.gui.milestones.calendar.grid import MonthGrid
from luutru.gui.milestones.calendar.month import Month
from luutru.gui.milestones.looks import month_words
from luutru.gui.milestones.reckoning import Reckoning
from luutru.gui.milestones.shown import Shown
from luutru.gui.widgets.buttons import icon_button, push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, line, row
from luutru.i18n import translate

_AGENDA: Final = 296
_NARROW_AGENDA: Final = 244
_NARROW_BELOW: Final = 1150


class CalendarView(QWidget):
    """Dropping a milestone on another day asks for that day."""

    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    move_wanted = Signal(object, object)
    add_wanted = Signal(object)
    holidays_wanted = Signal(object, object)
    """The holidays between two days are not known yet."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._reckoning = Reckoning(jobs)
        self.grid = MonthGrid()
        self.agenda = Agenda()
        self._shown = Shown(clock.today())
        self._entries: Mapping[date, Sequence[Entry]] = {}
        self._holidays: dict[date, str] = {}
        self._title = label("", "h2")
        self._title.setMinimumWidth(150)
        before = icon_button("chevron-left", translate("Month before"), lambda: self.grid.turn(-1))
        after = icon_button("chevron-right", translate("Month after"), lambda: self.grid.turn(1))
        today = push_button(translate("Today"), lambda: self.grid.choose(self._shown.today))
        head = row(before, self._title, after, STRETCH, today, spacing=10, margins=(12, 8, 12, 8))
        month = box("card", column(head, line(), (self.grid, 1), spacing=0, margins=(1, 1, 1, 1)))
        self.setLayout(row((month, 1), self.agenda, spacing=14))
        self._connect()
        self._on_month(self.grid.month)

    def _connect(self) -> None:
        self.grid.month_changed.connect(self._on_month)
        self.grid.day_chosen.connect(self._show_day)
        self.grid.opened.connect(self.opened)
        self.grid.move_wanted.connect(self.move_wanted)
        self.grid.entered.connect(self.agenda.list.setFocus)
        self.agenda.opened.connect(self.opened)
        self.agenda.menu_wanted.connect(self.menu_wanted)
        self.agenda.add_wanted.connect(self.add_wanted)

    def show_milestones(self, shown: Shown) -> None:
        """Show other milestones."""
        self._shown = shown
        self._on_month(self.grid.month)

    def show_holidays(self, holidays: Mapping[date, str]) -> None:
        """Mark days on which nobody works, by their names."""
        self._holidays |= holidays
        self._fill()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_BELOW
        self.agenda.setFixedWidth(_NARROW_AGENDA if narrow else _AGENDA)

    def _on_month(self, month: Month) -> None:
        self._title.setText(month_words(month))
        rows = self._shown.rows
        # A recurrence costs a hundred times what a day costs.
        size = len(rows) + 100 * sum(may_recur(row, month) for row in rows)
        self._reckoning.reckon(size, lambda: entries_of(rows, month), self._show_entries)
        self.holidays_wanted.emit(month.first, month.last)

    def _show_entries(self, entries: Mapping[date, Sequence[Entry]]) -> None:
        self._entries = entries
        self._fill()

    def _fill(self) -> None:
        self.grid.show_entries(self._entries, self._holidays, self._shown.today)
        self._show_day(self.grid.day)

    def _show_day(self, day: date) -> None:
        entries, holiday = self._entries.get(day, ()), self._holidays.get(day, "")
        self.agenda.show_day(day, entries, holiday, self._shown.today)
