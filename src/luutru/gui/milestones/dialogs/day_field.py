"""A day as people type it, read aloud beside it, with a month to pick from."""

from datetime import date
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.formats import day as day_words
from luutru.gui.milestones.calendar.month import is_weekend
from luutru.gui.milestones.dialogs.month_popup import MonthPopup
from luutru.gui.milestones.looks import weekday_words
from luutru.gui.widgets.buttons import icon_button
from luutru.gui.widgets.layouts import column, label, row
from luutru.i18n import translate
from luutru.vietnamese.dates import read_day

_WHOLE_DAY: Final = len("2026-11-23")


class DayField(QWidget):
    """The day always before the month; what was understood stands below, with its weekday."""

    edited = Signal()

    def __init__(self, name: str, day: date | None = None) -> None:
        super().__init__()
        self.line = LineInput(30)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(translate("day/month/year"))
        self._read = label("", "caption", wrap=True)
        self._pick = icon_button("calendar-days", translate("Pick a day"), self.open_month)
        self.setLayout(column(row((self.line, 1), self._pick, spacing=4), self._read, spacing=2))
        self.line.edited.connect(self._on_edited)
        self.put(day)

    @property
    def day(self) -> date | None:
        """The day, None where there is none or it cannot be read."""
        edtf = read_day(self.line.typed()) if self.line.typed() else None
        return date.fromisoformat(edtf) if edtf and len(edtf) == _WHOLE_DAY else None

    @property
    def is_wrong(self) -> bool:
        """Tell whether something is typed that is no day."""
        return bool(self.line.typed()) and self.day is None

    def put(self, day: date | None) -> None:
        """Show a day."""
        self.line.put(day_words(day.isoformat()) if day else "")
        self._tell()

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.line.setFocus(reason)

    def _on_edited(self) -> None:
        self._tell()
        self.edited.emit()

    def _tell(self) -> None:
        told = weekday_words(self.day) if self.day else ""
        if self.day and is_weekend(self.day):
            told = translate("{day}, a weekend", day=told)
        if self.is_wrong:
            told = translate("No such day; write it like 23/11/2026.")
        self._read.setText(told)
        self._read.setProperty("role", "bad" if self.is_wrong else "caption")
        self._read.style().polish(self._read)
        self.line.setAccessibleDescription(told)

    def open_month(self) -> MonthPopup:
        """Show a month below the button, to pick the day from."""
        popup = MonthPopup(self, self.day or clock.today())
        popup.picked.connect(self._take)
        popup.move(self._pick.mapToGlobal(QPoint(0, self._pick.height() + 2)))
        popup.show()
        popup.grid.setFocus()
        return popup

    def _take(self, day: date) -> None:
        self.put(day)
        self.edited.emit()
