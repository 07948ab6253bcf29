"""From an empty folder to the page that answers, through the terminal alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from luutru.cli.main import main
from luutru.demo.agreements import draw_samples

pytestmark = pytest.mark.slow

BELARUS = "BGN Trung tam TTTT - BelGISS 2023.pdf"
HALAL = "Thoa thuan Halal JAKIM.pdf"

NO_NETWORK = """
import os, sys
def refuse(event, words):
    if event == "socket.getaddrinfo" or (event == "socket.__new__" and words[1] in (2, 10)):
        open(os.environ["HEARD"], "a").write(f"{event} {words}\\n")
        raise PermissionError("the network is not to be used")
sys.addaudithook(refuse)
"""
STEPS = """
import sys
from luutru.cli.main import main
for words in (
    ["init", sys.argv[1]],
    ["intake", sys.argv[2]],
    ["search", "halal"],
    ["verify", "--full"],
    ["doctor"],
):
    assert main(words) == 0, words
"""


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


def test_no_step_uses_the_network(tmp_path, scans):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NO_NETWORK)
    heard = tmp_path / "heard"
    environment = os.environ | {
        "PYTHONPATH": str(tmp_path / "site"),
        "HEARD": str(heard),
        "LUUTRU_ARCHIVE": str(tmp_path / "kho"),
    }
    refused = subprocess.run(
        [sys.executable, "-c", "import socket; socket.socket()"],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert refused.returncode == 1
    heard.unlink()
    subprocess.run(
        [sys.executable, "-c", STEPS, tmp_path / "kho", scans / HALAL],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    assert not heard.exists()
