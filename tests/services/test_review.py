"""Descriptions approved, one and many, and approvals taken back."""

import pytest

from luutru.errors import UnknownReference
from luutru.records.fields import FIELDS, Need
from luutru.services.cards import card
from luutru.services.custody import entries
from luutru.services.describe import describe
from luutru.services.review import (
    accept_review,
    approve,
    approve_named,
    withdraw_approval,
)

COMPLETE = {
    "official_name": "Bản ghi nhớ",
    "copy_kind": "Bản gốc",
    "medium": "Giấy",
    "secrecy": "Thường",
    "party__vietnamese": "Tổng cục; TĐC; VN",
    "party__foreign": "X Institute; XI; DE",
}


def state(archive, reference):
    return card(archive, reference).row.review_state


@pytest.fixture
def complete(archive, keep):
    """An agreement that was reviewed and answers whatever an approval asks for."""
    reference = keep(**COMPLETE)
    accept_review(archive, reference)
    return _answer_all(archive, reference)


def _answer_all(archive, reference):
    held = card(archive, reference).values
    open_fields = [
        (field.name, "không nêu")
        for field in FIELDS
        if field.need is Need.APPROVAL and not (field.name in held and held[field.name].typed)
    ]
    describe(archive, reference, open_fields)
    return reference


def test_what_was_reviewed_is_approved_and_recorded(archive, complete):
    told = approve_named(archive, [complete])
    assert (told.approved, told.left_out) == ((complete,), ())
    assert state(archive, complete) == "approved"
    newest = entries(archive, complete)[0]
    assert (newest.act, newest.detail["changes"]) == (
        "approved", [["review_state", "reviewed", "approved"]],
    )  # fmt: skip


def test_what_nobody_reviewed_or_is_incomplete_is_left_and_told(archive, keep, complete):
    waiting, incomplete = keep("Waiting"), keep("Incomplete", **COMPLETE)
    accept_review(archive, incomplete)
    ids = [card(archive, one).row.id for one in (waiting, incomplete, complete)]
    told = approve(archive, ids)
    assert told.approved == (complete,)
    why = {one.reference: one.why for one in told.left_out}
    assert "Nobody has checked" in why[waiting]
    assert "Fill in first" in why[incomplete]
    assert state(archive, waiting) == "awaiting_review"


def test_what_is_approved_already_is_not_recorded_twice(archive, complete):
    approve_named(archive, [complete])
    before = len(entries(archive, complete))
    assert approve_named(archive, [complete]).approved == ()
    assert len(entries(archive, complete)) == before


def test_an_approval_is_taken_back_and_recorded(archive, complete):
    approve_named(archive, [complete])
    assert withdraw_approval(archive, [complete]) == (complete,)
    assert state(archive, complete) == "reviewed"
    assert entries(archive, complete)[0].act == "approval_withdrawn"
    assert withdraw_approval(archive, [complete]) == ()


def test_an_unknown_reference_approves_nothing(archive, complete):
    with pytest.raises(UnknownReference):
        approve_named(archive, [complete, "2099-9999"])
    assert state(archive, complete) == "reviewed"
