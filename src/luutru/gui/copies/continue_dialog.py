"""Asks with which number a register goes on after a restore or a move, and what was lost."""

from PySide6.QtWidgets import QSpinBox, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row, widget
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate, translate_count

_MOST = 99_999


class ContinueDialog(DeskDialog):
    """Shows which numbers would be entered as lost, before anything is entered."""

    def __init__(self, desk: Desk, parent: QWidget, year: int, last_number: int) -> None:
        super().__init__(
            desk,
            parent,
            translate("Confirm the last number of {year}", year=year),
            translate(
                "Look it up on the last sheet that was printed, on the medium or with recipients. "
                "Numbers that are missing here are entered as lost and never given again."
            ),
        )
        self._year, self._known = year, last_number
        self.last, self.reason = QSpinBox(), LineInput()
        self.last.setRange(0, _MOST)
        self.last.setValue(last_number)
        self.last.lineEdit().setTextMargins(8, 0, 0, 0)
        self.last.setAccessibleName(translate("Last number on paper or medium"))
        self.reason.setAccessibleName(translate("Where the number was looked up"))
        self.lost = Notice(stays=True)
        self.enter_it = push_button(translate("Confirm"), self._enter, kind="primary")
        known = translate("Last number in this register: {number:02d}", number=last_number)
        self.lay_out(
            label(known, "strong"),
            row(
                _line(translate("Last number on paper or medium"), self.last),
                (_line(translate("Where the number was looked up"), self.reason), 1),
                spacing=12,
            ),
            self.lost,
            STRETCH,
            foot=(STRETCH, self.enter_it),
            size=(620, 380),
        )
        self.last.valueChanged.connect(lambda _value: self.follow())
        self.reason.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Say what would be entered as lost; the button is on once a reason is given."""
        last = self.last.value()
        many = last - self._known
        if many > 0:
            told = translate_count(
                "{count} number will be entered as lost: {first}–{last}",
                "{count} numbers will be entered as lost: {first}–{last}",
                many,
                first=f"{self._known + 1:02d}",
                last=f"{last:02d}",
            )
            self.lost.say("warn", told)
        elif many < 0:
            self.lost.say("bad", translate("The register already has a higher number."))
        else:
            self.lost.say("info", translate("No number is missing."))
        self.enter_it.setEnabled(many >= 0 and bool(self.reason.typed()))

    def _enter(self) -> None:
        archive, last, reason, year = (
            self.desk.archive, self.last.value(), self.reason.typed(), self._year,
        )  # fmt: skip
        self.enter_it.setEnabled(False)

        def work(_job: object) -> tuple[int, ...]:
            from luutru.services.copies.continuity import confirm_last_number  # noqa: PLC0415

            return confirm_last_number(archive, last, reason, year)

        self.run(work, self._done, Lane.WRITING)

    def _done(self, lost: tuple[int, ...]) -> None:
        told = translate_count(
            "{count} number was entered as lost.", "{count} numbers were entered as lost.",
            len(lost),
        )  # fmt: skip
        self.finish(translate("The register goes on; copies can be issued."), told if lost else "")


def _line(name: str, part: QWidget) -> QWidget:
    return widget(column(label(name, "caption"), part, spacing=3))
