"""The list handed out: agreements selected, columns chosen, a file written."""

import openpyxl
import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest

from luutru.gui.agreements.lists.column_list import ColumnList
from luutru.gui.agreements.lists.export_dialog import FORM_REMEMBERED, REMEMBERED, ExportDialog
from luutru.services import custody
from luutru.services.indexing import bring_up_to_date
from luutru.services.tables.agreement_columns import USUAL


@pytest.fixture
def screen(shelve, archive, open_screen):
    for name in ("Alpha", "Beta", "Gamma"):
        shelve(name, "trang")
    bring_up_to_date(archive, recognise=False)
    return open_screen()


def select(table, *rows):
    how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in rows:
        table.selectionModel().select(table.model().index(row, 0), how)


def opened(screen):
    screen.desk.actions["export_list"].trigger()
    (dialog,) = screen.findChildren(ExportDialog)
    return dialog


def cells(path):
    return [list(row) for row in openpyxl.load_workbook(path).worksheets[0].values]


def write(dialog, path, qtbot):
    with qtbot.waitSignal(dialog.desk.told) as told:
        dialog.write(path)
    return told.args


def test_several_agreements_are_selected_and_counted(screen):
    table, bar = screen.results.table, screen.results.selection
    assert bar.isHidden()
    select(table, 2)
    assert not bar.isHidden()
    assert "2" in bar._count.text()
    assert list(table.selected_ids()) == [screen.results.model.ids[0], screen.results.model.ids[2]]
    bar.all.click()
    assert list(table.selected_ids()) == list(screen.results.model.ids)
    assert bar.all.isHidden()
    bar.dropped.emit()
    assert bar.isHidden()


def test_all_are_selected_by_key_and_no_key_that_is_held_disturbs(screen):
    table = screen.results.table
    QTest.keyPress(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(table.selected_ids()) == 3
    screen.results.selection.dropped.emit()
    assert len(table.selected_ids()) == 1
    table.choose(table._rows.ids[2])
    assert list(table.selected_ids()) == [table._rows.ids[2]]
    QTest.keyRelease(table, Qt.Key.Key_A)


def test_the_whole_list_is_written_in_its_order(screen, qtbot, tmp_path):
    dialog = opened(screen)
    kind, title, text = write(dialog, tmp_path / "a.xlsx", qtbot)
    heading, *rows = cells(tmp_path / "a.xlsx")
    shown = [screen.results.model.row(number).reference for number in range(3)]
    assert (kind, text) == ("good", str(tmp_path / "a.xlsx"))
    assert "3" in title
    assert len(heading) == len(USUAL)
    assert [row[0] for row in rows] == shown


def test_only_what_is_selected_is_written(screen, qtbot, tmp_path):
    select(screen.results.table, 1)
    dialog = opened(screen)
    assert dialog.scope.current == 1
    write(dialog, tmp_path / "a.xlsx", qtbot)
    assert len(cells(tmp_path / "a.xlsx")) == 3


def test_columns_are_moved_left_out_and_remembered(screen, qtbot, tmp_path):
    dialog = opened(screen)
    rows = dialog.columns.list
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    rows.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.form.pick(1)
    write(dialog, tmp_path / "a.csv", qtbot)
    chosen = ("reference", *USUAL[2:])
    assert screen.desk.remembered(REMEMBERED) == chosen
    assert screen.desk.remembered(FORM_REMEMBERED) == ("csv",)
    qtbot.waitUntil(lambda: not screen.findChildren(ExportDialog))
    again = opened(screen)
    assert again.columns.chosen == chosen
    assert again.form.current == 1


def test_a_list_needs_a_column(screen):
    dialog = opened(screen)
    for place in range(dialog.columns.list.count()):
        dialog.columns.list.item(place).setCheckState(Qt.CheckState.Unchecked)
    assert not dialog.save.isEnabled()
    assert not dialog.print_button.isEnabled()


def test_the_log_tells_what_the_list_was_asked_for(screen, qtbot, archive, tmp_path):
    with qtbot.waitSignal(screen.finding.divided):
        screen.search("Beta")
    write(opened(screen), tmp_path / "a.xlsx", qtbot)
    (entry,) = custody.entries(archive, limit=1)
    assert (entry.act, entry.detail["asked"], entry.detail["count"]) == (
        "list_exported",
        "“Beta”",
        1,
    )


def test_a_name_of_no_column_is_forgotten(qtbot):
    columns = ColumnList([("a", "A"), ("b", "B")], ["gone", "b"])
    qtbot.addWidget(columns)
    assert columns.chosen == ("b",)
