"""What falls on one day, as a list; and the way to plan something for it."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget
from typing_extensions import override

from luutru import clock
from luutru.gui.milestones.calendar.entries import Entry
from luutru.gui.milestones.looks import weekday_words
from luutru.gui.milestones.row_list import RowList
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, line, set_ground, widget
from luutru.i18n import translate, translate_count


class Agenda(QFrame):
    """The day that is chosen in the month: the twin of the painted grid."""

    opened = Signal(object)
    menu_wanted = Signal(object, QPoint)
    add_wanted = Signal(object)
    """Something shall be planned for this day."""

    def __init__(self) -> None:
        super().__init__()
        set_ground(self, "card")
        self._day = clock.today()
        self._title = label("", "h2", wrap=True)
        self._note = label("", "caption", wrap=True)
        self.list = RowList(translate("Milestones of the day"), framed=False)
        nothing = widget(
            column(label(translate("Nothing falls on this day."), "muted", wrap=True), STRETCH)
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(nothing)
        self.add = push_button(
            translate("Add a milestone on this day"), self._want_one, icon_name="plus"
        )
        head = column(self._title, self._note, spacing=4, margins=(18, 16, 18, 10))
        nothing.setContentsMargins(18, 12, 18, 0)
        foot = column(self.add, margins=(18, 10, 18, 16))
        self.setLayout(column(head, line(), (self._stack, 1), foot, spacing=0))
        self.list.opened.connect(self.opened)
        self.list.menu_wanted.connect(self.menu_wanted)

    def show_day(self, day: date, entries: Sequence[Entry], holiday: str, today: date) -> None:
        """Show what falls on a day."""
        self._day = day
        self._title.setText(weekday_words(day))
        many = translate_count("{count} milestone", "{count} milestones", len(entries))
        again = sum(entry.again for entry in entries)
        coming = translate_count("{count} recurs", "{count} recur", again) if again else ""
        self._note.setText(" · ".join(filter(None, (holiday, many, coming))))
        self.list.show_rows([entry.row for entry in entries], today)
        self._stack.setCurrentIndex(0 if entries else 1)

    @override
    def sizeHint(self) -> QSize:
        return QSize(290, 400)

    def _want_one(self) -> None:
        self.add_wanted.emit(self._day)
