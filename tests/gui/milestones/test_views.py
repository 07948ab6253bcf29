"""Timeline, board and calendar show the same milestones, by mouse and by key."""

from collections import Counter
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget
from tests.gui.milestones.dragging import dialog_of, drag

from luutru.gui.milestones.board.view import NEAR
from luutru.gui.milestones.screen import BOARD, CALENDAR, EMPTY, NOTHING, TIMELINE
from luutru.records.milestone import Milestone
from luutru.services.milestones.rows import Wanted, standing_counts
from luutru.services.milestones.standing import Standing

TODAY = date(2026, 11, 26)


def on_timeline(screen):
    strips = screen.timeline.view.lanes.strips
    return Counter(row.standing for s in strips if s.lane for row in s.lane.marks)


def on_board(screen):
    return Counter({one.standing: len(one.rows) for one in screen.board.columns[:4]})


def test_counters_views_and_the_query_agree(archive, some, screen):
    shown = screen()
    counts = standing_counts(archive)
    assert {s: c.count for s, c in shown.counters.items()} == {s: counts[s] for s in shown.counters}
    for standing in NEAR:
        assert on_timeline(shown)[standing] == counts[standing]
    shown.show_view(BOARD)
    assert on_board(shown) == Counter({s: counts[s] for s in NEAR})
    month = [e for es in shown.calendar._entries.values() for e in es]
    shown.show_view(CALENDAR)
    month = [e for es in shown.calendar._entries.values() for e in es]
    page = shown.calendar.grid.month
    dated = [r for r in shown.shown.rows if r.due_on and page.first <= r.due_on <= page.last]
    assert Counter(e.row.id for e in month) == Counter(row.id for row in dated)


def test_a_counter_shows_its_milestones_alone_and_then_all_again(some, screen):
    shown = screen()
    shown.counters[Standing.OVERDUE].click()
    assert {row.standing for row in shown.shown.rows} == {Standing.OVERDUE}
    assert set(on_timeline(shown)) == {Standing.OVERDUE}
    shown.counters[Standing.OVERDUE].click()
    assert len(shown.shown.rows) == 12


def test_a_filter_narrows_counters_and_views(qtbot, some, screen):
    shown = screen()
    owner = shown.filters.owner
    owner.setCurrentIndex(owner.findText("Unit B"))
    owner.activated.emit(owner.currentIndex())
    qtbot.waitUntil(lambda: len(shown.shown.rows) == 1)
    assert shown.counters[Standing.OVERDUE].count == 0
    shown.show_all()
    qtbot.waitUntil(lambda: len(shown.shown.rows) == 12)


def test_what_another_screen_wants_is_shown(qtbot, some, screen):
    shown = screen()
    shown.show_milestones(Wanted(standings=frozenset({Standing.SUGGESTED})))
    qtbot.waitUntil(lambda: [row.title for row in shown.shown.rows] == ["Found"])
    assert shown.views.current == BOARD
    assert shown.board.beside is Standing.SUGGESTED


def test_an_empty_archive_offers_the_first_milestone(screen):
    shown = screen()
    assert shown._stack.currentIndex() == EMPTY


def test_nothing_that_fits_is_said_so(qtbot, some, screen):
    shown = screen()
    shown.show_milestones(Wanted(due_from=date(2050, 1, 1)))
    qtbot.waitUntil(lambda: shown._stack.currentIndex() == NOTHING)


# --- board ---------------------------------------------------------------------------------


def test_a_card_dropped_on_a_column_asks_for_a_day_in_it(qtbot, some, screen):
    shown = screen()
    shown.show_view(BOARD)
    late = shown.board.columns[0].rows[0]
    shown.board.columns[2].cards.dropped.emit(late.id)
    assert dialog_of(qtbot, shown).day.day == TODAY + timedelta(30)


def test_arrows_go_to_the_column_beside(qtbot, some, screen):
    shown = screen()
    shown.show_view(BOARD)
    first, second = shown.board.columns[0].cards, shown.board.columns[1].cards
    first.setFocus()
    assert first.current_row is not None
    qtbot.keyClick(first, Qt.Key.Key_Right)
    assert second.hasFocus()
    assert second.current_row is not None
    qtbot.keyClick(second, Qt.Key.Key_Left)
    assert first.hasFocus()


def test_a_card_says_all_of_a_milestone(some, screen):
    shown = screen()
    shown.show_view(BOARD)
    cards = shown.board.columns[0].cards
    told = cards.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Day -40, Overdue, 17/10/2026, Lease, Unit A, Activity"


# --- calendar ------------------------------------------------------------------------------


