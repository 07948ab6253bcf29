"""From an empty folder to the page that answers, through the terminal alone."""

import json
from pathlib import Path

import pytest

from luutru.cli.main import main
from luutru.demo.agreements import draw_samples

pytestmark = pytest.mark.slow

BELARUS = "BGN Trung tam TTTT - BelGISS 2023.pdf"
HALAL = "Thoa thuan Halal JAKIM.pdf"


@pytest.fixture(scope="module")
def scans(tmp_path_factory):
    """Two scanned agreements, as an office scanner makes them."""
    folder = tmp_path_factory.mktemp("scans")
    for sample in draw_samples(folder):
        if sample.path.name not in (BELARUS, HALAL):
            sample.path.unlink()
    return folder


@pytest.fixture
def ask(tmp_path, monkeypatch, capsys):
    """Run a command that has to succeed; return what it printed."""
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(tmp_path / "kho"))

    def run(*words):
        capsys.readouterr()
        assert main(["--lang", "en", *map(str, words)]) == 0
        return capsys.readouterr().out

    return run


def test_a_scan_is_taken_in_found_described_and_verified(ask, tmp_path, scans):
    ask("init", tmp_path / "kho", "--agency", "Tổng cục TCĐLCL", "--abbrev", "TĐC")

    acknowledged = [line.split(maxsplit=3) for line in ask("intake", scans).splitlines()]
    references = {Path(path).name: reference for _, reference, _, path in acknowledged}
    assert [word for word, *_ in acknowledged] == ["ACK", "ACK"]

    found = json.loads(ask("search", "uy ban nha nuoc ve tieu chuan hoa", "--json"))
    best = found["hits"][0]
    assert best["reference"] == references[BELARUS]
    page = best["pages"][0]
    marked = [page["snippet"][start:end] for start, end in page["highlights"]]
    assert "ủy ban nhà nước về tiêu chuẩn hóa" in [words.lower() for words in marked]
    assert ask("search", "halal", "--ids").splitlines()[0] == references[HALAL]

    reference = references[BELARUS]
    ask(
        "describe",
        reference,
        "title_vi=Bản ghi nhớ hợp tác về thông tin tiêu chuẩn",
        "signed_on=7/12/2023",
        "signed_place=không nêu",
        "party.foreign=Viện Tiêu chuẩn và Chứng nhận Quốc gia Belarus; BelGISS; BY",
    )
    ask("recover")
    assert ask("search", "partner:BelGISS", "--ids").splitlines() == [reference]

    shown = ask("show", reference)
    for known in ("07/12/2023", "not stated", "Belarus", "BelGISS"):
        assert known in shown
    acts = [entry["act"] for entry in json.loads(ask("custody", reference, "--json"))["entries"]]
    assert acts[-1] == "taken_in"
    assert "described" in acts or "corrected" in acts
    assert "All is as it was taken in" in ask("verify", "--full")
