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
    assert capsys.readouterr().out.splitlines()[-4].startswith("BẢN THỬ")


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
    (tmp_path / "copy.pdf").write_text("no PDF")
    roots = str(tmp_path / "no folder")
    assert main(["verify-copy", str(tmp_path / "copy.pdf"), "--roots", roots]) == 2


def test_a_trial_copy_is_told_as_one_where_its_key_is_unknown(issued, tmp_path, capsys):
    assert main(["--json", "verify-copy", issued["file"]]) == 1
    assert json.loads(capsys.readouterr().out)["reason"] == "trial"


def test_a_password_file_that_is_not_there_is_told(archive, keep, tmp_path, capsys):
    key = tmp_path / "key.p12"
    key.write_bytes(b"no key")
    words = ["--archive", str(archive.folder), "certify", keep("Lease"), "--form", "sy"]
    words += ["--signer", f"p12:{key}", "--out", str(tmp_path / "out")]
    assert main([*words, "--password-file", str(tmp_path / "nowhere")]) == 3