def test_keys_go_through_days_and_months(qtbot, some, screen):
    shown = screen()
    shown.show_view(CALENDAR)
    grid = shown.calendar.grid
    grid.setFocus()
    for key, expected in (
        (Qt.Key.Key_Right, date(2026, 11, 27)),
        (Qt.Key.Key_Down, date(2026, 12, 4)),
        (Qt.Key.Key_PageDown, date(2027, 1, 4)),
        (Qt.Key.Key_PageUp, date(2026, 12, 4)),
        (Qt.Key.Key_Home, TODAY),
    ):
        qtbot.keyClick(grid, key)
        assert grid.day == expected
    assert "Thursday, 26/11/2026" in grid.accessibleDescription()


def test_the_agenda_lists_what_the_month_paints(some, screen):
    shown = screen()
    shown.show_view(CALENDAR)
    shown.calendar.grid.choose(TODAY + timedelta(5))
    assert [row.title for row in shown.calendar.agenda.list.rows.rows] == ["Day 5"]


def test_dragging_to_another_day_asks_for_it(qtbot, keep, plan, due, screen):
    number = plan(keep("Lease"), due_on=TODAY)
    shown = screen()
    shown.show_view(CALENDAR)
    grid = shown.calendar.grid
    start = grid.cell(TODAY).topLeft() + QPointF(40, 40)
    drag(qtbot, grid, start, grid.cell(TODAY + timedelta(1)).center())
    assert dialog_of(qtbot, shown).day.day == TODAY + timedelta(1)
    assert due(number) == TODAY


def test_what_recurs_is_shown_on_the_days_to_come(keep, plan, screen):
    plan(keep("Lease"), due_on=TODAY, recurrence="FREQ=MONTHLY;BYMONTHDAY=26")
    shown = screen()
    shown.show_view(CALENDAR)
    shown.calendar.grid.choose(date(2027, 2, 26))
    (entry,) = shown.calendar._entries[date(2027, 2, 26)]
    assert entry.again
    assert shown.calendar.agenda.list.rows.rows == (entry.row,)


def test_holidays_are_named(qtbot, some, screen):
    shown = screen()
    shown.show_view(CALENDAR)
    shown.calendar.grid.choose(date(2027, 1, 1))
    qtbot.waitUntil(lambda: date(2027, 1, 1) in shown.calendar._holidays)
    assert shown.calendar._holidays[date(2027, 1, 1)] in shown.calendar.grid.accessibleDescription()


# --- for everybody -------------------------------------------------------------------------


@pytest.mark.parametrize("view", [TIMELINE, BOARD, CALENDAR])
def test_whatever_takes_the_focus_has_a_name(some, screen, view):
    shown = screen()
    shown.show_view(view)
    for widget in shown.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisibleTo(shown)
        if takes and not isinstance(widget.parent(), QComboBox | QLineEdit):
            named = widget.accessibleName() or (
                isinstance(widget, QAbstractButton) and widget.text()
            )
            assert named, widget


@pytest.mark.parametrize("view", [TIMELINE, BOARD, CALENDAR])
def test_a_small_window_cuts_nothing_off(some, screen, view):
    shown = screen(1216, 640)
    shown.show_view(view)
    assert shown.minimumSizeHint().width() <= 1216
    assert shown.minimumSizeHint().height() <= 640


def test_the_menu_offers_what_the_milestone_allows(some, screen):
    shown = screen()
    by_title = {row.title: row for row in shown.shown.rows}

    def offered(title):
        menu = shown.acts.menu(by_title[title])
        return [action.text() for action in menu.actions() if action.text()]

    assert "Open again…" in offered("Done")
    assert "Complete…" not in offered("Done")
    assert "Confirm" in offered("Found")
    assert offered("Day 5")[:4] == ["Show all", "Begin", "Complete…", "Change the day…"]


def test_many_milestones_are_made_ready_beside_the_window(qtbot, archive, keep, screen, jobs):
    keep("Lease")
    with archive.catalogue.write() as session:
        session.add_all(
            Milestone(agreement_id=1, title=f"Report {n}", due_on=TODAY + timedelta(n % 40),
                      recurrence="FREQ=MONTHLY;BYMONTHDAY=5" if n < 30 else "")
            for n in range(1600)
        )  # fmt: skip
    shown = screen()
    assert sum(on_timeline(shown).values()) == 1600
    shown.show_view(BOARD)
    qtbot.waitUntil(lambda: sum(on_board(shown).values()) == 1600)
    shown.show_view(CALENDAR)
    shown.calendar.grid.turn(2)
    qtbot.waitUntil(lambda: len(shown.calendar._entries.get(date(2027, 1, 5), ())) == 30)


def test_another_screen_does_not_wait_for_this_one(qtbot, keep, plan, screen, jobs):
    reference = keep("Lease")
    plan(reference, due_on=TODAY)
    shown = screen()
    shown.hide()
    plan(reference, "Later", due_on=TODAY)
    shown.refresh()
    assert jobs.idle
    shown.show()
    qtbot.waitUntil(lambda: len(shown.shown.rows) == 2)
