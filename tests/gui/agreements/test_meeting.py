"""Two people correct the same agreement at two desks of one server, one of them in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from luutru.gui.agreements.parts import FORM
from luutru.gui.meeting_dialog import MeetingDialog
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement


@pytest.fixture
def two(at_desk, elsewhere):
    with at_desk("An") as here, at_desk("Bình") as there:
        yield here, there


@pytest.fixture
def archive(two):
    """The archive of the window, whose catalogue another desk shares."""
    return two[0]


@pytest.fixture
def reference(archive):
    return new_agreement(archive, [("title_vi", "Bản ghi nhớ"), ("signed_place", "Huế")])


@pytest.fixture
def pane(reference, open_screen, qtbot):
    screen = open_screen()
    if screen.agreement.row is None or screen.agreement.row.reference != reference:
        with qtbot.waitSignal(screen.agreement.shown):
            screen.show_agreement(reference)
    screen.agreement.tabs.setCurrentIndex(FORM)
    made = screen.agreement.parts.form
    qtbot.waitUntil(lambda: made.form.is_built and bool(made.form.parts["title_vi"].before))
    made.form.settle()
    return made


def enter(pane, name, typed):
    part = pane.form.parts[name]
    part.put(typed)
    part.edited.emit()


@pytest.fixture
def meeting(pane, two, reference, qtbot):
    """Both correct the place and the note; the other desk was quicker."""
    describe(two[1], reference, [("signed_place", "Minsk"), ("note", "theirs")])
    enter(pane, "signed_place", "Hà Nội")
    enter(pane, "note", "mine")
    enter(pane, "title_en", "Memorandum")
    pane.save_button.click()
    qtbot.waitUntil(lambda: bool(pane.findChildren(MeetingDialog)))
    return pane.findChildren(MeetingDialog)[0]


def values(archive, reference, *names):
    found = card(archive, reference).values
    return tuple(found[name].typed for name in names)


def test_mine_and_theirs_are_chosen_field_by_field(meeting, pane, archive, reference, qtbot):
    told = {one.field: one for one in meeting.choices}
    assert set(told) == {"signed_place", "note"}
    assert all(one.theirs.isChecked() for one in meeting.choices)
    assert "Bình" in told["note"].theirs.accessibleName()
    assert "Minsk" in told["signed_place"].theirs.accessibleName()
    told["note"].mine.click()
    with qtbot.waitSignal(pane.corrected):
        meeting.save.click()
    expected = ("Minsk", "mine", "Memorandum")
    assert values(archive, reference, "signed_place", "note", "title_en") == expected
    assert pane.unsaved == []


def test_the_choice_is_made_by_keys_alone(meeting, pane, archive, reference, qtbot):
    place, note = meeting.choices
    if place.field != "signed_place":
        place, note = note, place
    qtbot.waitUntil(lambda: isinstance(meeting.focusWidget(), QWidget))
    place.theirs.setFocus()
    qtbot.keyClick(place.theirs, Qt.Key.Key_Down)
    assert place.mine.isChecked()
    meeting.save.setFocus()
    with qtbot.waitSignal(pane.corrected):
        qtbot.keyClick(meeting.save, Qt.Key.Key_Return)
    assert values(archive, reference, "signed_place", "note") == ("Hà Nội", "theirs")


def test_nothing_typed_is_lost_where_nothing_is_chosen(meeting, pane, archive, reference, qtbot):
    qtbot.keyClick(meeting, Qt.Key.Key_Escape)
    entered = {"signed_place": "Hà Nội", "note": "mine", "title_en": "Memorandum"}
    assert pane.form.entered() == entered
    assert values(archive, reference, "note", "title_en") == ("theirs", "")
    pane.save_button.click()
    qtbot.waitUntil(lambda: any(d.isVisible() for d in pane.findChildren(MeetingDialog)))


def test_what_was_read_first_counts_though_the_window_shows_newer_values(
    pane, two, reference, qtbot
):
    enter(pane, "note", "mine")
    describe(two[1], reference, [("note", "theirs")])
    with qtbot.waitSignal(pane._desk.jobs.ended):
        pane.window().refresh()
    qtbot.waitUntil(lambda: pane._card.values["note"].typed == "theirs")
    pane.form.settle()
    enter(pane, "note", "mine, still")
    pane.save_button.click()
    qtbot.waitUntil(lambda: bool(pane.findChildren(MeetingDialog)))
    (met,) = pane.findChildren(MeetingDialog)[0].choices
    assert "theirs" in met.theirs.accessibleName()
