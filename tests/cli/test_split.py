import pytest
from tests.services.paged import paper


@pytest.fixture
def scan(luutru, home, tmp_path):
    def take(name, pages):
        return luutru("intake", paper(tmp_path / "in" / f"{name}.pdf", name, pages)).out.split()[1]

    return take


def test_a_scan_is_split_and_merged_again(luutru, scan):
    whole = scan("Lụa", 4)
    told = luutru("split", whole, "1-2", "3,4r90", "--as", "annex")
    assert told.lines == [whole, "2026-0002"]
    shown = luutru("show", whole, "--json").json
    assert [(d["reference"], d["part"], d["pages"]) for d in shown["documents"]] == [
        (whole, "main", 2), ("2026-0002", "annex", 2),
    ]  # fmt: skip
    assert len(luutru("list", "--porcelain").lines) == 1
    assert f"pages of {whole}" in luutru("show", whole).out
    told = luutru("merge", whole, "2026-0002")
    assert "4 pages" in told.err
    assert luutru("show", "2026-0002", "--json").json["documents"][1]["joined_to"] == whole
    assert f"joined to {whole}" in luutru("show", whole).out
    assert luutru("verify", "--full").status == 0


@pytest.mark.parametrize("words", [("1-4",), ("1", "9"), ("1", "x"), ("--by-separators",)])
def test_what_makes_no_two_documents_is_refused(luutru, scan, words):
    assert luutru("split", scan("Lụa", 4), *words).status == 3


def test_without_pages_it_is_told_where_it_may_be_cut(luutru, scan):
    reference = scan("Lụa", 2)
    assert luutru("split", reference, "--json").json == {"cuts": []}
    assert "0 places" in luutru("split", reference).err


def test_one_document_alone_is_not_merged(luutru, scan):
    reference = scan("Lụa", 1)
    assert luutru("merge", reference, reference).status == 3
