"""Searches kept under a name."""

import json
from copy import copy
from dataclasses import replace

import pytest

from luutru.errors import EditedMeanwhile, NotInList, UnacceptableValue
from luutru.records import finding
from luutru.services import custody
from luutru.services.filters import EVERYTHING, Filter
from luutru.services.saved_searches import (
    change_search,
    delete_search,
    order_searches,
    save_search,
    saved_searches,
    search_called,
)
from luutru.services.search import Sort

WANTED = Filter(
    text="a", statuses=frozenset({"in_force"}), partners=frozenset({3, 5}), years=(2020, 2023)
)


def names(archive):
    return [kept.name for kept in saved_searches(archive)]


def test_a_search_comes_back_as_it_was_saved(archive):
    saved = save_search(archive, " Sắp  hết hạn ", "hết hạn:<90d ", WANTED, Sort.TITLE)
    assert (saved.name, saved.query, saved.wanted, saved.sort) == (
        "Sắp hết hạn", "hết hạn:<90d", WANTED, Sort.TITLE,
    )  # fmt: skip
    assert saved_searches(archive) == [saved]
    assert search_called(archive, "sap het han") == saved


def test_the_agreements_that_were_found_are_not_kept(archive):
    saved = save_search(archive, "a", "b", Filter(ids=frozenset({1})))
    assert saved.wanted == EVERYTHING


def test_a_name_is_given_once(archive):
    first = save_search(archive, "Halal", "halal")
    again = save_search(archive, "HALAL", "halal -Iran")
    assert (again.id, names(archive)) == (first.id, ["HALAL"])
    assert again.version > first.version


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_a_search_needs_a_name(archive, name):
    with pytest.raises(UnacceptableValue):
        save_search(archive, name, "a")
    saved = save_search(archive, "a", "a")
    with pytest.raises(UnacceptableValue):
        change_search(archive, saved.id, saved.version, name=name)
    assert names(archive) == ["a"]


def test_parts_are_changed_for_themselves(archive):
    saved = save_search(archive, "a", "b", WANTED, Sort.TITLE)
    changed = change_search(archive, saved.id, saved.version, query="c")
    assert changed == replace(saved, query="c", version=changed.version)
    changed = change_search(
        archive, saved.id, changed.version, name="d", wanted=EVERYTHING, sort=Sort.PARTNER
    )
    assert (changed.name, changed.wanted, changed.sort) == ("d", EVERYTHING, Sort.PARTNER)


def test_what_was_changed_elsewhere_is_not_overwritten(archive):
    saved = save_search(archive, "a", "b")
    change_search(archive, saved.id, saved.version, query="c")
    with pytest.raises(EditedMeanwhile):
        change_search(archive, saved.id, saved.version, query="d")
    assert saved_searches(archive)[0].query == "c"


def test_a_search_that_is_gone_is_neither_changed_nor_deleted(archive):
    saved = save_search(archive, "a", "b")
    delete_search(archive, saved.id)
    assert saved_searches(archive) == []
    with pytest.raises(NotInList):
        delete_search(archive, saved.id)
    with pytest.raises(NotInList):
        change_search(archive, saved.id, saved.version, query="c")
    with pytest.raises(NotInList):
        search_called(archive, "a")


def test_the_order_is_the_persons_own(archive):
    ids = {name: save_search(archive, name, name).id for name in "abc"}
    order_searches(archive, [ids["c"], ids["a"]])
    assert names(archive) == ["c", "a", "b"]
    save_search(archive, "d", "d")
    assert names(archive) == ["c", "a", "b", "d"]


def test_everybody_has_searches_of_their_own(archive):
    saved = save_search(archive, "a", "b")
    other = copy(archive)
    other.person = "somebody else"
    assert saved_searches(other) == []
    with pytest.raises(NotInList):
        delete_search(other, saved.id)
    save_search(other, "a", "c")
    assert [kept.query for kept in saved_searches(archive)] == ["b"]


def test_what_another_version_wrote_is_read_as_far_as_it_is_known(archive):
    save_search(archive, "a", "b")
    told = {"wanted": {"statuses": ["expired"], "moods": [1]}, "sort": "by_mood", "more": 1}
    with archive.catalogue.write() as session:
        session.query(finding.SavedSearch).one().facets = json.dumps(told)
    kept = saved_searches(archive)[0]
    assert (kept.wanted, kept.sort) == (Filter(statuses=frozenset({"expired"})), Sort.RELEVANCE)


def test_the_custody_log_tells_of_each_change(archive):
    saved = save_search(archive, "a", "b")
    saved = change_search(archive, saved.id, saved.version, query="c", sort=Sort.TITLE)
    delete_search(archive, saved.id)
    told = list(reversed(custody.entries(archive)))[-3:]
    assert [entry.act for entry in told] == ["search_saved", "search_changed", "search_deleted"]
    assert told[0].detail["changes"] == [["search", "", "a: b"]]
    assert told[1].detail["changes"][0][2].startswith('a: c {"sort": "title"')
