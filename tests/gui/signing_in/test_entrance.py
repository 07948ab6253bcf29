"""A window asks who somebody is, shows whose it is, and locks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from luutru.gui.signing_in.page import SignInPage
from luutru.gui.signing_in.password_dialog import ChangePasswordDialog
from luutru.gui.signing_in.person_chip import PersonChip
from luutru.gui.welcome.screen import WelcomeScreen
from luutru.gui.widgets.brand import NAME
from luutru.services.describe import new_agreement
from luutru.services.people import accounts, switching

PASSWORD = "mat-khau-dai"  # noqa: S105  of nobody


@pytest.fixture
def asking(qtbot, main_window, archive):
    """A window before an archive that asks who somebody is."""
    new_agreement(archive, [("title_vi", "Thỏa thuận riêng")])
    accounts.add_account(archive, "quantri", "", ["administrator"], PASSWORD)
    accounts.add_account(archive, "hoa", "Lê Thị Hoa", ["archivist"], PASSWORD)
    switching.turn_on(archive, "KEY", "KEY")
    main_window.show()
    main_window.open(archive.folder)
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), SignInPage))
    return main_window


def sign_in(qtbot, window, password=PASSWORD, name="hoa"):
    page = window.centralWidget()
    if not page.name.isReadOnly():
        page.name.setText(name)
    QTest.keyClicks(page.password, password)
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    return page


@pytest.fixture
def inside(qtbot, asking):
    sign_in(qtbot, asking)
    qtbot.waitUntil(lambda: asking.workspace is not None)
    qtbot.waitUntil(lambda: asking.session.jobs.idle)
    return asking


def words(window):
    return " ".join(one.text() for one in window.findChildren(QLabel) if one.isVisible())


def test_before_somebody_has_signed_in_nothing_of_the_archive_is_shown(asking):
    assert asking.windowTitle() == NAME
    assert asking.workspace is None
    assert "Test archive" not in words(asking)


def test_a_wrong_password_is_told_in_the_page_and_may_be_typed_again(qtbot, asking):
    page = sign_in(qtbot, asking, "not-this-one")
    qtbot.waitUntil(page.notice.isVisible)
    assert "wrong" in page.notice.accessibleName()
    assert page.password.text() == ""
    sign_in(qtbot, asking)
    qtbot.waitUntil(lambda: asking.workspace is not None)


def test_whoever_signed_in_is_named_and_the_archive_is_worked_with_in_their_name(inside):
    (chip,) = inside.findChildren(PersonChip)
    assert chip.text() == "Lê Thị Hoa"
    assert inside.session.archive.person == "Lê Thị Hoa"
    assert "Test archive" in inside.windowTitle()


def test_locked_it_shows_nothing_and_goes_on_where_it_was_once_unlocked(qtbot, inside):
    workspace = inside.workspace
    workspace.show_screen("partners")
    qtbot.waitUntil(lambda: inside.session.jobs.idle)
    beside = QWidget()
    qtbot.addWidget(beside)
    beside.show()
    workspace.actions_of_window["lock"].trigger()
    assert isinstance(inside.centralWidget(), SignInPage)
    assert inside.windowTitle() == NAME
    assert not workspace.isVisible()
    assert not beside.isVisible()
    page = sign_in(qtbot, inside, "not-this-one")
    qtbot.waitUntil(page.notice.isVisible)
    sign_in(qtbot, inside)
    qtbot.waitUntil(lambda: inside.centralWidget() is workspace)
    assert workspace.current == "partners"
    assert beside.isVisible()
    assert "Test archive" in inside.windowTitle()


def changing(window):
    window.workspace.actions_of_window["change_password"].trigger()
    (dialog,) = window.findChildren(ChangePasswordDialog)
    return dialog


def type_in(dialog, former, new, again=None):
    pair = dialog.password
    for field, text in ((dialog.former, former), (pair.first, new), (pair.again, again or new)):
        field.clear()
        QTest.keyClicks(field, text)


def test_whoever_signed_in_changes_their_own_password(qtbot, inside):
    dialog = changing(inside)
    assert not dialog.save.isEnabled()
    type_in(dialog, PASSWORD, "mat-khau-khac", "mat-khau-nao")
    assert not dialog.save.isEnabled()
    type_in(dialog, "not-this-one", "mat-khau-khac")
    dialog.save.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "not your password" in dialog.notice.accessibleName()
    assert dialog.former.text() == ""
    type_in(dialog, PASSWORD, "mat-khau-khac")
    with qtbot.waitSignal(dialog.accepted):
        dialog.save.click()
    assert "password was changed" in inside.workspace.notice.accessibleName()
    inside.lock()
    sign_in(qtbot, inside, "mat-khau-khac")
    qtbot.waitUntil(lambda: inside.centralWidget() is inside.workspace)


def test_after_a_while_without_a_touch_it_locks(qtbot, inside):
    inside._entrance.idle.begin(0.001)
    qtbot.waitUntil(lambda: isinstance(inside.centralWidget(), SignInPage))


def test_signed_out_it_asks_again(qtbot, inside):
    inside.workspace.actions_of_window["sign_out"].trigger()
    qtbot.waitUntil(lambda: isinstance(inside.centralWidget(), SignInPage))
    assert not inside.centralWidget().name.isReadOnly()


def test_another_archive_can_be_opened_instead(qtbot, asking):
    asking.centralWidget().left.emit()
    assert isinstance(asking.centralWidget(), WelcomeScreen)


def test_escape_leads_to_another_archive_but_never_out_of_a_locked_window(qtbot, inside):
    inside.lock()
    locked = inside.centralWidget()
    QTest.keyClick(locked.password, Qt.Key.Key_Escape)
    assert inside.centralWidget() is locked
    inside._sign_out()
    qtbot.waitUntil(lambda: inside.centralWidget() is not locked)
    qtbot.waitUntil(lambda: isinstance(inside.centralWidget(), SignInPage))
    QTest.keyClick(inside.centralWidget().name, Qt.Key.Key_Escape)
    assert isinstance(inside.centralWidget(), WelcomeScreen)


def test_where_nobody_signs_in_there_is_nothing_to_lock(open_window):
    window = open_window("intake")
    assert window.findChildren(PersonChip) == []
    window.lock()
    assert window.centralWidget() is window.workspace
    assert not window.workspace.actions_of_window["change_password"].isEnabled()


def test_whoever_may_not_read_the_log_has_no_tab_for_it(inside):
    tabs = inside.workspace.screen_called("administration").tabs
    assert [tabs.tabText(at) for at in range(tabs.count()) if not tabs.isTabVisible(at)] == [
        "Custody log"
    ]
