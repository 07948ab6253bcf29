"""What can be done with a milestone: by menu, by key and by dragging the same, on every screen."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.permits import Target
from luutru.gui.screen import Desk
from luutru.gui.theme.icons import icon
from luutru.i18n import mark, translate
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

if TYPE_CHECKING:
    from collections.abc import Callable

# ruff: noqa: PLC0415  a dialog is loaded when it is wanted


class Act(StrEnum):
    """One thing that can be done with a milestone."""

    OPEN = "open"
    CONFIRM = "confirm"
    BEGIN = "begin"
    COMPLETE = "complete"
    MOVE = "move"
    EDIT = "edit"
    CANCEL = "cancel"
    REOPEN = "reopen"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class ActSpec:
    """How an act is offered."""

    text: str
    icon: str
    act: str = ""
    """What the log calls it; empty where nothing is entered."""


SPECS: Final = {
    Act.OPEN: ActSpec(mark("Show all"), "eye"),
    Act.CONFIRM: ActSpec(mark("Confirm"), "check", "milestone_confirmed"),
    Act.BEGIN: ActSpec(mark("Begin"), "play", "milestone_begun"),
    Act.COMPLETE: ActSpec(mark("Complete…"), "circle-check", "milestone_done"),
    Act.MOVE: ActSpec(mark("Change the day…"), "calendar-clock", "milestone_moved"),
    Act.EDIT: ActSpec(mark("Edit…"), "pencil", "milestone_changed"),
    Act.CANCEL: ActSpec(mark("Cancel milestone…"), "ban", "milestone_cancelled"),
    Act.REOPEN: ActSpec(mark("Open again…"), "undo-2", "milestone_reopened"),
    Act.AGREEMENT: ActSpec(mark("Open the agreement"), "file-text"),
}


def acts_of(row: MilestoneRow) -> list[Act]:
    """Return what can be done with a milestone as it stands."""
    if row.standing in (Standing.DONE, Standing.CANCELLED):
        return [Act.OPEN, Act.REOPEN, Act.AGREEMENT]
    if row.standing is Standing.SUGGESTED:
        return [Act.OPEN, Act.CONFIRM, Act.EDIT, Act.CANCEL, Act.AGREEMENT]
    begin = [Act.BEGIN] if row.state == "open" else []
    move = [] if row.derived_from else [Act.MOVE]
    return [Act.OPEN, *begin, Act.COMPLETE, *move, Act.EDIT, Act.CANCEL, Act.AGREEMENT]


class MilestoneActs(QObject):
    """Opens the dialogs over `parent` and does what needs none; lists are read anew by themselves.

    The window refreshes every screen after a writing job.
    """

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parent = parent
        self._do: dict[Act, Callable[[MilestoneRow], object]] = {
            Act.OPEN: self.open,
            Act.CONFIRM: self.confirm,
            Act.BEGIN: self.begin,
            Act.COMPLETE: self.complete,
            Act.MOVE: self.move,
            Act.EDIT: self.edit,
            Act.CANCEL: self.cancel,
            Act.REOPEN: self.reopen,
            Act.AGREEMENT: self.open_agreement,
        }

    def do(self, act: Act, row: MilestoneRow) -> None:
        """Do one thing with a milestone."""
        self._do[act](row)

    def guard(self, target: Target, act: Act) -> Target:
        """Keep off what may not be done here."""
        needed = SPECS[act].act
        return self._desk.permits.guard(target, needed) if needed else target

    def _may(self, act: Act) -> bool:
        """Tell whether something may be done, and say why not: what is dragged has no button."""
        reason = self._desk.permits.refusal(SPECS[act].act)
        if reason:
            self._desk.told.emit("warn", reason, "")
        return not reason

    def menu(self, row: MilestoneRow) -> QMenu:
        """Make the menu of all that can be done with a milestone."""
        made = QMenu(self._parent)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setToolTipsVisible(True)
        for act in acts_of(row):
            if act is Act.AGREEMENT:
                made.addSeparator()
            spec = SPECS[act]
            action = self.guard(made.addAction(icon(spec.icon), translate(spec.text)), act)
            action.triggered.connect(lambda _on, act=act: self.do(act, row))
        return made

    def show_menu(self, row: MilestoneRow, place: QPoint) -> None:
        """Show that menu at a place of the screen."""
        self.menu(row).popup(place)

    def open(self, row: MilestoneRow) -> None:
        """Show all that is known of a milestone."""
        from luutru.gui.milestones.dialogs.detail import DetailDialog

        dialog = DetailDialog(self._desk, row, self._parent)
        dialog.act_wanted.connect(self.do)
        self._show(dialog)

    def move(self, row: MilestoneRow, to: date | None = None) -> None:
        """Ask for another day; `to` is the one it was dragged to."""
        from luutru.gui.milestones.dialogs.moving import MoveDialog

        if self._may(Act.MOVE):
            self._show(MoveDialog(self._desk, row, to, self._parent))

    def complete(self, row: MilestoneRow) -> None:
        """Ask for the proof that it is done."""
        from luutru.gui.milestones.dialogs.completing import CompleteDialog

        if self._may(Act.COMPLETE):
            self._show(CompleteDialog(self._desk, row, self._parent))

    def cancel(self, row: MilestoneRow) -> None:
        """Ask why it shall not be done."""
        from luutru.gui.milestones.dialogs.reasons import CancelDialog

        self._show(CancelDialog(self._desk, row, self._parent))

    def reopen(self, row: MilestoneRow) -> None:
        """Ask why it shall be open again."""
        from luutru.gui.milestones.dialogs.reasons import ReopenDialog

        self._show(ReopenDialog(self._desk, row, self._parent))

    def edit(self, row: MilestoneRow) -> None:
        """Change what it says."""
        from luutru.gui.milestones.dialogs.editor import MilestoneEditor

        self._show(MilestoneEditor(self._desk, self._parent, changed=row))

    def add(self, reference: str = "", day: date | None = None) -> None:
        """Plan a new one, for an agreement or a day where they are known."""
        from luutru.gui.milestones.dialogs.editor import MilestoneEditor

        self._show(MilestoneEditor(self._desk, self._parent, reference=reference, day=day))

    def add_on(self, day: date) -> None:
        """Plan a new one for a day."""
        self.add(day=day)

    def hand_over(self, giver: str = "") -> None:
        """Give all open milestones of a person to another."""
        from luutru.gui.milestones.dialogs.handing_over import HandOverDialog

        self._show(HandOverDialog(self._desk, self._parent, giver))

    def begin(self, row: MilestoneRow) -> None:
        """Say that work on it has begun."""
        archive = self._desk.archive

        def work(_job: object) -> None:
            from luutru.services.milestones.changing import begin

            begin(archive, row.id, version=row.version)

        self._desk.jobs.start(work)

    def confirm(self, row: MilestoneRow) -> None:
        """Make a suggestion a milestone."""
        self.confirm_all([row.id])

    def confirm_all(self, ids: list[int]) -> None:
        """Make several suggestions milestones."""
        archive = self._desk.archive

        def work(_job: object) -> int:
            from luutru.services.milestones.changing import confirm

            return confirm(archive, ids)

        self._desk.jobs.start(work)

    def open_agreement(self, row: MilestoneRow) -> None:
        """Go to the agreement it belongs to."""
        self._desk.agreement_wanted.emit(row.reference)

    def _show(self, dialog: DeskDialog) -> None:
        dialog.told.connect(self._tell)
        dialog.open()

    def _tell(self, title: str, text: str) -> None:
        self._desk.told.emit("good", title, text)
