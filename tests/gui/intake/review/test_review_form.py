"""The form of the review: what is proposed, what is doubted, what a person answers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from tests.gui.intake.review.sheets import NAME, milestone, proposal, sheet

from luutru.gui.intake.review.check_pill import Standing
from luutru.gui.intake.review.draft import Draft
from luutru.gui.intake.review.review_form import ReviewForm
from luutru.services.confirming import Answer

DAY = proposal("signed_on", "7/12/2023", 0.80)
OTHER_DAY = proposal("signed_on", "1/12/2023", 0.75, top=2000)
PARTY = proposal("party.foreign", NAME, 0.78, doubt="misread", printed="VIỆN TIÊU CHUẨN HOA")


@pytest.fixture
def form(qtbot, theme):
    made = ReviewForm()
    qtbot.addWidget(made)
    made.resize(440, 700)
    made.finish()
    with qtbot.waitExposed(made):
        made.show()
        made.activateWindow()
    return made


def answers(form):
    return {answer.field: answer for answer in form.answers()}


def test_what_is_proposed_stands_in_the_field_and_is_answered_with_its_proposal(form):
    form.load(sheet([DAY]), Draft())
    assert form.parts["signed_on"].input.text() == "07/12/2023"
    assert form.answers() == [Answer("signed_on", "7/12/2023", DAY)]


def test_what_is_recorded_stands_before_what_is_proposed_and_is_not_answered_again(form):
    form.load(sheet([DAY], {"signed_on": "2023-12-01"}), Draft())
    assert form.parts["signed_on"].input.text() == "01/12/2023"
    assert form.answers() == []
    assert not form.parts["signed_on"].is_open


def test_a_corrected_value_is_answered_with_the_proposal_it_corrects(form, qtbot):
    form.load(sheet([DAY]), Draft())
    field = form.parts["signed_on"]
    field.input.clear()
    qtbot.keyClicks(field.input, "9/12/2023")
    assert form.answers() == [Answer("signed_on", "9/12/2023", DAY)]
    assert field.pill.standing is Standing.CHANGED


def test_one_of_several_candidates_is_chosen_by_a_press(form, qtbot):
    form.load(sheet([DAY, OTHER_DAY]), Draft())
    field = form.parts["signed_on"]
    first, second = field.note.options.buttons
    assert first.isChecked()
    qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert field.input.text() == "01/12/2023"
    assert form.answers() == [Answer("signed_on", "1/12/2023", OTHER_DAY)]
    assert not field.is_open


def test_only_doubtful_values_are_coloured_and_a_press_says_that_one_is_right(form, qtbot):
    form.load(sheet([DAY, proposal("signed_place", "Hà Nội", 0.97)]), Draft())
    day, place = form.parts["signed_on"], form.parts["signed_place"]
    assert (day.pill.standing, place.pill.standing) == (Standing.LOOK, Standing.SURE)
    assert [spot.state for spot in form.spots()] == ["expiring", "active"]
    before = form.open_count
    qtbot.mouseClick(day.pill, Qt.MouseButton.LeftButton)
    assert day.pill.standing is Standing.SEEN
    assert form.open_count == before - 1


def test_how_sure_the_rules_are_is_told_on_demand_and_to_a_screen_reader(form, qtbot):
    form.load(sheet([DAY]), Draft())
    field = form.parts["signed_on"]
    assert "80%" in field.pill.accessibleName()
    assert field.pill.words() == "Check"
    form.point("signed_on")
    assert field.pill.words() == "80%"


@pytest.mark.parametrize(
    ("proposed", "words"),
    [
        (proposal("effective_on", "", 0.4, doubt="impossible_day", printed="21/0/1973"),
         "“21/0/1973” is no day that exists"),
        (proposal("effective_on", "", 0.4, doubt="handwritten_gap"), "by hand could not be read"),
    ],
)  # fmt: skip
def test_a_doubt_is_told_in_words(form, proposed, words):
    form.load(sheet([proposed]), Draft())
    assert words in form.parts["effective_on"].note.doubt.text()
    assert form.parts["effective_on"].pill.standing is Standing.DECIDE
    assert form.answers() == []


def test_a_misread_name_is_asked_about(form):
    form.load(sheet([PARTY]), Draft())
    (entry,) = form.parts["party.foreign"].entries
    said = entry.note.doubt.text()
    assert said == "Is it BelGISS? The scan has “VIỆN TIÊU CHUẨN HOA”."
    assert form.answers() == [Answer("party.foreign", NAME, PARTY)]


def test_not_stated_is_an_answer_and_taking_it_back_brings_the_value_again(form, qtbot):
    form.load(sheet([DAY]), Draft())
    field = form.parts["signed_on"]
    field.silent.click()
    assert form.answers() == [Answer("signed_on", "not stated", DAY)]
    field.silent.click()
    assert form.answers() == [Answer("signed_on", "7/12/2023", DAY)]


def test_an_entry_that_is_taken_away_is_told_as_refused(form):
    second = proposal("party.foreign", "Viện khác; ; BY", entry=2)
    form.load(sheet([PARTY, second]), Draft())
    parties = form.parts["party.foreign"]
    parties.remove(parties.entries[0])
    assert form.answers() == [
        Answer("party.foreign", "Viện khác; ; BY", second),
        Answer("party.foreign", "", PARTY),
    ]


def test_fields_with_nothing_in_them_are_left_out_until_they_are_asked_for(form, qtbot):
    form.load(sheet([DAY]), Draft())
    assert form.parts["signed_on"].isVisible()
    assert form.parts["secrecy"].isVisible()
    assert not form.parts["occasion"].isVisible()
    qtbot.mouseClick(form.more["Content"], Qt.MouseButton.LeftButton)
    assert form.parts["occasion"].isVisible()


def test_a_milestone_is_accepted_by_a_tick_and_no_other_way(form, qtbot):
    form.load(sheet(milestones=[milestone("Một"), milestone("Hai")]), Draft())
    assert form.accepted() == []
    first = form.milestones.rows[0]
    first.box.setFocus()
    qtbot.keyClick(first.box, Qt.Key.Key_Space)
    assert form.accepted() == [first.told]
    assert first.box.accessibleDescription() == "signing + 30 days · Điều 5"


def test_the_focus_tells_what_is_looked_at_and_pointing_gives_the_focus(form, qtbot):
    form.load(sheet([DAY, PARTY], milestones=[milestone()]), Draft())
    for key, name in (
        ("signed_on", "Signed on"), ("party.foreign/1", "Name as signed"),
        ("milestone/0", "Nộp báo cáo"),
    ):  # fmt: skip
        with qtbot.waitSignal(form.looked) as told:
            form.point(key)
        assert told.args == [key]
        assert form.window().focusWidget().accessibleName() == name


def test_the_doubtful_fields_are_walked_round(form):
    form.load(sheet([DAY, PARTY]), Draft())
    seen = []
    for _step in range(form.open_count + 1):
        form.next_doubt(1)
        seen.append(form.window().focusWidget().accessibleName())
    assert {"Signed on", "Name as signed", "Instrument", "Add to Vietnamese side"} <= set(seen)
    assert seen[0] == seen[-1]
    form.next_doubt(-1)
    assert form.window().focusWidget().accessibleName() == seen[-2]


def test_what_was_entered_comes_back_over_a_newer_sheet(form, qtbot):
    form.load(sheet([DAY, PARTY], milestones=[milestone()]), Draft())
    form.parts["note"].input.setPlainText("Đã hỏi lại")
    form.parts["signed_on"].pill.click()
    form.milestones.rows[0].box.setChecked(True)
    kept = form.draft()
    form.load(sheet(reference="2026-0002"), Draft())
    assert not form.draft()
    form.load(sheet([DAY, PARTY], milestones=[milestone()], version=2), kept)
    assert form.parts["note"].typed() == "Đã hỏi lại"
    assert form.draft() == kept


def test_what_does_not_fit_is_told_beside_the_field(form):
    form.load(sheet([DAY]), Draft())
    form.parts["signed_on"].put("hôm qua")
    assert not form.check()
    assert form.window().focusWidget() is form.parts["signed_on"].input


def test_every_widget_of_the_form_has_an_accessible_name(form):
    form.load(sheet([DAY, OTHER_DAY, PARTY], milestones=[milestone()]), Draft())
    nameless = [
        widget
        for widget in form.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []


@pytest.mark.parametrize("value", ["vi de", "vi, de", "Tiếng Việt, Tiếng Đức"])
def test_several_codes_stand_there_in_words_however_they_were_proposed(form, value):
    proposed = proposal("languages", value)
    form.load(sheet([proposed]), Draft())
    assert form.parts["languages"].typed() == "Vietnamese, German"
    assert form.check()
    assert form.answers() == [Answer("languages", value, proposed)]
