"""Adds an account, gives it other roles, or a new password."""

from PySide6.QtWidgets import QWidget

from luutru.gui.administration.role_choice import RoleChoice
from luutru.gui.desk_dialog import DeskDialog
from luutru.gui.fields.field_inputs import LineInput
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.signing_in.password_pair import PasswordPair
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.layouts import STRETCH, captioned, label, row, scrolled
from luutru.i18n import translate

# ruff: noqa: PLC0415  services are loaded when they are asked

_LONGEST = 120


class AddAccountDialog(DeskDialog):
    """Name, full name, password and roles of somebody who may sign in."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        guide = translate(
            "The name is typed to sign in; the full name stands in the log. An account is never "
            "removed, only disabled."
        )
        super().__init__(desk, parent, translate("Add an account"), guide)
        self.name = _line(translate("Name to sign in with"))
        self.full_name = _line(translate("Full name"))
        self.password = PasswordPair()
        self.roles = RoleChoice()
        self.add = push_button(translate("Add"), self._add, kind="primary")
        names = row((captioned(self.name), 1), (captioned(self.full_name), 1), spacing=12)
        self.lay_out(
            names, self.password, label(translate("Roles"), "h2"), (scrolled(self.roles), 1),
            foot=(STRETCH, self.add), size=(680, 680),
        )  # fmt: skip
        self.name.edited.connect(self.follow)
        self.password.edited.connect(self.follow)
        self.roles.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Let the button be on once somebody could sign in and do something."""
        told = self.name.typed() and self.password.typed() and self.roles.picked()
        self.add.setEnabled(bool(told))

    def _add(self) -> None:
        archive, name, full = self.desk.archive, self.name.typed(), self.full_name.typed()
        roles, password = self.roles.picked(), self.password.typed()
        self.add.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.people.accounts import add_account

            add_account(archive, name, full, roles, password)

        said = translate("{name} was added.", name=name)
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)


class RolesDialog(DeskDialog):
    """The roles that an account has from then on, and no others."""

    def __init__(self, desk: Desk, parent: QWidget, name: str, roles: tuple[str, ...]) -> None:
        title = translate("Roles of {name}", name=name)
        guide = translate("An account may do what any of its roles may; this counts at once.")
        super().__init__(desk, parent, title, guide)
        self._name, self._before = name, roles
        self.roles = RoleChoice(roles)
        self.save = push_button(translate("Save"), self._save, kind="primary")
        self.lay_out((scrolled(self.roles), 1), foot=(STRETCH, self.save), size=(640, 560))
        self.roles.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Let the button be on once the roles are others."""
        picked = self.roles.picked()
        self.save.setEnabled(bool(picked) and picked != self._before)

    def _save(self) -> None:
        archive, name, roles = self.desk.archive, self._name, self.roles.picked()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.people.accounts import set_roles

            set_roles(archive, name, roles)

        said = translate("{name} has these roles now.", name=name)
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)


class PasswordDialog(DeskDialog):
    """A new password for somebody who has forgotten theirs."""

    def __init__(self, desk: Desk, parent: QWidget, name: str) -> None:
        title = translate("Reset the password of {name}", name=name)
        guide = translate("Tell whoever has the account the new password in person.")
        super().__init__(desk, parent, title, guide)
        self._name = name
        self.password = PasswordPair()
        self.save = push_button(translate("Reset"), self._save, kind="primary")
        self.lay_out(self.password, STRETCH, foot=(STRETCH, self.save), size=(560, 290))
        self.password.edited.connect(self.follow)
        self.follow()

    def follow(self) -> None:
        """Let the button be on once the password was typed twice alike."""
        self.save.setEnabled(bool(self.password.typed()))

    def _save(self) -> None:
        archive, name, password = self.desk.archive, self._name, self.password.typed()
        self.save.setEnabled(False)

        def work(_job: object) -> None:
            from luutru.services.people.accounts import reset_password

            reset_password(archive, name, password)

        said = translate("{name} has a new password.", name=name)
        self.run(work, lambda _none: self.finish(said), Lane.WRITING)


def _line(name: str) -> LineInput:
    made = LineInput(_LONGEST)
    made.setAccessibleName(name)
    return made
