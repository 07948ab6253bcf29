"""Asks for one line, such as a reason, and enters what it is for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label

if TYPE_CHECKING:
    from luutru.services.archive import Archive

Enter = Callable[["Archive", str], object]


@dataclass(frozen=True, slots=True)
class Words:
    """What the dialog says."""

    title: str
    asked: str
    button: str
    done: str
    """What is told once it was entered."""
    guide: str
    """What comes of it."""


class EntryDialog(DeskDialog):
    """One line to be said, and one button that enters it."""

    def __init__(self, desk: Desk, parent: QWidget, words: Words, do: Enter) -> None:
        super().__init__(desk, parent, words.title, words.guide)
        self._words, self._do = words, do
        self.reason = LineInput()
        self.reason.setAccessibleName(words.asked)
        self.enter_it = push_button(words.button, self._enter, kind="primary")
        self.lay_out(
            column(label(words.asked, "caption"), self.reason, spacing=4),
            STRETCH,
            foot=(STRETCH, self.enter_it),
            size=(520, 260),
        )
        self.reason.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Let the button be on once something is said."""
        self.enter_it.setEnabled(bool(self.reason.typed()))

    def _enter(self) -> None:
        archive, reason, do = self.desk.archive, self.reason.typed(), self._do
        self.enter_it.setEnabled(False)
        self.run(lambda _job: do(archive, reason), self._done, Lane.WRITING)

    def _done(self, _none: object) -> None:
        self.finish(self._words.done)
