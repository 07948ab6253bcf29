"""What a person wants of the pages of a scan."""

import pytest

from luutru.gui.arranging.page_plan import PagePlan


@pytest.fixture
def plan():
    return PagePlan(5)


def numbers(plan):
    return [page.number for page in plan.pages]


def groups(plan):
    return [[page.number for page in group] for group in plan.groups]


def test_nothing_is_changed_at_first(plan):
    assert numbers(plan) == [1, 2, 3, 4, 5]
    assert not plan.is_changed
    assert not plan.can_undo
    assert groups(plan) == [[1, 2, 3, 4, 5]]


def test_four_quarter_turns_change_nothing(plan):
    for _ in range(4):
        plan.turn([1], 90)
    assert not plan.is_changed
    assert plan.can_undo


def test_a_page_is_turned_left(plan):
    plan.turn([2], -90)
    assert plan.pages[2].turn == 270
    assert plan.turned == 1
    assert plan.is_rearranged


def test_pages_are_left_out_and_taken_in_again(plan):
    plan.toggle_left_out([0])
    plan.toggle_left_out([0, 1])
    assert plan.left_out == 2
    plan.toggle_left_out([0, 1])
    assert plan.left_out == 0


@pytest.mark.parametrize(
    ("places", "step", "order"),
    [
        ([0], 1, [2, 1, 3, 4, 5]),
        ([1, 2], 1, [1, 4, 2, 3, 5]),
        ([1, 3], -1, [2, 4, 1, 3, 5]),
        ([0], -1, [1, 2, 3, 4, 5]),
        ([4], 1, [1, 2, 3, 4, 5]),
    ],
)
def test_pages_move_together(plan, places, step, order):
    moved = plan.move(places, step)
    assert numbers(plan) == order
    assert [numbers(plan)[at] for at in moved] == [at + 1 for at in sorted(places)]


def test_pages_are_dropped_before_another_one(plan):
    assert plan.move_to([3, 4], 1) == (1, 2)
    assert numbers(plan) == [1, 4, 5, 2, 3]
    assert plan.move_to([0], 5) == (4,)
    assert numbers(plan) == [4, 5, 2, 3, 1]


def test_documents_are_cut_where_they_begin(plan):
    plan.toggle_begins([2])
    plan.toggle_begins([4])
    assert groups(plan) == [[1, 2], [3, 4], [5]]
    assert plan.is_changed
    assert not plan.is_rearranged


def test_a_cut_at_a_page_left_out_cuts_before_the_next(plan):
    plan.toggle_begins([2])
    plan.toggle_left_out([2])
    assert groups(plan) == [[1, 2], [4, 5]]


def test_a_cut_before_the_first_page_changes_nothing(plan):
    plan.toggle_begins([0])
    assert not plan.is_changed
    assert groups(plan) == [[1, 2, 3, 4, 5]]


def test_proposals_mark_cuts_and_leave_separators_out(plan):
    plan.propose([(4, "Tiêu ngữ mới")], separators=[3])
    assert groups(plan) == [[1, 2], [4, 5]]
    assert plan.pages[3].reason == "Tiêu ngữ mới"
    plan.undo()
    assert not plan.is_changed


def test_every_change_can_be_taken_back(plan):
    plan.turn([0], 90)
    plan.move([0], 1)
    plan.undo()
    assert (numbers(plan), plan.pages[0].turn) == ([1, 2, 3, 4, 5], 90)
    plan.undo()
    assert not plan.is_changed
