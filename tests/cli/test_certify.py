"""A copy is issued, listed, checked and revoked from the terminal."""

import json

import pikepdf
import pytest
from tests.stamping.papers import document
from tests.tokens import MODULE, PIN

from luutru.cli.main import main
from luutru.services.accession import take_in
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


@pytest.fixture
def signing(archive, keep, drawer, tmp_path):
    """Return the words that issue copies of two agreements by a key on a token."""
    (tmp_path / "pin").write_text(f"{PIN}\n")
    references = []
    for title in ("Bản ghi nhớ", "Thỏa thuận"):
        references.append(keep(title))
        describe(archive, references[-1], [("copy_kind", "original"), ("medium", "paper")])
    words = ["--lang", "en", "--archive", str(archive.folder), "--json", "certify", *references]
    words += ["--form", "sy", "--signer", f"pkcs11:{MODULE}?token=HAI&cert=cq%2Dec"]
    words += ["--signer-name", "Nguyễn Văn Mẫu", "--signer-title", "Chánh Văn phòng"]
    return [*words, "--to", "Lưu: VT.", "--out", str(tmp_path / "out")]


def test_several_copies_are_issued_by_a_token_and_proven_by_a_trusted_root(
    archive, signing, authority, tmp_path, capsys
):
    at = ["--archive", str(archive.folder), "--json"]
    root = authority.roots(tmp_path / "roots") / "root.crt"
    assert main([*at, "trust", "add", str(root)]) == 0
    (trusted,) = json.loads(capsys.readouterr().out)
    lists = authority.lists(tmp_path / "lists")
    words = ["--pin-file", str(tmp_path / "pin"), "--level", "b-lt", "--crl", str(lists)]
    assert main([*signing, *words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in told["issued"]] == [1, 2]
    check = ["--lang", "en", "verify-copy", told["issued"][0]["file"]]
    assert main([*check, "--register", str(archive.folder)]) == 0
    assert "revocation list of" in capsys.readouterr().out
    assert main([*at, "trust", "remove", trusted["sha256"][:16]]) == 0
    assert main([*check, "--register", str(archive.folder)]) == 2  # nobody is trusted any more


def test_a_refused_pin_is_told_and_the_rest_is_not_begun(signing, tmp_path, capsys):
    (tmp_path / "pin").write_text("000000")
    assert main([*signing, "--pin-file", str(tmp_path / "pin")]) == 3
    heard = capsys.readouterr()
    told = json.loads(heard.out)
    assert (len(told["issued"]), len(told["failed"]), len(told["not_begun"])) == (0, 1, 1)
    assert "tries may be limited" in heard.err
    assert "000000" not in heard.out + heard.err


@pytest.mark.parametrize("signer", ["pkcs11:", "pkcs11:/m.so?slot=1", "p12:/no/such/file", "key"])
def test_what_names_no_key_is_wrong_usage(signing, signer):
    at = signing.index("--signer")
    assert main([*signing[: at + 1], signer, *signing[at + 2 :]]) == 2


def test_a_level_without_lists_and_a_key_without_a_pin_are_wrong_usage(signing, tmp_path):
    assert main(signing) == 2
    assert main([*signing, "--pin-file", str(tmp_path / "pin"), "--level", "b-lt"]) == 2


@pytest.fixture
def certify(archive, tmp_path, capsys):
    """Certify from the terminal; return the status and what was said."""

    def run(reference, *words):
        at = ["--archive", str(archive.folder), "--json", "--lang", "en", "certify", reference]
        status = main([*at, *words, "--out", str(tmp_path / "out")])
        said = capsys.readouterr()
        return status, json.loads(said.out) if status == 0 else said.err

    return run


@pytest.fixture
def sourced(archive, keep):
    reference = keep("Bản ghi nhớ về đo lường")
    describe(archive, reference, [("copy_kind", "original"), ("medium", "paper")])
    return reference


def test_a_copy_on_paper_needs_no_key_and_takes_none(sourced, certify, tmp_path):
    who = ["--signer-name", "Mẫu Một", "--signer-title", "Chánh Văn phòng", "--to", "Lưu: VT."]
    status, told = certify(sourced, "--form", "sy", "--direction", "gg", *who)
    assert status == 0
    assert told["symbol"] == "01/SY-TĐC"
    assert told["block_on_own_sheet"] is False
    key = tmp_path / "key.p12"
    key.write_bytes(b"no key")
    words = ["--form", "sy", "--direction", "gg", "--signer", f"p12:{key}"]
    assert certify(sourced, *words)[0] == 2
    assert certify(sourced, "--form", "sy", "--direction", "gd")[0] == 2


def test_a_part_of_a_page_is_kept_and_a_wrong_one_is_told(sourced, certify):
    words = ["--form", "trs", "--pages", "1", "--signer", "trial"]
    assert certify(sourced, *words, "--keep", "1:0,0,100,40")[0] == 0
    assert certify(sourced, *words, "--keep", "2:0,0,100,40")[0] == 3
    assert certify(sourced, *words, "--keep", "everything")[0] == 2


def test_an_encrypted_source_is_copied_only_if_that_is_chosen(archive, certify, tmp_path):
    path = document(tmp_path / "closed.pdf", pages=1)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="chủ", user="mở"))
    reference = take_in(archive, path).reference
    describe(archive, reference, [("copy_kind", "original"), ("medium", "paper")])
    words = ["--form", "sy", "--signer", "trial"]
    assert certify(reference, *words)[0] == 3
    password = tmp_path / "password"
    password.write_text("mở\n", encoding="utf-8")
    opened = ["--source-password-file", str(password)]
    status, said = certify(reference, *words, *opened)
    assert (status, "--wrap" in said) == (3, True)
    assert certify(reference, *words, *opened, "--wrap")[0] == 0


def test_a_state_secret_is_not_copied_and_the_article_is_named(archive, sourced, certify):
    describe(archive, sourced, [("secrecy", "secret")])
    for words in (["--form", "sy", "--signer", "trial"],
                  ["--form", "sy", "--direction", "gg", "--signer", "trial"],
                  ["--form", "trs", "--pages", "1", "--signer", "trial", "--wrap"]):  # fmt: skip
        status, said = certify(sourced, *words)
        assert (status, "27.2" in said) == (3, True)
