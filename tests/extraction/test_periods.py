"""Periods in words and digits."""

import pytest

from luutru.extraction.periods import find_periods, number
from luutru.vietnamese.folding import strip_marks


def values(text):
    return [period.value for period in find_periods(text, strip_marks(text))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ba (03) năm", "P3Y"),
        ("03 (ba) năm", "P3Y"),
        ("năm (05) năm", "P5Y"),
        ("sáu tháng", "P6M"),
        ("mười hai (12) tháng", "P12M"),
        ("hai mươi bốn tháng", "P24M"),
        ("mười lăm ngày", "P15D"),
        ("chín mươi (90) ngày làm việc", "P90D"),
        ("hai tuần", "P14D"),
        ("Sau mười lăm ngày", "P15D"),
        ("sáu mươi lăm ngày", "P65D"),
        ("sixty (60) days", "P60D"),
        ("thirty-six months", "P36M"),
        ("one hundred and twenty days", "P120D"),
        ("ten (10) working days", "P10D"),
        ("a six-month notice", "P6M"),
        ("six months' notice", "P6M"),
        ("one quarter", "P3M"),
        ("another year", "P1Y"),
        ("ba\n(O3) năm", "P3Y"),
    ],
)
def test_a_period_is_read_in_words_and_digits(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "ngày 15 tháng 11 năm 2024",
        "tháng 5 năm 2024",
        "sau ngày ký",
        "từ năm 2020",
        "…… (……) năm",
        "Điều 5 năm điểm",
        "tại Việt Nam năm 2023",
        "the year 2024",
        "",
    ],
)
def test_days_months_and_years_of_the_calendar_are_no_periods(text):
    assert values(text) == []


def test_words_and_digits_that_differ_are_told():
    text = "ba (08) năm"
    (period,) = find_periods(text, strip_marks(text))
    assert (period.value, period.agrees) == ("P3Y", False)


def test_a_number_is_read_or_refused():
    assert [number(words) for words in ("mười", "ninety nine", "hai mươi mốt", "Điều")] == [
        10,
        99,
        21,
        None,
    ]
