"""What is to unlock an archive: a passphrase, typed twice, and a key that is written on paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from luutru.gui.signing_in.password_pair import secret_line
from luutru.gui.signing_in.recovery_key_card import RecoveryKeyCard
from luutru.gui.widgets.layouts import captioned, column, label, row
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.keyring import Secrets

# ruff: noqa: PLC0415  the window starts without what encrypts


class SecretsCard(QWidget):
    """The passphrase twice; a new recovery key shown, put away, and typed from the paper."""

    edited = Signal()

    def __init__(self) -> None:
        from luutru.services.passphrases import new_recovery_key

        super().__init__()
        self._key = new_recovery_key()
        self.passphrase = secret_line(translate("Archive passphrase"))
        self.again = secret_line(translate("The same passphrase again"))
        self.said = label("", "caption", wrap=True)
        self.paper = RecoveryKeyCard(
            translate("Archive recovery key"),
            translate("Archive recovery key, typed from the paper"),
        )
        self.paper.show_key(self._key)
        told = translate(
            "With the recovery key, and with nothing else, who has lost the passphrase comes in. "
            "Write it down and put the paper into the safe: it is shown only now."
        )
        fields = row((captioned(self.passphrase), 1), (captioned(self.again), 1), spacing=12)
        self.setLayout(column(fields, self.said, label(told, wrap=True), self.paper, spacing=12))
        for line in (self.passphrase, self.again, self.paper.typed):
            line.textChanged.connect(self._follow)
        self._follow()

    @property
    def is_filled(self) -> bool:
        """Tell whether everything was typed, and the passphrase twice alike."""
        same = self.passphrase.text() == self.again.text()
        return bool(self.passphrase.text() and self.paper.typed.text()) and same

    def secrets(self) -> "Secrets":
        """Return what was typed.

        Raises:
            PassphraseUnfit: The passphrase is too short or too long.
            ArchiveRecoveryKeyWrong: What was typed from the paper is another key.
        """
        from luutru.services.keyring import Secrets
        from luutru.services.passphrases import make_sure_it_fits, make_sure_of_key

        passphrase = self.passphrase.text()
        make_sure_it_fits(passphrase)
        make_sure_of_key(self._key, self.paper.typed.text())
        return Secrets(passphrase, self._key)

    def _follow(self) -> None:
        differs = self.passphrase.text() != self.again.text()
        self.said.setText(
            translate("The two passphrases are not the same yet.")
            if differs and self.again.text()
            else translate("At least twelve characters, best four or five words.")
        )
        self.edited.emit()
