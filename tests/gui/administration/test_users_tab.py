"""The tab of accounts: who may work in the archive, and whether they are asked who they are."""

from contextlib import closing

import pytest
from PySide6.QtTest import QTest

from luutru.gui.administration.account_dialogs import (
    AddAccountDialog,
    PasswordDialog,
    RolesDialog,
)
from luutru.gui.administration.role_choice import what_it_may
from luutru.gui.administration.screen import USERS
from luutru.gui.administration.sign_in_dialogs import TurnOffDialog, TurnOnDialog
from luutru.gui.clearances.of_account import ClearancesDialog
from luutru.gui.signing_in.page import SignInPage
from luutru.services.archive import open_archive
from luutru.services.describe import describe
from luutru.services.people import accounts, clearances, signing_in, switching

PASSWORD = "mat-khau-dai"  # noqa: S105  of nobody


def users_tab(window, until):
    tab = window.workspace.screen_called("administration").show_tab(USERS)
    until(lambda: not tab._asking.waiting)
    return tab


@pytest.fixture
def tab(window, until):
    return users_tab(window, until)


@pytest.fixture
def staffed_tab(archive, filled, open_window, until):
    accounts.add_account(archive, "quantri", "Quản trị viên", ["administrator"], PASSWORD)
    accounts.add_account(archive, "hoa", "Lê Thị Hoa", ["archivist"], PASSWORD)
    return users_tab(open_window("administration"), until)


@pytest.fixture
def enter(qtbot, main_window, archive, filled, until):
    """Sign in at the window as one of these accounts, and go to the tab."""
    accounts.add_account(archive, "quantri", "Quản trị viên", ["administrator"], PASSWORD)
    accounts.add_account(archive, "hoa", "Lê Thị Hoa", ["archivist"], PASSWORD)
    accounts.add_account(archive, "ky", "Trần Ký", ["approver"], PASSWORD)
    switching.turn_on(archive, "KEY", "KEY")

    def sign_in(name):
        main_window.show()
        main_window.open(archive.folder)
        until(lambda: isinstance(main_window.centralWidget(), SignInPage))
        page = main_window.centralWidget()
        page.name.setText(name)
        page.password.setText(PASSWORD)
        page.enter.click()
        until(lambda: main_window.workspace is not None)
        until(lambda: main_window.session.jobs.idle)
        main_window.workspace.show_screen("administration")
        return users_tab(main_window, until)

    return sign_in


def dialog_of(tab, kind):
    (dialog,) = [one for one in tab.findChildren(kind) if one.isVisible()]
    return dialog


def accept(dialog, button, until):
    done = []
    dialog.accepted.connect(lambda: done.append(True))
    button.click()
    until(lambda: bool(done))


def type_twice(pair, password=PASSWORD):
    QTest.keyClicks(pair.first, password)
    QTest.keyClicks(pair.again, password)


def choose(tab, name):
    tab.table.selectRow([row.key for row in tab.table.rows].index(name))


def listed(tab):
    return {row.key: row.cells for row in tab.table.rows}


def test_an_account_is_added_with_its_roles(tab, archive, until, elsewhere):
    assert not tab.turn.isEnabled()
    tab.buttons["add"].click()
    dialog = dialog_of(tab, AddAccountDialog)
    QTest.keyClicks(dialog.name, "Hoa")
    QTest.keyClicks(dialog.full_name, "Le Thi Hoa")
    dialog.roles.boxes["administrator"].click()
    QTest.keyClicks(dialog.password.first, PASSWORD)
    QTest.keyClicks(dialog.password.again, "another one")
    assert not dialog.add.isEnabled()
    dialog.password.again.clear()
    QTest.keyClicks(dialog.password.again, PASSWORD)
    accept(dialog, dialog.add, until)
    until(lambda: bool(tab.table.rows))
    assert listed(tab)["hoa"] == ("hoa", "Le Thi Hoa", "Administrator", "not yet", "active")
    assert tab.turn.isEnabled()
    assert elsewhere(accounts.accounts, archive)[0].has_password


