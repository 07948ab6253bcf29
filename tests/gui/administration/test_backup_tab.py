"""The tab on which backups are made and tried out, in the real window."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from tests.office_run import one_desk_only

from luutru.gui import choosing
from luutru.gui.administration.screen import BACKUP
from luutru.gui.restoring.dialog import RestoreDialog
from luutru.services.archive import create_archive, open_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.keyring import Secrets
from luutru.services.offices import office_at

PASSPHRASE = "nine green mountains"  # noqa: S105  of archives of the tests


@pytest.fixture
def medium(tmp_path):
    folder = tmp_path / "medium"
    folder.mkdir()
    return folder


@pytest.fixture
def encrypted_medium(tmp_path):
    """A medium with a backup of an archive that is encrypted."""
    secrets = Secrets(PASSPHRASE, "ABCDE-FGHJK-MNPQR-STVWX-YZ234")
    made = create_archive(tmp_path / "encrypted", secrets=secrets)
    back_up(made, tmp_path / "encrypted medium")
    made.close()
    return tmp_path / "encrypted medium"


@pytest.fixture
def tab(screen, until):
    """The tab, read."""
    made = screen.show_tab(BACKUP)
    until(lambda: "Never" in made.backup.accessibleName())
    return made


@pytest.fixture
def choose(monkeypatch):
    """Let the next dialogs for a folder be answered so, one after the other."""
    answers: list[object] = []
    monkeypatch.setattr(choosing, "folder", lambda _parent, take, _title="": take(answers.pop(0)))
    return answers.append


def test_a_backup_is_made_in_the_background_and_told(window, tab, medium, choose, until):
    assert not tab.again.isVisible()
    choose(medium)
    tab.write.click()
    assert not tab.write.isEnabled()
    until(lambda: str(medium) in tab.backup.accessibleName() or bool(tab.table.lines))
    assert (medium / "luutru-backup" / "set.toml").is_file()
    until(tab.write.isEnabled)
    assert "backed up" in window.workspace.notice.accessibleName()
    assert tab.table.lines[0].cells[0] == str(medium)
    until(tab.again.isVisible)
    tab.again.click()
    until(lambda: tab.table.lines[0].cells[2] == "2")


def test_a_drill_says_whether_the_backup_can_be_restored(window, tab, medium, choose, until):
    choose(medium)
    tab.write.click()
    until(lambda: bool(tab.table.lines) and tab.write.isEnabled())
    choose(medium)
    tab.try_out.click()
    until(lambda: "Can be restored" in tab.drill.accessibleName())
    assert "whole" in window.workspace.notice.accessibleName()


def test_what_is_no_backup_is_explained(window, tab, medium, choose, until):
    choose(medium)
    tab.try_out.click()
    until(lambda: "no whole backup" in window.workspace.notice.accessibleName())
    until(tab.try_out.isEnabled)


def test_a_backup_is_restored_into_a_new_folder(
    window, tab, archive, medium, choose, until, tmp_path
):
    back_up(archive, medium)
    tab.restore.click()
    (dialog,) = tab.findChildren(RestoreDialog)
    dialog.source.setText(str(medium))
    dialog.source.editingFinished.emit()
    until(lambda: dialog.snapshot.count() == 1)
    assert not dialog.begin.isEnabled()
    dialog.folder.setText(str(tmp_path / "restored"))
    dialog.begin.click()
    until(lambda: "is restored" in window.workspace.notice.accessibleName())
    open_archive(tmp_path / "restored").close()


@one_desk_only
def test_a_backup_is_restored_into_an_office(
    window, tab, archive, medium, until, tmp_path, address, monkeypatch
):
    monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(tmp_path / "offices"))
    back_up(archive, medium)
    tab.restore.click()
    (dialog,) = tab.findChildren(RestoreDialog)
    dialog.source.setText(str(medium))
    dialog.source.editingFinished.emit()
    until(lambda: dialog.snapshot.count() == 1)
    dialog.office.wanted.setChecked(True)
    assert not dialog.folder.isVisible()
    (tmp_path / "taken" / "something").mkdir(parents=True)
    dialog.office.store.setText(str(tmp_path / "taken"))
    assert not dialog.begin.isEnabled()
    dialog.office.address.setText(address)
    dialog.begin.click()
    until(lambda: "has something in it" in dialog.notice.accessibleName())
    until(dialog.begin.isEnabled)
    dialog.office.store.setText(str(tmp_path / "store"))
    dialog.begin.click()
    until(lambda: "is restored in postgresql://" in window.workspace.notice.accessibleName())
    assert office_at(address).id == archive.id


def test_a_missing_dump_is_told_with_what_to_install(window, tab, medium, archive):
    report = replace(back_up(archive, medium), same_disk=False, without_dump="install the package")
    tab.work._tell_backup(report)
    assert "install the package" in window.workspace.notice.accessibleName()


def test_damage_is_explained_and_what_is_whole_can_be_wanted(tab, archive, medium, until, tmp_path):
    back_up(archive, medium)
    next((medium / "luutru-backup" / "originals").rglob("*.pdf")).unlink()
    tab.restore.click()
    (dialog,) = tab.findChildren(RestoreDialog)
    dialog.source.setText(str(medium))
    dialog.source.editingFinished.emit()
    until(lambda: dialog.snapshot.count() == 1)
    dialog.folder.setText(str(tmp_path / "restored"))
    dialog.begin.click()
    until(lambda: "damaged" in dialog.notice.accessibleName())
    until(dialog.begin.isEnabled)
    dialog.whole.setChecked(True)
    dialog.begin.click()
    until((tmp_path / "restored" / "archive.toml").is_file)


def test_the_overview_leads_to_a_backup_that_is_due(screen, until):
    overview = screen.show_tab(0)
    until(lambda: any("never backed up" in one for one in said(overview)))
    screen.show_part("backup")
    assert screen.tabs.currentIndex() == BACKUP


def said(widget):
    return [one.text() for one in widget.findChildren(QLabel)]


def test_an_encrypted_backup_asks_for_its_passphrase(
    window, tab, archive, medium, until, tmp_path, encrypted_medium
):
    tab.restore.click()
    (dialog,) = tab.findChildren(RestoreDialog)
    dialog.source.setText(str(encrypted_medium))
    dialog.folder.setText(str(tmp_path / "restored"))
    dialog.source.editingFinished.emit()
    until(lambda: dialog.snapshot.count() == 1)
    assert not dialog.begin.isEnabled()
    dialog.passphrase.setText("not the passphrase")
    dialog.begin.click()
    until(lambda: "not the passphrase" in dialog.notice.accessibleName())
    until(dialog.begin.isEnabled)
    dialog.passphrase.setText(PASSPHRASE)
    dialog.begin.click()
    until(lambda: "is restored" in window.workspace.notice.accessibleName())
