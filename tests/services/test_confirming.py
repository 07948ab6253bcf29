"""A person's answers become the description, and what became of proposals is counted."""

import pytest
from pypdf import PdfWriter
from sqlalchemy import select
from tests.services.conftest import read

from luutru.errors import EditedMeanwhile, ReviewIncomplete, UnacceptableValue
from luutru.extraction.proposal import Anchor, Box, MilestoneProposal, Place, Proposal
from luutru.records.agreement import Agreement
from luutru.records.files import Page
from luutru.records.milestone import Milestone
from luutru.records.statement import Statement
from luutru.services.accession import take_in
from luutru.services.arrivals import Joining
from luutru.services.cards import card
from luutru.services.confirming import Answer, Decision, confirm, decide
from luutru.services.describe import describe
from luutru.services.propose import review_sheet
from luutru.services.rule_outcomes import rule_outcomes

PLACE = (Place(1, (Box(100, 200, 900, 250),)),)
REQUIRED = [
    Answer("official_name", "Bản ghi nhớ"),
    Answer("title_vi", "Bản ghi nhớ về đo lường"),
    Answer("copy_kind", "Bản gốc"),
    Answer("medium", "Giấy"),
    Answer("secrecy", "Thường"),
    Answer("party.vietnamese", "Tổng cục Mẫu; TCM; VN"),
    Answer("party.foreign", "Viện Mẫu; VM; BY"),
]


def proposed(field, value, **more):
    return Proposal(field, value, more.pop("confidence", 0.9), PLACE, "a_rule", **more)


