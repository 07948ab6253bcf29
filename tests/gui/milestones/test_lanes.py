"""Which lane lies where, and what is hit."""

from datetime import date, timedelta

import pytest

from luutru.gui.milestones.timeline.lanes import (
    GROUP_HEIGHT,
    LANE_HEIGHT,
    Group,
    Lane,
    Lanes,
    mark_at,
)
from luutru.gui.milestones.timeline.scale import Scale
from luutru.services.milestones.rows import MilestoneRow
from luutru.services.milestones.standing import Standing

ROW = MilestoneRow(
    id=1, uid="", version=1, agreement_id=1, reference="2026-0001", agreement_title="Lease",
    partners=(), fields=(), title="Report", kind="activity", due_on=date(2026, 5, 1), due_rule="",
    legal_reference="", statutory_rule="", derived_from="", owner="", state="open",
    standing=Standing.PLANNED, percent_done=0, done_on=None, recurrence="", note="",
)  # fmt: skip


def lane(key, *days):
    marks = tuple(ROW._replace(id=n, due_on=day) for n, day in enumerate(days))
    return Lane(key, key, "", key, "active", "", (), marks)


def groups(*counts):
    return [
        Group(f"g{g}", f"g{g}", tuple(lane(f"{g}.{n}") for n in range(count)))
        for g, count in enumerate(counts)
    ]


def test_strips_lie_one_below_the_other():
    lanes = Lanes(groups(2, 3))
    expected = 0
    for number, strip in enumerate(lanes.strips):
        assert strip.top == expected
        assert lanes.number_at(strip.top) == number
        assert lanes.number_at(strip.top + strip.height - 1) == number
        expected += strip.height
    assert lanes.height == expected == 2 * GROUP_HEIGHT + 5 * LANE_HEIGHT


def test_below_the_last_strip_is_nothing():
    lanes = Lanes(groups(1))
    assert lanes.number_at(lanes.height) == -1
    assert lanes.number_at(-1) == -1
    assert Lanes().number_at(0) == -1


def test_only_what_is_in_sight_is_told():
    lanes = Lanes(groups(1000))
    seen = lanes.between(10_000, 10_500)
    assert 10 <= len(seen) <= 13
    assert seen[0].top <= 10_000
    assert seen[-1].top + seen[-1].height >= 10_500


def test_a_folded_group_shows_its_heading_alone():
    lanes = Lanes(groups(2, 3), folded={"g0"})
    assert [strip.lane.key for strip in lanes.strips if strip.lane] == ["1.0", "1.1", "1.2"]
    assert lanes.number_of("0.0") == -1


def test_steps_stay_within_the_ends():
    lanes = Lanes(groups(2))
    assert lanes.beside(0, -1) == 0
    assert lanes.beside(1, 99) == 2


@pytest.mark.parametrize(("away", "hit"), [(0, 1), (9, 1), (11, -1)])
def test_a_diamond_is_hit_near_its_middle(away, hit):
    scale = Scale(date(2026, 1, 1), date(2026, 12, 31), 3.0)
    days = [date(2026, 3, 1), date(2026, 6, 1)]
    assert mark_at(lane("x", *days), scale, scale.middle_of(days[1]) + away) == hit


def test_of_two_diamonds_the_nearer_is_hit():
    scale = Scale(date(2026, 1, 1), date(2026, 12, 31), 2.0)
    days = [date(2026, 3, 1), date(2026, 3, 1) + timedelta(3)]
    assert mark_at(lane("x", *days), scale, scale.middle_of(days[1]) - 1) == 1
    assert mark_at(lane("x"), scale, 10) == -1
