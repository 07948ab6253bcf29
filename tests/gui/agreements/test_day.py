"""The list as of another day: said above it, counted by it, exported with it, and left again."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from PySide6.QtCore import Qt

from luutru.gui.agreements.day_bar import usual_days
from luutru.gui.agreements.lists.export_dialog import ExportDialog
from luutru.gui.agreements.row_words import status_words
from luutru.gui.agreements.saved.keeping import question_of
from luutru.services import custody
from luutru.services.filters import Filter
from luutru.services.indexing import bring_up_to_date

DAY = date(2021, 5, 1)
IN_FORCE = frozenset({"in_force"})


@pytest.fixture
def screen(shelve, archive, open_screen):
    shelve(
        "Alpha", "trang", signed_on="7/12/2019", effect_rule="on_signing", expires_on="7/12/2022"
    )
    shelve("Beta", "trang", signed_on="7/12/2023", effect_rule="on_signing")
    bring_up_to_date(archive, recognise=False)
    return open_screen()


def shown(screen):
    model = screen.results.model
    rows = [model.row(place) for place in range(model.rowCount())]
    return [(row.title, status_words(row)[1]) for row in rows]


def look(screen, qtbot, day=DAY):
    screen.desk.actions["as_of"].trigger()
    bar = screen.results.day_bar
    bar.field.put(day)
    with qtbot.waitSignal(screen.finding.divided):
        qtbot.keyClick(bar.field.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: screen.agreement.row is not None)
    return bar


def statuses(screen):
    section = screen.facets.sections["statuses"]
    return {value.code: value.count for value in section._values if value.count}


def test_the_list_tells_of_the_day_until_the_reader_goes_back(screen, qtbot):
    assert shown(screen) == [("Beta", "In force"), ("Alpha", "Expired")]
    bar = look(screen, qtbot)
    assert shown(screen) == [("Alpha", "In force")]
    assert statuses(screen) == {"in_force": 1}
    assert bar.isVisible()
    assert "01/05/2021" in bar.accessibleName()
    assert "1 agreement signed later is left out." in bar.accessibleName()
    with qtbot.waitSignal(screen.finding.divided):
        bar.back.click()
    assert shown(screen) == [("Beta", "In force"), ("Alpha", "Expired")]
    assert not bar.isVisible()


def test_the_open_agreement_has_the_status_of_that_day(screen, qtbot):
    look(screen, qtbot)
    pane = screen.agreement
    qtbot.waitUntil(lambda: pane.row.title == "Alpha" and pane.row.status == "in_force")
    pills = [pane._pills.itemAt(n).widget() for n in range(pane._pills.count())]
    assert [pill.accessibleName() for pill in pills[:2]] == ["In force", "On 01/05/2021"]


def test_escape_closes_the_field_first_and_then_leads_back(screen, qtbot):
    bar = look(screen, qtbot)
    bar.change.click()
    qtbot.keyClick(bar.field.line, Qt.Key.Key_Escape)
    assert not bar.field.isVisible()
    assert screen.finding.question.wanted.day == DAY
    with qtbot.waitSignal(screen.finding.found):
        assert screen.go_back()
    assert screen.finding.question.wanted.day is None
    assert not screen.desk.actions["today"].isEnabled()


def test_a_day_that_is_none_is_not_asked_for(screen, qtbot):
    screen.desk.actions["as_of"].trigger()
    bar = screen.results.day_bar
    qtbot.keyClicks(bar.field.line, "31/2/2021")
    qtbot.keyClick(bar.field.line, Qt.Key.Key_Return)
    assert bar.field.is_wrong
    assert bar.isVisible()
    assert screen.finding.question.wanted.day is None


def test_facets_and_typed_queries_narrow_by_the_status_of_that_day(screen, qtbot, search):
    look(screen, qtbot)
    with qtbot.waitSignal(screen.finding.divided):
        screen.asking.narrow(replace(screen.asking.now.wanted, statuses=IN_FORCE))
    assert [title for title, _ in shown(screen)] == ["Alpha"]
    with qtbot.waitSignal(screen.finding.divided):
        screen.desk.actions["drop_filters"].trigger()
    assert screen.finding.question.wanted == Filter(day=DAY)
    search(screen, "status:in_force trang")
    assert [title for title, _ in shown(screen)] == ["Alpha"]
    screen.desk.actions["build"].trigger()
    (asked, _words) = screen.results.builder.conditions
    assert (asked.field, asked.value) == ("status", "in_force")


def test_a_day_before_anything_was_signed_says_so_and_offers_the_way_back(screen, qtbot):
    screen.desk.actions["as_of"].trigger()
    with qtbot.waitSignal(screen.finding.found):
        screen.results.day_bar.wanted.emit(date(1990, 1, 1))
    nothing = screen.results.nothing
    assert nothing.isVisible()
    assert nothing._today.isVisible()
    assert not nothing._drop.isVisible()
    with qtbot.waitSignal(screen.finding.found):
        nothing._today.click()
    assert len(shown(screen)) == 2


def test_a_saved_search_keeps_its_day(screen, qtbot):
    look(screen, qtbot)
    with qtbot.waitSignal(screen.keeping.listed):
        screen.keeping.save("Năm 2021")
    (kept,) = screen.keeping.searches
    assert question_of(kept).wanted.day == DAY
    assert not screen.keeping.is_changed


def test_an_exported_list_says_of_which_day_it_is(screen, qtbot, archive, tmp_path):
    look(screen, qtbot)
    screen.desk.actions["export_list"].trigger()
    (dialog,) = screen.findChildren(ExportDialog)
    with qtbot.waitSignal(screen.desk.told):
        dialog.write(tmp_path / "a.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    cells = [cell.value for cell in sheets[0][2]]
    assert "Alpha" in cells
    assert "In force" in cells
    assert "01/05/2021" in sheets[1]["A1"].value
    (entry,) = custody.entries(archive, limit=1)
    assert entry.detail["as_of"] == "2021-05-01"


def test_the_days_offered_are_those_of_reports():
    offered = usual_days(date(2026, 11, 26))
    assert offered == (date(2026, 9, 30), date(2025, 12, 31), date(2024, 12, 31))
    assert usual_days(date(2026, 2, 1)) == (date(2025, 12, 31), date(2024, 12, 31))
