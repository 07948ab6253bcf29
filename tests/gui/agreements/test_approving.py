"""Descriptions approved from the list and from the form, and approvals taken back."""

import pytest
from PySide6.QtWidgets import QPushButton

from luutru.records.fields import FIELDS, Need
from luutru.services.cards import card
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.review import accept_review

PARTIES = [("party.vietnamese", "Tổng cục; TĐC; VN"), ("party.foreign", "Viện; XI; DE")]


def complete(archive, reference):
    needed = [field.name for field in FIELDS if field.need in (Need.REVIEW, Need.APPROVAL)]
    held = card(archive, reference).values
    silent = [(n, "không nêu") for n in needed if not (n in held and held[n].typed)]
    describe(archive, reference, [*silent, *PARTIES])
    accept_review(archive, reference)


@pytest.fixture
def references(shelve, archive):
    told = [shelve(name, "trang") for name in ("Alpha", "Beta", "Gamma")]
    for one in told[:2]:
        complete(archive, one)
    bring_up_to_date(archive, recognise=False)
    return told


@pytest.fixture
def screen(references, open_screen):
    return open_screen()


def title_of(screen):
    shown = screen.agreement.row
    return shown.title if shown is not None else ""


def states(archive, references):
    return [card(archive, one).row.review_state for one in references]


def test_what_is_selected_is_approved_and_what_is_not_is_told(screen, qtbot, archive, references):
    screen.results.table.selectAll()
    screen.desk.actions["approve"].trigger()
    notice = screen.results.notice
    qtbot.waitUntil(lambda: not notice.isHidden())
    assert states(archive, references) == ["approved", "approved", "awaiting_review"]
    assert f"{references[2]}: Nobody has checked" in notice.accessibleName()
    undo = next(b for b in notice.findChildren(QPushButton) if "Undo" in b.text())
    undo.click()
    qtbot.waitUntil(lambda: "taken back" in notice.accessibleName())
    assert states(archive, references) == ["reviewed", "reviewed", "awaiting_review"]


def test_the_agreement_that_is_open_is_approved_once_it_was_reviewed(
    screen, qtbot, archive, references
):
    approve = screen.desk.actions["approve"]
    screen.show_agreement(references[2])
    qtbot.waitUntil(lambda: title_of(screen) == "Gamma")
    assert not approve.isEnabled()
    screen.show_agreement(references[0])
    qtbot.waitUntil(approve.isEnabled)
    approve.trigger()
    qtbot.waitUntil(
        lambda: screen.agreement.row is not None and screen.agreement.row.review_state == "approved"
    )
    assert not approve.isEnabled()
    assert states(archive, references) == ["approved", "reviewed", "awaiting_review"]
