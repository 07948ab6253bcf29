"""Working days: Tết by the moon over Hà Nội, what makes up for a holiday, what is exchanged."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise

import ephem
import pytest

from luutru.services.rules.working_days import ORDINARY, Holiday, WorkCalendar, data

HANOI = timedelta(hours=7)


def name_of(day):
    told = ORDINARY.holiday(day)
    assert told is not None
    return told.name


def here(moment):
    return (moment.datetime() + HANOI).date()


def new_moons(first, last):
    moment = ephem.Date(datetime.combine(first, time.min) - timedelta(35))
    found: list[date] = []
    while not found or found[-1] <= last:
        moment = ephem.next_new_moon(moment)
        found.append(here(moment))
        moment = ephem.Date(moment + 1)
    return [day for day in found if first <= day <= last]


def solar_term(day):
    """The number of the twelfth of its way in which the sun stands as the day begins here."""
    moment = ephem.Date(datetime.combine(day, time.min) - HANOI)
    longitude = ephem.Ecliptic(ephem.Sun(moment), epoch=moment).lon
    return int(float(longitude) / (ephem.pi / 6)) % 12


def eleventh_month(year):
    """The lunar month that holds the winter solstice is the eleventh."""
    solstice = here(ephem.next_winter_solstice(f"{year}/12/1"))
    return max(new_moons(date(year, 10, 1), solstice))


def lunar_months(year):
    """First days of the lunar months that end with the eleventh of `year`, without a leap month."""
    starts = new_moons(eleventh_month(year - 1), eleventh_month(year))
    months = list(pairwise(starts))
    if len(months) == 13:  # the leap month is the first in which the sun enters no new twelfth
        months.remove(next(m for m in months if solar_term(m[0]) == solar_term(m[1])))
    return {(10 + place) % 12 + 1: start for place, (start, _) in enumerate(months)}


@pytest.mark.parametrize("year", sorted(map(int, data()["moon"]["years"])))
def test_the_days_of_the_moon_are_those_of_an_ephemeris(year):
    told, months = data()["moon"]["years"][str(year)], lunar_months(year)
    assert told["tet"] == months[1]
    assert told["hung_kings"] == months[3] + timedelta(days=9)


def test_the_table_reaches_from_2020_to_2050_without_a_gap():
    assert sorted(map(int, data()["moon"]["years"])) == list(range(2020, 2051))


@pytest.mark.parametrize(
    ("year", "tet"),
    [(2024, date(2024, 2, 10)), (2025, date(2025, 1, 29)), (2026, date(2026, 2, 17)),
     (2027, date(2027, 2, 6)), (2028, date(2028, 1, 26)), (2029, date(2029, 2, 13)),
     (2030, date(2030, 2, 2))],
)  # fmt: skip
def test_tet_is_not_worked(year, tet):
    assert data()["moon"]["years"][str(year)]["tet"] == tet
    assert not any(ORDINARY.is_worked(tet + timedelta(days=n)) for n in range(-1, 3))


def test_tet_2030_is_a_day_before_the_chinese_new_year():
    assert name_of(date(2030, 2, 1)) == "Lunar New Year"
    assert ORDINARY.plus(date(2030, 1, 31), 1) == date(2030, 2, 8)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2023, 12, 1), 7, date(2023, 12, 12)),
        (date(2024, 2, 7), 1, date(2024, 2, 15)),
        (date(2025, 1, 24), 1, date(2025, 2, 3)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),
        (date(2026, 2, 23), -1, date(2026, 2, 13)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2024, 4, 26), 1, date(2024, 5, 2)),
        (date(2024, 5, 3), 1, date(2024, 5, 4)),
        (date(2026, 11, 26), 0, date(2026, 11, 26)),
    ],
)
def test_working_days_are_counted_across_holidays(start, count, end):
    assert ORDINARY.plus(start, count) == end


def test_a_holiday_on_a_weekend_is_made_up_for():
    assert name_of(date(2026, 4, 27)) == ("Day off in compensation (Hùng Kings' Commemoration)")
    assert ORDINARY.or_next_worked(date(2026, 4, 26)) == date(2026, 4, 28)


def test_what_the_archive_enters_overrides_the_law():
    day, sunday = date(2026, 11, 24), date(2026, 11, 29)
    own = {day: Holiday(day, "Own", is_own=True), sunday: Holiday(sunday, "Worked", True)}
    calendar = WorkCalendar(own)
    assert not calendar.is_worked(day)
    assert calendar.plus(date(2026, 11, 27), 1) == sunday
    assert calendar.in_year(2026)[-2:] == [own[day], own[sunday]]
