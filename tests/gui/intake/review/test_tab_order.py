"""Tab goes through the form of the review as it is read, however it was filled and packed."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from tests.gui.intake.review.sheets import NAME, milestone, proposal, sheet
from tests.gui.keys import focus, press, tab_to

from luutru.gui.intake.review.draft import Draft
from luutru.gui.intake.review.review_form import ReviewForm

PROPOSED = [
    proposal("signed_on", "7/12/2023", 0.80),
    proposal("party.foreign", NAME, 0.78),
    proposal("signed_place", "Hà Nội", 0.97),
]

_LINE = 40
"""Points between which things stand in one line."""


@pytest.fixture
def form(qtbot, theme):
    made = ReviewForm()
    qtbot.addWidget(made)
    made.resize(480, 700)
    made.finish()
    with qtbot.waitExposed(made):
        made.show()
        made.activateWindow()
    made.load(sheet(PROPOSED, milestones=[milestone("Gửi báo cáo")]), Draft())
    qtbot.wait(1)  # the layouts are at rest
    return made


def walked(form):
    """Press Tab from the first field through the whole form."""
    form.first().setFocus()
    passed = []
    while focus() not in passed:
        passed.append(focus())
        press(Qt.Key.Key_Tab)
    return [one for one in passed if one is not form.area]


def test_tab_never_goes_back_up_but_to_what_adds_an_entry(form):
    passed = [one for one in walked(form) if not one.accessibleName().startswith("Add to")]
    tops = [one.mapTo(form.body, QPoint(0, 0)).y() for one in passed]
    assert len(passed) > 12
    for before, after in pairwise(range(len(passed))):
        assert tops[after] > tops[before] - _LINE, passed[after].accessibleName()


def test_an_input_comes_before_the_box_that_says_not_stated(form):
    day = form.parts["signed_on"]
    day.input.setFocus()
    press(Qt.Key.Key_Tab)
    assert focus() is day.silent


def test_an_entry_that_was_added_is_walked_where_it_stands(form):
    parties = form.parts["party.foreign"]
    parties._add.click()
    added = parties.rows[-1].inputs
    parties.rows[0].inputs[-1].setFocus()
    tab_to(lambda now: now is added[0])
    press(Qt.Key.Key_Tab)
    assert focus() is added[1]
