"""What an account may not do is off and says who may; what the services permit is on."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSpinBox

from luutru.gui.actions import ACTIONS
from luutru.gui.permits import Permits
from luutru.gui.screens import BY_NAME
from luutru.gui.signing_in.page import SignInPage
from luutru.records.code_lists import code_list
from luutru.records.roles import Permission, permission_for
from luutru.services.archive import open_archive
from luutru.services.people import accounts, signing_in, switching

PASSWORD = "mat-khau-dai"  # noqa: S105  of nobody
WHO = "Only somebody with the role"


@pytest.fixture
def kept(keep):
    """An agreement that others look at."""
    return keep("Đo lường", party__foreign="BelGIM; BelGIM; BY", signed_on="7/12/2023")


@pytest.fixture
def enter(archive, kept, open_window, qtbot):
    """Show the window to somebody with a role."""

    def sign_in(role, screen="agreements"):
        accounts.add_account(archive, "quantri", "", ["administrator"], PASSWORD)
        accounts.add_account(archive, "nguoi", "Người Khác", [role], PASSWORD)
        switching.turn_on(archive, "KEY", "KEY")
        signing_in.sign_in(archive, "nguoi", PASSWORD)
        window = open_window(screen)
        qtbot.waitUntil(lambda: window.session.jobs.idle)
        return window

    return sign_in


def actions_of(window):
    return window.workspace.actions_of_window


@pytest.mark.parametrize("spec", [one for one in ACTIONS if one.needs], ids=lambda one: one.id)
def test_what_an_action_needs_is_something_that_somebody_may(spec):
    assert isinstance(spec.needs, Permission) or permission_for(spec.needs) is not None


def test_a_reader_is_offered_what_readers_may_and_told_who_may_the_rest(enter):
    actions = actions_of(enter("reader"))
    for name in ("edit", "new_agreement", "take_in", "correct_together", "new_copy", "approve"):
        assert not actions[name].isEnabled(), name
        assert WHO in actions[name].toolTip(), name
    assert actions["edit"].toolTip() == actions["edit"].statusTip()
    assert actions["edit"].toolTip() == f"{WHO} archivist may describe and correct."
    assert (
        actions["new_request"]
        .toolTip()
        .startswith(f"{WHO} archivist or cooperation officer or certifier or approver may")
    )
    for name in ("print", "export_list"):
        assert WHO not in actions[name].toolTip(), name


def test_it_is_told_in_vietnamese(vietnamese, enter):
    told = actions_of(enter("reader"))["new_copy"].toolTip()
    assert told == "Chỉ văn thư được cấp, giao bản sao."


def test_whatever_turns_it_on_it_stays_off_and_goes_on_saying_why(archive, kept, enter, qtbot):
    enter("reader")
    permits = Permits(archive)
    button, spin, action = QPushButton("Save"), QSpinBox(), QAction("Save")
    for one in (button, spin):
        qtbot.addWidget(one)
    for guarded in (button, spin, action):
        assert permits.guard(guarded, "described") is guarded
        guarded.setEnabled(True)
        guarded.setToolTip("Save it")
        assert not guarded.isEnabled()
    assert button.toolTip() == spin.toolTip() == permits.refusal("described")
    assert button.accessibleDescription() == button.toolTip()


def test_what_may_be_done_is_left_as_it_is(archive, kept, enter, qtbot):
    enter("archivist")
    button = QPushButton("Save")
    qtbot.addWidget(button)
    button.setToolTip("Save it")
    Permits(archive).guard(button, "described")
    assert button.isEnabled()
    assert button.toolTip() == "Save it"


def test_buttons_of_screens_are_off_too(enter, qtbot):
    window = enter("reader", "partners")
    page = window.workspace.screen_called("partners").page
    qtbot.waitUntil(page.head.edit.isVisible)
    for button in (page.head.edit, page.head.merge, page.head.new, page.names.add):
        assert not button.isEnabled()
        assert WHO in button.toolTip()
    assert page.head.brief.isEnabled()


def test_the_palette_shows_what_may_not_be_done_with_its_reason_and_does_not_do_it(enter):
    palette = enter("reader").workspace.open_palette()
    palette.field.setText("Take in files")
    (entry,) = [one for one in palette.entries if one.title == "Take in files"]
    assert entry.is_off
    assert WHO in entry.about
    assert WHO in entry.spoken
    index = palette.list.model_of_entries.index(palette.entries.index(entry))
    assert not index.flags() & Qt.ItemFlag.ItemIsEnabled
    palette._run(entry)
    assert palette.isVisible()


def test_files_are_not_dropped_where_they_may_not_be_taken_in(enter, a_scan):
    window = enter("reader")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(a_scan("new")))])
    event = QDragEnterEvent(
        QPointF(50, 50).toPoint(), Qt.DropAction.CopyAction, data,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.setAccepted(False)
    window.dragEnterEvent(event)
    assert not event.isAccepted()
    assert WHO in window.workspace.notice.accessibleName()


@pytest.mark.parametrize(
    ("role", "first"), [("administrator", "administration"), ("inspector", "home")]
)
def test_the_window_begins_with_a_screen_that_the_role_may_see(enter, role, first):
    workspace = enter(role, "home").workspace
    assert workspace.current == first
    off = {name for name, button in workspace.side_bar.buttons.items() if not button.isEnabled()}
    assert ("agreements" in off) == (role == "administrator")
    assert "intake" in off
    assert WHO in workspace.side_bar.buttons["intake"].toolTip()


def sign_in(qtbot, window, name):
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), SignInPage))
    page = window.centralWidget()
    if not page.name.isReadOnly():
        page.name.setText(name)
    page.password.setText(PASSWORD)
    page.enter.click()
    qtbot.waitUntil(lambda: window.centralWidget() is window.workspace)
    qtbot.waitUntil(lambda: window.session.jobs.idle)


@pytest.mark.parametrize("roles", [[], *([code] for code in code_list("role").codes)], ids=str)
def test_nobody_is_greeted_by_a_refusal_whatever_screen_was_open_last(
    archive, kept, roles, main_window, preferences, qtbot
):
    accounts.add_account(archive, "quantri", "", ["administrator"], PASSWORD)
    accounts.add_account(archive, "nguoi", "Người Khác", roles, PASSWORD)
    switching.turn_on(archive, "KEY", "KEY")
    main_window.show()
    for left in BY_NAME:
        preferences.screen = left
        main_window.open(archive.folder)
        sign_in(qtbot, main_window, "nguoi")
        workspace = main_window.workspace
        may = [name for name in BY_NAME if workspace.actions_of_window[name].isEnabled()]
        assert workspace.current == (left if left in may else may[0])
        assert not workspace.notice.isVisible(), workspace.notice.accessibleName()
        main_window.let_go()


def test_whoever_may_not_read_the_log_sees_how_the_archive_is_without_it(enter):
    overview = enter("reader", "administration").workspace.screen_called("administration").tab(0)
    assert overview.storage.isVisible()
    assert overview.storage.findChildren(QLabel)[1].text()
    assert not overview.newest.isVisible()


def test_rights_that_were_taken_away_close_the_screens_they_opened(archive, enter, qtbot):
    window = enter("archivist", "intake")
    before = window.workspace
    admin = open_archive(archive.folder)
    signing_in.sign_in(admin, "quantri", PASSWORD)
    accounts.set_roles(admin, "nguoi", [])
    admin.close()
    window.lock()
    sign_in(qtbot, window, "nguoi")
    qtbot.waitUntil(lambda: window.workspace is not before)
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert window.workspace.current == "administration"
    assert not window.workspace.notice.isVisible(), window.workspace.notice.accessibleName()


def test_when_somebody_else_signs_in_it_follows_at_once(archive, enter, qtbot):
    window = enter("reader")
    assert not actions_of(window)["take_in"].isEnabled()
    admin = open_archive(archive.folder)
    signing_in.sign_in(admin, "quantri", PASSWORD)
    accounts.add_account(admin, "hoa", "", ["archivist"], PASSWORD)
    admin.close()
    actions_of(window)["sign_out"].trigger()
    sign_in(qtbot, window, "hoa")
    assert actions_of(window)["take_in"].isEnabled()


def test_roles_that_were_given_meanwhile_count_when_the_window_is_unlocked(archive, enter, qtbot):
    window = enter("reader")
    before = window.workspace
    admin = open_archive(archive.folder)
    signing_in.sign_in(admin, "quantri", PASSWORD)
    accounts.set_roles(admin, "nguoi", ["archivist"])
    admin.close()
    window.lock()
    sign_in(qtbot, window, "nguoi")
    qtbot.waitUntil(lambda: window.workspace is not before)
    assert actions_of(window)["take_in"].isEnabled()


def test_of_an_agreement_without_a_mark_there_is_nobody_to_clear(kept, enter, qtbot):
    window = enter("approver")
    screen = window.workspace.screen_called("agreements")
    screen.show_agreement(kept)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    dialog = screen.agreement.need_to_know()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert dialog.empty.isVisible()
    assert not dialog.clear.isEnabled()
    dialog.reject()
