"""A copy is issued, listed, checked and revoked from the terminal."""

import json

import pytest

from luutru.cli.main import main
from luutru.services.describe import describe


@pytest.fixture
def issued(archive, keep, tmp_path, capsys):
    reference = keep("Bản ghi nhớ về đo lường")
    describe(archive, reference, [("copy_kind", "original"), ("medium", "paper")])
    words = ["--archive", str(archive.folder), "--json", "certify", reference, "--form", "sy"]
    assert main([*words, "--signer", "trial", "--out", str(tmp_path / "out")]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_trial_copy_is_accepted_as_a_trial_only(archive, issued, capsys):
    words = ["--lang", "en", "verify-copy", issued["file"], "--register", str(archive.folder)]
    assert main(words) == 1
    assert main([*words, "--trial"]) == 0
    assert capsys.readouterr().out.splitlines()[-3].startswith("TRIAL")


def test_a_revoked_copy_is_rejected_with_the_reason(archive, issued, capsys):
    at = ["--archive", str(archive.folder)]
    assert main([*at, "copies", "revoke", "1", "--trial", "--reason", "sai số trang"]) == 0
    words = [
        "--lang",
        "en",
        "verify-copy",
        issued["file"],
        "--register",
        str(archive.folder),
        "--trial",
    ]
    assert main(words) == 1
    assert "sai số trang" in capsys.readouterr().out
    assert main([*at, "copies", "revoke", "1", "--trial", "--reason", "lần nữa"]) == 3


def test_the_register_is_listed_and_checked(archive, issued, capsys):
    at = ["--archive", str(archive.folder), "--json"]
    assert main([*at, "copies", "list", "--trial"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(row["symbol"], row["state"]) for row in told["copies"]] == [("01/SY-TĐC", "issued")]
    assert main([*at, "copies", "check", "--trial", "--anchor", told["head"]]) == 0
    assert main([*at, "copies", "check", "--trial", "--anchor", "0" * 64]) == 5


def test_what_is_no_copy_cannot_be_checked(tmp_path):
    other = tmp_path / "other.pdf"
    other.write_text("no PDF")
    assert main(["verify-copy", str(other)]) == 2
    assert main(["verify-copy", str(tmp_path / "nowhere.pdf")]) == 2
