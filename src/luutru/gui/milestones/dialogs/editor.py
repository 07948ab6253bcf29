"""Plans a milestone, or changes what one says; the day it falls on is shown as it is reckoned."""

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.milestones.dialogs.agreement_field import AgreementField
from luutru.gui.milestones.dialogs.form import MilestoneForm, field
from luutru.gui.milestones.looks import weekday_words, whose
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, Item, label
from luutru.i18n import translate
from luutru.services.milestones.rows import MilestoneRow, owners

if TYPE_CHECKING:
    from luutru.services.milestones.changing import Changes
    from luutru.services.milestones.details import MilestoneDetail
    from luutru.services.milestones.planning import New
    from luutru.services.milestones.previews import DuePreview

# ruff: noqa: PLC0415  services are loaded when they are wanted: the window starts quicker

_SIZE: Final = (640, 680)


class MilestoneEditor(DeskDialog):
    """One dialog for both; a new milestone of no agreement in particular asks for one first."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        *,
        reference: str = "",
        day: date | None = None,
        changed: MilestoneRow | None = None,
    ) -> None:
        title = translate("Edit milestone") if changed else translate("New milestone")
        super().__init__(desk, parent, title)
        self.changed = changed
        self._reference = changed.reference if changed else reference
        self._previews = Newest(desk.jobs)
        self._again_before = ""
        self.agreement = None if self._reference else AgreementField(desk)
        whose_it_is: Item = self.agreement or label(self._whose(), "muted", wrap=True)
        self.form = MilestoneForm(changed, day, field(translate("Agreement"), whose_it_is))
        words = translate("Save") if changed else translate("Add milestone")
        self.save = push_button(words, self._make, kind="primary")
        self.lay_out((self.form, 1), foot=(STRETCH, self.save), size=_SIZE)
        (self.agreement.line if self.agreement else self.form.name).setFocus()
        self.form.edited.connect(self.follow)
        if self.agreement:
            self.agreement.edited.connect(self.follow)
        archive = desk.archive
        self.run(lambda _job: owners(archive), self.form.owner.offer)
        if changed:
            self._read(changed)
        self.follow()

    def _whose(self) -> str:
        if self.changed:
            return f"{whose(self.changed)} · {self.changed.reference}"
        return self._reference

    @property
    def reference(self) -> str:
        """The agreement it belongs to, "" while none is chosen."""
        return self.agreement.reference if self.agreement else self._reference

    @override
    def follow(self) -> None:
        self.save.setEnabled(bool(self.reference) and self.form.is_complete)
        self._reckon()

    # --- the day by the rule ---------------------------------------------------------------

    def _reckon(self) -> None:
        if not self.form.ruled or not self.reference:
            self.form.reckoned.hide()
            return
        archive, reference, rule = self.desk.archive, self.reference, self.form.rule.rule

        def work(_job: object) -> "DuePreview":
            from luutru.services.milestones.previews import preview

            return preview(archive, reference, rule)

        self._previews.ask(work, self._show_reckoned)

    def _show_reckoned(self, told: "DuePreview") -> None:
        falls = (
            translate("Falls on {day}.", day=weekday_words(told.day))
            if told.day
            else translate("The day it is counted from is not known yet; it will follow.")
        )
        self.form.reckoned.setText(" ".join(filter(None, (falls, told.counting))))
        self.form.reckoned.show()

    # --- what it says ----------------------------------------------------------------------

    def _read(self, changed: MilestoneRow) -> None:
        self.form.put(changed)
        archive, number = self.desk.archive, changed.id

        def work(_job: object) -> "MilestoneDetail":
            from luutru.services.milestones.details import milestone

            return milestone(archive, number)

        self.run(work, self._show_detail)

    def _show_detail(self, told: "MilestoneDetail") -> None:
        from luutru.services.milestones.due_words import recurrence_words

        recurrence = told.row.recurrence
        self.form.recurring.put(recurrence, recurrence_words(recurrence))
        self._again_before = self.form.recurring.rule
        self.form.reminders.put(told.reminder_days)
        self.follow()

    def _new(self) -> "New":
        from luutru.services.milestones.planning import New

        form = self.form
        lines = form.steps.typed().splitlines()
        return New(
            title=form.name.typed(),
            due_on=None if form.ruled else form.day.day,
            due_rule=form.rule.rule if form.ruled else "",
            kind=form.kind.typed(),
            owner=form.owner.typed(),
            reminder_days=form.reminders.told,
            recurrence=form.recurring.rule,
            note=form.note.typed(),
            steps=tuple(line.strip() for line in lines if line.strip()),
        )

    def _changes(self, changed: MilestoneRow) -> "Changes":
        from luutru.services.milestones.changing import Changes

        form = self.form
        rule = form.rule.rule if form.ruled else ""
        again = form.recurring.rule
        return Changes(
            title=form.name.typed(),
            kind=form.kind.typed(),
            owner=form.owner.typed(),
            reminder_days=form.reminders.told,
            recurrence=again if again != self._again_before else None,
            due_rule=rule if rule != changed.due_rule else None,
            note=form.note.typed(),
        )

    def _make(self) -> None:
        self.save.setEnabled(False)
        if self.changed is not None:
            self._change(self.changed)
        else:
            self._add()

    def _change(self, changed: MilestoneRow) -> None:
        archive, changes = self.desk.archive, self._changes(changed)

        def work(_job: object) -> None:
            from luutru.services.milestones.changing import change

            change(archive, changed.id, changes, version=changed.version)

        told = translate("{title} was changed.", title=self.form.name.typed())
        self.run(work, lambda _none: self.finish(told), Lane.WRITING)

    def _add(self) -> None:
        archive, reference, new = self.desk.archive, self.reference, self._new()

        def work(_job: object) -> int:
            from luutru.services.milestones.planning import add

            return add(archive, reference, new)

        told = translate("{title} was added.", title=new.title)
        self.run(work, lambda _number: self.finish(told), Lane.WRITING)
