"""What an office does with the register in the window: requests, closing, going on."""

import json

import pytest
from tests.stamping import pki

from luutru import clock
from luutru.gui.entry_dialog import EntryDialog
from luutru.services.copies.continuity import block_until_confirmed
from luutru.services.copies.issuing import issue
from luutru.services.copies.lines import copies_book
from luutru.services.copies.request import Wanted
from luutru.services.copies.requests import APPROVED, Asked, copy_requests, decide, request_copy
from luutru.services.describe import describe

YEAR = clock.today().year


@pytest.fixture
def reference(archive, keep):
    told = keep("Bản ghi nhớ về đo lường")
    describe(archive, told, [("copy_kind", "original"), ("medium", "paper")])
    return told


@pytest.fixture
def asked(archive, reference):
    return request_copy(archive, Asked(reference, "Vụ Pháp chế", letter="12/PC"))


@pytest.fixture
def screen(open_window, qtbot):
    window = open_window("copies")
    shown = window.workspace.screen_called("copies")
    qtbot.waitUntil(lambda: shown._read is not None)
    return shown


def test_a_request_is_entered_approved_and_leads_to_the_copy(screen, reference, archive, qtbot):
    dialog = screen.request(reference, "Bản ghi nhớ")
    assert not dialog.enter_it.isEnabled()
    dialog.requested_by.put("Vụ Pháp chế")
    dialog.requested_by.edited.emit()
    with qtbot.waitSignal(dialog.told):
        dialog.enter_it.click()
    qtbot.waitUntil(lambda: len(screen.requests.rows) == 1)
    with qtbot.waitSignal(screen.requests.told):
        screen.requests.approve(screen.requests.rows[0])
    qtbot.waitUntil(lambda: screen.requests.rows[0].state == APPROVED)
    page = screen.issue_upon(screen.requests.rows[0])
    qtbot.waitUntil(lambda: page.form.wanted() is not None)
    wanted = page.form.wanted()
    assert wanted.request == copy_requests(archive)[0].label
    assert wanted.recipients[0] == "Vụ Pháp chế;"
    assert wanted.request in page.ground.accessibleName()


def test_a_request_is_refused_with_a_reason(asked, screen, archive, qtbot):
    assert [one.label for one in screen.requests.rows] == [asked]
    screen.requests.refuse(screen.requests.rows[0])
    dialog = screen.findChildren(EntryDialog)[-1]
    dialog.reason.put("đã có bản sao")
    dialog.reason.edited.emit()
    with qtbot.waitSignal(dialog.told):
        dialog.enter_it.click()
    assert copy_requests(archive)[0].reason == "đã có bản sao"
    qtbot.waitUntil(lambda: not screen.requests.isVisible())


def test_another_copy_is_not_issued_upon_the_request_before(asked, screen, archive, qtbot):
    decide(archive, asked, APPROVED)
    screen.refresh()
    qtbot.waitUntil(lambda: screen.requests.rows[0].state == APPROVED)
    page = screen.issue_upon(screen.requests.rows[0])
    assert page.form.request == asked
    page = screen.issue()
    assert page.form.request == ""


def test_the_last_number_is_confirmed_in_the_window(screen, archive, qtbot):
    with archive.catalogue.write() as session:
        block_until_confirmed(session, "restored")
    screen.refresh()
    qtbot.waitUntil(screen.block.isVisible)
    dialog = screen.menu.confirm_last_number()
    dialog.last.setValue(3)
    assert not dialog.enter_it.isEnabled()
    assert "01–03" in dialog.lost.accessibleName()
    dialog.reason.put("sổ giấy")
    dialog.reason.edited.emit()
    with qtbot.waitSignal(dialog.told):
        dialog.enter_it.click()
    qtbot.waitUntil(lambda: not screen.block.isVisible())
    qtbot.waitUntil(lambda: screen.tabs.tabText(3) == "Lost (3)")
    assert copies_book(archive, YEAR).next_number == 4


