"""The first screen: every figure opens the list it counts, and each line has its way on."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest

from luutru import clock
from luutru.records.agreement import Agreement
from luutru.records.milestone import Milestone
from luutru.records.outbox import Retry
from luutru.services.describe import new_agreement


@pytest.fixture
def holdings(archive):
    """Keep agreements that differ in everything that is counted."""
    ends = (clock.today() + timedelta(days=20)).strftime("%d/%m/%Y")
    this_year = clock.today().year
    for number, (year, kind, end) in enumerate(
        [(this_year, "memorandum", ends), (this_year - 1, "memorandum", ""),
         (this_year - 1, "accord", ""), (this_year - 11, "plan", "")]
    ):  # fmt: skip
        told = [("title_vi", f"Thỏa thuận {number}"), ("official_name", kind),
                ("signed_on", f"05/01/{year}"), ("effective_on", f"05/01/{year}"),
                ("fields", "halal")]  # fmt: skip
        new_agreement(archive, [*told, ("expires_on", end)] if end else told)
    return archive


@pytest.fixture
def home(open_window, qtbot, holdings):
    """The window on its first screen, read."""
    window = open_window("home")
    screen = window.workspace.screen_called("home")
    qtbot.waitUntil(lambda: screen.told is not None)
    return window


def listed(window):
    screen = window.workspace.screen_called("agreements")
    return None if screen.finding.waiting else len(screen.results.model.ids)


@pytest.mark.parametrize("name", ["In force", "Ending soon", "Awaiting review"])
def test_a_figure_opens_the_list_it_counts(home, qtbot, name):
    counter = home.workspace.screen_called("home").counters.shown[name]
    assert counter.count is not None
    counter.click()
    assert home.workspace.current == "agreements"
    qtbot.waitUntil(lambda: listed(home) == counter.count)


def test_figures_tell_different_things(home):
    shown = home.workspace.screen_called("home").counters.shown
    assert (shown["In force"].count, shown["Ending soon"].count) == (4, 1)


def test_pages_to_be_read_are_shown_where_they_wait(home):
    home.workspace.screen_called("home").counters.shown["Pages to be read"].click()
    assert home.workspace.current == "intake"
    assert home.workspace.screen_called("intake")._view.current == 1


def test_a_bar_opens_the_agreements_of_its_year(home, qtbot):
    chart = home.workspace.screen_called("home").years.chart
    chart.picked.emit(8, -1)
    qtbot.waitUntil(lambda: listed(home) == 2)
    chart.picked.emit(8, 0)
    qtbot.waitUntil(lambda: listed(home) == 1)


def test_a_field_opens_what_is_in_force_of_it(home, qtbot):
    home.workspace.screen_called("home").fields.chart.picked.emit(0, -1)
    qtbot.waitUntil(lambda: listed(home) == 4)


def test_the_late_come_first_and_lead_to_their_agreement(open_window, qtbot, holdings):
    today = clock.today()
    with holdings.catalogue.write() as session:
        reference = session.get(Agreement, 1).reference
        for days in (-9, 2, 50):
            due = today + timedelta(days=days)
            session.add(Milestone(agreement_id=1, title=f"In {days} days", due_on=due))
        session.add(Retry(problem="refused", detail="", filename="a.pdf", document_id=None,
                          page_number=None, last_at=clock.now()))  # fmt: skip
    window = open_window("home")
    screen = window.workspace.screen_called("home")
    qtbot.waitUntil(lambda: screen.told is not None)
    lines = screen.todo.lines
    assert [line.title for line in lines] == [
        "In -9 days", "1 page or file could not be read", "In 2 days",
    ]  # fmt: skip
    assert (lines[0].when, lines[0].way) == ("9 days late", "Deal with it")
    assert lines[0].about.startswith(reference)
    lines[1].go()
    assert window.workspace.current == "intake"


def test_an_empty_archive_shows_first_steps_and_no_figures(open_window, qtbot):
    window = open_window("home")
    screen = window.workspace.screen_called("home")
    qtbot.waitUntil(lambda: screen.told is not None)
    assert not screen.counters.isVisible()
    assert not screen.years.isVisible()
    assert screen._first.isVisible()


def test_comparing_says_what_came_of_it(home, qtbot):
    workspace = home.workspace
    safety = workspace.screen_called("home").safety
    assert "Not compared yet" in safety.told
    safety.check.click()
    assert not safety.check.isEnabled()
    qtbot.waitUntil(lambda: "Sound" in safety.told)
    assert safety.check.isEnabled()
    assert "sound" in workspace.notice.accessibleName()


def test_the_charts_are_walked_through_by_key_and_say_where_one_is(home, qtbot):
    chart = home.workspace.screen_called("home").years.chart
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    year = clock.today().year
    assert f"{year}: 1" in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert f"{year - 1}: 2" in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_Up)
    with qtbot.waitSignal(chart.picked) as picked:
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert picked.args == [8, 0]
    assert f"{year - 1}: 2 (" in chart.accessibleDescription()


def test_a_click_beside_every_bar_opens_nothing(home, qtbot):
    chart = home.workspace.screen_called("home").years.chart
    with qtbot.assertNotEmitted(chart.picked):
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_the_week_is_printed_where_something_is_due(open_window, qtbot, holdings):
    window = open_window("home")
    screen = window.workspace.screen_called("home")
    qtbot.waitUntil(lambda: screen.told is not None)
    assert not screen.week.isEnabled()
    with holdings.catalogue.write() as session:
        session.add(Milestone(agreement_id=1, title="Report", due_on=clock.today()))
    screen.refresh()
    qtbot.waitUntil(screen.week.isEnabled)
    screen.week.click()
    assert any("week" in told.windowTitle() for told in screen.findChildren(QPrintDialog))


def test_the_calendar_is_opened_from_beside_the_next_milestones(home):
    workspace = home.workspace
    workspace.desk.part_wanted.emit("milestones", "calendar")
    assert workspace.current == "milestones"
    assert workspace.screen_called("milestones").views.current == 2


def test_the_late_are_counted_as_they_are_listed(open_window, qtbot, holdings):
    with holdings.catalogue.write() as session:
        for days in (-9, -2, 3):
            due = clock.today() + timedelta(days=days)
            session.add(Milestone(agreement_id=1, title="Report", due_on=due))
    window = open_window("home")
    screen = window.workspace.screen_called("home")
    qtbot.waitUntil(lambda: screen.told is not None)
    counter = screen.counters.shown["Late milestones"]
    counter.click()
    listed = window.workspace.screen_called("milestones")
    qtbot.waitUntil(lambda: listed.shown is not None)
    late = [row for row in listed.shown.rows if row.standing.value == "overdue"]
    assert counter.count == len(late) == 2
