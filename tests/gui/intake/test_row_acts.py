"""What the menu of a row does, and what is noted of its scan."""

import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from tests.services.conftest import read
from tests.services.test_sorting import MEMORANDUM
from tests.services.typed import bring

from luutru.gui.arranging.dialog import ArrangeDialog
from luutru.gui.intake.acts import RowActs
from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.remarks import Remarks
from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.stages import Stage
from luutru.gui.intake.ways import Way, more_ways_of, ways_of
from luutru.reading.measures import Measures
from luutru.reading.messages import Inspection, PageReading, PageShape, PageStatus
from luutru.services import readings
from luutru.services.accession import take_in
from luutru.services.arranging import arrangement
from luutru.services.reading_order import waiting_documents
from luutru.services.scan_quality import accept, findings
from luutru.services.segmenting import proposed_cuts


def row_of(reference, pages=1, done=0):
    stage = Stage.REVIEW if done == pages else Stage.READING
    return QueueRow(
        f"document:{reference}", f"{reference}.pdf", stage, pages=pages, pages_read=done,
        agreement=reference, reference=reference,
    )  # fmt: skip


def count_pages(archive, pages):
    """Let the pages of what was taken in be known, and none of them read."""
    for file_id, _ in readings.uncounted(archive):
        shapes = (PageShape(595, 842),) * pages
        readings.store_inspection(archive, file_id, Inspection(pages=shapes))


@pytest.fixture
def acts(desk, archive, jobs, parent):
    return RowActs(desk, IntakeQueue(archive, jobs), parent)


def test_a_document_that_waits_is_put_before_the_others(archive, a_scan, acts, qtbot):
    one, two = (take_in(archive, a_scan(name)).reference for name in ("one", "two"))
    assert Way.SOONER in ways_of(row_of(two))
    count_pages(archive, 1)
    assert [one.reference for one in waiting_documents(archive)] == [one, two]
    with qtbot.waitSignal(acts.changed):
        assert acts.do(row_of(two), Way.SOONER)
    assert [one.reference for one in waiting_documents(archive)] == [two, one]


def test_what_is_read_is_not_offered_to_be_read_first():
    assert Way.SOONER not in ways_of(row_of("2026-0001", pages=2, done=2))


def test_pages_are_arranged_from_the_row_and_the_lists_follow(archive, a_scan, desk, acts, qtbot):
    reference = take_in(archive, a_scan("four", pages=4)).reference
    read(archive, "một", "hai", "ba", "bốn")
    row = row_of(reference, 4, 4)
    assert Way.ARRANGE in more_ways_of(row)
    dialog = acts.arrange(row)
    qtbot.waitUntil(lambda: bool(dialog.grid.places))
    dialog.grid.choose([3])
    dialog.tools[4].click()
    with qtbot.waitSignal(desk.told) as told, qtbot.waitSignal(acts.changed):
        dialog.save.click()
    assert reference in told.args[1]
    assert len(arrangement(archive, reference).pages) == 3


def test_the_ways_that_are_no_dialog_are_left_to_the_screen(acts):
    def dialogs():
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, ArrangeDialog)]

    before = dialogs()
    assert not acts.do(row_of("2026-0001"), Way.OPEN)
    assert dialogs() == before


def test_findings_that_nobody_accepted_are_counted_in_the_line(
    archive, a_scan, jobs, parent, qtbot
):
    reference = take_in(archive, a_scan("one", pages=2)).reference
    count_pages(archive, 2)
    for page in readings.waiting_pages(archive):
        coarse = Measures(dpi=100, bits=24)
        told = PageReading(page.page_id, page.number, PageStatus.READ, "hai", measures=coarse)
        readings.store_reading(archive, told)
    open_ones = findings(archive, reference)
    assert "low_resolution" in [found.code for found in open_ones]
    remarks, row = Remarks(archive, jobs, parent), row_of(reference, 2, 2)
    assert remarks.of(row) is None
    with qtbot.waitSignal(remarks.arrived):
        remarks.want(row)
    noted = remarks.of(row)
    assert noted is not None
    assert noted.findings == len(open_ones)
    assert f"{len(open_ones)} remark" in noted.words()
    for found in open_ones:
        accept(archive, reference, found.code, "bản giấy cũng vậy")
    remarks.forget()
    remarks.want(row)
    qtbot.waitUntil(lambda: remarks.of(row) is not None)
    noted = remarks.of(row)
    assert noted is not None
    assert noted.words() == ""


def test_nothing_is_asked_of_what_is_not_read_yet(archive, jobs, parent):
    remarks = Remarks(archive, jobs, parent)
    remarks.want(row_of("2026-0001", 3, 1))
    assert jobs.idle


def test_a_scan_of_two_documents_is_said_to_be_and_opens_with_its_cut(
    archive, tmp_path, jobs, parent, acts, qtbot
):
    reference = bring(archive, tmp_path, "two", MEMORANDUM, MEMORANDUM)
    cuts = [cut.page for cut in proposed_cuts(archive, reference) if cut.is_likely]
    assert cuts == [2]
    remarks, row = Remarks(archive, jobs, parent), row_of(reference, 2, 2)
    with qtbot.waitSignal(remarks.arrived):
        remarks.want(row)
    noted = remarks.of(row)
    assert noted is not None
    assert "seems to be 2 documents" in noted.words()
    dialog = acts.arrange(row)
    qtbot.waitUntil(lambda: dialog.save.text() == "Cut apart")
    assert dialog.save.isEnabled()


def test_the_key_of_a_way_acts_on_the_row_that_is_chosen(open_window, keep, qtbot):
    keep("lease")
    window = open_window("intake")
    actions = window.workspace.actions_of_window
    queue = window.session.queue
    qtbot.waitUntil(lambda: bool(queue.all_rows()) and queue.job is None)
    qtbot.waitUntil(lambda: bool(queue.all_rows()[0].pages))
    view = window.workspace.screen_called("intake").panes()[0]
    actions["arrange"].trigger()
    assert not window.findChildren(ArrangeDialog)
    view.selectRow(0)
    actions["arrange"].trigger()
    (dialog,) = window.findChildren(ArrangeDialog)
    qtbot.waitUntil(lambda: bool(dialog.grid.places))
    dialog.reject()


def test_every_way_in_stands_in_the_menu_of_one_button(open_window):
    window = open_window("intake")
    button = next(one for one in window.findChildren(QPushButton) if one.menu())
    shown = [action.objectName() for action in button.menu().actions() if action.text()]
    assert shown[:3] == ["take_in", "take_in_folder", "take_in_package"]
    assert shown[3:5] == ["take_in_list", "scan"]
    assert button.accessibleName() == "Take in"