@pytest.fixture
def reference(archive, tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    file = tmp_path / "scan.pdf"
    writer.write(file)
    given = take_in(archive, file).reference
    read(archive, "Số: 05/BGN-TĐC ngày 07 tháng 12 năm 2023")
    return given


def statement(archive, field):
    with archive.catalogue.read() as session:
        return session.scalars(select(Statement).where(Statement.field == field)).one()


def test_answers_become_the_description_and_the_review_is_accepted(archive, reference):
    confirm(archive, reference, [*REQUIRED, Answer("signed_on", "7/12/2023")])
    told = card(archive, reference)
    assert told.row.review_state == "reviewed"
    assert told.row.signed_on == "2023-12-07"


def test_a_value_kept_as_proposed_names_its_page_and_place(archive, reference):
    answer = Answer("signed_on", "07/12/2023", proposed("signed_on", "2023-12-07"))
    confirm(archive, reference, [answer], review_too=False)
    told = statement(archive, "signed_on")
    with archive.catalogue.read() as session:
        page_id = session.scalars(select(Page.id)).one()
    assert (told.source, told.page_id, told.box) == ("page", page_id, "100 200 900 250")
    assert told.confidence == pytest.approx(0.9)


def test_a_corrected_value_comes_from_the_person(archive, reference):
    answer = Answer("signed_on", "08/12/2023", proposed("signed_on", "2023-12-07"))
    confirm(archive, reference, [answer], review_too=False)
    told = statement(archive, "signed_on")
    assert (told.source, told.page_id) == ("person", None)


def test_what_became_of_proposals_is_counted_by_rule(archive, reference):
    answers = [
        Answer("signed_on", "07/12/2023", proposed("signed_on", "2023-12-07")),
        Answer("duration", "2 năm", proposed("duration", "P3Y")),
        Answer("signed_place", "", proposed("signed_place", "Hà Nội")),
        Answer("expires_on", "không nêu", proposed("expires_on", "2026")),
        Answer("occasion", "Chuyến thăm"),
    ]
    confirm(archive, reference, answers, review_too=False)
    told = {rule.field: (rule.accepted, rule.corrected, rule.refused) for rule in
            rule_outcomes(archive)}  # fmt: skip
    assert told == {
        "signed_on": (1, 0, 0),
        "duration": (0, 1, 0),
        "signed_place": (0, 0, 1),
        "expires_on": (0, 0, 1),
    }


def test_entries_are_kept_in_the_order_of_the_answers(archive, reference):
    answers = [
        Answer("signatory.foreign", "B; Viện trưởng"),
        Answer("party.foreign", "Viện Một; ; BY"),
        Answer("party.foreign", "Viện Hai; ; BY"),
    ]
    confirm(archive, reference, answers, review_too=False)
    with archive.catalogue.read() as session:
        agreement = session.scalars(select(Agreement)).one()
        assert [party.name_as_signed for party in agreement.parties] == ["Viện Một", "Viện Hai"]
        assert [s.person for s in agreement.parties[0].signatories] == ["B"]


def test_signatories_that_nobody_was_asked_about_stay(archive, reference):
    before = [("party.foreign", "Viện Một; ; BY"), ("signatory.foreign+", "B; Viện trưởng")]
    describe(archive, reference, before)
    confirm(archive, reference, [Answer("party.foreign", "Viện Hai; ; BY")], review_too=False)
    with archive.catalogue.read() as session:
        agreement = session.scalars(select(Agreement)).one()
        assert [s.person for s in agreement.parties[0].signatories] == ["B"]


def test_nothing_is_recorded_where_one_answer_does_not_fit(archive, reference):
    wrong = Answer("signed_on", "21/0/1973", proposed("signed_on", "2023-12-07"))
    with pytest.raises(UnacceptableValue):
        confirm(archive, reference, [*REQUIRED, wrong])
    assert review_sheet(archive, reference).title == "scan"
    assert rule_outcomes(archive) == []


def test_an_incomplete_review_records_nothing(archive, reference):
    with pytest.raises(ReviewIncomplete):
        confirm(archive, reference, REQUIRED[:3])
    assert review_sheet(archive, reference).title == "scan"


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(archive, reference):
    seen = review_sheet(archive, reference).version
    describe(archive, reference, [("title_vi", "Của người khác")])
    with pytest.raises(EditedMeanwhile):
        confirm(archive, reference, REQUIRED, version=seen)
    assert card(archive, reference).row.title == "Của người khác"


def milestone(title="Gửi báo cáo", **more):
    told = {
        "kind": "contractual", "anchor": Anchor.SIGNING, "offset": "P30D", "recurrence": "",
        "due_on": "", "clause": "Điều 5", "confidence": 0.9, "places": PLACE, "rule": "within",
    }  # fmt: skip
    return MilestoneProposal(title=title, **{**told, **more})


def test_accepted_milestones_are_planned_from_the_dates_confirmed_with_them(archive, reference):
    answers = [Answer("signed_on", "7/12/2023"), Answer("expires_on", "31/8/2026")]
    wanted = [
        milestone(),
        milestone("Quyết định gia hạn", anchor=Anchor.EXPIRY, offset="-P6M"),
        milestone("Khi nhận thông báo", anchor=Anchor.EVENT, event="ngày nhận"),
        milestone("Họp", anchor=Anchor.FIXED, offset="", due_on="2024-11-15"),
    ]
    confirm(archive, reference, answers, wanted, review_too=False)
    with archive.catalogue.read() as session:
        planned = session.scalars(select(Milestone).order_by(Milestone.id)).all()
    told = [(str(made.due_on), made.due_rule) for made in planned]
    assert told == [
        ("2024-01-06", "signing+P30D"),
        ("2026-02-28", "expiry-P6M"),
        ("None", "event+P30D: ngày nhận"),
        ("2024-11-15", ""),
    ]
    assert planned[0].legal_reference == "Điều 5"
    assert planned[0].source_page_id is not None
    assert planned[0].source_boxes == "[[100, 200, 900, 250]]"


def test_a_milestone_is_planned_once(archive, reference):
    for _ in range(2):
        confirm(archive, reference, [], [milestone()], review_too=False)
    with archive.catalogue.read() as session:
        assert len(session.scalars(select(Milestone)).all()) == 1


def test_a_place_and_a_description_are_decided_together_or_not_at_all(archive, keep):
    other, own = keep("Bản ghi nhớ về Halal"), keep("Văn bản vừa quét")
    wrong = Decision((Answer("signed_on", "32/13/2023"),), sorting=(Joining.EXTENDS, other))
    with pytest.raises(UnacceptableValue):
        decide(archive, own, wrong)
    assert card(archive, own).relations == ()
    right = Decision(
        (Answer("signed_on", "1/12/2023"),), sorting=(Joining.EXTENDS, other), accepts=False
    )
    decide(archive, own, right)
    assert [one.kind for one in card(archive, own).relations] == ["extends"]
    assert card(archive, own).row.signed_on == "2023-12-01"


def test_a_decision_upon_what_somebody_else_changed_moves_nothing(archive, keep):
    other, own = keep("Bản ghi nhớ về Halal"), keep("Văn bản vừa quét")
    seen = card(archive, own).version
    describe(archive, own, [("note", "khác")])
    with pytest.raises(EditedMeanwhile):
        decide(archive, own, Decision(sorting=(Joining.EXTENDS, other)), version=seen)
    assert card(archive, own).relations == ()
