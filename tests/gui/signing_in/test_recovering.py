"""Whoever lost the passphrase comes in by the recovery key; the key is renewed in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.gui.signing_in.test_unlocking import KEY, WORDS, give, locked

from luutru.errors import ArchiveRecoveryKeyWrong, PassphraseWrong
from luutru.gui.administration.passphrase_dialog import PassphraseDialog
from luutru.gui.administration.renew_key_dialog import RenewKeyDialog
from luutru.gui.signing_in.recover_dialog import RecoverDialog
from luutru.services.archive import find_archive

__all__ = ["locked"]
NEW = "một câu mới hẳn"


@pytest.fixture
def forgotten(qtbot, locked):
    locked.centralWidget().forgotten.click()
    dialog = locked.centralWidget().findChild(RecoverDialog)
    assert dialog.isVisible()
    return dialog


def opens_by(folder, passphrase="", key=""):
    archive = find_archive(folder)
    try:
        if key:
            archive.keyring.unlock_by_recovery_key(key)
        else:
            archive.keyring.unlock(passphrase)
    except (PassphraseWrong, ArchiveRecoveryKeyWrong):
        return False
    finally:
        archive.close()
    return True


def write_down(paper):
    """Type the key that is shown from the paper on which it was written."""
    key = paper.key.text()
    paper.put_away.click()
    paper.typed.setText(key.lower())
    return key


def test_a_key_that_does_not_fit_shows_no_new_one(qtbot, locked, forgotten):
    forgotten.key.setText("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")
    forgotten.check.click()
    qtbot.waitUntil(lambda: "recovery key" in forgotten.notice.accessibleName())
    assert not forgotten.card.isVisible()
    assert not forgotten.save.isVisible()
    assert locked.workspace is None


def test_who_has_the_key_sets_a_new_passphrase_and_goes_on(qtbot, locked, forgotten):
    forgotten.key.setText(KEY.lower())
    QTest.keyClick(forgotten.key, Qt.Key.Key_Return)
    qtbot.waitUntil(forgotten.card.isVisible)
    forgotten.card.passphrase.setText(NEW)
    forgotten.card.again.setText(NEW)
    assert not forgotten.save.isEnabled()
    another = write_down(forgotten.card.paper)
    forgotten.save.click()
    qtbot.waitUntil(lambda: locked.workspace is not None)
    qtbot.waitUntil(lambda: locked.session.jobs.idle)
    folder = locked.session.archive.folder
    assert opens_by(folder, NEW)
    assert opens_by(folder, key=another)
    assert not opens_by(folder, WORDS)
    assert not opens_by(folder, key=KEY)


def test_the_recovery_key_is_renewed_in_the_window(qtbot, locked):
    give(locked.centralWidget(), WORDS)
    qtbot.waitUntil(lambda: locked.session is not None and locked.session.jobs.idle)
    PassphraseDialog(locked.workspace.desk, locked).renew.click()
    dialog = locked.findChild(RenewKeyDialog)
    assert dialog.isVisible()
    assert not dialog.save.isEnabled()
    another = write_down(dialog.paper)
    with qtbot.waitSignal(dialog.told):
        dialog.save.click()
    folder = locked.session.archive.folder
    assert opens_by(folder, key=another)
    assert not opens_by(folder, key=KEY)
    assert opens_by(folder, WORDS)


def test_a_new_key_that_was_written_down_wrongly_is_not_taken(qtbot, locked):
    give(locked.centralWidget(), WORDS)
    qtbot.waitUntil(lambda: locked.session is not None and locked.session.jobs.idle)
    dialog = RenewKeyDialog(locked.workspace.desk, locked)
    dialog.open()
    dialog.paper.put_away.click()
    dialog.paper.typed.setText(KEY)
    dialog.save.click()
    qtbot.waitUntil(lambda: "not the archive recovery key" in dialog.notice.accessibleName())
    assert opens_by(locked.session.archive.folder, key=KEY)
