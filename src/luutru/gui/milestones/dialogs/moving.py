"""Another day for a milestone: the day it had, the day it gets, and why; nothing moves before."""

from datetime import date

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.milestones.dialogs.base import WIDTH, MilestoneDialog
from luutru.gui.milestones.dialogs.day_field import DayField
from luutru.gui.milestones.looks import day_words, weekday_words
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.icon_label import IconLabel
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.i18n import translate, translate_count
from luutru.services.milestones.rows import MilestoneRow


class MoveDialog(MilestoneDialog):
    """Opened by dragging and by menu alike; closing it leaves the day as it was."""

    def __init__(self, desk: Desk, shown: MilestoneRow, to: date | None, parent: QWidget) -> None:
        super().__init__(
            desk, shown, parent, translate("Change the day"),
            translate("The day that was planned stays in the history."),
        )  # fmt: skip
        self.day = DayField(translate("New day"), to)
        self.save = push_button(translate("Change the day"), self._make, kind="primary")
        before = weekday_words(shown.due_on) if shown.due_on else day_words(None)
        old = column(label(translate("Day so far"), "caption"), label(before), STRETCH, spacing=8)
        new = column(label(translate("New day"), "caption"), self.day, STRETCH, spacing=4)
        arrow = column(24, IconLabel("arrow-right", "text3"), STRETCH)
        self._distance = label("", "muted")
        self.lay_out(
            self.which(),
            row((old, 1), arrow, (new, 1), spacing=16),
            self._distance,
            *self.why(translate("Reason (kept in the log)")),
            STRETCH,
            foot=(STRETCH, self.save),
            size=(WIDTH, 500),
        )
        self.day.edited.connect(self.follow)
        (self.reason if to else self.day).setFocus()
        self.follow()

    @override
    def follow(self) -> None:
        day, before = self.day.day, self.shown.due_on
        self._distance.setText(_distance(before, day))
        changed = day is not None and day != before
        self.save.setEnabled(changed and bool(self.reason.typed()))

    def _make(self) -> None:
        day, reason, shown = self.day.day, self.reason.typed(), self.shown
        archive = self.desk.archive
        if day is None:
            return
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.milestones.changing import move  # noqa: PLC0415  starts quicker

            move(archive, shown.id, day, reason, version=shown.version)

        told = translate("{title} is due on {day}.", title=shown.called, day=day_words(day))
        self.write(work, told)


def _distance(before: date | None, after: date | None) -> str:
    if before is None or after is None or before == after:
        return ""
    days = abs((after - before).days)
    if after > before:
        return translate_count("{count} day later", "{count} days later", days)
    return translate_count("{count} day earlier", "{count} days earlier", days)
