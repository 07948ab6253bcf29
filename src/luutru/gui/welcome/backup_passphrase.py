"""Asks for the passphrase of an encrypted backup, and how the archive made of it is to be kept."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from luutru.errors import LuutruError
from luutru.gui.jobs import Jobs
from luutru.gui.lanes import Lane
from luutru.gui.signing_in.password_pair import secret_line
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.backup.encryption import Encrypting

_MARGINS: Final = (24, 20, 24, 20)


def plain_choice() -> QCheckBox:
    """Make the choice that what is restored is not encrypted any more."""
    choice = QCheckBox(translate("Make the restored archive plain, without a passphrase"))
    choice.setToolTip(translate("Whoever gets hold of its disk can read it then."))
    return choice


class BackupPassphraseDialog(QDialog):
    """The passphrase as it was on the day of the backup; tried before anything is restored."""

    opened = Signal(object)
    """The key of the backup, and what is wanted of it (`services.backup.encryption.Encrypting`)."""

    def __init__(self, parent: QWidget, source: Path, jobs: Jobs) -> None:
        super().__init__(parent)
        self._source = source
        self._jobs = jobs
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("The backup is encrypted"))
        self.notice = Notice(stays=True)
        self.passphrase = secret_line(translate("Passphrase of the backup, as it was on that day"))
        self.plain = plain_choice()
        self.go_on = push_button(translate("Choose the folder…"), self._try, kind="primary")
        told = translate(
            "The restored archive opens by the same passphrase and the same recovery key, unless "
            "it is made plain. A plain archive can be read by whoever gets hold of its disk."
        )
        self.setLayout(
            column(
                label(self.windowTitle(), "h1"), self.notice, captioned(self.passphrase),
                self.plain, label(told, "caption", wrap=True), STRETCH,
                row(STRETCH, push_button(translate("Close"), self.reject), self.go_on),
                spacing=12, margins=_MARGINS,
            )
        )  # fmt: skip
        self.resize(560, 320)
        self.passphrase.textChanged.connect(self._follow)
        self.go_on.setDefault(True)
        self._follow()

    def _follow(self) -> None:
        self.go_on.setEnabled(bool(self.passphrase.text()))

    def _try(self) -> None:
        source, passphrase, plain = self._source, self.passphrase.text(), self.plain.isChecked()
        self.go_on.setEnabled(False)

        def work(_job: object) -> "Encrypting":
            from luutru.services.backup.encryption import Encrypting, key_of  # noqa: PLC0415

            return Encrypting(key_of(source, passphrase), decrypt=plain)

        self._jobs.start(work, self._done, lane=Lane.READING, failed=self._refuse)

    def _done(self, known: "Encrypting") -> None:
        self.opened.emit(known)
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self._follow()
        self.passphrase.selectAll()
        self.passphrase.setFocus()
        if isinstance(error, LuutruError):
            self.notice.say("bad", error.what_happened(), error.what_next())
        else:
            self._jobs.crashed.emit(error)
