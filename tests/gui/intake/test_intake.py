"""Files on their way in, through the window and a real archive."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from tests.gui.dropping import drag, drop_on

from luutru.gui.intake.queue import IntakeQueue
from luutru.gui.intake.queue_model import Column, QueueModel, progress_words
from luutru.gui.intake.rows import QueueRow
from luutru.gui.intake.stages import LABELS, LOOKS, TROUBLED, Stage
from luutru.gui.intake.ways import Way, ways_of
from luutru.gui.lanes import Lane
from luutru.resources import folder
from luutru.services.overviews import overview


@pytest.fixture
def queue(archive, jobs):
    return IntakeQueue(archive, jobs)


def stages(queue):
    return {row.name: row.stage for row in queue.all_rows()}


@pytest.mark.slow
def test_two_dropped_scans_come_into_the_archive(open_window, archive, a_scan, qtbot):
    window = open_window("agreements")
    assert drop_on(window, drag([a_scan("one"), a_scan("two", pages=2)]))
    assert window.workspace.current == "intake"
    queue = window.session.queue
    qtbot.waitUntil(lambda: list(stages(queue).values()) == [Stage.REVIEW, Stage.REVIEW])
    counted = overview(archive)
    assert (counted.agreements, counted.pages, counted.pages_waiting) == (2, 3, 0)


@pytest.mark.slow
def test_a_bad_file_is_a_row_with_a_reason_and_the_others_go_on(
    queue, archive, a_scan, tmp_path, qtbot
):
    empty = tmp_path / "empty.pdf"
    empty.touch()
    queue.bring([a_scan("one"), empty, tmp_path / "gone.pdf"])
    qtbot.waitUntil(lambda: queue.job is None and queue.overview is not None)
    qtbot.waitUntil(lambda: stages(queue).get("one.pdf") is Stage.REVIEW)
    assert stages(queue)["empty.pdf"] is Stage.REFUSED
    assert stages(queue)["gone.pdf"] is Stage.REFUSED
    refused = next(row for row in queue.all_rows() if row.name == "empty.pdf")
    assert "empty.pdf is empty" in refused.reason
    assert ways_of(refused) == (Way.RETRY, Way.DISMISS)


def test_files_are_safe_while_others_are_still_recognised(queue, archive, jobs, a_scan, qtbot):
    over = Event()
    jobs.start(lambda _job: over.wait(60), lane=Lane.INTAKE)
    queue.bring([a_scan("late")])
    try:
        safe = (Stage.RECEIVED, Stage.READING)
        qtbot.waitUntil(lambda: stages(queue)["late.pdf"] in safe)
        assert overview(archive).documents == 1
    finally:
        over.set()
    qtbot.waitUntil(lambda: stages(queue)["late.pdf"] is Stage.REVIEW)


@pytest.mark.slow
def test_the_same_file_again_leads_to_the_one_that_is_kept(queue, keep, a_scan, qtbot):
    reference = keep("lease")
    queue.bring([a_scan("lease")])
    qtbot.waitUntil(lambda: stages(queue).get("lease.pdf") is Stage.KNOWN)
    row = queue.all_rows()[0]
    assert reference in row.reason
    assert row.agreement == reference
    assert ways_of(row)[0] is Way.OPEN
    qtbot.waitUntil(lambda: queue.job is None)


@pytest.mark.slow
def test_a_refused_file_is_remembered_until_it_is_taken_off(queue, archive, jobs, tmp_path, qtbot):
    empty = tmp_path / "empty.pdf"
    empty.touch()
    queue.bring([empty])
    qtbot.waitUntil(lambda: queue.job is None)
    later = IntakeQueue(archive, jobs)
    later.reload()
    qtbot.waitUntil(lambda: stages(later) == {"empty.pdf": Stage.REFUSED})
    later.dismiss(later.all_rows()[0])
    qtbot.waitUntil(lambda: stages(later) == {})


def test_stopping_leaves_rows_that_can_be_tried_again(queue, jobs, a_scan, qtbot):
    queue.bring([a_scan("one")])
    queue.stop()
    qtbot.waitUntil(lambda: queue.job is None)
    assert stages(queue)["one.pdf"] in (Stage.STOPPED, Stage.RECEIVED, Stage.REVIEW)


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_word_and_an_icon(stage):
    assert LABELS[stage]
    assert (folder("icons") / f"{LOOKS[stage].icon}.svg").is_file()


@pytest.mark.parametrize("stage", sorted(TROUBLED))
def test_every_trouble_has_two_ways_out_while_the_file_is_known(stage, tmp_path):
    row = QueueRow("a", "a.pdf", stage, agreement="2026-0001", path=tmp_path / "a.pdf")
    assert len(ways_of(row)) == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (QueueRow("a", "a", Stage.READING, pages=34, pages_read=21), "page 21/34"),
        (QueueRow("a", "a", Stage.REVIEW, pages=2, pages_read=2), "2 pages read"),
        (QueueRow("a", "a", Stage.RECEIVED, pages=1), "1 page waits to be read"),
        (QueueRow("a", "a", Stage.UNREAD, reason="Locked", pages=2), "Locked"),
        (QueueRow("a", "a", Stage.WAITING), ""),
    ],
)
def test_the_progress_of_a_row_is_told_in_words(row, words):
    assert progress_words(row) == words


def test_the_model_keeps_the_promises_of_qt(qapp):
    model = QueueModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([QueueRow(str(n), f"{n}.pdf", Stage.REVIEW) for n in range(5)])
    model.show_rows([QueueRow(str(n), f"{n}.pdf", Stage.DONE) for n in range(3)])
    assert model.rowCount() == 3
    assert tester.model() is model


def test_the_same_files_are_shown_without_starting_over(qapp, qtbot):
    model = QueueModel()
    assert not model.show_rows([QueueRow("a", "a.pdf", Stage.READING)])
    with qtbot.waitSignal(model.dataChanged):
        assert model.show_rows([QueueRow("a", "a.pdf", Stage.REVIEW)])
    assert model.data(model.index(0, Column.STAGE)) == "Awaiting review"


def test_enter_opens_the_agreement_of_a_row(open_window, keep, qtbot):
    reference = keep("lease")
    window = open_window("intake")
    screen = window.workspace.screen_called("intake")
    qtbot.waitUntil(lambda: len(window.session.queue.all_rows()) == 1)
    view = screen.panes()[0]
    view.selectRow(0)
    with qtbot.waitSignal(window.workspace.desk.agreement_wanted) as told:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [reference]
    qtbot.waitUntil(lambda: window.session.queue.job is None)


def test_a_wide_row_is_painted_without_asking_anybody(open_window, keep, archive, qtbot):
    keep("lease")
    window = open_window("intake")
    qtbot.waitUntil(lambda: len(window.session.queue.all_rows()) == 1)
    archive.catalogue.close()
    assert not window.grab().isNull()


def test_the_keyboard_goes_on_in_the_list_once_there_is_one(open_window, a_scan, qtbot):
    window = open_window("intake")
    screen = window.workspace.screen_called("intake")
    qtbot.waitUntil(screen._bring.isVisible)
    screen._bring.setFocus()
    window.session.queue.bring([a_scan("one")])
    qtbot.waitUntil(screen._list.isVisible)
    assert window.focusWidget() is screen._list
