"""The main journey without a mouse: everything is reached, and the focus is never lost."""

from datetime import timedelta
from functools import partial
from operator import is_

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.gui.at_keys import NOTE, TITLE, agreement, references, screen, settled, window
from tests.gui.keys import ALT, CTRL, NONE, SHIFT, focus, press, tab_to, write

from luutru import clock
from luutru.gui import formats
from luutru.gui.administration.screen import LISTS
from luutru.gui.milestones.dialogs.editor import MilestoneEditor
from luutru.gui.theme.current import colour
from luutru.gui.widgets.focus_ring import FocusRing
from luutru.services.cards import card
from luutru.services.milestones.rows import milestone_rows

__all__ = ["agreement", "references", "screen", "settled", "window"]

DUTY = "Gui danh muc"


def test_the_palette_leads_into_the_list_of_agreements(window, references, screen, settled, qtbot):
    press(Qt.Key.Key_K, CTRL)
    palette = window.workspace.open_palette()
    write("tieu chuan hoa")
    qtbot.waitUntil(lambda: [one.title for one in palette.entries][:1] == [TITLE])
    press(Qt.Key.Key_Return)
    agreements = screen("agreements")
    qtbot.waitUntil(lambda: agreements.agreement.reference == references[0])
    settled()
    assert focus() is agreements.results.table


def test_hits_are_walked_on_the_scan(window, agreement):
    assert focus() is window.workspace.top_bar.field  # whoever searches goes on typing
    view = agreement.scan.view
    tab_to(lambda now: now is view, Qt.Key.Key_F6)
    before = view.marks.current
    press(Qt.Key.Key_F3)
    assert view.marks.current != before


def test_a_field_is_corrected_and_saved(archive, agreement, settled, qtbot):
    press(Qt.Key.Key_F2)
    form = agreement.parts.form
    tab_to(form.form.parts["note"].isAncestorOf)
    write(NOTE)
    with qtbot.waitSignal(form.corrected):
        press(Qt.Key.Key_S, CTRL)
    settled()
    assert card(archive, agreement.reference).values["note"].typed == NOTE
    assert form.isAncestorOf(focus())


def test_a_milestone_is_planned(window, archive, agreement, settled, qtbot):
    tab_to(lambda now: now is agreement.scan.view, Qt.Key.Key_F6)
    press(Qt.Key.Key_M, CTRL)
    editor = window.findChildren(MilestoneEditor)[-1]
    write(DUTY)
    day = clock.today() + timedelta(days=3)
    tab_to(editor.form.day.isAncestorOf)
    press(Qt.Key.Key_A, CTRL)
    write(formats.plain_day(day))
    tab_to(lambda now: now is editor.save)
    with qtbot.waitSignal(editor.accepted):
        press(Qt.Key.Key_Return)
    settled()
    assert [(row.title, row.due_on) for row in milestone_rows(archive)] == [(DUTY, day)]
    assert focus() is agreement.scan.view


def test_the_review_is_reached_and_its_fields_are_walked(screen, settled, qtbot):
    press(Qt.Key.Key_4, ALT)
    intake = screen("intake")
    assert intake.isAncestorOf(focus())
    settled()
    tab_to(lambda now: now.accessibleName() == "Waiting to be done")
    press(Qt.Key.Key_Right)
    pane = intake.review()
    qtbot.waitUntil(lambda: pane.form.is_filled)
    settled()
    tab_to(lambda now: now is pane.scan.view, Qt.Key.Key_F6)
    tab_to(pane.form.isAncestorOf, Qt.Key.Key_F6)
    shown = pane.form.reference
    press(Qt.Key.Key_F8)
    assert pane.form.isAncestorOf(focus())
    press(Qt.Key.Key_Right, ALT)
    settled()
    assert pane.form.reference != shown
    assert pane.form.isAncestorOf(focus())


def test_the_register_leads_to_the_page_of_issuing_and_back(screen, settled):
    press(Qt.Key.Key_5, ALT)
    copies = screen("copies")
    settled()
    assert copies.isAncestorOf(focus())
    tab_to(copies.detail.isAncestorOf, Qt.Key.Key_F6)
    press(Qt.Key.Key_N, CTRL | SHIFT)
    page = copies.issuing()
    settled()
    assert page.form.isAncestorOf(focus())
    tab_to(page.preview.isAncestorOf, Qt.Key.Key_F6)
    assert not page.go.isEnabled()
    tab_to(lambda now: not copies.isAncestorOf(now), Qt.Key.Key_F6)  # past what cannot be pressed
    tab_to(lambda now: now.accessibleName() == "Back to the register")
    press(Qt.Key.Key_Space)
    settled()
    assert not page.isVisible()
    assert copies.isAncestorOf(focus())


