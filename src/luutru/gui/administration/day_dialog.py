"""Enters a day off, or a day that is worked."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned
from luutru.i18n import translate
from luutru.vietnamese.dates import read_day

if TYPE_CHECKING:
    from luutru.services.rules.working_days import Holiday


class DayDialog(DeskDialog):
    """What is entered overrides the law, and is taken back when it is removed."""

    def __init__(
        self, desk: Desk, day: date | None, told: "Holiday | None", parent: QWidget
    ) -> None:
        super().__init__(
            desk,
            parent,
            translate("Enter a day"),
            translate("It overrides what the law says of this day; the log keeps both."),
        )
        self.day = _line(translate("Day"), 10)
        self.day.setPlaceholderText(translate("such as 01/03/2025"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(translate("Kind of day"))
        self.kind.addItem(translate("Day off"), "holiday")
        self.kind.addItem(translate("Worked"), "working")
        self.name = _line(translate("Name"), 200)
        self.source = _line(translate("Decision that sets it"), 200)
        if day is not None:
            self.day.put(day.strftime("%d/%m/%Y"))
        if told is not None:
            self.kind.setCurrentIndex(1 if told.is_worked else 0)
            self.name.put(told.name)
            self.source.put(told.source)
        elif day is not None:
            self.kind.setCurrentIndex(0 if day.weekday() < 5 else 1)  # noqa: PLR2004  Monday is 0
        self.save = push_button(translate("Save"), self._save, kind="primary")
        desk.permits.guard(self.save, "calendar_changed")
        fields = [captioned(one) for one in (self.day, self.kind, self.name, self.source)]
        self.day.edited.connect(self.follow)
        self.lay_out(*fields, STRETCH, foot=(STRETCH, self.save), size=(480, 410))
        self.follow()

    def follow(self) -> None:
        """Let the button be on once the day is said."""
        self.save.setEnabled(self._day() is not None)

    def _day(self) -> date | None:
        try:
            return date.fromisoformat(read_day(self.day.typed()) or "")
        except ValueError:
            return None

    def _save(self) -> None:
        archive, day = self.desk.archive, self._day()
        kind, name, source = str(self.kind.currentData()), self.name.typed(), self.source.typed()
        if day is None:
            return
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.rules.calendar_days import Entry, set_day  # noqa: PLC0415

            set_day(archive, Entry(day, kind, name, source))

        said = translate("{day} is entered.", day=day.strftime("%d/%m/%Y"))
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)


def _line(name: str, longest: int) -> LineInput:
    made = LineInput(longest)
    made.setAccessibleName(name)
    return made
