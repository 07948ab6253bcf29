"""The codes that an archive adds to lists, and the words it uses for others."""

import gc

import pytest

from luutru.errors import NotInList, UnacceptableValue
from luutru.records.code_lists import code_list
from luutru.services.administration.codes import add_code, code_lists, rename_code
from luutru.services.archive import create_archive, open_archive
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date
from luutru.services.search import search

FIELDS = "cooperation_field"


def view(archive, name=FIELDS):
    return next(one for one in code_lists(archive) if one.name == name)


def row(archive, code):
    return next(one for one in view(archive).rows if one.code == code)


def test_a_code_is_added_and_described_with(archive, keep):
    reference = keep()
    code = add_code(archive, FIELDS, "Kinh tế số", "Digital economy")
    assert code == "digital_economy"
    describe(archive, reference, [("fields", "kinh te so")])
    assert row(archive, code).used == 1
    assert row(archive, code).is_own
    assert code_list(FIELDS).codes[-1] == code


def test_renamed_words_are_shown_and_found(archive, keep):
    reference = keep("Lease", fields="Halal")
    bring_up_to_date(archive)
    rename_code(archive, FIELDS, "halal", "Chứng nhận Halal quốc tế", "Halal affairs")
    assert code_list(FIELDS).label("halal", "vi") == "Chứng nhận Halal quốc tế"
    bring_up_to_date(archive)
    assert [hit.reference for hit in search(archive, "chứng nhận halal quốc tế").hits] == [
        reference
    ]
    assert row(archive, "halal").is_renamed


def test_another_archive_knows_nothing_of_it(archive, tmp_path):
    code = add_code(archive, FIELDS, "Kinh tế số", "Digital economy")
    with_code = code_list(FIELDS).codes
    other = create_archive(tmp_path / "other")
    assert code not in code_list(FIELDS).codes
    other.close()
    assert code_list(FIELDS).codes == with_code
    archive.close()
    assert code not in code_list(FIELDS).codes


def test_an_archive_that_was_dropped_leaves_nothing_behind(archive):
    code = add_code(archive, FIELDS, "Kinh tế số", "Digital economy")
    folder = archive.folder
    archive.close()
    dropped = open_archive(folder)
    assert code in code_list(FIELDS).codes
    dropped.catalogue.close()
    del dropped
    gc.collect()
    assert code not in code_list(FIELDS).codes


def test_another_opening_reads_what_was_added(archive):
    other = open_archive(archive.folder)
    code = add_code(archive, FIELDS, "Kinh tế số", "Digital economy")
    assert code in {one.code for one in view(other).rows}
    other.close()


@pytest.mark.parametrize(
    ("vi", "en", "code"),
    [
        ("Halal", "Something", ""),
        ("Gì đó", "metrology", ""),
        ("", "Something", ""),
        ("x" * 101, "Something", ""),
        ("Gì đó", "Something", "Not A Code"),
        ("Gì đó", "Something", "halal"),
    ],
)
def test_what_is_known_or_unfit_is_refused(archive, vi, en, code):
    with pytest.raises(UnacceptableValue):
        add_code(archive, FIELDS, vi, en, code)
    assert len(view(archive).rows) == len(code_list(FIELDS).shipped)


def test_lists_that_carry_rules_are_not_added_to(archive):
    with pytest.raises(NotInList):
        add_code(archive, "status", "Gì đó", "Something")
    with pytest.raises(NotInList):
        rename_code(archive, FIELDS, "no_such", "Gì đó", "Something")