def test_home_and_the_lists_of_the_administration_are_reached(screen, settled):
    press(Qt.Key.Key_7, ALT)
    administration = screen("administration")
    assert administration.isAncestorOf(focus())
    settled()
    tab_to(lambda now: now is administration.tabs, Qt.Key.Key_F6)
    while administration.tabs.currentIndex() != LISTS:
        press(Qt.Key.Key_Right)
    settled()
    tab_to(lambda now: now is administration.tab(LISTS).first(), Qt.Key.Key_F6)
    press(Qt.Key.Key_Down)
    assert administration.isAncestorOf(focus())
    press(Qt.Key.Key_1, ALT)
    settled()
    assert screen("home").isAncestorOf(focus())


def test_a_page_that_was_not_asked_for_after_all_is_left_by_escape(agreement):
    tab_to(lambda now: now is agreement.scan.view, Qt.Key.Key_F6)
    shown = agreement.scan.view.page
    press(Qt.Key.Key_G, CTRL)
    write(str(3 - shown))
    press(Qt.Key.Key_Escape)
    assert agreement.scan.view.page == shown
    assert focus() is agreement.scan.view


def test_enter_presses_a_button_of_the_window_as_space_does(window, agreement, qtbot):
    press(Qt.Key.Key_M, CTRL | SHIFT)
    panel = window.workspace.open_reminders()
    tab_to(lambda now: now.accessibleName() == "Close")
    with qtbot.waitSignal(panel.closed):
        press(Qt.Key.Key_Return)


def test_from_a_button_of_a_screen_f6_goes_into_the_screen(window, agreement):
    bar = agreement.window().workspace.screen_called("agreements").results.bar
    tab_to(bar.isAncestorOf)
    press(Qt.Key.Key_F6)
    assert focus() is not window.workspace.top_bar.field


def test_after_another_language_keys_go_on_in_the_screen(window, screen, settled):
    press(Qt.Key.Key_3, ALT)
    settled()
    window.change_language()
    settled()
    assert window.workspace.screen_called("milestones").isAncestorOf(focus())


def rings(window):
    return [one for one in window.findChildren(FocusRing) if one.isVisible()]


def test_lists_and_pages_show_by_a_ring_that_keys_go_to_them(window, agreement, qtbot):
    for goal in (agreement.scan.view, window.workspace.screen_called("agreements").results.table):
        tab_to(partial(is_, goal), Qt.Key.Key_F6)
        (ring,) = rings(window)
        assert ring.parentWidget() is goal
        assert ring.size() == goal.size()
        seen = goal.grab().toImage().pixelColor(goal.width() // 2, goal.height() - 1)
        assert seen.name() == colour("accent").name()
    press(Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(lambda: not rings(window))


def test_whoever_works_by_mouse_sees_no_ring(window, screen, settled):
    window.workspace.show_screen("agreements")
    settled()
    QTest.mouseClick(screen("agreements").results.table.viewport(), Qt.MouseButton.LeftButton)
    assert focus() is screen("agreements").results.table
    assert not rings(window)


@pytest.mark.parametrize("modifier", [NONE, SHIFT], ids=["forward", "back"])
def test_tab_stays_in_the_reminders_while_they_lie_over_the_window(
    window, agreement, qtbot, modifier
):
    press(Qt.Key.Key_M, CTRL | SHIFT)
    panel = window.workspace.open_reminders()
    begun, stops = focus(), set()
    for _ in range(12):
        press(Qt.Key.Key_Backtab if modifier == SHIFT else Qt.Key.Key_Tab, modifier)
        assert panel.isAncestorOf(focus())
        stops.add(focus())
    assert begun in stops
    assert len(stops) > 1
    press(Qt.Key.Key_Escape)
    assert focus() is window.workspace.top_bar.field


def test_a_screen_is_entered_again_where_it_was_left(window, screen, settled):
    press(Qt.Key.Key_7, ALT)
    settled()
    left = focus()
    press(Qt.Key.Key_F, CTRL)
    press(Qt.Key.Key_1, ALT)
    settled()
    press(Qt.Key.Key_7, ALT)
    assert focus() is left
