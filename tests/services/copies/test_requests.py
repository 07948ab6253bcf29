"""Somebody asks for a copy; a named person decides; the copy that is issued names the request."""

import pytest

from luutru.errors import RequestSettled, UnacceptableValue, UnknownRequest
from luutru.services import custody
from luutru.services.copies.lines import copies_book
from luutru.services.copies.requests import (
    APPROVED,
    OPEN,
    REFUSED,
    WITHDRAWN,
    Asked,
    copy_requests,
    decide,
    request_copy,
)


@pytest.fixture
def asked(archive, reference):
    return request_copy(archive, Asked(reference, "Vụ Pháp chế", letter="12/PC", quantity=2))


def test_a_request_waits_without_a_number_of_the_register(archive, asked):
    (row,) = copy_requests(archive, states=OPEN)
    assert (row.label, row.state, row.requested_by) == (asked, "waiting", "Vụ Pháp chế")
    assert copies_book(archive, int(asked[-4:])).next_number == 1


def test_requests_are_numbered_one_after_another(archive, reference, asked):
    assert request_copy(archive, Asked(reference, "Văn phòng")) == asked.replace("1/", "2/")


@pytest.mark.parametrize("wrong", [{"requested_by": "  "}, {"quantity": 0}])
def test_a_request_says_who_asks_and_for_how_many(archive, reference, wrong):
    told = {"requested_by": "Vụ Pháp chế"} | wrong
    with pytest.raises(UnacceptableValue):
        request_copy(archive, Asked(reference, **told))
    assert copy_requests(archive) == []


def test_who_decided_and_why_is_kept_and_stands_in_the_log(archive, asked):
    decide(archive, asked, REFUSED, "đã có bản sao")
    (row,) = copy_requests(archive)
    assert (row.state, row.decided_by, row.reason) == ("refused", "archivist", "đã có bản sao")
    newest = custody.entries(archive, limit=1)[0]
    assert newest.act == "copy_request_refused"
    assert newest.detail["request"] == asked


def test_a_refusal_says_why(archive, asked):
    with pytest.raises(UnacceptableValue):
        decide(archive, asked, REFUSED)
    assert copy_requests(archive)[0].state == "waiting"


def test_what_was_decided_stays_decided(archive, asked):
    decide(archive, asked, WITHDRAWN)
    for decision in (APPROVED, REFUSED, WITHDRAWN):
        with pytest.raises(RequestSettled):
            decide(archive, asked, decision, "khác")


@pytest.mark.parametrize("label", ["9/2026", "", "nonsense", "0/2026", "-1", "1/2026/3"])
def test_a_request_that_nobody_made_is_told(archive, asked, label):
    with pytest.raises(UnknownRequest):
        decide(archive, label, APPROVED)


def test_only_an_approved_request_is_issued_upon_and_only_once(archive, asked, issuing):
    with pytest.raises(RequestSettled):
        issuing(request=asked)
    decide(archive, asked, APPROVED)
    issued = issuing(request=asked)
    (row,) = copies_book(archive, issued.year).rows
    assert row.request == asked
    (request,) = copy_requests(archive)
    assert (request.state, request.symbols) == ("issued", (issued.symbol,))
    with pytest.raises(RequestSettled):
        issuing(request=asked)
    assert copies_book(archive, issued.year).next_number == 2


def test_a_request_for_another_agreement_is_refused(archive, keep, issuing):
    other = request_copy(archive, Asked(keep("Khác"), "Vụ Pháp chế"))
    decide(archive, other, APPROVED)
    with pytest.raises(UnacceptableValue):
        issuing(request=other)
    assert copies_book(archive, int(other[-4:])).next_number == 1
