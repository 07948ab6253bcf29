"""A few letters find agreements, partners and countries."""

import pytest

from luutru.services.describe import describe, new_agreement
from luutru.services.indexing import bring_up_to_date
from luutru.services.quick_finding import agreements_called, memorable, quick_find, starts_words


@pytest.fixture
def filled(archive):
    told = [("party.foreign", "INSO; ; IR"), ("note", "có điều khoản lõm")]
    new_agreement(archive, [("title_vi", "Bản ghi nhớ về đo lường"), *told])
    new_agreement(archive, [("title_vi", "Thỏa thuận Halal"), ("party.foreign", "JAKIM; ; MY")])
    bring_up_to_date(archive)
    return archive


@pytest.mark.parametrize(
    ("text", "title"),
    [("do luong", "Bản ghi nhớ về đo lường"), ("2026-0002", "Thỏa thuận Halal"),
     ("inso", "Bản ghi nhớ về đo lường"), ("lõm", "Bản ghi nhớ về đo lường")],
)  # fmt: skip
def test_agreements_are_found_by_title_reference_and_words(filled, text, title):
    assert [row.title for row in quick_find(filled, text).agreements] == [title]


def test_partners_and_countries_are_found_with_what_was_agreed(filled):
    assert [partner.called for partner in quick_find(filled, "jakim").partners] == ["JAKIM"]
    found = quick_find(filled, "ma lai").countries
    assert [(country.code, country.agreements) for country in found] == [("MY", 1)]
    assert quick_find(filled, "phap").countries == ()


def test_no_more_is_told_than_asked_for(filled):
    assert len(quick_find(filled, "2026", limit=1).agreements) == 1


def test_agreements_are_told_in_the_order_of_their_references(filled):
    rows = agreements_called(filled, ["2026-0002", "2026-9999", "2026-0001"])
    assert [row.reference for row in rows] == ["2026-0002", "2026-0001"]


@pytest.mark.parametrize(
    ("wanted", "told", "fits"),
    [("sang", "Sáng hoặc tối", True), ("toi sa", "Sáng hoặc tối", True), ("oac", "hoặc", False),
     ("", "Sáng", True)],
)  # fmt: skip
def test_letters_begin_words_with_or_without_marks(wanted, told, fits):
    assert starts_words(wanted, told) is fits


def test_a_workstation_keeps_references_of_what_everybody_may_see_alone(archive, keep):
    plain, marked = keep("Halal"), keep("Kín")
    assert memorable(archive, [marked, plain, "2026-0099"]) == [marked, plain]
    describe(archive, marked, [("secrecy", "Mật")])
    assert memorable(archive, [marked, plain]) == [plain]
