from pypdf import PdfReader
from tests.services.paged import paper


def test_a_searchable_copy_is_written_and_told(luutru, home, tmp_path):
    file = paper(tmp_path / "in" / "two.pdf", "Lụa", 2)
    reference = luutru("intake", file).out.split()[1]
    told = luutru("searchable", reference, "--out", tmp_path / "copy.pdf")
    assert told.status == 0
    assert f"holds {reference}" in told.err
    assert "một của Lụa" in PdfReader(tmp_path / "copy.pdf").pages[0].extract_text()
    copy = luutru("searchable", reference, "--out", tmp_path / "copy.pdf", "--json").json
    assert (copy["pages"], copy["pages_without_words"]) == (2, 0)


def test_a_copy_to_nowhere_is_trouble(luutru, taken_in, tmp_path):
    assert luutru("searchable", "2026-0077", "--out", tmp_path / "copy.pdf").status == 3
    assert luutru("searchable", taken_in(), "--out", tmp_path / "copy.pdf").status == 3
