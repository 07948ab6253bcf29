"""Lets whoever has lost the passphrase of an archive come in by its recovery key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from luutru.errors import LuutruError
from luutru.gui.desk_dialog import WorkDialog
from luutru.gui.jobs import Jobs
from luutru.gui.signing_in.secrets_card import SecretsCard
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive

# ruff: noqa: PLC0415  services are loaded when they are asked


class RecoverDialog(WorkDialog):
    """First the key from the safe; once it fits, a new passphrase and another key.

    The key that was typed has served: it opens nothing any more once another was written down.
    """

    recovered = Signal()
    """The archive is unlocked, by its new passphrase and key from now on."""

    def __init__(self, parent: QWidget, archive: "Archive", jobs: Jobs) -> None:
        guide = translate(
            "The recovery key opens the archive once. Then it gets a new passphrase and a new "
            "recovery key, and the one that you type here opens it no more."
        )
        super().__init__(jobs, parent, translate("Passphrase forgotten"), guide)
        self._archive = archive
        self.key = QLineEdit()
        self.key.setAccessibleName(translate("Recovery key, from the paper in the safe"))
        self.check = push_button(translate("Check the key"), self._check, kind="primary")
        self.card = SecretsCard()
        self.card.hide()
        self.save = push_button(
            translate("Set the new passphrase"), self._save, icon_name="lock", kind="primary"
        )
        self.save.hide()
        self.lay_out(
            captioned(self.key), self.card, STRETCH,
            foot=(STRETCH, self.check, self.save), size=(720, 260),
        )  # fmt: skip
        self.key.textChanged.connect(lambda _text: self.follow())
        self.key.returnPressed.connect(self.check.click)
        self.card.edited.connect(self.follow)
        self.follow()

    @override
    def follow(self) -> None:
        """Let the buttons be on once there is something to check, or to set."""
        self.check.setEnabled(bool(self.key.text().strip()))
        self.save.setEnabled(self.card.is_filled)

    def _check(self) -> None:
        archive, key = self._archive, self.key.text()
        self.check.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.passphrases import make_sure_it_opens

            make_sure_it_opens(archive, key)

        self.run(work, self._go_on)

    def _go_on(self, _none: object) -> None:
        self.notice.hide()
        self.key.setReadOnly(True)
        self.check.hide()
        self.card.show()
        self.save.show()
        self.card.passphrase.setFocus()
        self.resize(self.width(), self.sizeHint().height())

    def _save(self) -> None:
        archive, key = self._archive, self.key.text()
        try:
            secrets = self.card.secrets()
        except LuutruError as error:
            self.explain(error)
            return
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.passphrases import recover

            recover(archive, key, secrets.passphrase, secrets.recovery_key)

        self.run(work, self._done)

    def _done(self, _none: object) -> None:
        self.recovered.emit()
        self.accept()
