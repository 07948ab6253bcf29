from luutru.gui.agreements.parts import FORM
from luutru.gui.pages.page_geometry import UNITS
from luutru.services.accession import take_in
from luutru.services.describe import describe, new_agreement
from luutru.services.indexing import bring_up_to_date


def titles(screen):
    model = screen.results.model
    return [model.row(number).title for number in range(model.rowCount())]


def test_an_empty_archive_offers_to_take_in(open_screen):
    screen = open_screen()
    assert screen.results.nothing._bring.isVisible()
    assert "still empty" in screen.results.nothing._words.accessibleName()


def test_a_correction_made_elsewhere_appears_on_refreshing(shelve, open_screen, archive, qtbot):
    reference = shelve("Thỏa thuận cũ", "trang")
    screen = open_screen()
    describe(archive, reference, [("title_vi", "Thỏa thuận mới")])
    with qtbot.waitSignal(screen.finding.divided):
        screen.refresh()
    assert titles(screen) == ["Thỏa thuận mới"]


def test_an_agreement_without_a_scan_says_so(open_screen, archive, qtbot):
    new_agreement(archive, [("title_vi", "Chưa có bản quét")])
    screen = open_screen()
    scan = screen.agreement.scan
    qtbot.waitUntil(scan._empty.isVisible)
    assert "No scan yet" in scan._empty.accessibleName()
    assert not scan.bar.isEnabled()


def test_a_page_scanned_upside_down_is_marked_where_it_is_seen(shelve, open_screen, archive, qtbot):
    shelve("Quét ngược", "tiêu chuẩn", rotation=180)
    bring_up_to_date(archive, recognise=False)
    screen = open_screen()
    view = screen.agreement.scan.view
    qtbot.waitUntil(lambda: view.page_count == 1)
    qtbot.keyClicks(screen.agreement.scan.bar.field, "tieu")
    qtbot.waitUntil(lambda: len(view.marks) == 1)
    (box,) = view.marks.current.boxes
    assert box.top > UNITS / 2
    assert box.left > UNITS / 2


def test_a_file_that_cannot_be_read_is_told_with_its_checksum(
    archive, tmp_path, open_screen, qtbot
):
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    receipt = take_in(archive, broken)
    bring_up_to_date(archive, recognise=False)
    screen = open_screen()
    scan = screen.agreement.scan
    qtbot.waitUntil(scan.notice.isVisible)
    assert receipt.sha256 in scan.notice.accessibleName()
    assert "hong.pdf" in scan.notice.accessibleName()


def test_the_form_of_an_agreement_without_a_scan_leaves_out_its_document(
    open_screen, archive, qtbot
):
    new_agreement(archive, [("title_vi", "Chưa có bản quét")])
    screen = open_screen()
    screen.agreement.tabs.setCurrentIndex(FORM)
    form = screen.agreement.parts.form.form
    qtbot.waitUntil(lambda: form.is_built and bool(form.parts["title_vi"].before))
    form.settle()
    assert not form.parts["code_number"].isEnabled()
    assert form.parts["title_vi"].isEnabled()


def test_where_nothing_is_found_pages_that_wait_are_offered_to_be_looked_at(
    shelve, archive, a_scan, open_screen, search, qtbot
):
    shelve("Thỏa thuận", "trang đã đọc")
    bring_up_to_date(archive, recognise=False)
    take_in(archive, a_scan("waiting"))
    screen = open_screen()
    search(screen, "kimcuongxanh")
    offered = screen.results.nothing._unread
    assert offered.isVisible()
    assert offered.accessibleName() == "Look at 1 page not read yet"
    with qtbot.waitSignal(screen.desk.actions["intake"].triggered):
        offered.click()


def test_another_spelling_is_one_click_away(shelve, archive, open_screen, search, qtbot):
    shelve("Hợp tác với Belarus", "Belarus và tiêu chuẩn")
    bring_up_to_date(archive, recognise=False)
    screen = open_screen()
    search(screen, "bellarus")
    ways = (screen.results.nothing._suggestion, screen.results.hints.suggestion)
    (shown,) = [way for way in ways if way.isVisible()]
    assert "belarus" in shown.accessibleName().lower()
    with qtbot.waitSignal(screen.finding.divided):
        shown.click()
    assert titles(screen) == ["Hợp tác với Belarus"]
