"""The register in the window: a copy is issued there, delivered, revoked, and checked."""

import pikepdf
import pytest
from PySide6.QtWidgets import QWidget
from tests.stamping.papers import document

from luutru.gui.entry_dialog import EntryDialog
from luutru.gui.printing import PrintDialog
from luutru.services.accession import take_in
from luutru.services.copies.changing import revoke
from luutru.services.copies.issuing import issue
from luutru.services.copies.lines import copies_book
from luutru.services.copies.request import Wanted
from luutru.services.copies.revocations import write_revocations
from luutru.services.describe import describe


@pytest.fixture
def reference(archive, keep):
    told = keep("Bản ghi nhớ về đo lường")
    describe(archive, told, [("copy_kind", "original"), ("medium", "paper")])
    return told


@pytest.fixture
def screen(open_window):
    window = open_window("copies")
    return window.workspace.screen_called("copies")


@pytest.fixture
def issued(archive, reference, tmp_path):
    return issue(archive, Wanted(reference, recipients=("Lưu: VT.",)), tmp_path)


@pytest.fixture
def trials(screen, qtbot):
    """Show the series of trials."""

    def show(count):
        screen.series.pick(1)
        screen.series.picked.emit(1)
        qtbot.waitUntil(lambda: screen.table.model().rowCount() == count + 1)
        return screen

    return show


@pytest.mark.slow
def test_a_trial_copy_is_previewed_checked_issued_and_entered(
    screen, archive, reference, tmp_path, qtbot
):
    page = screen.issue(reference)
    qtbot.waitUntil(lambda: page.form.agreement.reference() == reference)
    qtbot.waitUntil(page.go.isEnabled)
    qtbot.waitUntil(lambda: len(page.preview._pages) == 2)
    with qtbot.waitSignal(page.issued) as told:
        page.issue_into(tmp_path)
    symbol, path = told.args
    assert symbol == "01/SY-TĐC"
    assert path.is_file()
    qtbot.waitUntil(lambda: screen.table.row is not None)
    assert screen.table.row.symbol == symbol
    assert symbol in screen.notice.accessibleName()


@pytest.mark.slow
def test_what_stands_in_the_way_is_told_and_nothing_can_be_issued(screen, keep, qtbot):
    page = screen.issue(keep("Bản ghi nhớ không rõ loại bản"))
    qtbot.waitUntil(lambda: page._prepared is not None)
    assert not page.go.isEnabled()
    (blocking,) = page._prepared.blocking
    assert blocking.what in page.go.toolTip()


@pytest.mark.slow
def test_the_next_number_stands_in_grey_above_the_others(issued, trials):
    screen = trials(1)
    model = screen.table.model()
    assert model.index(0, 0).data() == "02"
    assert model.index(1, 0).data() == issued.symbol


@pytest.mark.slow
def test_a_copy_is_delivered_and_then_revoked_with_a_reason(issued, trials, archive, qtbot):
    screen = trials(1)
    for button, reason, state in (
        (screen.detail.deliver, "Vụ Pháp chế", "delivered"),
        (screen.detail.revoke, "sai số trang", "revoked"),
    ):
        qtbot.waitUntil(button.isVisible)
        button.click()
        dialog = screen.findChildren(EntryDialog)[-1]
        assert not dialog.enter_it.isEnabled()
        dialog.reason.put(reason)
        dialog.reason.edited.emit()
        with qtbot.waitSignal(dialog.told):
            dialog.enter_it.click()
        (row,) = copies_book(archive, issued.year, series="trial").rows
        assert (row.state, row.reason) == (state, reason)
    qtbot.waitUntil(lambda: screen.tabs.tabText(2) == "Revoked (1)")


@pytest.mark.slow
def test_a_copy_somebody_brings_is_judged(issued, screen, archive, qtbot):
    dialog = screen.check_copy()
    dialog.choose(issued.path)
    dialog.trial.setChecked(True)
    dialog.check_it.click()
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert dialog.verdict.accessibleName().startswith("Accepted")
    revoke(archive, issued.year, issued.number, "sai", "trial")
    dialog.verdict.clear()
    dialog.check_it.click()
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert dialog.verdict.accessibleName().startswith("Rejected")
    dialog.close()


