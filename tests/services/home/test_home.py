"""Every figure of the first screen is what the list of it comes to."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from luutru import clock
from luutru.records.agreement import Agreement, CooperationField
from luutru.records.milestone import Milestone
from luutru.services.filters import Filter
from luutru.services.home.figures import (
    AWAITING_REVIEW,
    ENDING_SOON,
    FIELDS,
    IN_FORCE,
    YEARS,
    figures,
)
from luutru.services.home.today import LATE, SUGGESTED, home
from luutru.services.inspecting import verify
from luutru.services.milestones.rows import milestone_rows
from luutru.services.milestones.standing import Standing
from luutru.services.rows import agreement_ids

INSTRUMENTS = ("memorandum", "accord", "plan", "programme", "")


def add_agreements(archive, today):
    """Add agreements of every instrument, in force and not, near their end and far from it."""
    with archive.catalogue.write() as session:
        for number, (instrument, years, left) in enumerate(
            product(INSTRUMENTS, (0, 1, 12), (-1, 30, 90, 91, None))
        ):
            signed = date(today.year - years, 1, 5)
            made = Agreement(
                reference=f"2026-{number:04d}", fonds_id=1, title="Thỏa thuận",
                title_key="t", title_fold="thoa thuan", official_name=instrument,
                review_state="awaiting_review" if number % 3 else "reviewed",
            )  # fmt: skip
            made.signed_first = made.signed_last = signed
            made.begins_first = made.begins_last = signed
            if left is not None:
                made.ends_first = made.ends_last = today + timedelta(days=left)
            made.fields = [CooperationField(code=("halal", "metrology")[number % 2])]
            session.add(made)


@pytest.fixture
def filled(archive):
    add_agreements(archive, clock.today())
    return archive


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("in_force", IN_FORCE), ("ending_soon", ENDING_SOON), ("awaiting_review", AWAITING_REVIEW),
     ("agreements", Filter())],
)  # fmt: skip
def test_a_figure_is_the_length_of_its_list(filled, name, wanted):
    count = getattr(figures(filled), name)
    assert count == len(agreement_ids(filled, wanted))
    assert count > 0


def test_each_part_of_a_bar_is_the_length_of_its_list(filled):
    told = figures(filled)
    assert len(told.years) == YEARS
    assert {one.year for one in told.years if one.total} == {
        clock.today().year, clock.today().year - 1,
    }  # fmt: skip
    for one in told.years:
        for share, count in zip(told.series, one.counts, strict=True):
            wanted = Filter(years=(one.year, one.year), instruments=share.codes)
            assert count == len(agreement_ids(filled, wanted))
        assert one.total == len(agreement_ids(filled, Filter(years=(one.year, one.year))))


def test_the_rarer_instruments_and_those_not_recorded_are_drawn_together(filled):
    series = figures(filled).series
    assert [share.label for share in series][-1] == ""
    assert "" in series[-1].codes
    assert sum(share.count for share in series) == 50


def test_each_field_is_counted_among_what_is_in_force(filled):
    told = figures(filled).fields
    assert 0 < len(told) <= FIELDS
    for share in told:
        assert share.count == len(agreement_ids(filled, replace(IN_FORCE, fields=share.codes)))


def test_milestones_are_told_as_their_lists_count_them(filled):
    today = clock.today()
    with filled.catalogue.write() as session:
        for days, state in ((-50, "open"), (-1, "under_way"), (3, "open"), (80, "open"),
                            (2, "suggested"), (-3, "done")):  # fmt: skip
            due = today + timedelta(days=days)
            session.add(Milestone(agreement_id=1, title="Mốc", due_on=due, state=state))
    told = home(filled)
    assert told.milestones[Standing.OVERDUE] == len(milestone_rows(filled, LATE)) == 2
    assert told.milestones[Standing.SUGGESTED] == len(milestone_rows(filled, SUGGESTED)) == 1
    assert [row.due_on for row in told.late] == [today - timedelta(50), today - timedelta(1)]
    assert [row.due_on for row in told.coming] == [today + timedelta(3), today + timedelta(80)]
    assert len(told.this_week) == 1


def test_safety_is_what_the_custody_log_says(archive, keep):
    keep("Lease")
    before = home(archive).safety
    assert (before.originals, before.verified_at, before.since) == (1, None, 1)
    verify(archive, full=True)
    keep("Loan")
    after = home(archive).safety
    assert after.verified_at is not None
    assert (after.originals, after.compared, after.since, after.findings) == (2, 1, 1, 0)
    assert 0 < after.disk_free <= after.disk_size


def test_an_empty_archive_has_figures_too(archive):
    told = home(archive)
    assert told.figures.agreements == 0
    assert told.figures.series == ()
    assert [*told.coming, *told.late, *told.annexes] == []
