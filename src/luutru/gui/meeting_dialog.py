"""Two people changed the same record: both values side by side, and a choice for each field."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.formats import moment
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, box, column, label, scrolled, widget
from luutru.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from luutru.services.meeting import Meeting, Met

_WIDTH: Final = 640
_HEIGHT: Final = (250, 128)
"""Pixels without any field, and for each one."""
_TALLEST: Final = 640


def meet(
    desk: Desk,
    parent: QWidget,
    look: "Callable[[], Meeting]",
    save: "Callable[[Meeting, frozenset[str]], object]",
    wait: "Callable[[Meeting], object]",
) -> None:
    """Let somebody choose where `look` finds that two people changed the same fields.

    What is chosen is handed to `save`, with the names of the fields in which mine holds; where each
    changed other fields, `wait` is told so, and nothing is saved.
    """

    def ask(meeting: "Meeting") -> None:
        if not meeting.met:
            wait(meeting)
            return
        dialog = MeetingDialog(desk, parent, meeting)
        dialog.decided.connect(lambda mine: save(meeting, mine))
        dialog.open()

    desk.jobs.start(lambda _job: look(), ask, lane=Lane.READING)


class MeetingDialog(DeskDialog):
    """Chooses mine or theirs, field by field; theirs stands unless somebody chooses."""

    decided = Signal(object)
    """The names of the fields in which mine is to be saved (`frozenset[str]`)."""

    def __init__(self, desk: Desk, parent: QWidget, meeting: "Meeting") -> None:
        guide = translate(
            "While you were entering, somebody else saved other values. Choose which one holds in "
            "each field. With “Close” nothing is saved, and what you entered stays."
        )
        title = translate("Two people corrected {called}", called=meeting.called)
        super().__init__(desk, parent, title, guide)
        self.choices = [MetField(one) for one in meeting.met]
        self.save = push_button(translate("Save what is chosen"), self._decide, kind="primary")
        fields = column(*self.choices, STRETCH, spacing=10)
        bare, each = _HEIGHT
        height = min(_TALLEST, bare + each * len(self.choices))
        self.lay_out((scrolled(widget(fields)), 1), foot=(STRETCH, self.save),
                     size=(_WIDTH, height))  # fmt: skip
        self.choices[0].theirs.setFocus()

    def _decide(self) -> None:
        mine = frozenset(one.field for one in self.choices if one.mine.isChecked())
        self.accept()
        self.decided.emit(mine)


class MetField(QWidget):
    """One field with both of its values, of which one is chosen."""

    def __init__(self, met: "Met") -> None:
        super().__init__()
        self.field = met.field
        who = translate("somebody else")
        if met.person and met.at:
            who = f"{met.person}, {moment(met.at)}"
        self.theirs = QRadioButton(translate("Theirs ({who})", who=who))
        self.mine = QRadioButton(translate("Mine, not saved yet"))
        self.theirs.setChecked(True)
        both = QButtonGroup(self)
        lines = []
        for button, value in ((self.theirs, met.theirs), (self.mine, met.mine)):
            both.addButton(button)
            button.setAccessibleName(f"{met.label}, {button.text()}: {value}")
            told = label(value, wrap=True)
            told.setIndent(24)
            lines += [button, told]
        self.setLayout(
            column(
                box("sunken", column(label(met.label, "strong", wrap=True), *lines, spacing=4,
                                     margins=(14, 10, 14, 12)))
            )
        )  # fmt: skip
