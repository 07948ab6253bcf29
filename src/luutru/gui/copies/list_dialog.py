"""Signs the list of copies that hold or were revoked, and writes it to a file to be carried out."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from luutru import clock
from luutru.gui.copies.issuing.key_part import KeyPart
from luutru.gui.copies.own_stamper import own_stamper
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.lanes import Lane
from luutru.gui.plain_copies import LIST, NewFile, to_new_file
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, column, label
from luutru.i18n import translate, translate_count

if TYPE_CHECKING:
    from luutru.services.copies.revocations import Listed


class ListDialog(DeskDialog):
    """Asks for the key and for a file; what opens the key is forgotten right after."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(
            desk,
            parent,
            translate("List of revocations"),
            translate(
                "Says which copies hold and which were revoked, as of now. Receivers check copies "
                "with it where there is no archive; recipients and purposes are not in it."
            ),
        )
        self.key = KeyPart(desk, own_stamper(self, desk.jobs), signs_copies=False)
        self.write = push_button(
            translate("Sign and write…"), self._ask, kind="primary", icon_name="signature"
        )
        self.lay_out(
            column(label(translate("Key that signs"), "caption"), self.key, spacing=4),
            label(translate("The trial key lists the trial copies only."), "muted", wrap=True),
            STRETCH,
            foot=(STRETCH, self.write),
            size=(600, 440),
        )
        self.key.edited.connect(self.follow)
        self.follow()

    @override
    def follow(self) -> None:
        """Let the button be on once a key is chosen."""
        self.write.setEnabled(self.key.is_chosen)

    def write_to(self, path: Path) -> None:
        """Sign the list and write it to `path`."""
        archive, key = self.desk.archive, self.key.key()
        self.write.setEnabled(False)

        def work(_job: object) -> "Listed":
            from luutru.services.copies.revocations import write_revocations  # noqa: PLC0415

            return write_revocations(archive, path, key)

        self.run(work, self._written, Lane.WRITING)

    @override
    def explain(self, error: Exception) -> None:
        """Say why it was not written; a PIN or a password is typed anew."""
        self.key.forget_secrets()
        super().explain(error)

    def _ask(self) -> None:
        if self.key.lacks_pin():
            told = translate("Enter the PIN of the token")
            self.notice.say("warn", told, translate("It is sent once, and never kept."))
            return
        name = translate("list of copies {day}", day=f"{clock.today():%Y-%m-%d}")
        title, kinds = translate("Save the list"), translate("Signed lists (*.json)")
        to_new_file(self.desk, LIST, NewFile(self, title, f"{name}.json", kinds), self.write_to)

    def _written(self, listed: "Listed") -> None:
        self.key.forget_secrets()
        told = translate_count(
            "{count} number, {revoked} revoked", "{count} numbers, {revoked} revoked",
            listed.count, revoked=listed.revoked,
        )  # fmt: skip
        self.finish(translate("Written to {path}.", path=str(listed.path)), told)
