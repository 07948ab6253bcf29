"""Many agreements corrected together from the list, after a look, and put back."""

import pytest
from PySide6.QtWidgets import QPushButton

from luutru.gui.agreements.lists.together_dialog import TogetherDialog
from luutru.gui.fields.value_lines import ADD, CLEAR, UNSTATED
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date


@pytest.fixture
def references(shelve, archive):
    told = [shelve(name, "trang", note="x") for name in ("Alpha", "Beta", "Gamma")]
    bring_up_to_date(archive, recognise=False)
    return told


@pytest.fixture
def screen(references, open_screen):
    return open_screen()


@pytest.fixture
def opened(screen):
    screen.results.table.selectAll()
    screen.desk.actions["correct_together"].trigger()
    (dialog,) = screen.findChildren(TogetherDialog)
    return dialog


def enter(line, name, way, typed=""):
    line.choose(name)
    line.choose_way(way)
    if typed:
        line.input.put(typed)
    line.edited.emit()


def value(archive, reference, field):
    told = card(archive, reference).values.get(field)
    return told.typed if told else ""


def correct(dialog, qtbot):
    qtbot.waitUntil(dialog.save.isEnabled)
    with qtbot.waitSignal(dialog.corrected):
        dialog.save.click()


def test_nothing_is_offered_while_one_agreement_is_selected(screen):
    assert not screen.desk.actions["correct_together"].isEnabled()
    screen.results.table.selectAll()
    assert screen.desk.actions["correct_together"].isEnabled()


def test_what_would_change_is_shown_before(opened, qtbot, archive, references):
    assert not opened.save.isEnabled()
    enter(opened.values.lines[0], "note", CLEAR)
    qtbot.waitUntil(opened.save.isEnabled)
    assert [line.cells[2:] for line in opened.table.lines] == [("x", "empty")] * 3
    assert opened.save.text() == "Correct 3 agreements"
    assert opened.summary.text() == "3 values change"
    assert value(archive, references[0], "note") == "x"


def test_fields_are_set_emptied_and_left_alone(opened, qtbot, archive, references, screen):
    enter(opened.values.lines[0], "note", CLEAR)
    enter(opened.values.add_line(), "lead_unit", UNSTATED)
    enter(opened.values.add_line(), "party.foreign", ADD, "Viện B; VB; BY")
    correct(opened, qtbot)
    told = card(archive, references[1]).values
    assert told["note"].typed == ""
    assert told["lead_unit"].state == "not_stated"
    assert "VB" in value(archive, references[1], "party.foreign")
    assert value(archive, references[1], "title_vi") == "Beta"
    assert screen.results.notice.isVisible()


def test_it_is_put_back_and_the_selection_stays(opened, qtbot, archive, references, screen):
    enter(opened.values.lines[0], "note", CLEAR)
    correct(opened, qtbot)
    undo = next(one for one in screen.results.notice.findChildren(QPushButton) if one.text())
    undo.click()
    qtbot.waitUntil(lambda: value(archive, references[2], "note") == "x")
    with qtbot.waitSignal(screen.finding.found):
        screen.refresh()
    assert len(screen.results.table.selected_ids()) == 3


def test_a_correction_in_between_is_told_and_nothing_is_done(opened, qtbot, archive, references):
    enter(opened.values.lines[0], "note", CLEAR)
    qtbot.waitUntil(opened.save.isEnabled)
    describe(archive, references[2], [("lead_unit", "Vụ B")])
    opened.save.click()
    qtbot.waitUntil(opened.notice.isVisible)
    assert value(archive, references[0], "note") == "x"
    assert opened.isVisible()


def test_a_value_that_does_not_fit_is_told(opened, qtbot):
    line = opened.values.lines[0]
    line.choose("signed_on")
    line.input.put("hôm qua")
    line.edited.emit()
    qtbot.waitUntil(opened.notice.isVisible)
    assert not opened.save.isEnabled()
    assert opened.values.typed() == [("signed_on", "hôm qua")]