def test_a_name_that_is_taken_is_told_and_what_was_typed_stays(staffed_tab, until):
    staffed_tab.buttons["add"].click()
    dialog = dialog_of(staffed_tab, AddAccountDialog)
    QTest.keyClicks(dialog.name, "hoa")
    type_twice(dialog.password)
    dialog.roles.boxes["reader"].click()
    dialog.add.click()
    until(dialog.notice.isVisible)
    assert "hoa" in dialog.notice.accessibleName()
    assert dialog.name.text() == "hoa"
    dialog.reject()


def test_each_role_says_what_it_may_do(staffed_tab):
    assert "Describe and correct" in what_it_may("archivist")
    assert "Describe and correct" not in what_it_may("administrator")
    choose(staffed_tab, "hoa")
    staffed_tab.buttons["roles"].click()
    dialog = dialog_of(staffed_tab, RolesDialog)
    box = dialog.roles.boxes["archivist"]
    assert "Describe and correct" in box.accessibleDescription()
    assert box.isChecked()
    dialog.reject()


def test_roles_are_changed(staffed_tab, until):
    choose(staffed_tab, "hoa")
    staffed_tab.buttons["roles"].click()
    dialog = dialog_of(staffed_tab, RolesDialog)
    assert not dialog.save.isEnabled()
    dialog.roles.boxes["inspector"].click()
    accept(dialog, dialog.save, until)
    until(lambda: listed(staffed_tab)["hoa"][2] == "Archivist, Inspector")


def test_a_password_is_reset(staffed_tab, archive, until, elsewhere):
    choose(staffed_tab, "hoa")
    staffed_tab.buttons["password"].click()
    dialog = dialog_of(staffed_tab, PasswordDialog)
    type_twice(dialog.password, "mat-khau-moi")
    accept(dialog, dialog.save, until)
    assert elsewhere(signing_in.sign_in, archive, "hoa", "mat-khau-moi").name == "hoa"


def test_an_account_is_disabled_and_enabled_again(staffed_tab, until):
    choose(staffed_tab, "hoa")
    staffed_tab.buttons["disable"].click()
    until(lambda: listed(staffed_tab)["hoa"][4] == "disabled")
    assert not staffed_tab.buttons["disable"].isVisible()
    staffed_tab.buttons["enable"].click()
    until(lambda: listed(staffed_tab)["hoa"][4] == "active")


def test_sign_in_is_turned_on_once_the_key_was_typed_from_paper(
    staffed_tab, main_window, archive, until, elsewhere
):
    staffed_tab.turn.click()
    dialog = dialog_of(staffed_tab, TurnOnDialog)
    until(lambda: bool(dialog.paper.key.text()))
    assert "does not stop somebody who can read the files" in dialog.guide.text()
    key = dialog.paper.key.text()
    assert not dialog.paper.typed.isEnabled()
    dialog.paper.put_away.click()
    assert key not in dialog.paper.key.text()
    QTest.keyClicks(dialog.paper.typed, "AAAA")
    dialog.turn_on.click()
    until(dialog.notice.isVisible)
    assert not elsewhere(signing_in.asks, archive)
    dialog.paper.typed.clear()
    QTest.keyClicks(dialog.paper.typed, key.lower())
    dialog.turn_on.click()
    until(lambda: isinstance(main_window.centralWidget(), SignInPage))


def test_sign_in_is_turned_off_and_the_archive_opened_anew(enter, main_window, until):
    tab = enter("quantri")
    tab.turn.click()
    before = main_window.workspace
    dialog_of(tab, TurnOffDialog).turn_off.click()
    until(lambda: main_window.workspace not in {before, None})
    until(lambda: main_window.session.jobs.idle)
    assert main_window.session.archive.account is None


def test_an_administrator_sees_the_last_sign_in_and_cannot_disable_themselves(enter):
    tab = enter("quantri")
    assert listed(tab)["hoa"][3] == "not yet"
    assert listed(tab)["quantri"][3] != "not yet"
    choose(tab, "quantri")
    assert not tab.buttons["disable"].isEnabled()
    choose(tab, "hoa")
    assert tab.buttons["disable"].isEnabled()


