"""Who may work in the archive: accounts and their roles, sign-in, and when the window locks."""

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QPushButton, QSpinBox, QStackedWidget, QWidget

from luutru.errors import CatalogueOutOfReach, LuutruError
from luutru.gui.formats import moment
from luutru.gui.jobs import Newest
from luutru.gui.lanes import Lane
from luutru.gui.screen import Desk
from luutru.gui.widgets.buttons import push_button
from luutru.gui.widgets.empty_state import EmptyState
from luutru.gui.widgets.layouts import STRETCH, card, column, label, row, widget
from luutru.gui.widgets.pill import Look, Pill
from luutru.gui.widgets.row_table import Cells, RowTable
from luutru.i18n import translate
from luutru.records.code_lists import code_list
from luutru.records.roles import ADMINISTRATOR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from luutru.gui.desk_dialog import DeskDialog
    from luutru.services.archive import Archive
    from luutru.services.people.accounts import AccountRow

# ruff: noqa: PLC0415  services and dialogs are loaded when they are asked

_ACTIVE: Final = Look("active", "circle-check")
_DISABLED: Final = Look("terminated", "ban")
_ON: Final = Look("active", "lock")
_OFF: Final = Look("draft", "circle-dashed")
_ACTS: Final = {
    "add": "user_added",
    "roles": "user_roles_set",
    "password": "password_reset",
    "tie": "user_tied",
    "clear": "clearance_granted",
    "disable": "user_disabled",
    "enable": "user_enabled",
}
"""What the log calls that which the buttons do."""
_LONGEST_WAIT: Final = 240
"""Minutes; whoever is away for longer does not work at this window."""


