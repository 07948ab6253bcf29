"""Changes the password of whoever is signed in, who types the former one first."""

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.signing_in.password_pair import PasswordPair, secret_line
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned
from luutru.i18n import translate


class ChangePasswordDialog(DeskDialog):
    """The former password, and the new one twice."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        title = translate("Change your password")
        guide = translate("The new one holds from your next sign-in on, and unlocks this window.")
        super().__init__(desk, parent, title, guide)
        self.former = secret_line(translate("Your password until now"))
        self.password = PasswordPair()
        self.save = push_button(translate("Change"), self._save, kind="primary")
        desk.permits.guard(self.save, "password_changed")
        self.lay_out(
            captioned(self.former), self.password, STRETCH, foot=(STRETCH, self.save),
            size=(560, 380),
        )  # fmt: skip
        self.former.textEdited.connect(self.follow)
        self.password.edited.connect(self.follow)
        self.former.setFocus()
        self.follow()

    @override
    def follow(self) -> None:
        """Let the button be on once the former and, twice alike, the new one were typed."""
        self.save.setEnabled(bool(self.former.text() and self.password.typed()))

    @override
    def explain(self, error: Exception) -> None:
        self.former.clear()
        self.former.setFocus()
        super().explain(error)

    def _save(self) -> None:
        archive = self.desk.archive
        former, password = self.former.text(), self.password.typed()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.people.signing_in import change_password  # noqa: PLC0415

            change_password(archive, former, password)

        said = translate("Your password was changed.")
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)
