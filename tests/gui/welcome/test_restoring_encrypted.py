"""An encrypted backup is restored from the welcome: with its passphrase, as it is or plain."""

import pytest

from luutru.gui.restoring.dialog import RestoreDialog
from luutru.gui.signing_in.unlock_page import UnlockPage
from luutru.services.archive import create_archive, find_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.keyring import Secrets

WORDS = "bốn từ dễ nhớ thôi"
KEY = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ"


@pytest.fixture
def medium(tmp_path):
    archive = create_archive(tmp_path / "encrypted", name="Kho kín", secrets=Secrets(WORDS, KEY))
    back_up(archive, tmp_path / "medium")
    archive.close()
    return tmp_path / "medium"


@pytest.fixture
def asked(qtbot, main_window, medium, tmp_path):
    """The dialog, once it knows that the backup is encrypted."""
    main_window.show()
    welcome = main_window.welcome()
    welcome.restore.click()
    (dialog,) = welcome.findChildren(RestoreDialog)
    dialog.source.setText(str(medium))
    dialog.folder.setText(str(tmp_path / "restored"))
    dialog.source.editingFinished.emit()
    qtbot.waitUntil(dialog.passphrase.isVisible)
    qtbot.waitUntil(lambda: dialog.snapshot.count() == 1)
    return dialog


def test_a_wrong_passphrase_restores_nothing(qtbot, asked, tmp_path):
    assert not asked.begin.isEnabled()
    asked.passphrase.setText("một câu sai hoàn toàn")
    asked.begin.click()
    qtbot.waitUntil(lambda: "not the passphrase" in asked.notice.accessibleName())
    assert asked.isVisible()
    assert not (tmp_path / "restored").exists()


def test_it_stays_encrypted_and_opens_by_the_same_passphrase(qtbot, main_window, asked, tmp_path):
    asked.passphrase.setText(WORDS)
    asked.begin.click()
    qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), UnlockPage))
    again = find_archive(tmp_path / "restored")
    again.keyring.unlock(WORDS)
    again.close()


def test_it_is_made_plain_where_that_is_chosen(qtbot, main_window, asked, tmp_path):
    asked.passphrase.setText(WORDS)
    asked.plain.setChecked(True)
    asked.begin.click()
    qtbot.waitUntil(lambda: main_window.workspace is not None)
    qtbot.waitUntil(lambda: main_window.session.jobs.idle)
    assert not main_window.session.archive.keyring.is_encrypted
