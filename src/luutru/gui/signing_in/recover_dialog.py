"""Lets whoever has lost the passphrase of an archive come in by its recovery key."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from luutru.errors import LuutruError
from luutru.gui.jobs import Jobs
from luutru.gui.lanes import Lane
from luutru.gui.signing_in.secrets_card import SecretsCard
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, column, label, row
from luutru.gui.widgets.notice import Notice
from luutru.i18n import translate

if TYPE_CHECKING:
    from luutru.services.archive import Archive

# ruff: noqa: PLC0415  services are loaded when they are asked

_MARGINS: Final = (24, 20, 24, 20)


class RecoverDialog(QDialog):
    """First the key from the safe; once it fits, a new passphrase and another key.

    The key that was typed has served: it opens nothing any more once another was written down.
    """

    recovered = Signal()
    """The archive is unlocked, by its new passphrase and key from now on."""

    def __init__(self, parent: QWidget, archive: "Archive", jobs: Jobs) -> None:
        super().__init__(parent)
        self._archive = archive
        self._jobs = jobs
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Passphrase forgotten"))
        self.notice = Notice(stays=True)
        self.key = QLineEdit()
        self.key.setAccessibleName(translate("Recovery key, from the paper in the safe"))
        self.check = push_button(translate("Check the key"), self._check, kind="primary")
        self.card = SecretsCard()
        self.card.hide()
        self.save = push_button(
            translate("Set the new passphrase"), self._save, icon_name="lock", kind="primary"
        )
        self.save.hide()
        told = translate(
            "The recovery key opens the archive once. Then it gets a new passphrase and a new "
            "recovery key, and the one that you type here opens it no more."
        )
        self.setLayout(
            column(
                label(self.windowTitle(), "h1"), label(told, wrap=True), self.notice,
                captioned(self.key), self.card, STRETCH,
                row(STRETCH, push_button(translate("Close"), self.reject), self.check, self.save),
                spacing=12, margins=_MARGINS,
            )
        )  # fmt: skip
        self.setFixedWidth(720)
        self.key.textChanged.connect(lambda _text: self._follow())
        self.check.setDefault(True)
        self.card.edited.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.check.setEnabled(bool(self.key.text().strip()))
        self.save.setEnabled(self.card.is_filled)

    def _check(self) -> None:
        archive, key = self._archive, self.key.text()
        self.check.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.passphrases import make_sure_it_opens

            make_sure_it_opens(archive, key)

        self._jobs.start(work, self._go_on, lane=Lane.READING, failed=self._explain)

    def _go_on(self, _none: object) -> None:
        self.notice.hide()
        self.key.setReadOnly(True)
        self.check.hide()
        self.card.show()
        self.save.show()
        self.save.setDefault(True)
        self.card.passphrase.setFocus()
        self.adjustSize()

    def _save(self) -> None:
        archive, key = self._archive, self.key.text()
        try:
            secrets = self.card.secrets()
        except LuutruError as error:
            self._explain(error)
            return
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.passphrases import recover

            recover(archive, key, secrets.passphrase, secrets.recovery_key)

        self._jobs.start(work, self._done, lane=Lane.READING, failed=self._explain)

    def _done(self, _none: object) -> None:
        self.recovered.emit()
        self.accept()

    def _explain(self, error: Exception) -> None:
        self._follow()
        if isinstance(error, LuutruError):
            self.notice.say("bad", error.what_happened(), error.what_next())
        else:
            self._jobs.crashed.emit(error)
