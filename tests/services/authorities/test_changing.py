"""What is recorded of an authority is corrected, and what stood before is kept in the log."""

from datetime import date

import pytest

from luutru.errors import EditedMeanwhile, UnacceptableValue, UnknownPartner
from luutru.services import custody
from luutru.services.authorities.card import authority
from luutru.services.authorities.changing import (
    NameValues,
    add_name,
    change,
    correct_name,
    new_authority,
)
from luutru.services.facets import facets
from luutru.services.indexing import bring_up_to_date
from luutru.services.partners import partners
from luutru.services.search import search


@pytest.fixture
def samr(keep, called):
    """A partner that was called otherwise when it signed."""
    keep("Đo lường", party__foreign="Tổng cục Giám sát Chất lượng; AQSIQ; CN",
         signed_on="2013-09-09")  # fmt: skip
    return called("AQSIQ")


def test_a_new_name_is_found_by_and_shown_while_the_agreement_keeps_its_own(archive, samr):
    first = authority(archive, samr).names[0]
    correct_name(archive, first.id, NameValues(
        first.name, "AQSIQ", "vi", date(2001, 4, 10), date(2018, 3, 20)))  # fmt: skip
    add_name(archive, samr, NameValues(
        "Tổng cục Quản lý Giám sát Thị trường", "SAMR", "vi", date(2018, 3, 21),
        legal_act="Cải cách bộ máy 3/2018"))  # fmt: skip
    bring_up_to_date(archive)
    card = authority(archive, samr)
    assert (card.partner.short, card.signed[0].name_as_signed) == (
        "SAMR", "Tổng cục Giám sát Chất lượng")  # fmt: skip
    assert [name.abbreviation for name in card.names] == ["SAMR", "AQSIQ"]
    assert card.name_on(date(2013, 9, 9)) == card.names[1]
    assert [value.label for value in facets(archive).partners] == ["SAMR"]
    assert len(search(archive, "SAMR").hits) == 1


def test_a_corrected_day_leaves_the_former_one_in_the_log(archive, samr):
    first = authority(archive, samr).names[0]
    values = NameValues(first.name, first.abbreviation, valid_to=date(2018, 3, 20))
    assert correct_name(archive, first.id, values)
    (entry,) = custody.entries(archive, limit=1)
    assert (entry.act, entry.detail["changes"]) == (
        "authority_name_corrected", [["valid_to", "", "2018-03-20"]])  # fmt: skip
    assert not correct_name(archive, first.id, values)
    assert custody.entries(archive, limit=1) == [entry]


def test_kind_country_and_note_are_corrected(archive, samr):
    change(archive, samr, country="HK", kind="state", note=" sau cải cách ")
    card = authority(archive, samr)
    assert (card.partner.country, card.kind, card.note) == ("HK", "state", "sau cải cách")
    assert card.signed[0].row.countries == ("CN",)  # the agreement says what it said
    assert card.history[0].act == "authority_changed"


def test_nobody_overwrites_what_somebody_else_just_wrote(archive, samr):
    seen = authority(archive, samr).version
    add_name(archive, samr, NameValues("Tên khác"))
    with pytest.raises(EditedMeanwhile):
        change(archive, samr, note="cũ", version=seen)


@pytest.mark.parametrize(
    "values",
    [
        NameValues(" "),
        NameValues("x" * 301),
        NameValues("A", "y" * 41),
        NameValues("A", language="klingon"),
        NameValues("A", valid_from=date(2020, 1, 2), valid_to=date(2020, 1, 1)),
    ],
)
def test_a_name_that_does_not_fit_changes_nothing(archive, samr, rows, values):
    before = rows()
    for refused in (lambda: add_name(archive, samr, values),
                    lambda: correct_name(archive, 1, values),
                    lambda: new_authority(archive, values)):  # fmt: skip
        with pytest.raises(UnacceptableValue):
            refused()
    assert rows() == before


def test_a_country_or_kind_that_is_in_no_list_is_refused(archive, samr):
    with pytest.raises(UnacceptableValue):
        change(archive, samr, country="XX")
    with pytest.raises(UnacceptableValue):
        change(archive, samr, kind="bank")


def test_nobody_is_corrected_who_is_not_there(archive):
    for refused in (lambda: change(archive, 99, note="x"),
                    lambda: add_name(archive, 99, NameValues("x")),
                    lambda: correct_name(archive, 99, NameValues("x")),
                    lambda: authority(archive, 99)):  # fmt: skip
        with pytest.raises(UnknownPartner):
            refused()


def test_a_partner_that_signed_nothing_yet_is_listed(archive):
    number = new_authority(archive, NameValues("Viện Chuẩn", "BelGISS"), country="BY")
    (partner,) = partners(archive, "belgiss")
    assert (partner.id, partner.agreements, partner.country) == (number, 0, "BY")


def test_an_abbreviation_does_not_join_bodies_of_two_countries(archive, keep):
    keep("Một", party__foreign="Standards Australia; SA; AU")
    keep("Hai", party__foreign="Sociedad Argentina; SA; AR")
    keep("Ba", party__foreign="Standards Australia Limited; SA; AU")
    assert {(one.country, one.agreements) for one in partners(archive)} == {("AU", 2), ("AR", 1)}
