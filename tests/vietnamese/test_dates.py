import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.vietnamese.dates import days_of, find_dates, official, read_day, short

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))

WRITTEN = [
    ("ngày 9 tháng 8 năm 2023", "2023-08-09"),
    ("Ngày 09 tháng 8, 2023", "2023-08-09"),
    ("ngày mồng 9 tháng tám năm 2023", "2023-08-09"),
    ("ngày 20 tháng mười hai năm 2023", "2023-12-20"),
    ("ngay 9 thang 8 nam 2023", "2023-08-09"),
    ("9/8/2023", "2023-08-09"),
    ("09 / 08 / 2023", "2023-08-09"),
    ("09-08-2023", "2023-08-09"),
    ("09.8.2023", "2023-08-09"),
    ("2023-08-09", "2023-08-09"),
    ("tháng 10/2023", "2023-10"),
    ("Th.10/2023", "2023-10"),
    ("tháng 10 năm 2023", "2023-10"),
    ("năm 2023", "2023"),
    ("27-28/9/2023", "2023-09-27/2023-09-28"),
    ("6-9/12/2023", "2023-12-06/2023-12-09"),
    ("30/10/2023 – 10/11/2023", "2023-10-30/2023-11-10"),
    ("30/10 - 10/11/2023", "2023-10-30/2023-11-10"),
    ("30/12 - 10/01/2024", "2023-12-30/2024-01-10"),
    ("ngày 27 và 28 tháng 9 năm 2023", "2023-09-27/2023-09-28"),
    ("ngày 6 đến ngày 9 tháng 12 năm 2023", "2023-12-06/2023-12-09"),
    ("6 đến ngày 9/12/2023", "2023-12-06/2023-12-09"),
    ("30 tháng 10 đến 10 tháng 11 năm 2023", "2023-10-30/2023-11-10"),
    ("9 August 2023", "2023-08-09"),
    ("9th day of August, 2023", "2023-08-09"),
    ("9th of August in the year 2023", "2023-08-09"),
    ("August 9, 2023", "2023-08-09"),
    ("9-Aug-2023", "2023-08-09"),
    ("Sept. 2023", "2023-09"),
    ("27-28 September 2023", "2023-09-27/2023-09-28"),
    ("the 27th and 28th of September 2023", "2023-09-27/2023-09-28"),
    ("September 27–28, 2023", "2023-09-27/2023-09-28"),
    ("September 27 to October 3, 2023", "2023-09-27/2023-10-03"),
    ("30 October 2023 – 10 November 2023", "2023-10-30/2023-11-10"),
]
IMPOSSIBLE = ["21/0/1973", "31/4/2023", "29-02-2023", "9/13/2023", "ngày 32 tháng 5 năm 2023"]
NO_DATES = [
    "Luật số 70/2020/QH14",
    "Nghị định 01/02/2020/NĐ-CP",
    "Nghị định 30/2020",
    "Luật 01/02/2020/QH14 của năm",
    "Việt Nam 2023",
    "điện thoại 024.3791.2023",
    "1.09.08.2023",
    "ISO 9001:2015",
    "trang 27-28",
    "maybe 2023",
]


@pytest.mark.parametrize(("printed", "edtf"), WRITTEN)
def test_every_form_of_a_date_is_read(printed, edtf):
    (found,) = find_dates(f"Hà Nội, {printed}; tại")
    assert found.edtf == edtf
    assert found.possible
    assert printed.removeprefix("the ") == found.printed


@pytest.mark.parametrize(("printed", "edtf"), WRITTEN)
def test_decomposed_letters_are_read_and_their_place_is_right(printed, edtf):
    decomposed = unicodedata.normalize("NFD", f"Bên Việt Nam ký {printed}; tại Hà Nội")
    (found,) = find_dates(decomposed)
    assert found.edtf == edtf
    assert decomposed[found.start : found.end] == found.printed
    assert found.printed in unicodedata.normalize("NFD", printed)


@pytest.mark.parametrize("printed", IMPOSSIBLE)
def test_a_day_that_does_not_exist_is_flagged_and_not_repaired(printed):
    (found,) = find_dates(f"ký {printed}.")
    assert (found.edtf, found.possible, found.printed) == ("", False, printed)
    assert read_day(printed) is None


@pytest.mark.parametrize("text", NO_DATES)
def test_other_numbers_are_no_dates(text):
    assert find_dates(text) == []


def test_all_dates_of_a_paragraph_are_found_in_order():
    text = (
        "Trong chuyến thăm từ 6-9/12/2023, hai bên ký ngày 7/12/2023 tại Hà Nội; Bản ghi nhớ có "
        "hiệu lực từ tháng 01 năm 2024 đến hết năm 2026. Done on the 7th of December, 2023."
    )
    assert [found.edtf for found in find_dates(text)] == [
        "2023-12-06/2023-12-09",
        "2023-12-07",
        "2024-01",
        "2026",
        "2023-12-07",
    ]


