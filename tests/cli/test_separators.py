import pytest
from pypdf import PdfReader


def test_sheets_are_written_for_the_printer(luutru, taken_in, tmp_path):
    reference = taken_in()
    words = ("--count", 3, "--as", "annex-of", "--to", reference, "--out", tmp_path / "s.pdf")
    told = luutru("separators", *words, "--json")
    assert len(told.json["serials"]) == 3
    assert f"annex of {reference}" in PdfReader(tmp_path / "s.pdf").pages[2].extract_text()
    told = luutru("separators", "--out", tmp_path / "s.pdf", "--set", "fields=Halal")
    assert "10 sheets" in told.err
    assert "Halal" in PdfReader(tmp_path / "s.pdf").pages[9].extract_text()


@pytest.mark.parametrize(
    ("words", "status"), [(("--count", 0), 3), (("--as", "box"), 2), (("--set", "x"), 3)]
)
def test_what_no_sheet_could_say_is_refused(luutru, home, tmp_path, words, status):
    assert luutru("separators", "--out", tmp_path / "s.pdf", *words).status == status
    assert not (tmp_path / "s.pdf").exists()
