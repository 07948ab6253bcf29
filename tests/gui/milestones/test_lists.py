"""What leaves the screen of milestones: calendars, reports, paper."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QFileDialog

from luutru.gui.printing import PrintDialog

TODAY = date(2026, 11, 26)


@pytest.fixture
def chosen(qtbot, tmp_path, screen):
    """Trigger an action, choose the file it asks for, and return that file once it is written."""
    shown = screen()

    def choose(action, name):
        shown.desk.actions[action].trigger()
        qtbot.waitUntil(lambda: bool(shown.findChildren(QFileDialog)))
        dialog = shown.findChildren(QFileDialog)[-1]
        file = tmp_path / name
        with qtbot.waitSignal(shown.desk.told):
            dialog.fileSelected.emit(str(file))
        dialog.close()
        return file

    return shown, choose


def test_the_open_milestones_become_a_calendar(some, chosen):
    _shown, choose = chosen
    calendar = Calendar.from_ical(choose("export_calendar", "all.ics").read_bytes())
    assert len(list(calendar.walk("VEVENT"))) == 8


def test_of_an_owner_who_is_chosen_only_his_are_written(qtbot, some, chosen):
    shown, choose = chosen
    owner = shown.filters.owner
    owner.setCurrentIndex(owner.findText("Unit B"))
    calendar = Calendar.from_ical(choose("export_calendar", "b.ics").read_bytes())
    assert list(calendar.walk("VEVENT")) == []


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_the_year_is_reported_as_a_file(some, chosen, form):
    _shown, choose = chosen
    assert choose("yearly_report", f"2026.{form}").read_bytes().startswith(b"PK")


def test_what_is_shown_is_printed(qtbot, keep, plan, screen):
    plan(keep("Lease"), due_on=TODAY + timedelta(3))
    shown = screen()
    shown.desk.actions["print_milestones"].trigger()
    qtbot.waitUntil(lambda: bool(shown.findChildren(PrintDialog)))
    shown.findChildren(PrintDialog)[-1].close()
