import pytest
from tests.services.paged import paper


@pytest.fixture
def three(luutru, home, tmp_path):
    file = paper(tmp_path / "in" / "three.pdf", "Lụa", 3)
    return luutru("intake", file).out.split()[1]


def test_pages_are_arranged_told_and_shown_as_they_began(luutru, three):
    told = luutru("arrange", three, "--pages", "3,1r90")
    assert [line.split() for line in told.lines[1:]] == [
        ["1", three, "3", "0°"], ["2", three, "1", "90°"],
    ]  # fmt: skip
    assert "not shown: 2." in told.err
    found = luutru("search", '"trang ba"', "--json").json
    assert found["hits"][0]["pages"][0]["number"] == 1
    assert luutru("arrange", three, "--json").json["left_out"] == [2]
    assert "as it began" in luutru("arrange", three, "--original").err
    assert luutru("verify", "--full").status == 0


@pytest.mark.parametrize("pages", ["", "0", "4", "1-", "x", "1r45", "1-999999", "1;2", "2026-9:1"])
def test_what_is_no_list_of_its_pages_is_refused(luutru, three, pages):
    told = luutru("arrange", three, "--pages", pages, "--json")
    assert told.status == 3
    assert luutru("arrange", three, "--json").json["is_original"]


def test_the_syntax_stands_in_the_help(luutru):
    assert "5r90" in luutru("arrange", "--help").out


def test_a_document_that_is_arranged_still_lists_its_original(luutru, three):
    before = luutru("list", "--porcelain").out
    luutru("arrange", three, "--pages", "2")
    assert luutru("list", "--porcelain").out == before
    assert luutru("show", three, "--json").json["documents"][0]["is_arranged"]
