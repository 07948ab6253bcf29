"""The bell, its panel, the tray, and the badge beside Mốc theo dõi."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QSystemTrayIcon

from luutru import clock
from luutru.gui.reminders.panel import ReminderPanel
from luutru.records.milestone import Milestone
from luutru.services.describe import new_agreement


@pytest.fixture
def due(archive):
    """Two milestones that are late, one that is near, one far off."""
    new_agreement(archive, [("title_vi", "Thử")])
    with archive.catalogue.write() as session:
        for days in (-9, -2, 5, 300):
            due_on = clock.today() + timedelta(days=days)
            session.add(Milestone(agreement_id=1, title=f"In {days} days", due_on=due_on))


@pytest.fixture
def window(due, open_window, qtbot):
    """The window, once it has counted what is due."""
    shown = open_window("home")
    qtbot.waitUntil(lambda: shown.session.reminding.told is not None)
    return shown


def test_the_bell_says_how_many_are_late_and_near(window):
    bell = window.workspace.top_bar.bell
    assert bell.accessibleName() == "Reminders of today: 2 milestones are late, 1 milestone is near"
    bell.grab()


def test_the_panel_lists_them_and_leads_to_the_agreement(window):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_M, both)
    panel = window.workspace.open_reminders()
    assert ["In -9 days" in line.accessibleName() for line in panel.lines] == [True, False, False]
    assert panel.lines[0].hasFocus()
    panel.lines[0].click()
    assert panel.isHidden()
    assert window.workspace.current in ("agreements", "milestones")


def test_esc_closes_the_panel_and_gives_the_focus_back(window):
    field = window.workspace.top_bar.field
    field.setFocus()
    panel = window.workspace.open_reminders()
    QTest.keyClick(panel.lines[0], Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert field.hasFocus()


def test_the_panel_follows_what_is_done(window, archive, qtbot):
    panel = window.workspace.open_reminders()
    with archive.catalogue.write() as session:
        for milestone in session.query(Milestone):
            milestone.state = "done"
    window.workspace.actions_of_window["refresh"].trigger()
    qtbot.waitUntil(lambda: panel.lines == [])
    assert "Nothing is late" in window.workspace.top_bar.bell.accessibleName()


def test_it_opens_by_itself_once_a_day_where_it_is_wanted(due, preferences, open_window, qtbot):
    preferences.reminds = True
    window = open_window("home")
    qtbot.waitUntil(lambda: window.findChild(ReminderPanel) is not None)
    panel = window.findChild(ReminderPanel)
    assert not panel.isAncestorOf(window.focusWidget())
    panel.findChild(QCheckBox).setChecked(False)
    assert preferences.reminds is False
    preferences.reminds = True
    panel.dismiss()
    window.session.reminding.reload()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    assert all(one.isHidden() for one in window.findChildren(ReminderPanel))


def test_it_does_not_open_by_itself_where_it_is_not_wanted(window):
    assert window.findChild(ReminderPanel) is None


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # told where there is no tray
def test_the_tray_tells_once_and_again_when_there_is_more(
    due, preferences, open_window, qtbot, monkeypatch, archive
):
    said = []
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))
    monkeypatch.setattr(
        QSystemTrayIcon, "showMessage", lambda _icon, _title, text: said.append(text)
    )
    preferences.reminds = True
    window = open_window("home")
    qtbot.waitUntil(lambda: len(said) == 1)
    assert said == ["2 milestones are late, 1 milestone is near"]
    window.session.reminding.reload()
    qtbot.waitUntil(lambda: window.session.jobs.idle)
    with archive.catalogue.write() as session:
        session.add(Milestone(agreement_id=1, title="More", due_on=clock.today()))
    window.session.reminding.reload()
    qtbot.waitUntil(lambda: len(said) == 2)


def test_without_a_tray_nothing_is_put_there(window):
    assert window.findChildren(QSystemTrayIcon) == []
