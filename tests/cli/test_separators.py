import pikepdf
import pytest
from pypdf import PdfReader
from tests.services.paged import paper


def test_sheets_are_written_for_the_printer(luutru, taken_in, tmp_path):
    reference = taken_in()
    words = ("--count", 3, "--as", "annex-of", "--to", reference, "--out", tmp_path / "s.pdf")
    told = luutru("separators", *words, "--json")
    assert len(told.json["serials"]) == 3
    assert f"annex of {reference}" in PdfReader(tmp_path / "s.pdf").pages[2].extract_text()
    told = luutru("separators", "--out", tmp_path / "s.pdf", "--set", "fields=Halal")
    assert "10 sheets" in told.err
    assert "Halal" in PdfReader(tmp_path / "s.pdf").pages[9].extract_text()


def test_intake_says_where_sheets_lie_and_split_takes_them_out(luutru, home, tmp_path):
    luutru("separators", "--count", 1, "--out", tmp_path / "sheet.pdf")
    pages = paper(tmp_path / "pages.pdf", "Lụa", 2)
    with pikepdf.open(pages) as pile, pikepdf.open(tmp_path / "sheet.pdf") as sheet:
        pile.pages.insert(1, sheet.pages[0])
        pile.save(tmp_path / "pile.pdf")
    told = luutru("intake", tmp_path / "pile.pdf")
    reference = told.out.split()[1]
    assert f"luutru split {reference}" in told.err
    assert "100%" in luutru("split", reference).out
    assert luutru("split", reference, "--by-separators").lines == [reference, "2026-0002"]
    assert luutru("arrange", reference, "--json").json["left_out"] == [2, 3]


@pytest.mark.parametrize(
    ("words", "status"), [(("--count", 0), 3), (("--as", "box"), 2), (("--set", "x"), 3)]
)
def test_what_no_sheet_could_say_is_refused(luutru, home, tmp_path, words, status):
    assert luutru("separators", "--out", tmp_path / "s.pdf", *words).status == status
    assert not (tmp_path / "s.pdf").exists()
