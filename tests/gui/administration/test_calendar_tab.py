"""The working calendar and the rules of the law, changed in the window."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint

from luutru.gui.administration.replan_dialog import ReplanDialog
from luutru.gui.administration.screen import CALENDAR, LISTS
from luutru.gui.administration.sheets import STATUTORY
from luutru.services.administration.working_year import working_year
from luutru.services.milestones.planning import New, add
from luutru.services.milestones.rows import milestone_rows
from luutru.services.rules.pack import rules


@pytest.fixture
def tab(screen, until):
    """The tab of the calendar, on a year that is known."""
    made = screen.show_tab(CALENDAR)
    made.year = 2026
    made.refresh()
    until(lambda: bool(made.table.lines) and "2026" in made._heading.text())
    return made


def test_the_holidays_of_the_law_are_listed_and_drawn(tab):
    names = [line.cells[2] for line in tab.table.lines]
    assert any("National Day" in name for name in names)
    assert date(2026, 9, 2) in tab.view._special
    box = tab.view._month_box(9)
    found = {
        tab.view.day_at(QPoint(int(box.left() + x), int(box.top() + y)))
        for x in range(0, int(box.width()), 4)
        for y in range(0, int(box.height()), 4)
    }
    assert date(2026, 9, 2) in found


def test_a_day_is_entered_and_taken_back(tab, archive, until):
    before = working_year(archive, 2026).worked
    dialog = tab.enter(date(2026, 11, 27))
    dialog.name.put("Ngày truyền thống")
    dialog.source.put("Quyết định 12/QĐ-TĐC")
    dialog.save.click()
    until(lambda: any("Ngày truyền thống" in line.cells for line in tab.table.lines))
    assert working_year(archive, 2026).worked == before - 1
    place = next(n for n, line in enumerate(tab.table.lines) if "Ngày truyền thống" in line.cells)
    tab.table.selectRow(place)
    assert tab.remove.isEnabled()
    tab.remove.click()
    until(lambda: working_year(archive, 2026).worked == before)


def test_what_the_law_sets_is_not_taken_back(tab):
    tab.table.selectRow(0)
    assert not tab.remove.isEnabled()


def test_days_are_brought_from_a_file(tab, archive, until, tmp_path):
    file = tmp_path / "days.csv"
    file.write_text("day;kind;name\n28/11/2026;làm bù;Làm bù\n", encoding="utf-8")
    tab.take_file(file)
    until(lambda: date(2026, 11, 28) not in working_year(archive, 2026).off)


def test_milestones_in_working_days_are_offered_to_follow(tab, archive, filled, until):
    add(archive, filled, New("Báo cáo", due_rule="signing+7WD"))
    (due,) = [row.due_on for row in milestone_rows(archive) if row.title == "Báo cáo"]
    dialog = tab.enter(due)
    dialog.kind.setCurrentIndex(0)
    dialog.save.click()
    until(lambda: bool(tab.findChildren(ReplanDialog)))
    (replan,) = tab.findChildren(ReplanDialog)
    assert not replan.make.isEnabled()
    replan.reason.put("Nghỉ theo quyết định")
    replan.follow()
    replan.make.click()
    until(
        lambda: [row.due_on for row in milestone_rows(archive) if row.title == "Báo cáo"] != [due]
    )


def test_a_year_that_is_not_known_says_so(tab, until):
    tab.year = 2060
    tab.refresh()
    until(lambda: "2060" in tab._heading.text())
    assert tab._unknown.isVisible()
    tab.go_back()
    until(lambda: "2059" in tab._heading.text())


def test_a_rule_of_the_law_is_changed_with_its_reason(screen, archive, until):
    lists = screen.show_tab(LISTS)
    until(lambda: lists.table is not None)
    lists.show_sheet(STATUTORY)
    lists.table.selectRow(0)
    dialog = lists.change_rule()
    rule = dialog._rule.id
    assert not dialog.save.isEnabled()
    dialog.due.put("signing+P30D")
    dialog.reason.put("Quy định mới của Bộ")
    dialog.follow()
    dialog.save.click()
    until(lambda: {one.id: one.due_rule for one in rules(archive)}[rule] == "signing+P30D")
    until(lambda: "30" in lists.table.lines[0].cells[3])
    assert "changed by the archive" in lists.table.lines[0].cells[1]


@pytest.mark.parametrize("height", [680, 768, 1000])
def test_no_words_lie_over_the_months_however_low_the_window_is(window, tab, height, qtbot):
    window.resize(1366, height)
    qtbot.wait(1)
    months = tab.view.mapTo(tab, tab.view.rect().bottomLeft()).y()
    words = tab._sources.mapTo(tab, QPoint(0, 0)).y()
    assert months < words
    box = tab.view._month_box(12)
    assert box.bottom() <= tab.view.height()
