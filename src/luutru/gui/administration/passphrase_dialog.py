"""Changes the passphrase of an encrypted archive; the former one is typed first."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.signing_in.password_pair import secret_line
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, label, row
from luutru.i18n import translate


class PassphraseDialog(DeskDialog):
    """The former passphrase, and the new one twice."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        guide = translate(
            "The archive opens by the new one from now on. The recovery key stays; backups made "
            "before open by the former passphrase."
        )
        super().__init__(desk, parent, translate("Change the archive passphrase"), guide)
        self.former = secret_line(translate("Archive passphrase until now"))
        self.passphrase = secret_line(translate("New archive passphrase"))
        self.again = secret_line(translate("The same passphrase again"))
        self.renew = push_button(
            translate("New recovery key…"), self._renew, icon_name="key-round",
            tip=translate("Make another recovery key, and write it down; the former one goes"),
        )  # fmt: skip
        desk.permits.guard(self.renew, "archive_recovery_key_renewed")
        self.save = push_button(translate("Change"), self._save, kind="primary")
        desk.permits.guard(self.save, "passphrase_changed")
        self.lay_out(
            captioned(self.former),
            row((captioned(self.passphrase), 1), (captioned(self.again), 1), spacing=12),
            label(translate("At least twelve characters, best four or five words."), "caption"),
            STRETCH, foot=(row(self.renew), STRETCH, self.save), size=(600, 380),
        )  # fmt: skip
        for line in (self.former, self.passphrase, self.again):
            line.textEdited.connect(self.follow)
        self.former.setFocus()
        self.follow()

    @override
    def follow(self) -> None:
        """Let the button be on once the former and, twice alike, the new one were typed."""
        same = self.passphrase.text() == self.again.text()
        self.save.setEnabled(bool(self.former.text() and self.passphrase.text()) and same)

    @override
    def explain(self, error: Exception) -> None:
        super().explain(error)
        self.follow()

    def _renew(self) -> None:
        from luutru.gui.administration.renew_key_dialog import (  # noqa: PLC0415  seldom asked
            RenewKeyDialog,
        )

        parent = self.parentWidget() or self
        dialog = RenewKeyDialog(self.desk, parent)
        dialog.told.connect(self.told)
        self.close()
        dialog.open()

    def _save(self) -> None:
        archive = self.desk.archive
        former, passphrase = self.former.text(), self.passphrase.text()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.passphrases import change_passphrase  # noqa: PLC0415

            change_passphrase(archive, former, passphrase)

        said = translate("The passphrase was changed.")
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)
