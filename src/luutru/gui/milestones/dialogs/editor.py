"""Plans a milestone, or changes what one says; the day it falls on is shown as it is reckoned."""

from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import EditedMeanwhile
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.meeting_dialog import meet
from luutru.gui.milestones.dialogs.agreement_field import AgreementField
from luutru.gui.milestones.dialogs.form import MilestoneForm, field
from luutru.gui.milestones.looks import weekday_words, whose
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, Item, label
from luutru.i18n import translate
from luutru.services.milestones.rows import MilestoneRow, owners

if TYPE_CHECKING:
    from luutru.services.meeting import Meeting
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
        self._again_before, self._reminders_before = "", ""
        self._version = changed.version if changed else None
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
        self._reminders_before = self.form.reminders.told
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
        entered = {
            "title": (form.name.typed(), changed.title),
            "kind": (form.kind.typed(), changed.kind),
            "owner": (form.owner.typed(), changed.owner),
            "reminder_days": (form.reminders.told, self._reminders_before),
            "recurrence": (again, self._again_before),
            "due_rule": (rule, changed.due_rule),
            "note": (form.note.typed(), changed.note),
        }
        return Changes(**{name: now for name, (now, was) in entered.items() if now != was})

    def _make(self) -> None:
        self.save.setEnabled(False)
        if self.changed is not None:
            self._change(self.changed)
        else:
            self._add()

    def _change(self, changed: MilestoneRow) -> None:
        self._write(self._changes(changed), changed.id)

    def _write(self, changes: "Changes", number: int) -> None:
        archive, version = self.desk.archive, self._version

        def work(_job: object) -> None:
            from luutru.services.milestones.changing import change

            change(archive, number, changes, version=version)

        told = translate("{title} was changed.", title=self.form.name.typed())
        self.run(work, lambda _none: self.finish(told), Lane.WRITING)

    @override
    def explain(self, error: Exception) -> None:
        super().explain(error)
        if isinstance(error, EditedMeanwhile) and self.changed is not None:
            self._meet(self.changed)

    def _meet(self, changed: MilestoneRow) -> None:
        """Let it be chosen between both values where somebody else changed the same."""
        archive, changes = self.desk.archive, self._changes(changed)
        mine = {name: value for name, value in asdict(changes).items() if value is not None}
        read = {**changed._asdict(), "reminder_days": self._reminders_before}

        def look() -> "Meeting":
            from luutru.services.meeting import of_milestone

            return of_milestone(archive, changed.id, read, mine)

        def save(meeting: "Meeting", chosen: frozenset[str]) -> None:
            self._go_on(meeting)
            theirs = {met.field: None for met in meeting.met if met.field not in chosen}
            self._write(replace(changes, **theirs), changed.id)

        meet(self.desk, self, look, save, self._go_on)

    def _go_on(self, meeting: "Meeting") -> None:
        self._version = meeting.version

    def _add(self) -> None:
        archive, reference, new = self.desk.archive, self.reference, self._new()

        def work(_job: object) -> int:
            from luutru.services.milestones.planning import add

            return add(archive, reference, new)

        told = translate("{title} was added.", title=new.title)
        self.run(work, lambda _number: self.finish(told), Lane.WRITING)
