"""The agency, its fonds and the settings, corrected in the window."""

from dataclasses import replace

import pytest

from luutru.gui.administration.screen import AGENCY
from luutru.gui.meeting_dialog import MeetingDialog
from luutru.services.administration.agency import agency_names, all_fonds, put_fonds
from luutru.services.life.settings import ending_soon_days
from luutru.services.watching import After, watch_settings


@pytest.fixture
def tab(screen, until):
    """The tab of the agency, read."""
    made = screen.show_tab(AGENCY)
    until(lambda: bool(made.names.lines))
    return made


def test_a_new_name_ends_the_former_one(tab, archive, until):
    dialog = tab.rename_agency()
    assert dialog.name.typed().startswith("Tổng cục")
    assert not dialog.save.isEnabled()
    dialog.valid_from.put("31/02/2025")
    dialog.follow()
    assert not dialog.save.isEnabled()
    dialog.valid_from.put("1/3/2025")
    dialog.name.put("Ủy ban Tiêu chuẩn Đo lường Chất lượng Quốc gia")
    dialog.abbreviation.put("UBTĐC")
    dialog.follow()
    dialog.save.click()
    until(lambda: len(tab.names.lines) == 2)
    assert tab.names.lines[0].cells[4:] == ("01/03/2025", "today")
    assert tab.names.lines[1].cells[5] == "28/02/2025"
    assert agency_names(archive)[0].abbreviation == "UBTĐC"


def test_a_name_is_corrected(tab, archive, until):
    tab.names.selectRow(0)
    dialog = tab.correct_agency()
    dialog.place.put("Hà Nội 2")
    dialog.save.click()
    until(lambda: agency_names(archive)[0].place == "Hà Nội 2")


def test_a_fonds_that_somebody_else_corrected_meanwhile_is_chosen_from(tab, archive, until):
    tab.fonds.selectRow(0)
    dialog = tab.correct_fonds()
    put_fonds(archive, replace(all_fonds(archive)[0], history="theirs", archive_code="LT9"))
    dialog.history.put("mine")
    dialog.save.click()
    until(lambda: bool(dialog.findChildren(MeetingDialog)))
    (meeting,) = dialog.findChildren(MeetingDialog)
    (history,) = meeting.choices
    history.mine.click()
    meeting.save.click()
    until(lambda: all_fonds(archive)[0].history == "mine")
    assert all_fonds(archive)[0].archive_code == "LT9"


def test_the_last_open_fonds_cannot_be_closed(tab, archive, until):
    tab.fonds.selectRow(0)
    dialog = tab.correct_fonds()
    dialog.is_open.setChecked(False)
    dialog.save.click()
    until(dialog.notice.isVisible)
    dialog.is_open.setChecked(True)
    dialog.history.put("Lập năm 1962")
    dialog.save.click()
    until(lambda: tab.fonds.lines[0].cells[2] == "Lập năm 1962")
    assert all_fonds(archive)[0].is_open


def test_settings_are_saved_together_and_refused_ones_stay(tab, archive, until, tmp_path):
    settings = tab.settings
    assert not settings.save.isEnabled()
    settings.days.put("180")
    settings.delay.put("soon")
    settings._follow()
    settings.save.click()
    until(settings.notice.isVisible)
    assert settings.delay.typed() == "soon"
    settings.delay.put("2,5")
    settings.put_folder(str(tmp_path))
    settings.after.setCurrentIndex(1)
    settings.save.click()
    until(lambda: watch_settings(archive).folder == tmp_path)
    until(lambda: not settings.save.isEnabled())
    told = watch_settings(archive)
    assert (told.delay, told.after) == (2.5, After.LEAVE)
    assert ending_soon_days(archive) == 180


def test_the_archive_is_called_otherwise_everywhere(window, tab, until):
    tab.settings.name.put("Kho hợp tác quốc tế")
    tab.settings._follow()
    tab.settings.save.click()
    screen = window.workspace.screen_called("administration")
    until(lambda: "Kho hợp tác quốc tế" in screen._caption.accessibleName())


def test_what_was_typed_survives_reading_anew(window, tab, until):
    tab.settings.days.put("45")
    tab.settings._follow()
    window.workspace.actions_of_window["refresh"].trigger()
    until(lambda: not tab._reading.waiting)
    assert tab.settings.days.typed() == "45"
    tab.settings.undo.click()
    assert tab.settings.days.typed() == "90"
