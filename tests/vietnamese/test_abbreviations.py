from datetime import date

import pytest

from luutru.vietnamese.abbreviations import Group, default_groups, expand, table_of
from luutru.vietnamese.tokens import words

CHECKED = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("TĐC", "TCĐLCL"),
        ("stameq", "TĐC"),
        ("MOU", "bản ghi nhớ"),
        ("biên bản ghi nhớ", "BGN"),
        ("ban ghi nho", "MoU"),
        ("KH&CN", "khoa học và công nghệ"),
        ("Bộ KH&CN", "Bộ Khoa học và Công nghệ"),
        ("UAE", "Các Tiểu vương quốc Ả Rập Thống nhất"),
        ("CHLB", "Cộng hòa Liên bang"),
        ("Quatar", "Qatar"),
    ],
)
def test_names_in_use_are_known(typed, meant):
    assert meant in expand(typed)
    assert typed not in expand(typed)


def test_most_words_mean_only_themselves():
    assert expand("hợp tác") == ()
    assert expand("") == ()


def test_what_means_the_same_means_so_both_ways():
    for group in default_groups():
        for term in group.terms:
            assert set(group.terms) - {term} <= set(expand(term))


def test_every_group_says_where_it_comes_from_and_when_that_was_checked():
    for group in default_groups():
        assert len({" ".join(word.folded for word in words(term)) for term in group.terms}) > 1
        assert len(group.terms) == len(set(group.terms))
        assert group.source
        assert isinstance(group.checked_on, date)


def test_groups_that_share_a_term_do_not_run_into_each_other():
    table = table_of(
        [Group("old", ("A", "B"), "test", CHECKED), Group("new", ("B", "C"), "test", CHECKED)]
    )
    assert expand("b", table) == ("A", "C")
    assert expand("a", table) == ("B",)


def test_spellings_that_fold_to_the_same_are_one_term():
    table = table_of([Group("memorandum", ("MoU", "MOU", "BGN"), "test", CHECKED)])
    assert expand("mou", table) == ("BGN",)
    assert expand("bgn", table) == ("MoU",)


def test_an_archive_may_use_its_own_list():
    assert expand("TĐC", {}) == ()