def test_a_year_is_closed_and_its_statement_saved(screen, archive, tmp_path, qtbot):
    screen.head.pick(YEAR - 1, trial=False)
    screen.refresh()
    qtbot.waitUntil(lambda: screen._read.book.year == YEAR - 1)
    dialog = screen.menu.close_year()
    with qtbot.waitSignal(dialog.told):
        dialog.close_it.click()
    dialog.save_as(tmp_path / "closing.pdf")
    qtbot.waitUntil((tmp_path / "closing.pdf").is_file)
    dialog.close()
    qtbot.waitUntil(screen.menu.statement.isEnabled)
    assert not screen.menu.close_it.isEnabled()
    assert copies_book(archive, YEAR - 1).closed_at is not None


def test_a_statement_and_the_register_are_written_to_files(screen, archive, tmp_path, qtbot):
    with qtbot.waitSignal(screen.menu.told):
        screen.menu.state_to(tmp_path / "head.pdf")
    with qtbot.waitSignal(screen.menu.told):
        screen.menu.write_to(tmp_path / "register.xlsx")
    assert (tmp_path / "head.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "register.xlsx").is_file()


def test_an_agreement_shows_its_copies_and_requests(asked, reference, open_window, qtbot):
    window = open_window("agreements")
    pane = window.workspace.screen_called("agreements").agreement
    pane.show_agreement(reference)
    qtbot.waitUntil(lambda: pane.row is not None)
    pane.tabs.setCurrentIndex(4)
    qtbot.waitUntil(lambda: "1 request" in pane.parts.copies._count.text())
    with qtbot.waitSignal(pane._desk.issue_wanted):
        pane.parts.copies.issue.click()
    page = window.workspace.screen_called("copies").issuing()
    qtbot.waitUntil(lambda: page.form.agreement.reference() == reference)


@pytest.mark.slow
def test_a_code_is_taken_from_a_scan_and_checked(reference, archive, screen, tmp_path, qtbot):
    issued = issue(archive, Wanted(reference, as_trial=True, recipients=("Lưu: VT.",)), tmp_path)
    dialog = screen.check_copy()
    dialog.choose_scan(issued.path)
    qtbot.waitUntil(lambda: dialog.code.typed().startswith("VNSAO1"))
    dialog.trial.setChecked(True)
    dialog.check_it.click()
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert dialog.verdict.accessibleName().startswith("Accepted")
    assert issued.symbol in dialog.verdict.accessibleName()
    dialog.code.put("VNSAO1|" + "x|" * 10 + "x")
    dialog.code.edited.emit()
    dialog.check_it.click()
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert dialog.verdict.accessibleName().startswith("It cannot be checked")
    dialog.close()


def test_the_list_of_revocations_is_signed_by_the_trial_key(screen, archive, tmp_path, qtbot):
    dialog = screen.menu.list_revocations()
    with qtbot.waitSignal(dialog.told) as told:
        dialog.write_to(tmp_path / "list.json")
    assert "list.json" in told.args[0]
    written = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert written["signed"]["series"] == "trial"


def test_the_list_of_revocations_is_signed_by_a_key_file_whose_password_is_forgotten(
    screen, archive, tmp_path, qtbot
):
    dialog = screen.menu.list_revocations()
    dialog.key.kind.pick(1)
    dialog.key.kind.picked.emit(1)
    assert not dialog.write.isEnabled()
    assert not dialog.key.level.isVisible()
    dialog.key.take_file(pki.holder("Văn thư").p12(tmp_path / "key.p12"))
    dialog.key.password.setText("wrong")
    dialog.write_to(tmp_path / "list.json")
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog.key.password.text() == ""
    assert not (tmp_path / "list.json").exists()
    dialog.key.password.setText("pw")
    with qtbot.waitSignal(dialog.told):
        dialog.write_to(tmp_path / "list.json")
    assert dialog.key.password.text() == ""
    written = json.loads((tmp_path / "list.json").read_text(encoding="utf-8"))
    assert written["signed"]["series"] == "copy"
