"""Two desks change the same record: who saved last is shown both values, and who wrote which."""

from dataclasses import replace
from datetime import date

import pytest

from luutru.errors import EditedMeanwhile
from luutru.services.administration.agency import all_fonds, put_fonds
from luutru.services.authorities.card import authority
from luutru.services.authorities.changing import NameValues, change, new_authority
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.meeting import of_agency, of_agreement, of_milestone, of_partner
from luutru.services.milestones.changing import Changes
from luutru.services.milestones.changing import change as change_milestone
from luutru.services.milestones.planning import New, add
from luutru.services.milestones.rows import milestone_rows


@pytest.fixture
def desks(at_desk):
    with at_desk("An") as here, at_desk("Bình") as there:
        yield here, there


@pytest.fixture
def reference(desks):
    here, _there = desks
    return new_agreement(here, [("title_vi", "Bản ghi nhớ"), ("signed_on", "7/12/2023")])


def test_the_refusal_says_who_wrote_and_when(desks, reference):
    here, there = desks
    read = card(here, reference).version
    describe(there, reference, [("signed_place", "Minsk")])
    with pytest.raises(EditedMeanwhile, match=rf"{reference} was corrected by Bình \(\d\d/\d\d/"):
        describe(here, reference, [("signed_place", "Hà Nội")], version=read)


def test_both_values_of_a_field_are_told_with_who_wrote_the_other(desks, reference):
    here, there = desks
    read = {"signed_on": "07/12/2023", "signed_place": "", "note": ""}
    describe(there, reference, [("signed_on", "8/12/2023"), ("title_en", "Memorandum")])
    mine = {"signed_on": "9/12/2023", "signed_place": "Hà Nội", "note": "x"}
    meeting = of_agreement(here, reference, read, mine)
    (met,) = meeting.met
    assert (met.field, met.mine, met.theirs) == ("signed_on", "09/12/2023", "08/12/2023")
    assert met.person == "Bình"
    assert met.at is not None
    assert meeting.version == card(here, reference).version


def test_who_entered_the_same_or_nothing_meets_nobody(desks, reference):
    here, there = desks
    describe(there, reference, [("signed_on", "8/12/2023"), ("note", "y")])
    read = {"signed_on": "07/12/2023", "note": ""}
    assert of_agreement(here, reference, read, {"signed_on": "8/12/2023", "note": ""}).met == ()


def test_of_a_milestone_only_what_differs_is_asked(desks, reference):
    here, there = desks
    number = add(here, reference, New(title="Report", due_on=date(2027, 1, 2), owner="A"))
    (row,) = milestone_rows(here)
    change_milestone(there, number, Changes(title="Theirs", owner="B"), version=row.version)
    with pytest.raises(EditedMeanwhile, match="Bình"):
        change_milestone(here, number, Changes(title="Mine"), version=row.version)
    meeting = of_milestone(here, number, row._asdict(), {"title": "Mine", "note": "z"})
    assert [(met.field, met.theirs, met.person) for met in meeting.met] == [
        ("title", "Theirs", "Bình")
    ]
    assert meeting.values == {"title": "Theirs", "note": "z"}


def test_partners_and_fonds_are_told_alike(desks):
    here, there = desks
    number = new_authority(here, NameValues("Viện"), country="BY", kind="state")
    read = authority(here, number)
    change(there, number, note="theirs", country="IR", version=read.version)
    mine = {"country": "BY", "note": "mine"}
    meeting = of_partner(here, number, {"country": "BY", "note": ""}, mine)
    assert [(met.label, met.mine, met.theirs) for met in meeting.met] == [
        ("Note", "mine", "theirs")
    ]
    assert meeting.values["country"] == "IR"
    (fonds,) = all_fonds(here)
    put_fonds(there, replace(fonds, history="theirs", name="Theirs"))
    wanted = replace(fonds, history="mine")
    with pytest.raises(EditedMeanwhile):
        put_fonds(here, wanted)
    meeting = of_agency(here, fonds, wanted)
    assert [(met.field, met.person) for met in meeting.met] == [("history", "Bình")]
    assert meeting.values["name"] == "Theirs"
