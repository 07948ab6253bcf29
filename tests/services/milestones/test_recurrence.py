"""Series of RFC 5545: what is refused, what follows what, what becomes of 29 February."""

from datetime import date
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from luutru.errors import UnacceptableValue
from luutru.services.milestones.recurrence import checked, first_day, following, occurrences, pinned

START = date(2026, 1, 1)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
RULES = st.builds(
    "FREQ={};INTERVAL={}{}".format,
    st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]),
    st.integers(1, 4),
    st.sampled_from(["", ";COUNT=3", ";UNTIL=20380101", ";BYDAY=MO", ";BYMONTH=2,11"]),
)


@pytest.mark.parametrize(
    "text",
    ["FREQ=HOURLY", "FREQ=YEARLY;BYMONTH=13", "FREQ=YEARLY;INTERVAL=0", "FREQ=YEARLY;COUNT=0",
     "FREQ=YEARLY;BYMONTHDAY=0", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;FREQ=DAILY",
     "COUNT=2", "yearly", "FREQ=YEARLY;COUNT=2;UNTIL=20300101", "FREQ=YEARLY;UNTIL=20300230",
     "FREQ=YEARLY;BYDAY=99MO", "FREQ=YEARLY;X=1", "DTSTART:20260101\nRRULE:FREQ=DAILY",
     "FREQ=YEARLY;BYHOUR=3", "FREQ=YEARLY;BYMONTH=" + ",".join(["1"] * 120)],
)  # fmt: skip
def test_what_is_no_rule_of_days_is_refused(text):
    with pytest.raises(UnacceptableValue):
        checked(text, START)


def test_a_rule_has_one_spelling():
    assert checked(" rrule:bymonth=11;freq=yearly; ", START) == "FREQ=YEARLY;BYMONTH=11"
    assert checked("FREQ=DAILY;UNTIL=20300101T000000Z", START) == "FREQ=DAILY;UNTIL=20300101"
    assert checked("", START) == ""


@settings(deadline=None)
@given(RULES, DAYS)
def test_following_one_by_one_tells_the_same_days_as_the_whole_series(rule, start):
    try:
        spelled = checked(rule, start)
    except UnacceptableValue:  # such as every third month from January, but only in February
        assert list(islice(occurrences(rule, start, None), 1)) == []
        return
    whole = list(islice(occurrences(pinned(spelled, start), start, None), 5))
    assert whole == sorted(set(whole))
    if not {"BYDAY", "BYMONTH"} & {part.split("=")[0] for part in rule.split(";")}:
        assert whole[0] == start
    assume(whole[0] == start)
    walked, step = [start], following(pinned(spelled, start), start)
    while step and len(walked) < 5:
        walked.append(step[0])
        step = following(step[1], step[0])
    assert walked == whole


def test_a_duty_of_29_february_comes_every_year():
    rule = pinned("FREQ=YEARLY", date(2024, 2, 29))
    found = list(islice(occurrences(rule, date(2024, 2, 29), None), 5))
    assert [str(day)[2:] for day in found] == [
        "24-02-29", "25-02-28", "26-02-28", "27-02-28", "28-02-29",
    ]  # fmt: skip


def test_a_duty_of_the_31st_comes_on_the_last_of_each_month():
    rule = pinned("FREQ=MONTHLY", date(2024, 1, 31))
    found = occurrences(rule, date(2024, 1, 31), date(2024, 5, 1))
    assert [day.day for day in found] == [31, 29, 31, 30]


def test_the_report_of_15_november_is_next_due_this_year_or_the_next():
    rule = "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15"
    assert first_day(rule, date(2026, 11, 15)) == date(2026, 11, 15)
    assert first_day(rule, date(2026, 11, 16)) == date(2027, 11, 15)
    assert first_day("", date(2026, 11, 16)) is None
