"""The tab “Mốc” of an agreement, in the window."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from luutru.gui.agreements.parts import MILESTONES
from luutru.gui.milestones.dialogs.editor import MilestoneEditor
from luutru.services.milestones.rows import milestone_rows

TODAY = date(2026, 11, 26)


@pytest.fixture
def tab(qtbot, open_window):
    """Show the tab of an agreement."""

    def show(reference):
        window = open_window()
        pane = window.workspace.screen_called("agreements").agreement
        window.workspace.desk.agreement_wanted.emit(reference)
        qtbot.waitUntil(lambda: pane.row is not None and pane.row.reference == reference)
        pane.tabs.setCurrentIndex(MILESTONES)
        qtbot.waitUntil(lambda: window.session.jobs.idle)
        return window, pane.parts.milestones

    return show


def test_an_agreement_without_milestones_offers_the_first(qtbot, keep, tab, archive):
    reference = keep("Lease")
    window, pane = tab(reference)
    assert pane._stack.currentIndex() == 1
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(MilestoneEditor)))
    editor = window.findChildren(MilestoneEditor)[-1]
    assert editor.reference == reference
    editor.form.name.setText("Report")
    editor.form.day.put(TODAY)
    editor.form.edited.emit()
    editor.save.click()
    qtbot.waitUntil(lambda: [row.title for row in pane.rows] == ["Report"])


def test_what_is_next_stands_on_top_and_what_is_done_below(keep, plan, tab):
    reference = keep("Lease")
    plan(reference, "Past", state="done", due_on=TODAY - timedelta(90), done_on=TODAY)
    plan(reference, "Later", due_on=TODAY + timedelta(90))
    plan(reference, "Late", due_on=TODAY - timedelta(3))
    _window, pane = tab(reference)
    assert [row.title for row in pane.rows] == ["Late", "Later", "Past"]
    names = [button.accessibleName() for button in pane.findChildren(QToolButton)]
    assert "Complete… Late" in names
    assert "Open again… Past" in names


def test_suggestions_are_confirmed_together(qtbot, archive, keep, plan, tab):
    reference = keep("Lease")
    for title in ("One", "Two"):
        plan(reference, title, state="suggested", due_on=TODAY)
    _window, pane = tab(reference)
    assert pane._suggested.isVisible()
    pane.acts.confirm_all([row.id for row in pane.rows])
    qtbot.waitUntil(lambda: {row.state for row in milestone_rows(archive)} == {"open"})
    qtbot.waitUntil(lambda: not pane._suggested.isVisible())


def test_the_key_plans_on_the_screen_of_milestones_from_anywhere(qtbot, keep, open_window):
    keep("Lease")
    window = open_window("intake")
    window.workspace.actions_of_window["new_milestone"].trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(MilestoneEditor)))
    assert window.workspace.current == "milestones"
