"""A milestone is told of from the first of its reminder days, and until it is done."""

from datetime import date, timedelta

import pytest

from luutru.records.agreement import Agreement
from luutru.records.milestone import Milestone
from luutru.services.describe import new_agreement
from luutru.services.milestones.reminding import days_before, reminders

TODAY = date(2026, 11, 26)


@pytest.fixture
def plan(archive):
    """Plan milestones: days from today, reminder days, state."""
    new_agreement(archive, [("title_vi", "Thử")])

    def add(*told):
        with archive.catalogue.write() as session:
            agreement = session.query(Agreement).one().id
            for days, before, state in told:
                due = None if days is None else TODAY + timedelta(days=days)
                session.add(Milestone(agreement_id=agreement, title=f"{days} {before}", due_on=due,
                                      reminder_days=before, state=state))  # fmt: skip
        return reminders(archive, TODAY)

    return add


@pytest.mark.parametrize(
    ("days", "before", "told"),
    [(30, "30,7", True), (31, "30,7", False), (60, "7, 60", True), (1, "", False), (0, "", True),
     (-400, "", True), (None, "30", False), (8, "7", False)],
)  # fmt: skip
def test_it_is_told_of_from_its_first_reminder_day(plan, days, before, told):
    assert plan((days, before, "open")).count == int(told)


@pytest.mark.parametrize("state", ["done", "cancelled", "suggested"])
def test_what_is_not_open_is_not_told_of(plan, state):
    assert plan((-1, "30", state)).count == 0


def test_the_late_are_counted_apart_and_come_first(plan):
    told = plan((3, "7", "open"), (-2, "7", "open"), (-5, "7", "under_way"))
    assert (told.late, told.near) == (2, 1)
    assert [row.title for row in told.rows] == ["-5 7", "-2 7", "3 7"]


@pytest.mark.parametrize(("told", "days"), [("30,7", 30), ("", 0), (" 7 , 90", 90), ("x", 0)])
def test_reminder_days_are_read(told, days):
    assert days_before(told) == days
