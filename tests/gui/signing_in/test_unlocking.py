"""A window asks for the passphrase of an encrypted archive, and shows nothing before."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from luutru.gui.administration.passphrase_dialog import PassphraseDialog
from luutru.gui.signing_in import unlock_page
from luutru.gui.signing_in.unlock_page import UnlockPage
from luutru.gui.welcome.encrypting import EncryptDialog
from luutru.gui.welcome.screen import WelcomeScreen
from luutru.services.archive import create_archive, find_archive
from luutru.services.keyring import Secrets

WORDS = "bốn từ dễ nhớ thôi"
KEY = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ"


@pytest.fixture
def locked(qtbot, main_window, tmp_path, monkeypatch):
    monkeypatch.setattr(unlock_page, "_WAIT_MS", 1)
    folder = tmp_path / "encrypted"
    create_archive(folder, name="Kho kín", secrets=Secrets(WORDS, KEY)).close()
    main_window.show()
    main_window.open(folder)
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), UnlockPage))
    return main_window


def give(page, words):
    page.passphrase.setText(words)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)


def test_nothing_is_shown_before_the_passphrase_is_right(qtbot, locked):
    page = locked.centralWidget()
    assert locked.workspace is None
    give(page, "một câu sai hoàn toàn")
    assert not page.enter.isEnabled()
    qtbot.waitUntil(lambda: "not the passphrase" in page.notice.accessibleName())
    page.passphrase.setText(WORDS)
    qtbot.waitUntil(page.enter.isEnabled)
    page.enter.click()
    qtbot.waitUntil(lambda: locked.workspace is not None)
    qtbot.waitUntil(lambda: locked.session.jobs.idle)


def test_the_page_wears_the_style_sheet_which_the_shell_before_it_does_not(locked):
    assert not locked.styleSheet()
    assert locked.centralWidget().styleSheet()


def test_another_archive_may_be_opened_instead(qtbot, locked):
    locked.centralWidget().left.emit()
    assert isinstance(locked.centralWidget(), WelcomeScreen)


def test_the_passphrase_is_changed_in_the_window(qtbot, locked):
    give(locked.centralWidget(), WORDS)
    qtbot.waitUntil(lambda: locked.session is not None and locked.session.jobs.idle)
    dialog = PassphraseDialog(locked.workspace.desk, locked)
    dialog.former.setText(WORDS)
    dialog.passphrase.setText("một câu mới hẳn")
    dialog.again.setText("một câu mới hẳn")
    dialog.follow()
    with qtbot.waitSignal(dialog.told):
        dialog.save.click()
    again = find_archive(locked.session.archive.folder)
    again.keyring.unlock("một câu mới hẳn")
    again.close()


@pytest.fixture
def asked(qtbot, main_window):
    dialog = EncryptDialog(main_window)
    dialog.open()
    return dialog


def test_a_new_archive_is_encrypted_once_its_key_was_typed_from_paper(qtbot, asked):
    key = asked.card.paper.key.text()
    assert not asked.create_it.isEnabled()
    asked.card.passphrase.setText(WORDS)
    asked.card.again.setText(WORDS)
    asked.card.paper.put_away.click()
    assert key not in asked.card.paper.key.text()
    asked.card.paper.typed.setText(key.lower())
    with qtbot.waitSignal(asked.chosen) as told:
        asked.create_it.click()
    assert told.args == [Secrets(WORDS, key)]


def test_a_key_that_was_written_down_wrongly_and_a_short_passphrase_are_told(asked):
    asked.card.passphrase.setText("short")
    asked.card.again.setText("short")
    asked.card.paper.put_away.click()
    asked.card.paper.typed.setText(KEY)
    asked.create_it.click()
    assert "will not do" in asked.notice.accessibleName()
    asked.card.passphrase.setText(WORDS)
    asked.card.again.setText(WORDS)
    asked.create_it.click()
    assert "not the archive recovery key" in asked.notice.accessibleName()


def test_escape_takes_back_what_was_typed_and_then_leads_to_other_archives(qtbot, locked):
    page = locked.centralWidget()
    page.passphrase.setText(WORDS)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Escape)
    assert page.passphrase.text() == ""
    assert locked.centralWidget() is page
    QTest.keyClick(page.passphrase, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: isinstance(locked.centralWidget(), WelcomeScreen))