def test_whoever_may_not_look_after_accounts_is_told_so(enter):
    tab = enter("hoa")
    assert tab.table.rows == ()
    assert "may not do this: Look after accounts" in tab._empty.accessibleName()
    assert not tab.foot.isVisible()
    assert not tab.switch.isVisible()
    assert tab.minutes.isVisible()


@pytest.fixture
def marked(archive, filled):
    """An agreement that is marked before anybody is asked who they are."""
    describe(archive, filled, [("secrecy", "Mật")])
    return filled


def test_an_approver_clears_accounts_and_does_nothing_else_with_them(marked, enter, until):
    tab = enter("ky")
    choose(tab, "hoa")
    on = {name for name, button in tab.buttons.items() if button.isEnabled()}
    assert on == {"clear"}
    assert "role administrator may" in tab.buttons["roles"].toolTip()
    assert not tab.turn.isEnabled()
    tab.buttons["clear"].click()
    dialog = dialog_of(tab, ClearancesDialog)
    until(lambda: bool(dialog.table.rows))
    QTest.keyClicks(dialog.reason, "Theo doi")
    dialog.clear.click()
    until(lambda: dialog.table.rows[0].cells[2] == "may see it")
    dialog.reject()


def cleared(archive, reference):
    by_name = {one.name: one.is_cleared for one in clearances.need_to_know(archive, reference)}
    return sorted(name for name, may in by_name.items() if may)


def test_an_approver_who_may_see_an_agreement_lets_others_see_it_from_there(
    archive, marked, enter, main_window, until, elsewhere
):
    with closing(open_archive(archive.folder)) as admin:
        signing_in.sign_in(admin, "quantri", PASSWORD)
        clearances.grant(admin, marked, "ky", "Người ký")
    enter("ky")
    screen = main_window.workspace.screen_shown("agreements")
    screen.show_agreement(marked)
    until(lambda: screen.agreement.row is not None)
    dialog = screen.agreement.need_to_know()
    until(lambda: bool(dialog.table.rows))
    states = {row.key: row.cells[2] for row in dialog.table.rows}
    assert states == {"hoa": "may not see it", "ky": "may see it", "quantri": "may not see it"}
    assert dialog.table.rows[0].cells[1] == "Lê Thị Hoa · Archivist"
    dialog.table.selectRow(0)
    QTest.keyClicks(dialog.reason, "Theo doi")
    dialog.clear.click()
    until(lambda: dialog.table.rows[0].cells[2] == "may see it")
    assert elsewhere(cleared, main_window.session.archive, marked) == ["hoa", "ky"]
    dialog.table.selectRow(0)
    QTest.keyClicks(dialog.reason, "Thoi")
    dialog.withdraw.click()
    until(lambda: dialog.table.rows[0].cells[2] == "may not see it")
    dialog.reject()


def test_the_window_locks_after_as_many_minutes_as_are_set(enter, main_window, preferences):
    tab = enter("hoa")
    tab.minutes.setValue(3)
    assert preferences.lock_after == 3
    assert main_window._entrance.idle._timer.interval() >= 180_000
    tab.minutes.setValue(0)
    assert not main_window._entrance.idle._timer.isActive()


def test_an_account_is_cleared_for_a_marked_agreement_and_no_longer(
    staffed_tab, archive, filled, until, elsewhere
):
    elsewhere(describe, archive, filled, [("secrecy", "Mật")])
    choose(staffed_tab, "hoa")
    staffed_tab.buttons["clear"].click()
    dialog = dialog_of(staffed_tab, ClearancesDialog)
    until(lambda: bool(dialog.table.rows))
    assert dialog.table.rows[0].cells[0] == filled
    assert not dialog.clear.isEnabled()
    QTest.keyClicks(dialog.reason, "Tham gia dam phan")
    dialog.clear.click()
    until(lambda: dialog.table.rows[0].cells[2] == "may see it")
    assert elsewhere(clearances.marked_agreements, archive)[0].cleared == ("hoa",)
    QTest.keyClicks(dialog.reason, "Thoi nhiem vu")
    assert not dialog.clear.isEnabled()
    dialog.withdraw.click()
    until(lambda: dialog.table.rows[0].cells[2] == "may not see it")
    dialog.reject()
