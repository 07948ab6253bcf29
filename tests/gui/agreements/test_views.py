"""The list as two lines a row, as one, and as a table with columns that are chosen."""

import pytest
from PySide6.QtCore import Qt

from luutru.gui.agreements.lists.columns_dialog import ColumnsDialog
from luutru.gui.agreements.lists.table_columns import USUAL
from luutru.gui.agreements.results import Sorting
from luutru.gui.agreements.row_delegate import COMPACT, ROOMY, TABLE
from luutru.services.indexing import bring_up_to_date
from luutru.services.rows import Order


@pytest.fixture
def screen(shelve, archive, open_screen):
    for name in ("Alpha", "Beta", "Gamma"):
        shelve(name, "trang", signed_on="7/12/2023")
    bring_up_to_date(archive, recognise=False)
    return open_screen()


def headings(screen):
    model = screen.results.model
    return [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]


def cell(screen, row, name):
    columns = [column.name for column in screen.results.model.columns]
    return screen.results.model.index(row, columns.index(name)).data()


def as_table(screen):
    screen.results.bar.density_wanted.emit(TABLE)


def test_the_table_has_a_column_for_each_value(screen):
    assert not screen.desk.actions["choose_columns"].isEnabled()
    as_table(screen)
    assert len(headings(screen)) == len(USUAL)
    assert cell(screen, 0, "signed_on") == "07/12/2023"
    assert cell(screen, 0, "partners") == "BelGISS"
    assert cell(screen, 0, "status")


def test_the_open_agreement_and_the_selection_stay(screen):
    table = screen.results.table
    table.selectAll()
    opened = table.chosen_id()
    as_table(screen)
    assert (table.chosen_id(), len(table.selected_ids())) == (opened, 3)
    screen.results.bar.density_wanted.emit(ROOMY)
    assert (table.chosen_id(), len(table.selected_ids())) == (opened, 3)
    assert len(headings(screen)) == 3


def test_columns_are_chosen_and_remembered(screen, open_screen, qtbot):
    as_table(screen)
    screen.desk.actions["choose_columns"].trigger()
    (dialog,) = screen.findChildren(ColumnsDialog)
    dialog.columns.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.save.click()
    assert len(headings(screen)) == len(USUAL) - 1
    again = open_screen()
    assert again.results.table.is_table
    assert headings(again) == headings(screen)


def test_the_arrow_stands_on_the_column_the_list_is_ordered_by(screen, qtbot):
    as_table(screen)
    heads = screen.results.table.horizontalHeader()
    names = [column.name for column in screen.results.model.columns]
    assert heads.sortIndicatorSection() == names.index("signed_on")
    with qtbot.waitSignal(screen.finding.found):
        heads.sectionClicked.emit(names.index("title"))
    assert screen.asking.now.sorting == Sorting(Order.TITLE)
    assert heads.sortIndicatorSection() == names.index("title")
    heads.sectionClicked.emit(names.index("status"))
    assert screen.asking.now.sorting == Sorting(Order.TITLE)
    assert heads.sortIndicatorSection() == names.index("title")


def test_a_width_is_remembered_by_the_name_of_its_column(screen, open_screen, qtbot):
    as_table(screen)
    screen.results.table.setColumnWidth(1, 333)
    qtbot.waitUntil(lambda: "title:333" in screen.desk.remembered("table_widths"))
    again = open_screen()
    assert again.results.table.columnWidth(1) == 333


def test_the_button_of_the_view_is_on(screen):
    screen.results.bar.density_wanted.emit(COMPACT)
    assert [action.isChecked() for action in screen.results.bar._densities.actions()] == [
        False, True, False,
    ]  # fmt: skip
