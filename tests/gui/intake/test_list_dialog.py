"""A list is looked at row by row before anything is taken in."""

import openpyxl
import pytest

from luutru.gui.intake.list_dialog import ListDialog
from luutru.gui.intake.queue import IntakeQueue
from luutru.services.cards import card
from luutru.services.overviews import overview
from luutru.services.rows import agreement_ids


@pytest.fixture
def queue(archive, jobs):
    return IntakeQueue(archive, jobs)


@pytest.fixture
def dialog(desk, queue, parent, opened):
    return opened(ListDialog(desk, queue, parent))


@pytest.fixture
def list_file(tmp_path, a_scan):
    a_scan("a"), a_scan("b")
    file = tmp_path / "scans" / "list.csv"
    lines = ("Tên tệp,Ngày ký", "a.pdf,7/12/2023", "b.pdf,31/2/2023", "c.pdf,")
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def seen(dialog, list_file, qtbot):
    dialog.use_list(list_file)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    return dialog


def test_nothing_can_be_done_before_a_list_is_chosen(dialog):
    assert not dialog.save.isEnabled()
    assert not dialog.errors.isEnabled()
    assert not dialog.choose_folder.isEnabled()


def test_every_row_tells_its_file_what_happens_and_what_is_wrong(seen, archive):
    told = [line.cells for line in seen.table.lines]
    assert [cells[1] for cells in told] == ["a.pdf", "b.pdf", "c.pdf"]
    assert [cells[2] for cells in told] == ["a new agreement", "left out", "left out"]
    assert told[0][3] == "–"
    assert "31/2/2023" in told[1][3]
    assert "c.pdf is not there" in told[2][3]
    assert seen.summary.text() == "3 rows · 2 rows left out"
    assert list(agreement_ids(archive)) == []


def test_the_rows_that_are_right_are_taken_in_by_the_queue(seen, queue, archive, qtbot):
    assert seen.save.text() == "Take in 1 row"
    seen.save.click()
    assert not seen.isVisible()
    qtbot.waitUntil(lambda: queue.job is None)
    assert overview(archive).documents == 1
    assert card(archive, "2026-0001").values["signed_on"].typed
    queue.stop()


def test_the_errors_are_saved_as_a_sheet_beside_the_list(seen, list_file, qtbot):
    seen.errors.click()
    qtbot.waitUntil(seen.notice.isVisible)
    (sheet,) = list_file.parent.glob("*.xlsx")
    rows = list(openpyxl.load_workbook(sheet).active.values)
    assert len(rows) == 4
    assert "31/2/2023" in rows[2][-1]


def test_a_file_that_is_no_list_is_told_in_the_dialog(dialog, tmp_path, qtbot):
    file = tmp_path / "note.csv"
    file.write_text("Cột lạ\nx", encoding="utf-8")
    dialog.use_list(file)
    qtbot.waitUntil(dialog.notice.isVisible)
    assert not dialog.save.isEnabled()


def test_another_folder_is_looked_through(dialog, list_file, tmp_path, qtbot):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (list_file.parent / "a.pdf").rename(elsewhere / "a.pdf")
    dialog.use_list(list_file)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert not dialog.save.isEnabled()
    dialog.use_folder(elsewhere)
    qtbot.waitUntil(dialog.save.isEnabled)
