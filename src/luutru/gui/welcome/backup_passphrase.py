"""Asks for the passphrase of an encrypted backup, and how the archive made of it is to be kept."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import WorkDialog
from luutru.gui.jobs import Jobs
from luutru.gui.signing_in.password_pair import secret_line
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.backup.encryption import Encrypting


def plain_choice() -> QCheckBox:
    """Make the choice that what is restored is not encrypted any more."""
    choice = QCheckBox(translate("Make the restored archive plain, without a passphrase"))
    choice.setToolTip(translate("Whoever gets hold of its disk can read it then."))
    return choice


class BackupPassphraseDialog(WorkDialog):
    """The passphrase as it was on the day of the backup; tried before anything is restored."""

    opened = Signal(object)
    """The key of the backup, and what is wanted of it (`services.backup.encryption.Encrypting`)."""

    def __init__(self, parent: QWidget, source: Path, jobs: Jobs) -> None:
        guide = translate(
            "The restored archive opens by the same passphrase and the same recovery key, unless "
            "it is made plain. A plain archive can be read by whoever gets hold of its disk."
        )
        super().__init__(jobs, parent, translate("The backup is encrypted"), guide)
        self._source = source
        self.passphrase = secret_line(translate("Passphrase of the backup, as it was on that day"))
        self.plain = plain_choice()
        self.go_on = push_button(translate("Choose the folder…"), self._try, kind="primary")
        self.lay_out(
            captioned(self.passphrase), self.plain, STRETCH,
            foot=(STRETCH, self.go_on), size=(560, 320),
        )  # fmt: skip
        self.passphrase.textChanged.connect(lambda _text: self.follow())
        self.passphrase.returnPressed.connect(self.go_on.click)
        self.follow()

    @override
    def follow(self) -> None:
        """Let the button be on once something was typed."""
        self.go_on.setEnabled(bool(self.passphrase.text()))

    def _try(self) -> None:
        source, passphrase, plain = self._source, self.passphrase.text(), self.plain.isChecked()
        self.go_on.setEnabled(False)

        def work(_job: object) -> "Encrypting":
            from luutru.services.backup.encryption import Encrypting, key_of  # noqa: PLC0415

            return Encrypting(key_of(source, passphrase), decrypt=plain)

        self.run(work, self._done)

    def _done(self, known: "Encrypting") -> None:
        self.opened.emit(known)
        self.accept()

    @override
    def explain(self, error: Exception) -> None:
        super().explain(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()