class UsersTab(QWidget):
    """Whether people sign in, the accounts, and below them what can be done with one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asking = Newest(desk.jobs)
        self._accounts: dict[str, AccountRow] = {}
        self.asks = False
        self.sign_in = Pill(_OFF, "")
        self._limits = label("", "muted", wrap=True)
        self.turn = push_button("", self._turn)
        self.minutes = self._made_minutes()
        self.table = RowTable(
            translate("Accounts"),
            (translate("Account"), translate("Full name"), translate("Roles"),
             translate("Last sign-in"), *self._tie_of(translate("Account of the server")),
             translate("State")),
            {0: 150, 1: 220, 3: 170, 4: 150, 5: 150}, stretched=2,
        )  # fmt: skip
        self.table.selectionModel().currentChanged.connect(lambda *_told: self.follow())
        self._empty = EmptyState("users", translate("There are no accounts."), "")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.table)
        self.buttons = self._made_buttons()
        for name, act in _ACTS.items():
            desk.permits.guard(self.buttons[name], act)
        desk.permits.guard(self.turn, "sign_in_turned_on")
        self.foot = widget(row(*self.buttons.values(), STRETCH, spacing=8))
        self.switch = widget(row(self.sign_in, (self._limits, 1), self.turn, spacing=14))
        lock = label(translate("Minutes without a touch until this window locks; 0 is never"))
        lock.setBuddy(self.minutes)
        head = card(self.switch, row(lock, self.minutes, STRETCH, spacing=12))
        self.setLayout(column(head, (self._pages, 1), self.foot, spacing=10))
        self.refresh()

    def _tie_of(self, told: str) -> tuple[str, ...]:
        """Return what is told of an account of the server, where there is a server."""
        return (told,) if self._desk.archive.is_shared else ()

    def first(self) -> QWidget:
        """Return where the keyboard begins."""
        return self.table if self._pages.currentWidget() is self.table else self.minutes

    def _made_minutes(self) -> QSpinBox:
        made = QSpinBox()
        made.setAccessibleName(translate("Minutes until this window locks"))
        made.setRange(0, _LONGEST_WAIT)
        made.setValue(self._desk.preferences.lock_after)
        made.valueChanged.connect(self._lock_after)
        return made

    def _made_buttons(self) -> dict[str, QPushButton]:
        return {
            "add": push_button(
                translate("Add an account…"), self._add, kind="primary", icon_name="user-plus"
            ),
            "roles": push_button(translate("Roles…"), self._roles),
            "password": push_button(translate("Reset the password…"), self._reset),
            "tie": push_button(translate("Account of the server…"), self._tie),
            "clear": push_button(translate("Marked agreements…"), self._clear),
            "disable": push_button(translate("Disable"), lambda: self._disable(disabled=True)),
            "enable": push_button(translate("Enable"), lambda: self._disable(disabled=False)),
        }

    # --- what is listed --------------------------------------------------------------------

    def refresh(self) -> None:
        """Read anew what is shown."""
        archive = self._desk.archive
        self._asking.ask(lambda _job: _read(archive), self._show, self._explain)

    def _show(self, told: "tuple[Sequence[AccountRow], bool, str]") -> None:
        rows, self.asks, limits = told
        self._accounts = {one.name: one for one in rows}
        self.table.show_rows([_cells(one, self._tie_of(one.server_account)) for one in rows])
        if rows and not self.table.key():
            self.table.selectRow(0)
        said = translate("Sign-in is on.") if self.asks else translate("Sign-in is off.")
        self.sign_in.show_state(_ON if self.asks else _OFF, said)
        self._limits.setText(limits)
        self._empty.say(
            translate("There are no accounts."),
            translate(
                "Whoever opens the archive works alone and may do everything. Add accounts first, "
                "then turn sign-in on."
            ),
        )
        self._pages.setCurrentWidget(self.table if rows else self._empty)
        self._offer(offered=True)
        self.follow()

    def _explain(self, error: Exception) -> None:
        if isinstance(error, CatalogueOutOfReach):
            return  # what is shown stays; the window tells of the outage
        self._accounts = {}
        self.table.show_rows(())
        self._pages.setCurrentWidget(self._empty)
        self._offer(offered=False)
        if isinstance(error, LuutruError):
            self._empty.say(error.what_happened(), error.what_next())
        else:
            self._desk.jobs.tell(error)

    def _offer(self, *, offered: bool) -> None:
        self.foot.setVisible(offered)
        self.switch.setVisible(offered)

    def follow(self) -> None:
        """Offer what can be done with the account that is chosen."""
        one = self._accounts.get(self.table.key())
        mine = self._desk.archive.account
        is_mine = one is not None and mine is not None and mine.name == one.name
        disabled = one is not None and one.disabled_at is not None
        for name in ("roles", "password", "tie", "clear", "disable", "enable"):
            self.buttons[name].setEnabled(one is not None)
        self.buttons["tie"].setVisible(self._desk.archive.is_shared)
        self.buttons["disable"].setVisible(not disabled)
        self.buttons["disable"].setEnabled(one is not None and not is_mine)
        self.buttons["disable"].setToolTip(
            translate("Nobody disables the account with which they work") if is_mine else ""
        )
        self.buttons["enable"].setVisible(disabled)
        self._follow_switch()

    def _follow_switch(self) -> None:
        able = self.asks or any(_is_administrator(one) for one in self._accounts.values())
        words = translate("Turn sign-in off…") if self.asks else translate("Turn sign-in on…")
        self.turn.setText(words)
        self.turn.setAccessibleName(words)
        self.turn.setEnabled(able)
        self.turn.setToolTip(
            "" if able else translate("First add an account with the role of administrator")
        )

    # --- what is done ----------------------------------------------------------------------

    def _add(self) -> None:
        from luutru.gui.administration.account_dialogs import AddAccountDialog

        self._open(AddAccountDialog(self._desk, self))

    def _roles(self) -> None:
        from luutru.gui.administration.account_dialogs import RolesDialog

        one = self._accounts[self.table.key()]
        self._open(RolesDialog(self._desk, self, one.name, one.roles))

    def _reset(self) -> None:
        from luutru.gui.administration.account_dialogs import PasswordDialog

        self._open(PasswordDialog(self._desk, self, self.table.key()))

    def _tie(self) -> None:
        from luutru.gui.administration.tie_dialog import TieDialog

        one = self._accounts[self.table.key()]
        self._open(TieDialog(self._desk, self, one.name, one.server_account))

    def _clear(self) -> None:
        from luutru.gui.clearances.of_account import ClearancesDialog

        self._open(ClearancesDialog(self._desk, self, self.table.key()))

    def _turn(self) -> None:
        from luutru.gui.administration.sign_in_dialogs import TurnOffDialog, TurnOnDialog

        dialog: DeskDialog = (
            TurnOffDialog(self._desk, self)
            if self.asks
            else TurnOnDialog(self._desk, self, self._limits.text())
        )
        dialog.open()  # once it is done, the archive is opened anew

    def _open(self, dialog: "DeskDialog") -> None:
        dialog.told.connect(self._tell)
        dialog.open()

    def _disable(self, *, disabled: bool) -> None:
        archive, name = self._desk.archive, self.table.key()

        def work(_job: object) -> None:
            from luutru.services.people.accounts import set_disabled

            set_disabled(archive, name, disabled=disabled)

        said = (
            translate("{name} cannot sign in any more.", name=name)
            if disabled
            else translate("{name} can sign in again.", name=name)
        )
        self._desk.jobs.start(work, lambda _none: self._tell(said, ""), lane=Lane.WRITING)

    def _lock_after(self, minutes: int) -> None:
        self._desk.preferences.lock_after = minutes
        self._desk.lock_after_changed.emit(minutes)

    def _tell(self, title: str, text: str) -> None:
        self._desk.told.emit("good", title, text)
        self.refresh()


def _read(archive: "Archive") -> "tuple[Sequence[AccountRow], bool, str]":
    from luutru.services.people.accounts import accounts
    from luutru.services.people.signing_in import asks
    from luutru.services.people.switching import LIMITS

    return accounts(archive), asks(archive), translate(LIMITS)


def _is_administrator(one: "AccountRow") -> bool:
    return ADMINISTRATOR in one.roles and one.has_password and one.disabled_at is None


def _cells(one: "AccountRow", tie: tuple[str, ...]) -> Cells:
    disabled = one.disabled_at is not None
    roles = ", ".join(code_list("role").label(code) for code in one.roles)
    seen = moment(one.signed_in_at) if one.signed_in_at else translate("not yet")
    state = translate("disabled") if disabled else translate("active")
    told = (one.name, one.full_name, roles, seen, *tie, state)
    return Cells(told, _DISABLED if disabled else _ACTIVE, one.name, is_struck=disabled)
