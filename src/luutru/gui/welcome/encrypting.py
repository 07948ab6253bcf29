"""Asks for what is to unlock a new archive that is encrypted: a passphrase, and a key on paper."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from luutru.errors import LuutruError
from luutru.gui.signing_in.password_pair import secret_line
from luutru.gui.signing_in.recovery_key_card import RecoveryKeyCard
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.keyring import Secrets

# ruff: noqa: PLC0415  the welcome starts without what encrypts

_MARGINS: Final = (24, 20, 24, 20)


class EncryptDialog(QDialog):
    """The passphrase twice; the recovery key shown, put away, and typed from the paper."""

    chosen = Signal(object)
    """The `Secrets` of the new archive."""

    def __init__(self, parent: QWidget) -> None:
        from luutru.services.passphrases import LOST, new_recovery_key

        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Encrypt the archive"))
        self._key = new_recovery_key()
        self.notice = Notice(stays=True)
        self.passphrase = secret_line(translate("Archive passphrase"))
        self.again = secret_line(translate("The same passphrase again"))
        self.said = label("", "caption", wrap=True)
        self.paper = RecoveryKeyCard(
            translate("Archive recovery key"),
            translate("Archive recovery key, typed from the paper"),
        )
        self.paper.show_key(self._key)
        self.create_it = push_button(
            translate("Create the archive"), self._choose, icon_name="lock", kind="primary"
        )
        told = translate(
            "With the recovery key, and with nothing else, who has lost the passphrase comes in. "
            "Write it down and put the paper into the safe: it is shown only now."
        )
        fields = row((captioned(self.passphrase), 1), (captioned(self.again), 1), spacing=12)
        self.setLayout(
            column(
                label(translate("Encrypt the archive"), "h1"), label(translate(LOST), wrap=True),
                self.notice, fields, self.said, label(told, wrap=True), self.paper,
                STRETCH,
                row(STRETCH, push_button(translate("Close"), self.reject), self.create_it),
                spacing=12, margins=_MARGINS,
            )
        )  # fmt: skip
        self.resize(720, 520)
        for line in (self.passphrase, self.again, self.paper.typed):
            line.textChanged.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        differs = self.passphrase.text() != self.again.text()
        self.said.setText(
            translate("The two passphrases are not the same yet.")
            if differs and self.again.text()
            else translate("At least twelve characters, best four or five words.")
        )
        told = self.passphrase.text() and self.paper.typed.text()
        self.create_it.setEnabled(bool(told) and not differs)

    def _choose(self) -> None:
        try:
            secrets = _secrets(self.passphrase.text(), self._key, self.paper.typed.text())
        except LuutruError as error:
            self.notice.say("bad", error.what_happened(), error.what_next())
            return
        self.chosen.emit(secrets)
        self.accept()


def _secrets(passphrase: str, key: str, typed: str) -> "Secrets":
    from luutru.services.keyring import Secrets
    from luutru.services.passphrases import make_sure_it_fits, make_sure_of_key

    make_sure_it_fits(passphrase)
    make_sure_of_key(key, typed)
    return Secrets(passphrase, key)
