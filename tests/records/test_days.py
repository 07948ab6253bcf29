from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.records.days import UNKNOWN, Span, is_period, plus, span_of


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2023-12-07", date(2023, 12, 7), date(2023, 12, 7)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-09-27/2023-09-28", date(2023, 9, 27), date(2023, 9, 28)),
        ("2023-08-09/..", date(2023, 8, 9), None),
        ("2023-12-07?", date(2023, 12, 7), date(2023, 12, 7)),
    ],
)
def test_a_value_covers_the_days_it_may_mean(edtf, first, last):
    assert span_of(edtf) == Span(first, last)


def test_nothing_stated_is_unknown():
    assert span_of("") == UNKNOWN


@pytest.mark.parametrize("edtf", ["1973-00-21", "2023-13", "7/12/2023", "sometime"])
def test_what_is_no_day_is_refused(edtf):
    with pytest.raises(ValueError):  # noqa: PT011  the calendar words it
        span_of(edtf)


@pytest.mark.parametrize(
    ("start", "period", "last"),
    [
        (date(2023, 12, 7), "P3Y", date(2026, 12, 7)),
        (date(2024, 2, 29), "P1Y", date(2025, 2, 28)),
        (date(2023, 1, 31), "P1M", date(2023, 2, 28)),
        (date(2023, 12, 31), "P60D", date(2024, 2, 29)),
        (date(2023, 10, 15), "P1Y6M", date(2025, 4, 15)),
    ],
)
def test_a_term_ends_on_the_day_of_the_same_number(start, period, last):
    assert plus(start, period) == last


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(1, 240))
def test_a_longer_term_never_ends_earlier(start, months):
    assert plus(start, f"P{months}M") <= plus(start, f"P{months + 1}M")


@pytest.mark.parametrize("text", ["P", "3 years", "PT1H", ""])
def test_what_is_no_period_is_told(text):
    assert not is_period(text)
    with pytest.raises(ValueError, match="not a period"):
        plus(date(2023, 1, 1), text)
