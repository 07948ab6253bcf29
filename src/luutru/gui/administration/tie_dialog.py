"""Ties an account of the server to an account of the archive, or lets go of it."""

from PySide6.QtWidgets import QWidget

from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned
from luutru.i18n import translate

# ruff: noqa: PLC0415  services are loaded when they are asked

_LONGEST = 63
"""Characters of a name on the server (PostgreSQL 15, 4.1.1 Identifiers)."""


class TieDialog(DeskDialog):
    """Asks by which account of the server a person connects; empty for none."""

    def __init__(self, desk: Desk, parent: QWidget, name: str, server_account: str) -> None:
        title = translate("Account of the server for {name}", name=name)
        guide = translate(
            "Whoever connects to the server by this account, with this program or without, is "
            "shown what {name} may see in the catalogue, and changes of that what their roles "
            "allow. Files in the share are read by whoever can read the share.",
            name=name,
        )
        super().__init__(desk, parent, title, guide)
        self._name, self._before = name, server_account
        self.server_account = LineInput(_LONGEST)
        self.server_account.setAccessibleName(translate("Account of the server"))
        self.server_account.setText(server_account)
        self.save = push_button(translate("Save"), self._save, kind="primary")
        self.lay_out(
            captioned(self.server_account), STRETCH, foot=(STRETCH, self.save), size=(560, 390)
        )
        self.server_account.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Let the button be on once another account is named, or none any more."""
        self.save.setEnabled(self._wanted() != self._before)

    def _wanted(self) -> str:
        return self.server_account.text().strip()

    def _save(self) -> None:
        archive, name, wanted = self.desk.archive, self._name, self._wanted()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.people.ties import tie, untie

            if wanted:
                tie(archive, name, wanted)
            else:
                untie(archive, name)

        said = (
            translate(
                "The server shows its account {account} what {name} may see.",
                account=wanted,
                name=name,
            )
            if wanted
            else translate("{name} is tied to no account of the server any more.", name=name)
        )
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)
