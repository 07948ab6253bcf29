"""Gives an encrypted archive another recovery key, and sees that it is written down."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.signing_in.recovery_key_card import RecoveryKeyCard
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH
from luutru.i18n import translate

# ruff: noqa: PLC0415  services are loaded when they are asked


class RenewKeyDialog(DeskDialog):
    """Shows the new key once, and puts it away while it is typed from paper."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        from luutru.services.passphrases import new_recovery_key

        guide = translate(
            "Write it down and put the paper into the safe: it is shown only now. The former key "
            "opens nothing any more from then on, but for backups made before."
        )
        super().__init__(desk, parent, translate("New recovery key of the archive"), guide)
        self._key = new_recovery_key()
        self.paper = RecoveryKeyCard(
            translate("Archive recovery key"),
            translate("Archive recovery key, typed from the paper"),
        )
        self.paper.show_key(self._key)
        self.save = push_button(translate("Renew the key"), self._save, kind="primary")
        desk.permits.guard(self.save, "archive_recovery_key_renewed")
        self.lay_out(self.paper, STRETCH, foot=(STRETCH, self.save), size=(680, 360))
        self.paper.edited.connect(lambda _typed: self.follow())
        self.follow()

    @override
    def follow(self) -> None:
        """Let the button be on once something was typed from the paper."""
        self.save.setEnabled(bool(self.paper.typed.text().strip()))

    def _save(self) -> None:
        archive, key, typed = self.desk.archive, self._key, self.paper.typed.text()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.passphrases import make_sure_of_key, renew_key

            make_sure_of_key(key, typed)
            renew_key(archive, key)

        said = translate("The former recovery key opens nothing any more.")
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)
