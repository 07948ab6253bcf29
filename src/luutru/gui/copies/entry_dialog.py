"""Asks for what is entered of a number: to whom it was handed over, or why it does not hold."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive
    from luutru.services.copies.lines import CopyRow

Enter = Callable[["Archive", str], object]


class EntryDialog(DeskDialog):
    """One line to be said, and one button that enters it; a register is never undone."""

    def __init__(
        self, desk: Desk, parent: QWidget, copy: "CopyRow", words: tuple[str, str, str], do: Enter
    ) -> None:
        title, asked, button = words
        guide = translate("A register is never undone; what is entered stays, with your name.")
        super().__init__(desk, parent, title, guide)
        self._symbol, self._do = copy.symbol, do
        self.reason = LineInput()
        self.reason.setAccessibleName(asked)
        self.enter_it = push_button(button, self._enter, kind="primary")
        self.lay_out(
            column(label(asked, "caption"), self.reason, spacing=4),
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
        self.finish(translate("Entered in the register: {symbol}", symbol=self._symbol))
