"""Asks for what is to unlock a new archive that is encrypted: a passphrase, and a key on paper."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from luutru.errors import LuutruError
from luutru.gui.signing_in.secrets_card import SecretsCard
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

_MARGINS: Final = (24, 20, 24, 20)


class EncryptDialog(QDialog):
    """What encryption costs, and the secrets of the new archive."""

    chosen = Signal(object)
    """The `Secrets` of the new archive."""

    def __init__(self, parent: QWidget) -> None:
        from luutru.services.passphrases import LOST  # noqa: PLC0415  starts without what encrypts

        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Encrypt the archive"))
        self.notice = Notice(stays=True)
        self.card = SecretsCard()
        self.create_it = push_button(
            translate("Create the archive"), self._choose, icon_name="lock", kind="primary"
        )
        self.setLayout(
            column(
                label(translate("Encrypt the archive"), "h1"), label(translate(LOST), wrap=True),
                self.notice, self.card, STRETCH,
                row(STRETCH, push_button(translate("Close"), self.reject), self.create_it),
                spacing=12, margins=_MARGINS,
            )
        )  # fmt: skip
        self.create_it.setDefault(True)
        self.resize(720, 520)
        self.card.edited.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.create_it.setEnabled(self.card.is_filled)

    def _choose(self) -> None:
        try:
            secrets = self.card.secrets()
        except LuutruError as error:
            self.notice.say("bad", error.what_happened(), error.what_next())
            return
        self.chosen.emit(secrets)
        self.accept()
