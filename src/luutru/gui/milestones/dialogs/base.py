"""What the dialogs on one milestone have in common: which one it is, and the field of a reason."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.errors import EditedMeanwhile
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import TextInput
from luutru.gui.lanes import Lane
from luutru.gui.milestones.looks import LOOKS, day_words, standing_word, whose
from luutru.gui.screen import Desk
from luutru.gui.widgets.layouts import STRETCH, box, column, label, row
from luutru.gui.widgets.pill import Pill
from luutru.i18n import translate
from luutru.services.milestones.rows import MilestoneRow

if TYPE_CHECKING:
    from luutru.services.archive import Archive

WIDTH: Final = 560


class MilestoneDialog(DeskDialog):
    """Shows the milestone on a sunken ground and does one thing with it."""

    def __init__(
        self, desk: Desk, shown: MilestoneRow, parent: QWidget, title: str, guide: str = ""
    ) -> None:
        super().__init__(desk, parent, title, guide)
        self.shown = shown
        self._which: QWidget | None = None
        self.reason = TextInput()
        self.reason.setAccessibleName(translate("Reason"))
        self.reason.edited.connect(self.follow)

    def which(self) -> QWidget:
        """Return the lines that say which milestone it is."""
        shown = self.shown
        pill = Pill(LOOKS[shown.standing], standing_word(shown.standing))
        due = label(translate("Due: {day}", day=day_words(shown.due_on)), "muted")
        words = column(
            row(pill, due, STRETCH, spacing=10),
            label(shown.called, "strong", wrap=True),
            label(f"{whose(shown)} · {shown.reference}", "caption", wrap=True),
            spacing=6,
            margins=(14, 12, 14, 12),
        )
        self._which = box("sunken", words)
        return self._which

    @override
    def explain(self, error: Exception) -> None:
        """Show what the milestone says now where somebody else changed it; then it can go on."""
        super().explain(error)
        if isinstance(error, EditedMeanwhile):
            archive, number = self.desk.archive, self.shown.id
            self.run(lambda _job: _row(archive, number), self._show_newer)

    def _show_newer(self, shown: MilestoneRow) -> None:
        former, self.shown = self._which, shown
        layout = self.layout()
        if former is not None and layout is not None:
            layout.replaceWidget(former, self.which())
            former.deleteLater()

    def why(self, words: str) -> list[QWidget]:
        """Return the field of the reason under its words."""
        caption = label(words, "caption")
        caption.setBuddy(self.reason)
        return [caption, self.reason]

    def write(self, work: Callable[[object], object], told: str) -> None:
        """Do it in the background, then close and say so."""
        self.run(work, lambda _result: self.finish(told), Lane.WRITING)


def _row(archive: "Archive", number: int) -> MilestoneRow:
    from luutru.services.milestones.details import milestone  # noqa: PLC0415  seldom

    return milestone(archive, number).row
