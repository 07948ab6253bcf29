"""The score counts what it should: rightly proposed, missed, wrong, invented."""

from dataclasses import replace

import pytest

from luutru.demo.labelled import LabelledDocument, LabelledMilestone, write_labelled
from luutru.demo.scoring import Tally
from luutru.extraction.proposal import Anchor, Extraction, MilestoneProposal, Proposal

TOLD = LabelledDocument(
    name="made",
    layout="letterhead",
    fields={
        "signed_on": ("2023-12-07",),
        "duration": ("P3Y",),
        "fields": ("metrology halal",),
        "party.foreign": ("Viện Tiêu chuẩn Talero; TSI; BY",),
        "signatory.vietnamese": ("Đỗ Ngạn Thoại; Thứ trưởng; KT.",),
    },
    accepted={"Viện Tiêu chuẩn Talero; TSI; BY": ("Talero Standards Institute",)},
    allowed={"fields": ("training",), "signed_country": ("BY",)},
    undecided=frozenset({"expires_on"}),
    milestones=(
        LabelledMilestone("contractual", "signing", "P30D", sentence="gửi"),
        LabelledMilestone("contractual", "expiry", is_required=False),
    ),
    pages=(),
)


def proposal(name, value, confidence=0.9, entry=1):
    return Proposal(name, value, confidence, (), "rule", entry)


def milestone(anchor=Anchor.SIGNING, offset="P30D", recurrence="", due_on=""):
    return MilestoneProposal("t", "activity", anchor, offset, recurrence, due_on, "", 0.9, (), "r")


def score(*proposals, milestones=()):
    tally = Tally()
    tally.add(TOLD, Extraction(tuple(proposals), tuple(milestones)))
    return tally


def counts(tally, name):
    count = tally.fields[name]
    return count.truth, count.proposals, count.right


def perfect(document):
    proposals = [
        Proposal(name, value.replace(" ", ", ") if name == "languages" else value, 1, (), "r", n)
        for name, told in document.fields.items()
        for n, value in enumerate(told, 1)
    ]
    milestones = [
        MilestoneProposal(
            m.sentence, m.kind, Anchor(m.anchor or "event"), m.offset, m.recurrence, m.due_on,
            "", 1, (), "r",
        )
        for m in document.milestones
    ]  # fmt: skip
    return Extraction(tuple(proposals), tuple(milestones))


def test_the_truth_itself_scores_full_marks():
    tally = Tally()
    for document in write_labelled(17, 80):
        tally.add(document, perfect(document))
    assert tally.errors == []
    assert {value for name, value in tally.figures().items() if name != "inventions"} == {1.0}
    assert tally.overall.truth > 1000
    assert tally.all_milestones.truth > 100


def test_nothing_proposed_is_missed_and_not_invented():
    tally = score()
    assert counts(tally, "signed_on") == (1, 0, 0)
    assert tally.overall.recall == 0
    assert tally.inventions == []


@pytest.mark.parametrize("value", ["2023-12-07", "7/12/2023", "ngày 7 tháng 12 năm 2023"])
def test_a_day_is_right_however_it_is_typed(value):
    assert counts(score(proposal("signed_on", value)), "signed_on") == (1, 1, 1)


@pytest.mark.parametrize("value", ["2023-12-08", "2023", "không rõ"])
def test_another_day_is_wrong(value):
    assert counts(score(proposal("signed_on", value)), "signed_on") == (1, 1, 0)


def test_months_and_years_of_the_same_length_are_the_same():
    assert counts(score(proposal("duration", "P36M")), "duration") == (1, 1, 1)
    assert counts(score(proposal("duration", "P2Y")), "duration") == (1, 1, 0)


def test_codes_of_a_list_count_one_by_one_and_allowed_ones_not_at_all():
    tally = score(proposal("fields", "metrology training tbt"))
    assert counts(tally, "fields") == (2, 2, 1)


def test_only_the_likeliest_candidate_of_an_entry_counts():
    tally = score(proposal("signed_on", "2023-12-08", 0.4), proposal("signed_on", "2023-12-07"))
    assert counts(tally, "signed_on") == (1, 1, 1)


@pytest.mark.parametrize(
    "name", ["Viện Tiêu chuẩn Talero", "VIEN TIEU CHUAN TALER0", "Talero Standards Institute"]
)
def test_a_name_may_be_misread_or_in_the_other_language(name):
    tally = score(proposal("party.foreign", f"{name}; TSI; Belarus"))
    assert counts(tally, "party.foreign") == (1, 1, 1)
    assert counts(tally, "party.foreign.short") == (1, 1, 1)
    assert counts(tally, "party.foreign.country") == (1, 1, 1)


def test_a_party_told_twice_is_wrong_once():
    tally = score(
        proposal("party.foreign", "Viện Tiêu chuẩn Talero; TSI; BY"),
        proposal("party.foreign", "Talero Standards Institute", entry=2),
    )
    assert counts(tally, "party.foreign") == (1, 2, 1)


def test_a_wrong_or_missing_part_of_an_entry_counts_as_such():
    tally = score(proposal("signatory.vietnamese", "Đỗ Ngạn Thoại; Bộ trưởng"))
    assert counts(tally, "signatory.vietnamese") == (1, 1, 1)
    assert counts(tally, "signatory.vietnamese.title") == (1, 1, 0)
    assert counts(tally, "signatory.vietnamese.prefix") == (1, 0, 0)


def test_a_value_for_a_silent_field_is_an_invention_if_it_is_sure():
    assert len(score(proposal("renewal", "automatic")).inventions) == 1
    unsure = score(proposal("renewal", "automatic", 0.3))
    assert unsure.inventions == []
    assert counts(unsure, "renewal") == (0, 1, 0)


def test_what_follows_and_what_is_undecided_is_neither_right_nor_wrong():
    tally = score(proposal("signed_country", "BY"), proposal("expires_on", "2026-12-07"))
    assert tally.overall.proposals == 0
    assert len(score(proposal("signed_country", "IR")).inventions) == 1


def test_a_flag_without_a_value_is_no_proposal():
    assert score(proposal("renewal_period", "")).overall.proposals == 0


def test_milestones_are_the_same_by_anchor_offset_recurrence_and_day():
    right = score(milestones=[milestone(), milestone(Anchor.EXPIRY, "")]).all_milestones
    assert (right.truth, right.proposals, right.right) == (1, 1, 1)
    for wrong in (
        milestone(Anchor.EFFECT),
        milestone(offset="P60D"),
        milestone(due_on="2024-01-01"),
    ):
        assert score(milestones=[wrong]).all_milestones.right == 0


def test_what_recurs_without_a_day_has_no_anchor():
    yearly = LabelledMilestone("activity", "", recurrence="FREQ=YEARLY", sentence="họp")
    document = replace(TOLD, milestones=(yearly,))
    tally = Tally()
    found = (milestone(Anchor.FIXED, "", "FREQ=YEARLY;INTERVAL=1"),)
    tally.add(document, Extraction((), found))
    assert tally.all_milestones.right == 1
