"""`luutru-verify` judges a file by itself, opens no socket, and never lets a bad file pass."""

import json
import os
import subprocess
import sys
from contextlib import closing

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.fields import MDPPerm
from tests.stamping import pki
from tests.stamping.made import facts, scan, signed

from luutru.cli.standalone import main
from luutru.services.accession import take_in
from luutru.services.archive import create_archive
from luutru.services.copies.issuing import issue
from luutru.services.copies.request import Wanted
from luutru.services.describe import describe
from luutru.services.keyring import Secrets
from luutru.stamping.certifying import certify

WATCHED = """
import os, sys

def watch(event, arguments):
    if event.startswith("socket."):
        raise RuntimeError(event)

sys.addaudithook(watch)
with open(os.environ["WATCHED"], "a") as told:
    told.write(" ".join(sys.orig_argv) + "\\n")
"""
HOSTILE = {
    "empty": b"",
    "no PDF": b"MZ" * 500,
    "only a beginning": b"%PDF-1.7\n",
    "no root": b"%PDF-1.7\ntrailer<</Size 1>>\nstartxref\n9\n%%EOF",
    "cycle": b"%PDF-1.7\n1 0 obj<</Type/Catalog/AcroForm<</Fields[2 0 R]>>/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Kids[2 0 R]/T(a)/FT/Sig/Parent 2 0 R>>endobj\nxref\n0 3\n0000000000 65535 f \n"
    b"0000000009 00000 n \n0000000079 00000 n \ntrailer<</Size 3/Root 1 0 R>>\n"
    b"startxref\n132\n%%EOF",
    "deep": b"%PDF-1.7\n1 0 obj" + b"[" * 200_000 + b"endobj\ntrailer<</Root 1 0 R>>\n"
    b"startxref\n9\n%%EOF",
    "far away": b"%PDF-1.7\nstartxref\n99999999999999999999\n%%EOF",
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A folder with a copy, its source, and the folder of the root that is trusted."""
    folder = tmp_path_factory.mktemp("world")
    root = pki.holder("CA gốc", ca=True)
    signer = pki.holder("Văn thư", pki.holder("CA phục vụ", root, ca=True)).signer(folder)
    base = scan(folder / "master.pdf")
    certify(base, folder / "copy.pdf", facts(base), signer)
    forged = {"abbreviation": "X\n\x1b[2KCHẤP NHẬN\u202e"}
    signed(base, folder / "forged.pdf", signer, MDPPerm.NO_CHANGES, **forged)
    (folder / "roots").mkdir()
    (folder / "roots" / "root.pem").write_bytes(root.certificate.public_bytes(Encoding.PEM))
    (folder / "tampered.pdf").write_bytes((folder / "copy.pdf").read_bytes() + b"\n")
    return folder


def run(world, *words, **environment):
    return subprocess.run(
        [sys.executable, "-m", "luutru.verifier", *words],
        check=False, capture_output=True, text=True, cwd=world, env={**os.environ, **environment},
    )  # fmt: skip


def test_it_opens_no_socket_in_either_process(world, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(WATCHED)
    seen = tmp_path / "seen"
    watched = {"PYTHONPATH": str(tmp_path), "WATCHED": str(seen)}
    words = ["--roots", "roots", "--master", "master.pdf", "--lang", "vi"]
    done = run(world, "copy.pdf", *words, **watched)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "CHẤP NHẬN: bản sao đúng như khi cấp."
    asks, checks = seen.read_text().splitlines()
    assert "luutru.verifier" in asks
    assert "luutru.stamping" in checks


def test_what_was_changed_and_who_signed_are_told_apart(world, tmp_path, capsys):
    roots, none = ["--roots", str(world / "roots")], ["--roots", str(tmp_path)]
    other = tmp_path / "others"
    other.mkdir()
    (other / "x.der").write_bytes(pki.holder("Khác", ca=True).der)
    told = {}
    for name, file, words in (
        ("accepted", "copy", roots),
        ("tampered", "tampered", roots),
        ("unknown", "copy", ["--roots", str(other)]),
        ("no roots", "copy", none),
        ("another", "copy", [*roots, "--master", str(world / "tampered.pdf")]),
    ):
        status = main(["--json", str(world / f"{file}.pdf"), *words])
        document = json.loads(capsys.readouterr().out)
        told[name] = (status, document["reason"], document["whole"])
    assert told == {
        "accepted": (0, None, True),
        "tampered": (1, "followed", False),
        "unknown": (1, "unknown_issuer", True),
        "no roots": (2, "no_roots", True),
        "another": (1, "not_the_master", True),
    }


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_file_cannot_put_words_into_our_mouth(world, capsys, lang):
    words = [str(world / "forged.pdf"), "--roots", str(world / "roots"), "--lang", lang]
    assert main(words) == 0
    said = capsys.readouterr().out
    assert len(said.splitlines()) == 3
    assert all(letter.isprintable() for letter in said.replace("\n", ""))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_cannot_be_checked_and_is_no_crash(tmp_path, capfd, name):
    file = tmp_path / "hostile.pdf"
    file.write_bytes(HOSTILE[name])
    assert main([str(file), "--lang", "en", "--roots", str(tmp_path)]) in {1, 2}
    said = capfd.readouterr()
    assert "Traceback" not in said.err
    assert said.out.startswith(("CANNOT BE CHECKED", "REJECTED"))


def test_a_file_that_takes_too_long_cannot_be_checked(world, capsys):
    words = ["--json", str(world / "copy.pdf"), "--roots", str(world / "roots")]
    assert main([*words, "--seconds", "0.001"]) == 2
    assert json.loads(capsys.readouterr().out)["reason"] == "out_of_time"


@pytest.mark.parametrize(
    "words",
    [["nowhere.pdf"], [], ["copy.pdf", "--roots", "nowhere"], ["copy.pdf", "--seconds", "soon"],
     ["qr"], ["copy.pdf", "--register", "nowhere"], ["copy.pdf", "--master", "nowhere"]],
)  # fmt: skip
def test_what_cannot_be_asked_is_no_acceptance(world, monkeypatch, capsys, words):
    monkeypatch.chdir(world)
    assert main(words) == 2
    assert capsys.readouterr().out == ""


def test_a_text_that_is_no_code_cannot_be_checked(capsys):
    assert main(["qr", "VNSAO1|nonsense", "--lang", "en"]) == 2
    assert capsys.readouterr().out.startswith("CANNOT BE CHECKED")


def test_the_register_of_an_encrypted_archive_is_asked_with_its_passphrase(
    tmp_path, a_scan, capsys, monkeypatch
):
    monkeypatch.delenv("LUUTRU_PASSPHRASE_FILE", raising=False)
    file = tmp_path / "passphrase"
    file.write_text("nine green mountains\n")
    secrets = Secrets("nine green mountains", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ")
    with closing(create_archive(tmp_path / "encrypted", secrets=secrets)) as archive:
        reference = take_in(archive, a_scan()).reference
        facts = {"title_vi": "A", "copy_kind": "original", "medium": "paper", "secrecy": "none"}
        describe(archive, reference, [*facts.items(), ("signed_on", "2023-12-07")])
        (tmp_path / "out").mkdir()
        issued = issue(archive, Wanted(reference, recipients=("VT",)), tmp_path / "out")
    words = [str(issued.path), "--register", str(archive.folder), "--trial", "--lang", "en"]
    assert main(words) == 2
    assert "encrypted" in capsys.readouterr().err
    main([*words, "--passphrase-file", str(file)])
    told = capsys.readouterr()
    assert (told.err, issued.symbol in told.out) == ("", True)


def test_it_asks_the_register_where_the_program_is_installed(archive, keep, tmp_path, capsys):
    told = {"copy_kind": "original", "medium": "paper", "secrecy": "none"}
    out = tmp_path / "out"
    out.mkdir()
    issued = issue(archive, Wanted(keep("Bản ghi nhớ", **told), recipients=("VT",)), out)
    words = [str(issued.path), "--register", str(archive.folder), "--trial", "--lang", "vi"]
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("BẢN THỬ")
    assert main(words[:-3]) == 1
    capsys.readouterr()
    assert main([*words, "--json", "--seconds", "0.001"]) == 2
    assert json.loads(capsys.readouterr().out)["reason"] == "out_of_time"
