"""Words that are searched as one, and the list of them that an archive keeps."""

import pytest
from sqlalchemy import delete

from luutru.errors import NotInList, UnacceptableValue
from luutru.records.finding import Synonym
from luutru.services import custody
from luutru.services.describe import new_agreement
from luutru.services.indexing import bring_up_to_date
from luutru.services.search import search
from luutru.services.synonyms import (
    SynonymGroup,
    Synonyms,
    put_group,
    remove_group,
    restore_groups,
    synonym_groups,
)
from luutru.vietnamese.abbreviations import default_groups


def names(archive):
    return [group.name for group in synonym_groups(archive)]


def forget(archive):
    with archive.catalogue.write() as session:
        session.execute(delete(Synonym))


def test_a_new_archive_has_the_list_of_the_program(archive):
    assert names(archive) == [group.name for group in default_groups()]
    assert "BGN" in synonym_groups(archive)[0].terms
    assert synonym_groups(archive)[0].source


def test_a_word_that_is_refused_refuses_what_it_stands_for(archive):
    kept = new_agreement(archive, [("title_vi", "Kế hoạch hợp tác halal")])
    new_agreement(archive, [("title_vi", "Bản ghi nhớ hợp tác halal")])
    new_agreement(archive, [("title_vi", "BGN hợp tác halal")])
    bring_up_to_date(archive)
    for query in ("halal -BGN", 'halal -"bản ghi nhớ"'):
        assert [hit.reference for hit in search(archive, query).hits] == [kept]
    assert "BGN" not in search(archive, "halal -BGN").hits[0].why


def test_what_is_entered_counts_from_the_next_search_on(archive):
    reference = new_agreement(archive, [("title_vi", "Viện đo lường Trung Quốc")])
    bring_up_to_date(archive)
    assert search(archive, "NIM").total == 0
    put_group(archive, "nim", ["NIM", "Viện đo lường Trung Quốc"], "its own letterhead")
    assert [hit.reference for hit in search(archive, "NIM").hits] == [reference]
    assert synonym_groups(archive)[-1] == SynonymGroup(
        "nim", ("NIM", "Viện đo lường Trung Quốc"), "its own letterhead"
    )
    remove_group(archive, "NIM")
    assert search(archive, "NIM").total == 0


def test_a_group_is_replaced_where_it_stands(archive):
    before = names(archive)
    put_group(archive, before[1].upper(), ["BTT", "bản thỏa thuận", "hiệp định"])
    assert [name.lower() for name in names(archive)] == before
    assert synonym_groups(archive)[1].terms == ("BTT", "bản thỏa thuận", "hiệp định")
    assert "BTT" in Synonyms(archive).of("hiep dinh")


def test_spellings_that_are_one_to_the_search_are_one_term(archive):
    put_group(archive, "x", [" Hoà  Bình ", "hòa bình", "HOA BINH", "HB", "…", ""])
    assert synonym_groups(archive)[-1].terms == ("Hoà Bình", "HB")


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("", ["a", "b"]),
        ("x" * 61, ["a", "b"]),
        ("x", []),
        ("x", ["một"]),
        ("x", ["hoà", "hòa", "HOA"]),
        ("x", ["a", "b" * 121]),
        ("x", ["a", " ".join("b" * 13)]),
    ],
)
def test_a_group_that_says_nothing_is_refused(archive, name, terms):
    before = synonym_groups(archive)
    with pytest.raises(UnacceptableValue):
        put_group(archive, name, terms)
    assert synonym_groups(archive) == before


def test_what_is_not_there_cannot_be_removed(archive):
    with pytest.raises(NotInList, match="memorandum"):
        remove_group(archive, "nobody")


def test_an_archive_without_a_list_has_that_of_the_program_and_edits_it(archive):
    forget(archive)
    assert "BGN" in Synonyms(archive).of("bản ghi nhớ")
    put_group(archive, "mine", ["một", "hai"])
    assert names(archive) == [*(group.name for group in default_groups()), "mine"]


def test_the_list_of_the_program_can_be_had_back(archive):
    put_group(archive, "mine", ["một", "hai"])
    remove_group(archive, "memorandum")
    restore_groups(archive)
    assert names(archive) == [group.name for group in default_groups()]


def test_the_custody_log_tells_of_each_change(archive):
    put_group(archive, "mine", ["một", "hai"])
    put_group(archive, "mine", ["một", "hai", "ba"])
    remove_group(archive, "mine")
    told = [entry for entry in custody.entries(archive) if entry.act == "synonyms_changed"]
    assert [entry.detail["changes"] for entry in reversed(told)] == [
        [["mine", "", "một; hai"]],
        [["mine", "một; hai", "một; hai; ba"]],
        [["mine", "một; hai; ba", ""]],
    ]
