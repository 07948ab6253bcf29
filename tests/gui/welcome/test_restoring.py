"""A backup is restored from the welcome: into a folder, or into an office; then it is opened."""

import pytest
from tests.office_run import one_desk_only

from luutru.gui.restoring.dialog import RestoreDialog
from luutru.gui.workspace import Workspace
from luutru.services.archive import create_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.describe import new_agreement
from luutru.services.lookup import agreement
from luutru.services.offices import office_at


@pytest.fixture
def reference(archive):
    return new_agreement(archive, [("title_vi", "Hợp tác đo lường")])


@pytest.fixture
def medium(archive, reference, tmp_path):
    back_up(archive, tmp_path / "medium")
    return tmp_path / "medium"


@pytest.fixture
def dialog(main_window, medium, qtbot):
    """The dialog on the welcome, with the medium named and read."""
    main_window.show()
    welcome = main_window.welcome()
    welcome.restore.click()
    (opened,) = welcome.findChildren(RestoreDialog)
    opened.source.setText(str(medium))
    opened.source.editingFinished.emit()
    qtbot.waitUntil(lambda: opened.snapshot.count() == 1)
    assert not opened.begin.isEnabled()
    return opened


@pytest.fixture
def opened_with(main_window, reference, elsewhere, qtbot):
    """Wait until an archive is at work in the window, and look whether the agreement is there."""

    def look():
        qtbot.waitUntil(lambda: isinstance(main_window.centralWidget(), Workspace))
        archive = main_window.session.archive
        qtbot.waitUntil(lambda: archive.is_open)

        def title():
            with archive.catalogue.read() as session:
                return agreement(session, reference).title_vi

        assert elsewhere(title) == "Hợp tác đo lường"
        qtbot.waitUntil(lambda: main_window.session.jobs.idle)
        return archive

    return look


def test_into_a_folder(dialog, opened_with, tmp_path):
    dialog.folder.setText(str(tmp_path / "restored"))
    dialog.begin.click()
    assert dialog.running.isVisible()
    assert opened_with().folder == tmp_path / "restored"


@one_desk_only
def test_into_an_office(dialog, opened_with, tmp_path, address, archive, qtbot, monkeypatch):
    monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(tmp_path / "offices"))
    dialog.office.wanted.setChecked(True)
    assert not dialog.folder.isVisible()
    (tmp_path / "taken" / "something").mkdir(parents=True)
    dialog.office.address.setText(address)
    assert not dialog.begin.isEnabled()
    dialog.office.store.setText(str(tmp_path / "taken"))
    dialog.begin.click()
    qtbot.waitUntil(lambda: "has something in it" in dialog.notice.accessibleName())
    qtbot.waitUntil(dialog.begin.isEnabled)
    assert dialog.office.address.text() == address
    dialog.office.store.setText(str(tmp_path / "store"))
    dialog.begin.click()
    opened = opened_with()
    assert opened.is_shared
    assert office_at(address).id == archive.id


def test_closed_meanwhile_it_stops_and_makes_nothing(dialog, main_window, tmp_path, qtbot):
    dialog.folder.setText(str(tmp_path / "restored"))
    dialog.begin.click()
    dialog.running.pause.click()
    dialog.reject()
    qtbot.waitUntil(lambda: not main_window.findChildren(RestoreDialog))
    assert not (tmp_path / "restored" / "archive.toml").exists()


def test_what_is_no_backup_is_told_in_it(main_window, tmp_path, qtbot):
    main_window.show()
    welcome = main_window.welcome()
    welcome.restore.click()
    (opened,) = welcome.findChildren(RestoreDialog)
    create_archive(tmp_path / "no backup").close()
    opened.source.setText(str(tmp_path / "no backup"))
    opened.source.editingFinished.emit()
    qtbot.waitUntil(lambda: "no whole backup" in opened.notice.accessibleName())