@pytest.mark.slow
def test_a_signed_list_is_asked_instead_of_the_register_and_its_moment_told(
    issued, screen, archive, tmp_path, qtbot
):
    write_revocations(archive, tmp_path / "list.json")
    revoke(archive, issued.year, issued.number, "sai", "trial")
    dialog = screen.check_copy()
    dialog.choose(issued.path)
    dialog.trial.setChecked(True)
    dialog.choose_list(tmp_path / "list.json")
    dialog.check_it.click()
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert dialog.verdict.accessibleName().startswith("Accepted")
    assert "later revocations are not in it" in dialog.verdict.accessibleName()
    dialog.no_list.click()
    dialog.check_it.click()
    qtbot.waitUntil(dialog.verdict.isVisible)
    assert dialog.verdict.accessibleName().startswith("Rejected")
    dialog.close()


def test_everything_that_takes_the_focus_has_a_name(screen, qtbot):
    page = screen.issue()
    nameless = [
        part
        for part in (*screen.findChildren(QWidget), *page.findChildren(QWidget))
        if part.focusPolicy().value & 1 and part.isVisible() and not part.accessibleName()
        and not getattr(part, "text", str)()
    ]  # fmt: skip
    assert nameless == []


@pytest.mark.slow
def test_a_copy_on_paper_is_issued_without_a_key_and_printed(
    screen, archive, reference, tmp_path, qtbot
):
    page = screen.issue(reference)
    qtbot.waitUntil(lambda: page.form.agreement.reference() == reference)
    page.form.made_as.pick(1)
    page.form.made_as.picked.emit(1)
    assert page.form.key.isHidden()
    assert not page.form.by_hand.isHidden()
    qtbot.waitUntil(page.go.isEnabled)
    with qtbot.waitSignal(page.issued) as told:
        page.issue_into(tmp_path)
    dialog = screen.findChild(PrintDialog)
    assert told.args[0] in dialog.windowTitle()
    dialog.reject()
    (row,) = copies_book(archive, page.made.year, series="trial").rows
    assert row.direction == "gg"


@pytest.mark.slow
def test_rebuilding_is_offered_only_where_nothing_can_be_appended(
    screen, archive, reference, tmp_path, qtbot
):
    path = document(tmp_path / "locked.pdf", pages=1)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="x", user=""))
    locked = take_in(archive, path).reference
    describe(archive, locked, [("copy_kind", "original"), ("medium", "paper")])
    page = screen.issue(reference)
    qtbot.waitUntil(page.go.isEnabled)
    assert page.form.rebuilds.isHidden()
    page.form.put(locked, "Bản ghi nhớ")
    qtbot.waitUntil(lambda: not page.form.rebuilds.isHidden())
    assert not page.go.isEnabled()
    page.form.rebuilds.setChecked(True)
    qtbot.waitUntil(page.go.isEnabled)


@pytest.mark.slow
def test_the_password_of_a_source_is_asked_for_where_it_does_not_open_without(
    screen, archive, reference, tmp_path, qtbot
):
    path = document(tmp_path / "locked.pdf", pages=1)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="chủ", user="mở"))
    locked = take_in(archive, path).reference
    describe(archive, locked, [("copy_kind", "original"), ("medium", "paper")])
    page = screen.issue(reference)
    qtbot.waitUntil(page.go.isEnabled)
    assert page.form.source_password.isHidden()
    page.form.put(locked, "Bản ghi nhớ")
    qtbot.waitUntil(lambda: not page.form.source_password.isHidden())
    assert not page.go.isEnabled()
    page.form.source_password.setText("mở")
    qtbot.waitUntil(lambda: not page.form.rebuilds.isHidden())
    page.form.rebuilds.setChecked(True)
    qtbot.waitUntil(page.go.isEnabled)
    with qtbot.waitSignal(page.issued):
        page.issue_into(tmp_path)
    assert page.form.source_password.text() == ""


@pytest.mark.slow
def test_parts_that_are_none_are_told(screen, reference, qtbot):
    page = screen.issue(reference)
    qtbot.waitUntil(page.go.isEnabled)
    page.form.form.pick(2)
    page.form.form.picked.emit(2)
    page.form.parts.put("everything")
    page.form.parts.edited.emit()
    qtbot.waitUntil(lambda: "everything" in page.notice.accessibleName())
    assert not page.go.isEnabled()


@pytest.mark.own_processes
@pytest.mark.slow
def test_the_process_that_previews_copies_ends_with_the_archive(screen, reference, qtbot):
    page = screen.issue(reference)
    qtbot.waitUntil(page.go.isEnabled)
    process = page._stamper._running
    assert process.is_alive()
    screen.window().let_go()
    assert not process.is_alive()
