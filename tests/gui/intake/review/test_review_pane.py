"""The review on a real archive: scans beside what was read of them, one after the other."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from luutru.gui.intake.findings_dialog import FindingsDialog
from luutru.gui.intake.twins_dialog import TwinsDialog
from luutru.gui.meeting_dialog import MeetingDialog
from luutru.reading.measures import Measures
from luutru.reading.messages import (
    Inspection,
    PageReading,
    PageShape,
    PageStatus,
    TextOrigin,
    Word,
)
from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.arrivals import Joining
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.propose import waiting_for_review
from luutru.services.scan_quality import findings

TEXTS = {
    "one": "Số: 05/BGN-TĐC\nBẢN GHI NHỚ\nHà Nội",
    "two": "Số: 06/BTT-VMI\nTHỎA THUẬN\ngửi chuyên gia sang học",
    "coarse": "Số: 12/BGN-TĐC\nBẢN GHI NHỚ",
    "three": "Số: 11/KH-TĐC\nKẾ HOẠCH\ntrao đổi tài liệu hằng quý",
}
REQUIRED = [
    ("official_name", "memorandum"),
    ("title_vi", "Bản ghi nhớ"),
    ("party.vietnamese", "Tổng cục Tiêu chuẩn Đo lường Chất lượng; TĐC; VN"),
    ("party.foreign", "Viện Tiêu chuẩn; BelGISS; BY"),
    ("copy_kind", "official"),
    ("medium", "electronic"),
]


def words_of(text):
    return tuple(
        Word(word, 500 + 900 * x, 1000 + 300 * y, 1300 + 900 * x, 1200 + 300 * y, 96)
        for y, line in enumerate(text.splitlines())
        for x, word in enumerate(line.split())
    )


@pytest.fixture
def waits(archive, a_scan):
    """Take scans in and tell what their pages say."""

    def make(*names):
        references = [take_in(archive, a_scan(name)).reference for name in names]
        for file_id, _sha256 in readings.uncounted(archive):
            readings.store_inspection(archive, file_id, Inspection((PageShape(595, 842),)))
        for page in readings.waiting_pages(archive):
            text = TEXTS[names[page.document_id - 1]]
            told = PageReading(
                page.page_id, page.number, PageStatus.READ, text, words=words_of(text),
                origin=TextOrigin.OCR, confidence=96.0,
                measures=Measures(dpi=100, bits=24) if "coarse" in names else None,
            )  # fmt: skip
            readings.store_reading(archive, told)
        return references

    return make


@pytest.fixture
def review(open_window, qtbot):
    """Open the review, of one document or of the first that waits, in the window."""

    def show(reference="", **size):
        window = open_window("intake", **size)
        pane = window.workspace.screen_called("intake").review(reference)
        pane.form.finish()
        qtbot.waitUntil(lambda: pane.round.is_known)
        if pane.round.current is not None:
            qtbot.waitUntil(lambda: pane.round.sheet is not None)
            qtbot.waitUntil(lambda: pane.scan.view.page_count > 0)
            qtbot.waitUntil(lambda: pane.round.is_checked)
        return pane

    return show


def number(pane):
    return pane.form.parts["code_number"].input


@pytest.mark.slow
def test_what_was_read_stands_beside_the_scan_and_is_framed_on_it(review, waits, qtbot):
    waits("one")
    pane = review()
    assert number(pane).text() == "05"
    (frame,) = pane.scan.view.frames.of("code_number")
    assert frame.page == 0
    number(pane).setFocus()
    assert pane.scan.view.frames.current == "code_number"
    pane.form.parts["secrecy"].input.setFocus()
    place = pane.scan.view.places(0, frame.boxes)[0]
    away = pane.scan.view.in_column(place.topLeft()) - place.topLeft()
    at = (place.center() - away).toPoint()
    qtbot.mouseClick(pane.scan.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert number(pane).hasFocus()


@pytest.mark.slow
def test_accepting_records_it_and_goes_on_with_the_next(review, waits, archive, qtbot):
    first, second = waits("one", "two")
    describe(archive, first, REQUIRED)
    pane = review()
    assert (pane.round.place, len(pane.round.waiting)) == (1, 2)
    with qtbot.waitSignal(pane.round.accepted):
        QTest.keyClick(number(pane), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    told = card(archive, first)
    assert told.row.review_state == "reviewed"
    assert told.values["code_number"].typed == "05"
    assert told.values["code_number"].source == "page"
    qtbot.waitUntil(lambda: pane.form.reference == second)
    qtbot.waitUntil(lambda: len(pane.round.waiting) == 1)
    assert "one.pdf" in pane.notice.accessibleName()


@pytest.mark.slow
def test_what_a_review_needs_is_asked_for_beside_the_field_and_nothing_is_recorded(
    review, waits, archive, qtbot
):
    (reference,) = waits("one")
    pane = review()
    with qtbot.waitSignal(pane.round.failed):
        pane.accept()
    assert pane.notice.isVisible()
    assert pane.form.parts["copy_kind"].error.isVisible()
    assert card(archive, reference).values["code_number"].typed == ""
    assert [one.reference for one in waiting_for_review(archive)] == [reference]


@pytest.mark.slow
def test_keys_walk_through_what_waits_and_what_was_typed_stays(review, waits, qtbot):
    first, second = waits("one", "two")
    pane = review()
    number(pane).setText("07")
    number(pane).edited.emit()
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(number(pane), Qt.Key.Key_Right, alt)
    qtbot.waitUntil(lambda: pane.form.reference == second)
    assert number(pane).text() == "06"
    QTest.keyClick(number(pane), Qt.Key.Key_Left, alt)
    qtbot.waitUntil(lambda: pane.form.reference == first)
    assert number(pane).text() == "07"
    assert pane.unsaved == [first]


@pytest.mark.slow
def test_what_is_put_off_comes_last(review, waits, qtbot):
    first, second, third = waits("one", "two", "three")
    pane = review()
    pane.put_off()
    qtbot.waitUntil(lambda: pane.form.reference == second)
    assert [one.reference for one in pane.round.waiting] == [second, third, first]


@pytest.mark.slow
def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(review, waits, archive, qtbot):
    (reference,) = waits("one")
    pane = review()
    number(pane).setText("07")
    number(pane).edited.emit()
    describe(archive, reference, [*REQUIRED, ("note", "Đã gọi điện")])
    with qtbot.waitSignal(pane.round.failed):
        pane.accept()
    qtbot.waitUntil(lambda: pane.form.parts["note"].typed() == "Đã gọi điện")
    assert number(pane).text() == "07"
    with qtbot.waitSignal(pane.round.accepted):
        pane.accept()
    assert card(archive, reference).values["code_number"].typed == "07"


@pytest.mark.slow
def test_what_somebody_else_wrote_in_the_same_field_is_chosen_from(review, waits, archive, qtbot):
    (reference,) = waits("one")
    pane = review()
    qtbot.waitUntil(lambda: pane.form.reference == reference and pane.round.is_checked)
    for name, typed in REQUIRED:
        pane.form.parts[name].put(typed)
        pane.form.parts[name].edited.emit()
    pane.form.parts["note"].put("mine")
    pane.form.parts["note"].edited.emit()
    describe(archive, reference, [*REQUIRED, ("note", "theirs")])
    pane.accept()
    qtbot.waitUntil(lambda: bool(pane.findChildren(MeetingDialog)))
    (meeting,) = pane.findChildren(MeetingDialog)
    told = {one.field: one for one in meeting.choices}
    assert "note" in told
    with qtbot.waitSignal(pane.round.accepted):
        meeting.save.click()
    assert card(archive, reference).values["note"].typed == "theirs"


def test_what_the_file_is_can_be_said_otherwise_and_puts_it_in_its_place(
    review, waits, archive, qtbot
):
    first, second = waits("one", "two")
    pane = review(second)
    assert pane.form.kind.kind == (Joining.NEW, "")
    pane.form.kind.options.buttons[-1].click()
    assert not number(pane).isVisible()
    pane.accept()
    assert pane.form.kind.error.isVisible()
    assert pane.form.kind.target.hasFocus()
    pane.form.kind.target.setText("2026-0099")
    with qtbot.waitSignal(pane.round.failed):
        pane.accept()
    assert "2026-0099" in pane.form.kind.error.text()
    pane.form.kind.target.setText(first)
    with qtbot.waitSignal(pane.round.accepted):
        pane.accept()
    assert [one.part for one in card(archive, first).documents] == ["main", "annex"]
    assert [one.reference for one in waiting_for_review(archive)] == [first]


@pytest.mark.slow
def test_twins_are_told_and_can_be_opened(review, waits, archive, qtbot):
    first, second = waits("one", "two")
    describe(archive, first, [("code_number", "06"), ("code_notation", "BTT-VMI")])
    pane = review(second)
    (twin,) = [one for one in pane.form.warnings.notices if first in one.accessibleName()]
    assert "same number" in twin.accessibleName()
    compare, way = twin.findChildren(QPushButton)
    compare.click()
    (beside,) = pane.findChildren(TwinsDialog)
    qtbot.waitUntil(lambda: beside.twin is not None)
    assert beside.twin.reference == first
    beside.reject()
    with qtbot.waitSignal(pane._desk.agreement_wanted) as told:
        way.click()
    assert told.args == [first]


@pytest.mark.slow
def test_one_key_goes_between_scan_and_form(review, waits):
    waits("one")
    pane = review()
    number(pane).setFocus()
    seen = []
    for _step in range(3):
        QTest.keyClick(pane.window().focusWidget(), Qt.Key.Key_F6)
        seen.append(pane.window().focusWidget())
    assert seen[1:] == [pane.scan.view, number(pane)]


def test_nothing_waits(review):
    pane = review()
    assert pane.round.current is None
    assert pane.panes() == ()
    assert not pane.scan.isVisible()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_in_a_small_window(review, waits, language, request):
    if language == "vi":
        request.getfixturevalue("vietnamese")
    waits("one")
    pane = review(width=1366, height=728)
    bar = pane.form.area.horizontalScrollBar()
    assert bar.maximum() == 0
    room = pane.form.area.viewport().width()
    assert pane.form.body.minimumSizeHint().width() <= room
    nameless = [
        widget
        for widget in pane.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


@pytest.mark.slow
def test_a_remark_on_the_scan_is_accepted_from_the_review(review, waits, archive, qtbot):
    (reference,) = waits("coarse")
    pane = review()
    before = [one for one in findings(archive, reference) if not one.accepted]
    assert before
    ways = pane.form.warnings.findChildren(QPushButton)
    next(way for way in ways if way.text() == "Accept…").click()
    (dialog,) = pane.findChildren(FindingsDialog)
    dialog.reason.setText("bản gốc như vậy")
    qtbot.waitUntil(dialog.accept_it.isEnabled)
    with qtbot.waitSignal(dialog.told):
        dialog.accept_it.click()
    left = [one for one in findings(archive, reference) if not one.accepted]
    assert len(left) == len(before) - 1
    dialog.close()
