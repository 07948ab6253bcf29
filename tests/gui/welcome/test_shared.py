"""The shared archive of an office is founded and joined from the welcome."""

import os

import pytest
from PySide6.QtWidgets import QAbstractButton
from sqlalchemy import make_url
from tests.office_run import SERVER, new_database
from tests.services.people.conftest import PASSWORD, staffed

from luutru.gui.signing_in.page import SignInPage
from luutru.gui.welcome.screen import WelcomeScreen
from luutru.gui.welcome.shared import SharedArchiveDialog
from luutru.gui.workspace import Workspace


@pytest.fixture
def dialog(main_window, server):
    """The dialog, opened from the welcome, with an empty database named."""
    main_window.welcome().shared.click()
    opened = main_window.findChild(SharedArchiveDialog)
    opened.server.setText(os.environ[SERVER])
    opened.account.setText("luutru")
    return opened


def press(dialog, words):
    button(dialog, words).click()


def button(dialog, words):
    buttons = dialog.findChildren(QAbstractButton)
    return next(one for one in buttons if words == one.accessibleName() == one.text().strip())


def found(dialog, database, store):
    dialog.ways.segment(1).click()
    dialog.database.setText(database)
    dialog.store.setText(str(store))
    dialog.name.setText("Hợp tác quốc tế")
    press(dialog, "Found the archive")


def test_who_joins_an_office_is_asked_for_sign_in(main_window, office, address, qtbot):
    with office("An") as archive:
        staffed(archive, doc="reader")

    main_window.welcome().shared.click()
    dialog = main_window.findChild(SharedArchiveDialog)
    dialog.server.setText(os.environ[SERVER])
    dialog.account.setText("luutru")
    dialog.database.setText(make_url(address).database)
    press(dialog, "Join")
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), SignInPage))
    page = main_window.centralWidget()
    page.name.setText("doc")
    page.password.setText(PASSWORD)
    qtbot.waitUntil(page.enter.isEnabled)
    page.enter.click()
    qtbot.waitUntil(lambda: at_work(main_window))


def at_work(window):
    return isinstance(window.centralWidget(), Workspace)


def test_an_office_founds_its_archive_and_another_desk_joins(
    main_window, dialog, tmp_path, qtbot, monkeypatch
):
    database = new_database()
    found(dialog, database, tmp_path / "share")
    qtbot.waitUntil(lambda: at_work(main_window))
    assert main_window.windowTitle().startswith("Hợp tác quốc tế")
    qtbot.waitUntil(lambda: main_window.findChild(SharedArchiveDialog) is None)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another desk"))
    main_window.welcome().shared.click()
    other = main_window.findChild(SharedArchiveDialog)
    other.server.setText(os.environ[SERVER])
    other.account.setText("luutru")
    other.database.setText(database)
    press(other, "Join")
    qtbot.waitUntil(lambda: at_work(main_window))
    assert main_window.windowTitle().startswith("Hợp tác quốc tế")


def test_a_server_that_is_not_there_is_told_on_the_welcome(main_window, dialog, tmp_path, qtbot):
    dialog.server.setText(str(tmp_path))
    press(dialog, "Join")
    qtbot.waitUntil(
        lambda: (
            isinstance(main_window.centralWidget(), WelcomeScreen)
            and "does not answer" in main_window.centralWidget().told
        )
    )


def test_what_was_typed_stays_where_a_server_refuses_but_for_the_password(
    main_window, dialog, tmp_path, qtbot
):
    dialog.server.setText(str(tmp_path))
    dialog.password.setText("bí mật")
    press(dialog, "Join")
    qtbot.waitUntil(lambda: bool(getattr(main_window.centralWidget(), "told", "")))
    main_window.centralWidget().shared.click()
    (again,) = main_window.findChildren(SharedArchiveDialog)
    assert again.isVisible()
    assert (again.server.text(), again.account.text()) == (str(tmp_path), "luutru")
    assert again.password.text() == ""


def test_a_database_without_an_archive_is_told_on_the_welcome(main_window, dialog, qtbot):
    dialog.database.setText(new_database())
    press(dialog, "Join")
    qtbot.waitUntil(
        lambda: (
            isinstance(main_window.centralWidget(), WelcomeScreen)
            and "no shared archive" in main_window.centralWidget().told
        )
    )


def test_a_new_one_needs_a_name_and_a_shared_folder(dialog):
    go = button(dialog, "Join")
    assert go.isEnabled()
    dialog.ways.segment(1).click()
    assert go is button(dialog, "Found the archive")
    assert not go.isEnabled()
    dialog.name.setText("Hợp tác")
    assert not go.isEnabled()
    dialog.store.setText("/srv/kho")
    assert go.isEnabled()


def test_a_password_is_shown_to_nobody(dialog):
    dialog.password.setText("bí mật")
    assert "bí mật" not in dialog.password.displayText()
