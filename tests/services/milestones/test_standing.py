from datetime import date, timedelta
from itertools import combinations

import pytest
from sqlalchemy import select

from luutru.records.agreement import Agreement
from luutru.records.milestone import Milestone
from luutru.services.archive import create_archive
from luutru.services.describe import new_agreement
from luutru.services.milestones.rows import Wanted, milestone_rows, standing_counts
from luutru.services.milestones.standing import Standing, standing_on

TODAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    made = create_archive(tmp_path_factory.mktemp("milestones") / "archive")
    reference = new_agreement(
        made, [("title_vi", "Bản ghi nhớ thử"), ("fields", "halal"), ("party.foreign", "INSO")]
    )
    with made.catalogue.write() as session:
        agreement = session.scalars(select(Agreement).where(Agreement.reference == reference)).one()
        for state in ("suggested", "open", "under_way", "done", "cancelled"):
            for days in (-400, -1, 0, 7, 8, 30, 31, 400, None):
                due = None if days is None else TODAY + timedelta(days=days)
                session.add(
                    Milestone(agreement_id=agreement.id, title="Mốc", state=state, due_on=due)
                )
    yield made
    made.close()


def test_the_standing_in_sql_agrees_with_the_one_for_a_single_milestone(archive):
    rows = milestone_rows(archive, today=TODAY)
    assert len(rows) == 45
    for row in rows:
        assert row.standing is standing_on(TODAY, row.state, row.due_on), row


@pytest.mark.parametrize(
    ("days", "standing"),
    [(-1, "overdue"), (0, "this_week"), (7, "this_week"), (8, "this_month"), (30, "this_month"),
     (31, "planned")],
)  # fmt: skip
def test_a_milestone_stands_by_its_day(days, standing):
    assert standing_on(TODAY, "open", TODAY + timedelta(days=days)) == standing


def test_counts_are_those_of_the_lists(archive):
    for standing, count in standing_counts(archive).items():
        assert count == len(milestone_rows(archive, Wanted(standings=frozenset([standing]))))


def test_lists_are_narrowed_by_the_agreement_too(archive):
    assert len(milestone_rows(archive, Wanted(fields=frozenset(["halal"])))) == 45
    assert milestone_rows(archive, Wanted(fields=frozenset(["metrology"]))) == []
    assert milestone_rows(archive, Wanted(agreement_ids=frozenset())) == []
    assert milestone_rows(archive)[0].fields == ("halal",)
    assert milestone_rows(archive)[0].partners == ("INSO",)


def test_those_without_a_day_come_last(archive):
    days = [row.due_on for row in milestone_rows(archive)]
    assert days[-5:] == [None] * 5
    assert days[:-5] == sorted(filter(None, days))
    assert Standing.UNDATED in {row.standing for row in milestone_rows(archive)}


@pytest.mark.parametrize("count", range(len(Standing) + 1))
def test_a_list_of_some_standings_has_those_that_stand_so(archive, count):
    rows = milestone_rows(archive, today=TODAY)
    for asked in map(frozenset, combinations(Standing, count)):
        found = milestone_rows(archive, Wanted(standings=asked), today=TODAY)
        assert found == [row for row in rows if not asked or row.standing in asked]
