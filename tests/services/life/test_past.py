"""The archive as of a past day: what was valid, and what was known."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from luutru import clock
from luutru.services.cards import card
from luutru.services.describe import describe, new_agreement
from luutru.services.facets import facets
from luutru.services.filters import Filter
from luutru.services.indexing import bring_up_to_date
from luutru.services.life import acts, past
from luutru.services.life.past import agreement_on, list_on
from luutru.services.life.plans import carry_out
from luutru.services.life.settings import set_ending_soon_days
from luutru.services.life.successors import authority_named
from luutru.services.rows import Order, agreement_ids, agreement_rows, signed_after
from luutru.services.saved_searches import save_search, saved_searches
from luutru.services.search import search

MONDAY = date(2026, 3, 2)


@pytest.fixture
def at(monkeypatch):
    """Set the clock to noon of a day that lies some days after the first."""

    def stop(days):
        moment = datetime(2026, 3, 2, 12, tzinfo=UTC) + timedelta(days=days)
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", moment.date)

    stop(0)
    return stop


@pytest.fixture
def reference(archive, at):
    return new_agreement(archive, [
        ("title_vi", "Hợp tác"), ("signed_on", "7/12/2023"), ("effect_rule", "on_signing"),
        ("duration", "P3Y"), ("party.foreign", "BelGISS; BGS; BY"),
    ])  # fmt: skip


def test_a_list_of_a_day_is_ordered_by_the_names_of_that_day(archive, reference, at):
    other = new_agreement(archive, [("signed_on", "7/12/2023"), ("party.foreign", "Mitte; ; DE")])
    nobody = new_agreement(archive, [("title_vi", "Không đối tác"), ("signed_on", "7/12/2023")])
    carry_out(archive, acts.Renaming(
        authority_id=authority_named(archive, "BGS"), name="Viện mới", abbreviation="VM",
        effective_on=date(2025, 1, 1),
    ))  # fmt: skip

    def ordered(day, *, descending=False):
        ids = agreement_ids(archive, Filter(day=day), Order.PARTNER, descending=descending)
        return [row.reference for row in agreement_rows(archive, ids, day)]

    assert ordered(date(2024, 6, 1)) == [reference, other, nobody]
    assert ordered(date(2026, 2, 1)) == [other, reference, nobody]
    assert ordered(date(2026, 2, 1), descending=True) == [reference, other, nobody]


def test_what_was_recorded_is_told_in_parts_as_it_comes(archive, reference, at, monkeypatch):
    new_agreement(archive, [("title_vi", "Sau"), ("signed_on", "1/1/2026")])
    monkeypatch.setattr(past, "_AT_ONCE", 1)
    parts: list[Any] = []
    told = list_on(archive, date(2026, 3, 2), recorded=True, part=parts.append)
    assert len(parts) == 2
    assert [row for part in parts for row in part] == list(told.rows)


def test_a_list_of_a_day_has_the_status_and_the_names_of_that_day(archive, reference, at):
    later = new_agreement(archive, [("title_vi", "Sau"), ("signed_on", "1/1/2026")])
    number = authority_named(archive, "BGS")
    carry_out(archive, acts.Renaming(
        authority_id=number, name="Viện mới", abbreviation="VM", effective_on=date(2025, 1, 1),
    ))  # fmt: skip
    then = list_on(archive, date(2024, 6, 1))
    assert [(row.reference, row.status, row.partners) for row in then.rows] == [
        (reference, "in_force", ("BGS",))
    ]
    assert then.later == 1
    now = list_on(archive, date(2027, 1, 1))
    assert [row.reference for row in now.rows] == [reference, later]
    assert (now.rows[0].status, now.rows[0].partners) == ("expired", ("VM",))
    in_force = Filter(statuses=frozenset({"in_force"}))
    assert list_on(archive, date(2027, 1, 1), in_force).rows == ()


def test_an_agreement_of_a_day_names_its_parties_as_they_were(archive, reference, at):
    number = authority_named(archive, "BGS")
    carry_out(archive, acts.Succession(
        authority_id=number, by=acts.Named("Viện kế"), effective_on=date(2025, 1, 1),
    ))  # fmt: skip
    before = agreement_on(archive, reference, date(2024, 12, 31))
    after = agreement_on(archive, reference, date(2025, 1, 1))
    assert before is not None
    assert after is not None
    assert before.parties[0].succeeded_by == ()
    assert after.parties[0].succeeded_by == ("Viện kế",)
    assert (before.status, before.ruling.rule) == ("in_force", 7)


def test_what_was_known_is_played_back(archive, reference, at):
    at(1)
    describe(archive, reference, [("title_vi", "Tên khác"), ("duration", "P1Y")])
    at(2)
    carry_out(archive, acts.Extension(
        reference=reference, effective_on=date(2024, 12, 1), new_expiry="2030-12-07",
    ))  # fmt: skip
    at(3)
    carry_out(archive, acts.Suspension(reference=reference, effective_on=date(2026, 1, 1)))
    at(4)
    carry_out(archive, acts.Lifting(reference=reference, effective_on=date(2026, 2, 1)))
    at(5)
    carry_out(archive, acts.Override(reference=reference, status="terminated", reason="Thư"))
    told = [known(archive, reference, day) for day in range(6)]
    assert told == [
        ("Hợp tác", "2026-12-07", "in_force"),
        ("Tên khác", "2024-12-07", "expired"),
        ("Tên khác", "2030-12-07", "in_force"),
        ("Tên khác", "2030-12-07", "suspended"),
        ("Tên khác", "2030-12-07", "in_force"),
        ("Tên khác", "2030-12-07", "terminated"),
    ]
    for day in range(6):
        (row,) = list_on(archive, MONDAY + timedelta(days=day), recorded=True).rows
        assert (row.title, row.expires_on, row.status) == told[day]


def test_what_was_recorded_later_was_not_known(archive, reference, at):
    assert agreement_on(archive, reference, MONDAY - timedelta(days=1), recorded=True) is None
    assert list_on(archive, MONDAY - timedelta(days=1), recorded=True).later == 1
    assert agreement_on(archive, reference, MONDAY, recorded=True) is not None


def test_a_relation_and_what_it_extends_are_played_back(archive, reference, at):
    other = new_agreement(archive, [("title_vi", "Gia hạn"), ("expires_on", "7/12/2029")])
    at(1)
    carry_out(archive, acts.Extension(
        reference=reference, effective_on=date(2026, 1, 1), by=other,
    ))  # fmt: skip
    at(2)
    describe(archive, other, [("expires_on", "7/12/2031")])
    assert [known(archive, reference, day)[1] for day in range(3)] == [
        "2026-12-07", "2029-12-07", "2031-12-07",
    ]  # fmt: skip
    rows = [list_on(archive, MONDAY + timedelta(days=n), recorded=True).rows for n in range(3)]
    assert [row[0].expires_on for row in rows] == ["2026-12-07", "2029-12-07", "2031-12-07"]


def known(archive, reference, day):
    told = agreement_on(archive, reference, MONDAY + timedelta(days=day), recorded=True)
    assert told is not None
    return told.title, told.expires_on, told.status


SOON = frozenset({"soon"})


@pytest.mark.parametrize("recorded", [False, True])
def test_what_ended_soon_then_is_asked_for_by_that_day(archive, reference, at, recorded):
    wanted = Filter(endings=SOON)
    near = list_on(archive, date(2026, 11, 1), wanted, recorded=recorded)
    assert [row.reference for row in near.rows] == [reference]
    assert list_on(archive, MONDAY, wanted, recorded=recorded).rows == ()
    at(250)  # it ends soon by now, and did not then
    assert list_on(archive, MONDAY, wanted, recorded=recorded).rows == ()


def test_how_soon_is_soon_is_what_the_archive_set(archive, reference, at):
    at(250)  # 27 days before the end
    assert len(agreement_ids(archive, Filter(endings=SOON))) == 1
    assert facets(archive).endings[0].count == 1
    set_ending_soon_days(archive, 10)
    assert len(agreement_ids(archive, Filter(endings=SOON))) == 0
    assert facets(archive).endings == ()


def test_everything_counted_is_counted_by_the_day(archive, reference, at):
    new_agreement(archive, [("title_vi", "Sau"), ("signed_on", "1/1/2026")])
    then = Filter(day=date(2025, 1, 1))
    assert [(one.code, one.count) for one in facets(archive, then).statuses] == [("in_force", 1)]
    (partner,) = facets(archive, then).partners
    assert partner.count == 1
    end = Filter(day=date(2027, 1, 1), statuses=frozenset({"expired"}))
    assert len(agreement_ids(archive, end)) == 1
    assert signed_after(archive, date(2025, 1, 1)) == 1


def test_a_query_means_the_status_and_the_days_of_the_day_asked_for(archive, reference, at):
    bring_up_to_date(archive, recognise=False)
    for day, asked, found in (
        (date(2025, 1, 1), "status:in_force", 1),
        (date(2027, 1, 1), "status:in_force", 0),
        (date(2026, 11, 1), "expires:<90d", 1),
        (date(2025, 1, 1), "expires:<90d", 0),
    ):
        assert search(archive, asked, wanted=Filter(day=day)).total == found, (day, asked)


def test_hits_and_cards_tell_the_status_of_the_day(archive, reference, at):
    bring_up_to_date(archive, recognise=False)
    then = date(2027, 1, 1)
    (hit,) = search(archive, "hop tac", wanted=Filter(day=then)).hits
    told = card(archive, reference, then)
    assert (hit.status, told.row.status, told.standing.status) == ("expired",) * 3
    assert card(archive, reference).row.status == "in_force"


def test_a_search_is_kept_with_its_day(archive, reference, at):
    kept = save_search(archive, "Cuối 2024", "", Filter(day=date(2024, 12, 31)))
    assert kept.wanted == Filter(day=date(2024, 12, 31))
    assert saved_searches(archive)[0].wanted == kept.wanted
