"""Searches kept under a name, and words searched as one, from the terminal."""

import pytest


@pytest.fixture
def described(luutru, home):
    """One agreement that the index knows; returns its reference."""
    reference = luutru("new", "title_vi=Bản ghi nhớ về halal", "signed_on=2023").out.strip()
    luutru("recover")
    return reference


def test_a_search_is_saved_and_run_again(luutru, described):
    assert "Kept as “Halal”" in luutru("searches", "save", "Halal", "halal", "ký:2023").err
    assert luutru("searches").lines[1].split() == ["Halal", "halal", "ký:2023"]
    assert luutru("searches", "run", "halal", "--ids").lines == [described]
    assert luutru("searches", "run", "Halal", "--json").json["total"] == 1


def test_searches_are_told_to_programs(luutru, described):
    luutru("searches", "save", "a", "halal", "--sort", "title")
    told = luutru("searches", "list", "--json").json
    assert told == {"searches": [{"name": "a", "query": "halal", "sort": "title"}]}


def test_a_search_is_forgotten(luutru, described):
    luutru("searches", "save", "a", "halal")
    assert luutru("searches", "delete", "a").status == 0
    told = luutru("searches", "run", "a")
    assert (told.status, "“a” is not in this list" in told.err) == (3, True)


def test_a_search_without_a_name_is_refused(luutru, described):
    assert luutru("searches", "save").status == 3


def test_synonyms_are_listed(luutru, described):
    assert "BGN = MoU = bản ghi nhớ" in luutru("synonyms").out
    assert luutru("synonyms", "list", "memorandum").out.count(" = ") > 1
    groups = luutru("synonyms", "--json").json["groups"]
    assert groups[0]["name"] == "memorandum"
    assert set(groups[0]) == {"name", "terms", "source"}


def test_synonyms_are_edited(luutru, described):
    assert luutru("search", "cho phép", "--ids").lines == []
    told = luutru("synonyms", "put", "h", "halal", "cho phép", "--source", "Arabic")
    assert (told.status, told.out) == (0, "")
    assert luutru("search", "cho phép", "--ids").lines == [described]
    assert luutru("synonyms", "remove", "h").status == 0
    assert luutru("search", "cho phép", "--ids").lines == []
    assert luutru("synonyms", "remove", "h").status == 3
    assert luutru("synonyms", "put", "h", "halal").status == 3


def test_the_list_of_the_program_is_had_back(luutru, described):
    luutru("synonyms", "remove", "memorandum")
    assert "BGN" not in luutru("synonyms").out
    luutru("synonyms", "restore")
    assert "BGN" in luutru("synonyms").out
