"""The page of a month."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from luutru.gui.milestones.calendar.month import (
    DAYS,
    WEEKS,
    Month,
    is_weekend,
    month_of,
    months_later,
)

DAY = st.dates(date(1990, 1, 2), date(2060, 12, 1))


@given(DAY)
def test_a_page_begins_on_a_monday_and_holds_its_whole_month(day):
    page = month_of(day)
    days = page.days()
    assert days[0].weekday() == 0
    assert len(days) == WEEKS * DAYS
    assert page.last == days[-1]
    inside = [one for one in days if page.holds(one)]
    assert inside[0].day == 1
    assert (inside[-1] + timedelta(1)).day == 1


@given(DAY)
def test_a_day_is_found_at_its_place(day):
    page = month_of(day)
    place = page.place_of(day)
    assert place is not None
    assert page.day_in(*place) == day


def test_a_day_of_another_season_is_on_no_place():
    assert Month(2026, 11).place_of(date(2026, 3, 1)) is None


@given(DAY, st.integers(-40, 40))
def test_turning_pages_keeps_the_number_of_the_day_where_it_can(day, months):
    there = months_later(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert there.day == day.day or (there + timedelta(1)).day == 1


def test_the_last_of_january_turns_to_the_last_of_february():
    assert months_later(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert months_later(date(2027, 1, 31), 1) == date(2027, 2, 28)


def test_saturday_and_sunday_are_the_weekend():
    assert [is_weekend(date(2026, 11, 23) + timedelta(n)) for n in range(7)] == [False] * 5 + [
        True, True
    ]  # fmt: skip
