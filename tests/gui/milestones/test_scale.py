"""Where days lie on the timeline."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from luutru.gui.milestones.timeline.scale import NARROWEST, WIDEST, Scale, months_on, scale_for

YEAR = Scale(date(2026, 1, 1), date(2026, 12, 31), 2.0)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


def test_a_day_lies_where_it_is_found():
    for number in range(365):
        day = YEAR.start + timedelta(number)
        assert YEAR.day_at(YEAR.middle_of(day)) == day


def test_beyond_the_ends_is_the_first_or_the_last_day():
    assert YEAR.day_at(-50) == YEAR.start
    assert YEAR.day_at(1e6) == YEAR.end


def test_dragging_by_half_a_day_or_less_moves_nothing():
    assert YEAR.moved(date(2026, 5, 1), 0.9) == date(2026, 5, 1)
    assert YEAR.moved(date(2026, 5, 1), 20) == date(2026, 5, 11)


def test_zooming_stays_within_what_can_be_read():
    scale = YEAR
    for _ in range(50):
        scale = scale.zoomed(1.5)
    assert scale.per_day == WIDEST
    for _ in range(80):
        scale = scale.zoomed(0.5)
    assert scale.per_day == NARROWEST


def test_the_header_gets_coarser_as_days_get_narrower():
    steps = [Scale(YEAR.start, YEAR.end, width).steps for width in (4.0, 0.7, 0.2)]
    assert steps == [(3, 1), (12, 3), (12, 0)]


def test_ticks_cover_what_is_in_sight_without_gaps():
    ticks = list(YEAR.ticks(1, 100, 400))
    assert ticks[0].x <= 100
    assert ticks[-1].x + ticks[-1].width >= 400
    for one, after in pairwise(ticks):
        assert one.x + one.width == after.x


def test_quarters_begin_with_their_first_month():
    assert [tick.first.month for tick in YEAR.ticks(3, 0, YEAR.width)] == [1, 4, 7, 10]


@given(DAYS, st.integers(0, 60))
def test_months_on_is_the_first_of_a_month(day, months):
    there = months_on(day, months)
    assert there.day == 1
    assert (there.year - day.year) * 12 + there.month - day.month == months


@given(st.lists(DAYS, max_size=20), DAYS)
def test_every_day_and_a_year_around_today_lie_on_the_scale(days, today):
    scale = scale_for(days, today)
    for day in (*days, today - timedelta(365), today + timedelta(365)):
        assert scale.start <= day <= scale.end
