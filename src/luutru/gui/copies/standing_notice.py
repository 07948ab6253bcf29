"""The notice while the register gives no numbers: why, and how that is put right."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from luutru.gui.permits import Permits
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.copies.continuity import Standing


class StandingNotice(Notice):
    """Stays until numbers are given again; empty while they are."""

    confirm_wanted = Signal()
    """Somebody looked up the last number that was given."""

    def __init__(self, permits: Permits) -> None:
        super().__init__(stays=True)
        self._permits = permits

    def show_standing(self, standing: "Standing", *, in_register: bool) -> None:
        """Say what is in the way of numbers; trial copies, not `in_register`, always get one."""
        if standing.sealed_for:
            told = translate("This archive was sealed; no copy is numbered in it any more.")
            where = translate("Its register goes on in {place}.", place=standing.sealed_for)
            self.say("bad", told, where)
        elif standing.block is not None and in_register:
            confirm = push_button(
                translate("Confirm the last number…"), self.confirm_wanted.emit, kind="primary"
            )
            self._permits.guard(confirm, "copies_continued")
            told = translate("No copy is numbered for now: {why}.", why=standing.block.words)
            advice = translate(
                "Somebody may have given numbers that this register does not know. Look up the "
                "last one on paper or medium."
            )
            self.say("warn", told, advice, confirm)
        else:
            self.clear()
