"""The timeline by key and mouse."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF
from tests.gui.milestones.dragging import LEFT, dialog_of, drag

from luutru.gui.milestones.timeline import paint
from luutru.gui.milestones.timeline.flag import flag_of_today
from luutru.gui.milestones.timeline.grouping import Grouping
from luutru.gui.milestones.timeline.scale import scale_for
from luutru.gui.theme.fonts import BOLD, font

TODAY = date(2026, 11, 26)


def test_arrows_go_through_lanes_and_milestones(qtbot, some, screen):
    view = screen().timeline.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    first = view.current_lane
    assert first is not None
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.current_mark == first.marks[2]
    assert first.marks[2].title in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_lane != first
    assert view.current_mark not in first.marks


def test_enter_opens_the_milestone_that_is_chosen(qtbot, some, screen):
    view = screen().timeline.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    chosen = view.current_mark
    with qtbot.waitSignal(view.opened) as told:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told.args == [chosen]


def test_a_heading_folds_its_lanes(qtbot, some, screen):
    view = screen().timeline.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    before = len(view.lanes.strips)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert len(view.lanes.strips) < before
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert len(view.lanes.strips) == before


def test_all_of_a_partner_lies_on_one_line(qtbot, some, screen):
    shown = screen()
    shown.timeline.group_by(Grouping.ONE_LINE)
    lanes = [strip.lane for strip in shown.timeline.view.lanes.strips if strip.lane]
    assert len(lanes) == 1
    assert len(lanes[0].marks) == 11
    assert len(lanes[0].bars) == 2


def test_zooming_keeps_the_day_under_the_mouse(qtbot, some, screen):
    view = screen().timeline.view
    frame = view._frame()
    x = frame.left + 300.0
    before = frame.scale.day_at(x - frame.left + frame.offset)
    view.zoom(1.25, x)
    frame = view._frame()
    after = frame.scale.day_at(x - frame.left + frame.offset)
    assert abs((after - before).days) <= 1


def test_dragging_a_diamond_asks_first_and_moves_then(qtbot, keep, plan, due, screen):
    number = plan(keep("Lease"), due_on=TODAY + timedelta(40))
    shown = screen()
    view = shown.timeline.view
    row = shown.shown.rows[0]
    place = view.place_of(row)
    drag(qtbot, view, place, place + QPointF(10 * view._scale.per_day, 0))
    dialog = dialog_of(qtbot, shown)
    assert due(number) == TODAY + timedelta(40)
    assert dialog.day.day == TODAY + timedelta(50)
    assert not dialog.save.isEnabled()
    dialog.reason.setPlainText("The partner asked for it")
    dialog.save.click()
    qtbot.waitUntil(lambda: due(number) == TODAY + timedelta(50))
    qtbot.waitUntil(lambda: shown.shown.rows[0].due_on == TODAY + timedelta(50))


def test_closing_the_question_leaves_the_day_as_it_was(qtbot, keep, plan, due, screen):
    number = plan(keep("Lease"), due_on=TODAY + timedelta(40))
    shown = screen()
    view, row = shown.timeline.view, shown.shown.rows[0]
    place = view.place_of(row)
    drag(qtbot, view, place, place + QPointF(60, 0))
    dialog_of(qtbot, shown).close_button.click()
    assert due(number) == TODAY + timedelta(40)
    assert view.place_of(row) == place


def test_escape_drops_a_diamond_where_it_was(qtbot, keep, plan, screen):
    plan(keep("Lease"), due_on=TODAY + timedelta(40))
    shown = screen()
    view = shown.timeline.view
    place = view.place_of(shown.shown.rows[0])
    drag(qtbot, view, place, place + QPointF(60, 0), release=False)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(view.move_wanted):
        qtbot.mouseRelease(view.viewport(), LEFT, pos=(place + QPointF(60, 0)).toPoint())


@pytest.mark.parametrize(
    "values",
    [
        {"state": "done", "done_on": TODAY},
        {"state": "cancelled"},
        {"state": "suggested"},
        {"derived_from": "expiry"},
    ],
)
def test_what_is_closed_or_follows_the_agreement_cannot_be_dragged(
    qtbot, keep, plan, screen, values
):
    plan(keep("Lease"), due_on=TODAY + timedelta(40), **values)
    shown = screen()
    view = shown.timeline.view
    place = view.place_of(shown.shown.rows[0])
    with qtbot.assertNotEmitted(view.move_wanted):
        drag(qtbot, view, place, place + QPointF(60, 0))


def test_a_click_beside_everything_does_nothing(qtbot, some, screen):
    view = screen().timeline.view
    before = view.current_lane
    qtbot.mouseClick(view.viewport(), LEFT, pos=QPoint(600, view.viewport().height() - 3))
    assert view.current_lane == before


def test_a_click_on_the_count_at_the_edge_leads_to_what_is_out_of_sight(qtbot, keep, plan, screen):
    plan(keep("Lease"), "Long ago", due_on=TODAY - timedelta(4000))
    shown = screen()
    view = shown.timeline.view
    row = shown.shown.rows[0]
    place = view.place_of(row)
    assert place.x() < 0
    edge = QPoint(view._titles + 20, round(place.y()))
    qtbot.mouseClick(view.viewport(), LEFT, pos=edge)
    assert view.current_mark == row
    assert view._titles < view.place_of(row).x() < view.viewport().width()


def test_what_has_no_day_is_counted_on_its_lane(some, screen):
    lanes = [strip.lane for strip in screen().timeline.view.lanes.strips if strip.lane]
    assert [lane.caption.endswith("1 without a day") for lane in lanes] == [False, True]


@pytest.mark.parametrize("month", range(1, 13))
def test_the_flag_of_today_covers_no_name_of_a_quarter(theme, month):
    today = date(2026, month, 15)
    scale = scale_for([], today)
    width, titles = 1200.0, 330.0
    offset = scale.x_of(today) - (width - titles) / 2
    frame = paint.Frame(scale, today, titles, width, offset)
    flag = flag_of_today(frame.x_of(today), today, width)
    for tick in paint._ticks(frame, 3):
        place = paint.place_of_period(frame, tick, 3, QFontMetricsF(font(12, BOLD)))
        assert place is None or not place[0].intersects(flag)
