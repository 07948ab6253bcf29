import pytest
from tests.services.papers import ARCHIVES, MEASURES, sheets, written


@pytest.fixture
def three(luutru, home, tmp_path):
    """The same paper twice, the second time with an empty page, and one of the same mould."""
    paper = sheets(MEASURES)
    files = {"one": paper, "two": paper + sheets(ARCHIVES)[-1:], "other": sheets(ARCHIVES)}
    folder = tmp_path / "in"
    folder.mkdir()
    for name, pages in files.items():
        written(folder / f"{name}.pdf", pages)
    told = luutru("intake", folder)
    assert told.status == 0
    return {name: _reference(told, name) for name in files}


def _reference(told, name):
    return next(line.split()[1] for line in told.lines if line.endswith(f"{name}.pdf"))


def test_what_is_alike_is_shown_with_an_agreement(luutru, three):
    told = luutru("show", three["one"])
    assert "Much alike" in told.out
    assert f"{three['one']} ~ {three['two']}" in told.out
    found = luutru("show", three["one"], "--json").json["near_duplicates"]
    assert [near["reference"] for near in found] == [three["two"], three["other"]]
    assert [near["is_same"] for near in found] == [True, False]
    assert "document_id" not in found[0]


def test_pairs_of_the_same_paper_are_listed(luutru, three):
    told = luutru("duplicates")
    _, line = told.lines
    assert line.split()[:2] == sorted([three["one"], three["two"]])
    assert "1 pair" in told.err
    (pair,) = luutru("duplicates", "--json").json["near_duplicates"]
    assert 0.5 < pair["text_share"] < 1


def test_an_archive_without_duplicates_says_so(luutru, home):
    told = luutru("duplicates")
    assert (told.status, told.out) == (0, "")
    assert "0 pairs" in told.err
    assert luutru("duplicates", "--json").json == {"near_duplicates": []}


def test_what_may_be_the_same_as_one_document_is_shown_side_by_side(luutru, three):
    told = luutru("duplicates", three["one"])
    assert f"{three['one']} ~ {three['two']}" in told.out
    assert "Pages alike: 1–1" in told.out
    (twin,) = luutru("duplicates", three["one"], "--json").json["twins"]
    assert (twin["how"], twin["reference"], twin["pages"][0]) == ("paper", three["two"], [1, 1])
    assert "Nothing" in luutru("duplicates", three["other"]).err


def test_an_equal_number_is_pointed_out_when_it_is_entered(luutru, taken_in):
    first, second = taken_in("a"), taken_in("b")
    luutru("describe", first, "code_number=05", "code_notation=BGN-TĐC")
    told = luutru("describe", second, "code_number=5", "code_notation=BGN-TĐC")
    assert f"{first} has the same number" in told.err
