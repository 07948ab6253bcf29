"""Sets of entries, as lists and as columns, are put together alike, by many threads at once."""

import sys
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luutru.holdings.fulltext.finding import EXACTLY, FUZZY
from luutru.holdings.fulltext.matching import Matched, all_of, any_of, nothing

SIZE = 40
SETS = st.tuples(
    st.dictionaries(st.integers(0, SIZE - 1), st.integers(1, 9), max_size=SIZE),
    st.booleans(),
    st.booleans(),
)


def matched(told, *, dense, tiered):
    entries = np.array(sorted(told), np.int64)
    scores = np.array([told[entry] for entry in sorted(told)], np.float32)
    tiers = None
    if tiered:
        tiers = np.full(SIZE, EXACTLY, np.uint8)
        tiers[entries] = entries % 4
    if not dense:
        return Matched(SIZE, entries=entries, scores=scores, tiers=tiers)
    column = np.zeros(SIZE, np.float32)
    column[entries] = scores
    return Matched(SIZE, column=column, tiers=tiers)


def as_dict(found):
    assert found.count == len(found.entries)
    assert found.column[found.entries].tolist() == found.scores.tolist()
    assert np.count_nonzero(found.column) == found.count
    return dict(zip(found.entries.tolist(), found.scores.tolist(), strict=True))


def tier_of(entry, *, tiered):
    return entry % 4 if tiered else EXACTLY


def tiers_of(found):
    if found.tiers is None:
        return dict.fromkeys(found.entries.tolist(), EXACTLY)
    return {entry: int(found.tiers[entry]) for entry in found.entries.tolist()}


@given(st.lists(SETS, min_size=1, max_size=4))
def test_all_and_any_are_what_sets_say(told):
    parts = [matched(one, dense=dense, tiered=tiered) for one, dense, tiered in told]
    every = set(range(SIZE)).intersection(*(one for one, *_ in told))
    either = set().union(*(one for one, *_ in told))
    both, some = all_of(parts), any_of(parts, SIZE)
    assert as_dict(both) == {entry: sum(one[entry] for one, *_ in told) for entry in every}
    assert as_dict(some) == {entry: sum(one.get(entry, 0) for one, *_ in told) for entry in either}
    assert tiers_of(both) == {
        entry: min(tier_of(entry, tiered=tiered) for *_, tiered in told) for entry in every
    }
    assert tiers_of(some) == {
        entry: max(tier_of(entry, tiered=tiered) for one, _, tiered in told if entry in one)
        for entry in either
    }


@given(SETS, st.sets(st.integers(0, SIZE - 1)))
def test_what_is_not_allowed_is_left_out(told, gone):
    one, dense, tiered = told
    left = matched(one, dense=dense, tiered=tiered).without(np.array(sorted(gone), np.int64))
    assert as_dict(left) == {entry: score for entry, score in one.items() if entry not in gone}


def test_nothing_is_nothing():
    assert as_dict(nothing(SIZE)) == as_dict(any_of([], SIZE)) == {}
    assert as_dict(any_of([], 0)) == {}
    assert FUZZY < EXACTLY


@pytest.fixture
def impatient():
    """Let threads take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("impatient")
def test_two_threads_that_ask_do_not_wait_for_each_other():
    def columns_of_lists():
        for _ in range(5_000):
            assert matched({1: 1}, dense=False, tiered=False).column.sum() == 1

    def lists_of_columns():
        for _ in range(5_000):
            assert len(matched({1: 1}, dense=True, tiered=False).entries) == 1

    threads = [
        threading.Thread(target=asked, daemon=True)
        for asked in (columns_of_lists, lists_of_columns) * 2
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads)