def test_a_number_that_stands_before_a_date_is_not_its_first_day():
    (found,) = find_dates("trang 30 - 9/8/2023")
    assert (found.edtf, found.printed) == ("2023-08-09", "9/8/2023")


def test_the_number_of_a_law_near_a_date_is_none():
    (found,) = find_dates("Luật 01/02/2020/QH14, năm 2021")
    assert found.edtf == "2021"


def test_a_date_may_run_over_the_end_of_a_line_and_a_line_to_fill_in():
    (found,) = find_dates("ngày\n09 tháng 8\nnăm 2023")
    assert found.edtf == "2023-08-09"
    (found,) = find_dates("ngày__09__tháng__8__năm__2023")
    assert found.edtf == "2023-08-09"


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        *WRITTEN[:-6],
        ("7/12/2023", "2023-12-07"),
        (" Ngày  7/12/2023 ", "2023-12-07"),
        ("12/2023", "2023-12"),
        ("2023", "2023"),
        ("2023-12", "2023-12"),
        ("2023-08-09/..", "2023-08-09/.."),
        ("7/12/2023?", "2023-12-07?"),
        ("2021-2025", "2021/2025"),
        ("từ 9/8/2023", "2023-08-09/.."),
        ("đến 31/12/2025", "../2025-12-31"),
        ("từ ngày 6 đến ngày 9/12/2023", "2023-12-06/2023-12-09"),
        ("9/8/2023 -", "2023-08-09/.."),
        ("10/2023 – 2/2024", "2023-10/2024-02"),
    ],
)
def test_a_date_is_read_as_people_type_it(typed, edtf):
    assert read_day(typed) == edtf


@pytest.mark.parametrize(
    "typed",
    [
        *("", "?", "–", "mai", "13/2023", "2023-13", "2023-02-30", "năm 0000", "7/12/23"),
        *("Số 5, 7/12/2023", "7/12/2023 tại Hà Nội", "7/12/2023 và 8/1/2024"),
        *("2024-01-01/2023-01-01", "2025–2023"),
    ],
)
def test_what_is_no_single_date_is_refused(typed):
    assert read_day(typed) is None


@given(DAYS, st.integers(0, 800), st.sampled_from(["", "?"]))
def test_what_a_table_shows_can_be_typed_back(day, length, doubt):
    later = day + timedelta(days=length)
    for value in (
        f"{day}",
        f"{day:%Y-%m}",
        f"{day:%Y}",
        f"{day}/{later}",
        f"{day}/..",
        f"../{day}",
        f"{day:%Y-%m}/{later:%Y-%m}",
        f"{day:%Y}/{later:%Y}",
    ):
        if later.year < 2200:
            assert read_day(short(value + doubt)) == value + doubt


@given(DAYS)
def test_the_official_form_is_read_back(day):
    assert read_day(official(day)) == day.isoformat()


@given(st.text() | st.text(st.sampled_from("0123/-. ngaythmnă\u0301?–2023")))
def test_any_text_may_be_asked(text):
    assert all(text[found.start : found.end] == found.printed for found in find_dates(text))
    read = read_day(text)
    assert read is None or read_day(read) == read


def test_official_days_take_a_zero_and_of_the_months_the_first_two():
    assert official(date(2020, 1, 5)) == "ngày 05 tháng 01 năm 2020"
    assert official(date(2019, 6, 29)) == "ngày 29 tháng 6 năm 2019"
    assert official(date(2019, 2, 9)) == "ngày 09 tháng 02 năm 2019"
    assert official(date(2019, 10, 9)) == "ngày 09 tháng 10 năm 2019"


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2023-12-07", "07/12/2023"),
        ("2023-12", "12/2023"),
        ("2023", "2023"),
        ("2023-12-07?", "07/12/2023?"),
        ("2023-09-27/2023-09-28", "27–28/09/2023"),
        ("2023-10-30/2023-11-10", "30/10–10/11/2023"),
        ("2023-12-30/2024-01-10", "30/12/2023–10/01/2024"),
        ("2023-08-09/..", "09/08/2023–…"),
        ("../2023-08-09", "…–09/08/2023"),
        ("", ""),
    ],
)
def test_a_table_shows_days_short(edtf, shown):
    assert short(edtf) == shown


def test_an_interval_has_days_unless_it_is_coarse_or_long():
    assert days_of("2023-02-27/2023-03-01", 3) == ["2023-02-27", "2023-02-28", "2023-03-01"]
    assert days_of("2023-02-27/2023-03-01", 2) == []
    assert (
        days_of("2023-02/2023-03", 9)
        == days_of("2023-02-01", 9)
        == days_of("2023-02-01/..", 9)
        == []
    )
