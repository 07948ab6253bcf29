"""Cancels a milestone or opens it again; both ask why."""

from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from luutru.gui.milestones.dialogs.base import WIDTH, MilestoneDialog
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH
from luutru.i18n import translate
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing


class CancelDialog(MilestoneDialog):
    """A milestone that recurs can be left out once, or ended with all that would follow."""

    def __init__(self, desk: Desk, shown: MilestoneRow, parent: QWidget) -> None:
        dismissed = shown.standing is Standing.SUGGESTED
        title = translate("Dismiss the suggestion") if dismissed else translate("Cancel milestone")
        guide = translate("It stays in the history with your reason and can be opened again.")
        super().__init__(desk, shown, parent, title, guide)
        self.once = QCheckBox(translate("Only this time; it recurs as planned"))
        self.once.setChecked(True)
        self.once.setVisible(bool(shown.recurrence))
        self.save = push_button(title, self._make, kind="danger")
        why = self.why(translate("Reason (kept in the log)"))
        self.lay_out(
            self.which(), *why, self.once, STRETCH, foot=(STRETCH, self.save), size=(WIDTH, 400)
        )
        self.reason.setFocus()
        self.follow()

    @override
    def follow(self) -> None:
        self.save.setEnabled(bool(self.reason.typed()))

    def _make(self) -> None:
        shown, reason, archive = self.shown, self.reason.typed(), self.desk.archive
        once = bool(shown.recurrence) and self.once.isChecked()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.milestones.changing import cancel  # noqa: PLC0415

            cancel(archive, shown.id, reason, only_this=once, version=shown.version)

        self.write(work, translate("{title} was cancelled.", title=shown.called))


class ReopenDialog(MilestoneDialog):
    """What was done or cancelled waits for its day again."""

    def __init__(self, desk: Desk, shown: MilestoneRow, parent: QWidget) -> None:
        super().__init__(desk, shown, parent, translate("Open the milestone again"))
        self.save = push_button(translate("Open again"), self._make, kind="primary")
        why = self.why(translate("Reason (kept in the log)"))
        self.lay_out(self.which(), *why, STRETCH, foot=(STRETCH, self.save), size=(WIDTH, 360))
        self.reason.setFocus()
        self.follow()

    @override
    def follow(self) -> None:
        self.save.setEnabled(bool(self.reason.typed()))

    def _make(self) -> None:
        shown, reason, archive = self.shown, self.reason.typed(), self.desk.archive
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.milestones.changing import reopen  # noqa: PLC0415

            reopen(archive, shown.id, reason, version=shown.version)

        self.write(work, translate("{title} is open again.", title=shown.called))
