from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog, QLineEdit

from luutru.records.files import FileObject
from luutru.services import custody
from luutru.services.cards import card
from luutru.services.describe import describe


@pytest.fixture
def pane(shelve, open_screen, qtbot):
    shelve("Bản ghi nhớ: Lease", "Hai Bên hợp tác", "Điều 2 hợp tác", "Điều 3")
    screen = open_screen()
    scan = screen.agreement.scan
    qtbot.waitUntil(lambda: scan.view.page_count == 3)
    scan.screen = screen
    return scan


@pytest.fixture
def reference(pane):
    return pane.screen.agreement.reference


def shows(pane, reference):
    return pane.row is not None and pane.row.reference == reference


def acts(archive, reference):
    return [entry.act for entry in custody.entries(archive, reference)]


def kept_file(archive, reference):
    return archive.strongroom.path_of(card(archive, reference).documents[0].sha256)


def test_ctrl_g_asks_for_a_page_and_goes_there(pane, qtbot):
    qtbot.keyClick(pane, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    field = pane.bar.pages.findChild(QLineEdit)
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "3")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pane.view.page == 3
    assert pane.view.hasFocus()


def test_pages_in_small_are_shown_and_lead_to_a_page(pane, qtbot):
    assert not pane.strip.isVisible()
    qtbot.keyClick(pane, Qt.Key.Key_F4)
    assert pane.strip.isVisible()
    pane.strip.setFocus()
    qtbot.keyClick(pane.strip, Qt.Key.Key_Down)
    assert pane.view.page == 2
    pane.view.go_to_page(3)
    assert pane.strip.currentIndex().row() == 2


def test_printing_asks_where_to(pane, qtbot):
    qtbot.keyClick(pane, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(pane.findChildren(QPrintDialog)))
    (dialog,) = pane.findChildren(QPrintDialog)
    assert dialog.toPage() == 3
    dialog.reject()


def test_a_state_secret_is_not_even_asked_about(archive, pane, reference, desk, qtbot):
    describe(archive, reference, [("secrecy", "secret")])
    with qtbot.waitSignal(desk.jobs.refused) as told:
        desk.actions["print"].trigger()
    assert "Secret" in told.args[0].what_happened()
    assert pane.findChildren(QPrintDialog) == []


def test_a_copy_is_saved_under_a_plain_name(archive, pane, reference, desk, qtbot, tmp_path):
    desk.actions["save_copy"].trigger()
    qtbot.waitUntil(lambda: bool(pane.findChildren(QFileDialog)))
    (dialog,) = pane.findChildren(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == f"{reference} Bản ghi nhớ Lease.pdf"
    target = tmp_path / "copy.pdf"
    with qtbot.waitSignal(desk.told):
        dialog.fileSelected.emit(str(target))
    assert target.read_bytes() == kept_file(archive, reference).read_bytes()
    assert acts(archive, reference)[0] == "exported"
    dialog.reject()


def test_the_file_is_dragged_out_as_a_copy_and_the_log_tells(archive, pane, reference, desk, qtbot):
    dragged = []

    def take(drag):
        (url,) = drag.mimeData().urls()
        dragged.append(Path(url.toLocalFile()))
        return Qt.DropAction.CopyAction

    handle = pane.bar.handle
    handle.start_drag = take
    far = handle.rect().center() + QPoint(60, 60)
    with qtbot.waitSignal(desk.told) as told:
        qtbot.mousePress(handle, Qt.MouseButton.LeftButton)
        qtbot.mouseMove(handle, far)
        qtbot.mouseMove(handle, far + QPoint(5, 5))
        qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=far)
    assert dragged[0].name == f"{reference} Bản ghi nhớ Lease.pdf"
    assert dragged[0].read_bytes() == kept_file(archive, reference).read_bytes()
    assert told.args[0] == "good"
    assert acts(archive, reference)[0] == "exported"
    assert pane.findChildren(QFileDialog) == []


def test_a_drag_that_nobody_took_is_not_told(archive, pane, reference, jobs, qtbot):
    pane.bar.handle.start_drag = lambda _drag: Qt.DropAction.IgnoreAction
    pane.bar.handle.lend()
    qtbot.waitUntil(lambda: jobs.idle)
    assert "exported" not in acts(archive, reference)


def test_a_missing_original_is_told_with_all_that_helps(archive, pane, reference, qtbot):
    kept = kept_file(archive, reference)
    sha256 = card(archive, reference).documents[0].sha256
    kept.unlink()
    pane.file.look_again()
    notice = pane.file.damage
    qtbot.waitUntil(notice.isVisible)
    said = notice.accessibleName().replace("\u200b", "")
    assert "is missing from the archive" in said
    assert str(kept) in said
    assert sha256[:32] in said
    assert "Last found sound:" in said
    assert "Restore the file from a backup" in said
    assert pane.screen.agreement.tabs.isEnabled()
    assert pane.minimumSizeHint().width() < 560
    notice.findChild(type(notice._buttons.itemAt(0).widget())).click()
    assert str(kept) in QGuiApplication.clipboard().text()


def test_a_changed_original_is_noticed_when_it_is_opened(archive, shelve, open_screen, qtbot):
    reference = shelve("Lease", "Hai Bên")
    kept = kept_file(archive, reference)
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes() + b"\n% changed")
    screen = open_screen()
    notice = screen.agreement.scan.file.damage
    qtbot.waitUntil(notice.isVisible)
    assert "has changed since it was taken in" in notice.accessibleName()
    assert "Found instead:" in notice.accessibleName()


def test_a_restored_file_takes_the_notice_away(archive, pane, reference, qtbot):
    kept = kept_file(archive, reference)
    aside = kept.with_name("aside")
    kept.rename(aside)
    pane.file.look_again()
    qtbot.waitUntil(pane.file.damage.isVisible)
    aside.rename(kept)
    pane.file.look_again()
    qtbot.waitUntil(lambda: not pane.file.damage.isVisible())


def test_active_content_is_told_but_links_alone_are_not(archive, shelve, open_screen, qtbot):
    for title, kinds in (("Links", "uri"), ("Scripts", "javascript,uri")):
        reference = shelve(title, "Hai Bên")
        with archive.catalogue.write() as session:
            for file in session.query(FileObject):
                if file.document.reference == reference:
                    file.active_content = kinds
    screen = open_screen()
    pane = screen.agreement
    for reference, told in (("2026-0001", False), ("2026-0002", True)):
        pane.show_agreement(reference)
        qtbot.waitUntil(partial(shows, pane, reference))
        assert pane.scan.file.active.isVisible() is told
    assert "JavaScript" in pane.scan.file.active.accessibleName()
