"""A scan of an agreement recorded earlier without one shows the differences field by field."""

import pytest
from tests.services.test_sorting import MEMORANDUM, OTHER
from tests.services.typed import bring

from luutru.errors import CannotSort, NotInList
from luutru.services.cards import card
from luutru.services.comparing_records import Agreeing, differences, earlier_records, join_record
from luutru.services.custody import entries
from luutru.services.describe import new_agreement
from luutru.services.inspecting import verify

RECORDED = [
    ("title_vi", "Bản ghi nhớ về đo lường"),
    ("signed_on", "17/12/1998"),
    ("official_name", "Bản ghi nhớ"),
    ("occasion", "Chuyến thăm"),
    ("party.foreign", "Viện Đo lường Lâu đài Trắng; WCI; BY"),
    ("party.vietnamese", "Cục Đo lường Miền Bắc; NMO; VN"),
]


@pytest.fixture
def recorded(archive):
    return new_agreement(archive, RECORDED)


@pytest.fixture
def arrived(archive, tmp_path, recorded):
    return bring(archive, tmp_path, "arrived", MEMORANDUM)


def test_what_was_recorded_without_a_scan_is_found(archive, recorded, arrived, tmp_path):
    new_agreement(archive, [("title_vi", "Hợp tác về nông nghiệp"), ("signed_on", "3/4/2001")])
    assert [one.reference for one in earlier_records(archive, arrived)] == [recorded]
    assert earlier_records(archive, bring(archive, tmp_path, "x", "Một tờ giấy khác")) == ()


def test_each_field_tells_how_record_and_scan_agree(archive, recorded, arrived):
    told = {one.name: one for one in differences(archive, arrived, recorded)}
    assert told["signed_on"].state is Agreeing.DIFFERENT
    assert told["signed_on"].recorded == "1998-12-17"
    assert told["signed_on"].entries[0][0].places[0].page == 1
    assert told["official_name"].state is Agreeing.SAME
    assert told["occasion"].state is Agreeing.ONLY_RECORDED
    assert told["code_number"].state is Agreeing.ONLY_PROPOSED
    assert (told["code_number"].recorded, told["code_number"].proposed) == ("", "295")


def test_fields_are_decided_one_by_one_in_one_act(archive, recorded, arrived):
    join_record(archive, arrived, recorded, ["signed_on", "code_number"])
    told = card(archive, arrived)
    assert told.row.reference == recorded
    assert told.row.signed_on == "1998-12-16"
    assert told.values["signed_on"].source == "page"
    assert told.values["code_number"].typed == "295"
    assert told.row.title == "Bản ghi nhớ về đo lường"
    assert told.values["occasion"].typed == "Chuyến thăm"
    assert {entry.act for entry in entries(archive, arrived)} >= {"sorted"}
    assert verify(archive).is_sound


def test_what_the_scan_does_not_say_cannot_be_taken_and_nothing_is_joined(
    archive, recorded, arrived
):
    with pytest.raises(NotInList):
        join_record(archive, arrived, recorded, ["occasion"])
    assert card(archive, recorded).documents == ()


def test_an_agreement_that_has_its_text_takes_no_second(archive, recorded, arrived, tmp_path):
    join_record(archive, arrived, recorded)
    with pytest.raises(CannotSort):
        join_record(archive, bring(archive, tmp_path, "other", OTHER), recorded, ["signed_on"])
    assert card(archive, recorded).row.signed_on == "1998-12-17"
