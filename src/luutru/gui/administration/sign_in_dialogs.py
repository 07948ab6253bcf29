"""Turns sign-in on, with its limits and its recovery key told, and off again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.signing_in.recovery_key_card import RecoveryKeyCard
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, label
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive

# ruff: noqa: PLC0415  services are loaded when they are asked


class TurnOnDialog(DeskDialog):
    """Shows the recovery key, and puts it away while it is typed from paper."""

    def __init__(self, desk: Desk, parent: QWidget, limits: str) -> None:
        """`limits` is what sign-in does not do."""
        super().__init__(desk, parent, translate("Turn sign-in on"), limits)
        self._key = ""
        self.paper = RecoveryKeyCard(
            translate("Recovery key"), translate("Recovery key, typed from the paper")
        )
        self.turn_on = push_button(translate("Turn sign-in on"), self._turn_on, kind="primary")
        told = translate(
            "With the recovery key, and with nothing else, a lost administrator comes back. Write "
            "it down, put the paper into the safe: it is not shown again once sign-in is on."
        )
        self.lay_out(
            label(told, wrap=True), self.paper,
            label(translate("The archive is then opened anew, and asks who you are."), "muted"),
            STRETCH, foot=(STRETCH, self.turn_on), size=(680, 430),
        )  # fmt: skip
        self.paper.edited.connect(self.follow)
        self.follow()
        archive = desk.archive
        self.run(lambda _job: _new_key(archive), self._keep)

    def follow(self) -> None:
        """Let the button be on once something is typed."""
        self.turn_on.setEnabled(bool(self._key and self.paper.typed.text().strip()))

    def _keep(self, key: str) -> None:
        self._key = key
        self.paper.show_key(key)

    def _turn_on(self) -> None:
        archive, key = self.desk.archive, self._key
        typed = self.paper.typed.text().strip()
        self.turn_on.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.people.switching import turn_on

            turn_on(archive, key, typed)

        self.run(work, self._changed, Lane.WRITING)

    def _changed(self, _none: object) -> None:
        self.finish(translate("Sign-in is on."))
        self.desk.sign_in_changed.emit()


class TurnOffDialog(DeskDialog):
    """Says what it means that nobody is asked any more."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        guide = translate(
            "Whoever opens the archive may then do everything in it and see everything, marked "
            "agreements too. Accounts and clearances stay for when sign-in is turned on again."
        )
        super().__init__(desk, parent, translate("Turn sign-in off"), guide)
        self.turn_off = push_button(translate("Turn sign-in off"), self._turn_off, kind="danger")
        self.lay_out(STRETCH, foot=(STRETCH, self.turn_off), size=(560, 250))

    def follow(self) -> None:
        """Let it be tried again."""
        self.turn_off.setEnabled(True)

    def _turn_off(self) -> None:
        archive = self.desk.archive
        self.turn_off.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.people.switching import turn_off

            turn_off(archive)

        self.run(work, self._changed, Lane.WRITING)

    def _changed(self, _none: object) -> None:
        self.finish(translate("Sign-in is off."))
        self.desk.sign_in_changed.emit()


def _new_key(archive: "Archive") -> str:
    from luutru.services.people.passwords import new_recovery_key
    from luutru.services.people.switching import refuse_early

    refuse_early(archive)
    return new_recovery_key()
