"""Which of its names an authority goes by on a day."""

from datetime import date

import pytest

from luutru import i18n
from luutru.services.authorities.naming import NameRow, called, name_on, short

CSBTS = NameRow(1, 7, "Cục Giám sát Kỹ thuật", "CSBTS", "", date(1998, 1, 1), date(2001, 4, 9), "")
AQSIQ = NameRow(2, 7, "Tổng cục Kiểm nghiệm", "AQSIQ", "", date(2001, 4, 10), date(2018, 3, 20), "")
SAMR = NameRow(3, 7, "Tổng cục Giám sát", "SAMR", "vi", date(2018, 3, 21), None, "")
ENGLISH = NameRow(4, 7, "State Administration", "", "en", date(2018, 3, 21), None, "")
ALL = (SAMR, ENGLISH, CSBTS, AQSIQ)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1990, 5, 1), "CSBTS"),  # before all of them: the nearest
        (date(2001, 4, 9), "CSBTS"),
        (date(2001, 4, 10), "AQSIQ"),
        (date(2018, 3, 20), "AQSIQ"),
        (date(2018, 3, 21), "SAMR"),
        (date(2040, 1, 1), "SAMR"),
    ],
)
def test_both_days_of_a_span_belong_to_it(day, expected):
    i18n.use_language("vi")
    name = name_on(ALL, day)
    assert name
    assert name.abbreviation == expected


def test_the_name_in_the_readers_language_goes_first():
    assert called(ALL, date(2020, 1, 1)) == "State Administration"
    i18n.use_language("vi")
    assert called(ALL, date(2020, 1, 1)) == "Tổng cục Giám sát"


def test_an_abbreviation_borne_beside_the_name_is_told():
    assert short(ALL, date(2020, 1, 1)) == "SAMR"


def test_an_abbreviation_of_another_time_is_not():
    later = NameRow(5, 7, "Cơ quan mới", "", "", date(2018, 3, 21), None, "")
    assert short((AQSIQ, later), date(2020, 1, 1)) == ""


def test_of_names_without_days_the_first_entered_is_shown():
    first, second = (NameRow(n, 7, f"Tên {n}", "", "", None, None, "") for n in (1, 2))
    assert called((second, first)) == "Tên 1"


def test_a_name_that_began_hides_one_of_which_nobody_knows_when():
    old = NameRow(1, 7, "Tên cũ", "", "", None, None, "")
    new = NameRow(2, 7, "Tên mới", "", "", date(2020, 1, 1), None, "")
    assert [called((old, new), date(year, 6, 1)) for year in (2019, 2021)] == ["Tên cũ", "Tên mới"]


def test_who_has_no_name_is_called_nothing():
    assert (called(()), short(())) == ("", "")
