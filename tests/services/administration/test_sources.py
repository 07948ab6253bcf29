"""Where lists, rules and holidays come from is told in the reader's language."""

import tomllib

import pytest

from luutru import i18n, resources
from luutru.records.code_lists import code_list, list_names
from luutru.services.administration.rule_books import rule_books
from luutru.services.administration.sources import source_told
from luutru.services.administration.working_year import working_year


@pytest.fixture
def _vietnamese():
    i18n.use_language("vi")


@pytest.mark.usefixtures("_vietnamese")
def test_no_source_is_left_in_english_for_a_vietnamese_reader(archive):
    folder = resources.folder("rules")
    known = tomllib.loads((folder / "sources.toml").read_text(encoding="utf-8"))["vi"]
    lists = {code_list(name).source for name in list_names()}
    assert lists <= set(known)
    told = {row.source for book in rule_books() for row in book.rows}
    assert told <= set(known.values())
    assert set(working_year(archive, 2026).sources) <= set(known.values())


def test_an_unknown_source_is_told_as_it_is():
    assert source_told("Something else") == "Something else"


def test_each_book_of_rules_says_what_it_holds():
    for book in rule_books():
        assert book.rows, book.name
        assert all(row.says and row.source and row.checked_on for row in book.rows), book.name
