"""A window that is connected to the server as one person: signs in and works as them."""

from contextlib import closing
from dataclasses import replace

import pytest
from tests.gui.forms import type_into_form
from tests.services.people.conftest import PASSWORD, staffed
from tests.services.people.connected import new_role, tied

from luutru import settings
from luutru.gui.administration.screen import USERS
from luutru.gui.administration.tie_dialog import TieDialog
from luutru.gui.screens import AGREEMENTS
from luutru.gui.signing_in.page import SignInPage
from luutru.services.accession import take_in
from luutru.services.archive import open_archive
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.people import accounts, signing_in


@pytest.fixture
def shared(at_desk, a_scan):
    with at_desk("An") as archive:
        for mark, secrecy in (("thuong", ""), ("kin", "Mật")):
            reference = take_in(archive, a_scan(mark)).reference
            changes = [
                ("title_vi", f"Thỏa thuận {mark}"),
                *([("secrecy", secrecy)] if secrecy else []),
            ]
            describe(archive, reference, changes)
        bring_up_to_date(archive)
        staffed(archive, doc="reader", hoa="archivist")
        return archive


def home_of(shared, name, folder):
    """Make the home of a desk that connects as somebody."""
    with closing(open_archive(shared.folder)) as opened:
        signing_in.sign_in(opened, "quantri", PASSWORD)
        address = tied(opened, name)
    folder.mkdir()
    told = settings.read_settings(shared.folder)
    settings.write_settings(folder, replace(told, catalogue=address))
    return folder


@pytest.fixture
def member_home(shared, tmp_path):
    """The home of a desk that connects as the reader."""
    return home_of(shared, "doc", tmp_path / "home")


@pytest.fixture
def archivists(main_window, shared, tmp_path, qtbot):
    """The window of an archivist at a desk that connects as them."""
    enter(main_window, home_of(shared, "hoa", tmp_path / "home"), "hoa", qtbot)
    at_work(main_window, qtbot)
    return main_window


def sign_in(window, name, qtbot):
    page = window.centralWidget()
    page.name.setText(name)
    page.password.setText(PASSWORD)
    qtbot.waitUntil(page.enter.isEnabled)
    page.enter.click()


def enter(window, folder, name, qtbot):
    window.show()
    window.open(folder)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), SignInPage))
    sign_in(window, name, qtbot)


def at_work(window, qtbot):
    qtbot.waitUntil(lambda: window.workspace is not None)
    qtbot.waitUntil(lambda: bool(window.workspace.current))
    qtbot.waitUntil(lambda: window.session.jobs.idle)


def test_a_member_signs_in_as_themselves_and_works(main_window, member_home, qtbot):
    main_window.show()
    main_window.open(member_home)
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), SignInPage))
    page = main_window.centralWidget()
    assert page.name.text() == "doc"
    sign_in(main_window, "quantri", qtbot)
    qtbot.waitUntil(page.notice.isVisible)
    assert "connected to the server as doc" in page.notice.accessibleName()
    sign_in(main_window, "doc", qtbot)
    at_work(main_window, qtbot)
    assert not main_window.workspace.read_only.isVisible()
    assert main_window.workspace.status_bar.way.text().endswith("doc")
    assert "what doc may see" in main_window.workspace.status_bar.way.toolTip()
    screen = main_window.workspace.screen_shown(AGREEMENTS)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    for name in ("home", "milestones", "copies", "partners", "intake"):
        main_window.workspace.screen_shown(name)
        qtbot.waitUntil(lambda: main_window.session.jobs.idle)
    assert not main_window.workspace.notice.isVisible()


def test_an_archivist_corrects_what_the_server_shows_them(archivists, shared, qtbot):
    screen = archivists.workspace.screen_shown(AGREEMENTS)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    pane = type_into_form(screen, "title_vi", "Thỏa thuận đã sửa", qtbot)
    with qtbot.waitSignal(pane.corrected):
        pane.save_button.click()
    qtbot.waitUntil(lambda: screen.agreement.row.title == "Thỏa thuận đã sửa")
    with closing(open_archive(shared.folder)) as opened:
        signing_in.sign_in(opened, "hoa", PASSWORD)
        assert card(opened, "2026-0001").values["title_vi"].typed == "Thỏa thuận đã sửa"


def test_what_takes_the_whole_archive_is_off_and_says_so(archivists):
    actions = archivists.workspace.actions_of_window
    for name in ("take_in", "new_agreement", "new_copy"):
        assert not actions[name].isEnabled(), name
    for name in ("take_in", "new_agreement"):
        assert "takes the whole archive" in actions[name].toolTip(), name
    assert "takes the whole archive" not in actions["edit"].toolTip()


def test_a_members_window_follows_what_others_change(archivists, shared, qtbot, elsewhere):
    screen = archivists.workspace.screen_shown(AGREEMENTS)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    with closing(open_archive(shared.folder)) as there:
        signing_in.sign_in(there, "hoa", PASSWORD)
        elsewhere(describe, there, "2026-0001", [("title_vi", "Của bàn khác")])
    qtbot.waitUntil(lambda: screen.agreement.row.title == "Của bàn khác")


def test_an_administrator_ties_an_account_of_the_server(main_window, shared, qtbot):
    enter(main_window, shared.folder, "quantri", qtbot)
    at_work(main_window, qtbot)
    tab = main_window.workspace.screen_shown("administration").show_tab(USERS)
    qtbot.waitUntil(lambda: not tab._asking.waiting)
    tab.table.selectRow([row.key for row in tab.table.rows].index("doc"))
    tab.buttons["tie"].click()
    dialog = tab.findChild(TieDialog)
    assert not dialog.save.isEnabled()
    put(dialog, "khong-co")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert "does not know it" in dialog.notice.accessibleName()
    done, role = [], new_role()
    dialog.accepted.connect(lambda: done.append(True))
    put(dialog, role)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: not tab._asking.waiting)
    with closing(open_archive(shared.folder)) as opened:
        signing_in.sign_in(opened, "quantri", PASSWORD)
        tied_to = {one.name: one.server_account for one in accounts.accounts(opened)}
    assert tied_to["doc"] == role


def put(dialog, account):
    dialog.server_account.put(account)
    dialog.server_account.edited.emit()
    dialog.save.click()
