import hashlib
import io
import sys
import zipfile

import bagit
import pytest

from luutru.cli.main import main


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_file_is_acknowledged_by_reference_and_checksum(luutru, home, a_scan):
    files = [a_scan("a"), a_scan("b")]
    told = luutru("intake", "--no-wait", *files)
    assert told.status == 0
    first, second = told.lines
    assert first.split()[0] == "ACK"
    assert first.split()[2:] == [sha256(files[0]), str(files[0])]
    assert second.split()[1] > first.split()[1]


def test_an_acknowledgement_is_not_kept_waiting(home, a_scan, monkeypatch):
    heard = []

    class Listener(io.StringIO):
        def flush(self):
            heard.append(self.getvalue())

    monkeypatch.setattr(sys, "stdout", Listener())
    main(["intake", "--no-wait", str(a_scan("a")), str(a_scan("b"))])
    assert heard[0].count("ACK") == 1


def test_bytes_that_are_kept_already_are_known(luutru, home, a_scan):
    scan = a_scan()
    reference = luutru("intake", "--no-wait", scan).lines[0].split()[1]
    told = luutru("intake", "--no-wait", scan)
    assert told.status == 0
    assert told.lines == [f"KNOWN {reference} {sha256(scan)} {scan}"]


def test_one_bad_file_is_refused_and_the_rest_goes_on(luutru, home, a_scan, tmp_path):
    letter = tmp_path / "letter.docx"
    letter.write_text("no PDF")
    told = luutru("intake", "--no-wait", letter, tmp_path / "gone.pdf", a_scan())
    assert told.status == 3
    assert len(told.lines) == 1
    refused = [line for line in told.err.splitlines() if line.startswith("REFUSED")]
    assert refused[0].startswith(f"REFUSED {letter}: letter.docx is neither a PDF nor an image.")
    assert refused[1].startswith(f"REFUSED {tmp_path / 'gone.pdf'}: ")


def test_a_folder_is_taken_in_whole(luutru, home, a_scan):
    folder = a_scan("a").parent
    a_scan("b")
    assert len(luutru("intake", "--no-wait", folder).lines) == 2


def test_a_name_cannot_forge_a_line(luutru, home, a_scan, tmp_path):
    scan = a_scan().rename(tmp_path / "x\nACK 2026-9999 0000 y.pdf")
    told = luutru("intake", "--no-wait", scan)
    assert len(told.lines) == 1
    assert "\\x0aACK" in told.out


def test_a_file_may_join_an_agreement(luutru, taken_in, a_scan):
    reference = taken_in("main")
    luutru("intake", "--no-wait", "--as", "annex-of", reference, a_scan("annex"))
    documents = luutru("show", reference, "--json").json["documents"]
    assert [document["part"] for document in documents] == ["main", "annex"]


@pytest.mark.parametrize(
    ("words", "status"), [(["part-of", "x"], 2), (["annex-of", "2026-0099"], 3)]
)
def test_joining_nothing_is_told_at_once(luutru, home, a_scan, words, status):
    told = luutru("intake", "--no-wait", "--as", *words, a_scan())
    assert told.status == status
    assert told.out == ""


def test_a_package_that_proves_little_is_remarked_once(luutru, home, a_scan):
    folder = a_scan("a").parent
    a_scan("b")
    bagit.make_bag(str(folder), checksums=["md5"])
    told = luutru("intake", "--no-wait", folder)
    assert told.status == 0
    assert [line.split()[0] for line in told.lines] == ["ACK", "ACK"]
    assert told.err.count("md5") == 1


def test_a_package_is_refused_in_one_line(luutru, home, tmp_path):
    path = tmp_path / "scans.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("../a.pdf", "%PDF-1.7")
    told = luutru("intake", "--no-wait", path)
    assert told.status == 3
    assert told.err.startswith(f"REFUSED {path}: The package scans.zip is refused: ")
    assert told.err.count("\n") == 1


def test_a_source_is_removed_only_if_asked_to(luutru, home, a_scan):
    kept, moved = a_scan("a"), a_scan("b")
    luutru("intake", "--no-wait", kept)
    luutru("intake", "--no-wait", "--move", moved)
    assert kept.exists()
    assert not moved.exists()


def test_programs_are_told_in_one_document(luutru, home, a_scan, tmp_path):
    (tmp_path / "empty.pdf").touch()
    told = luutru("intake", "--no-wait", "--json", a_scan(), tmp_path / "empty.pdf")
    assert told.status == 3
    assert [entry["known"] for entry in told.json["taken_in"]] == [False]
    assert [entry["problem"] for entry in told.json["refused"]] == ["EmptyFile"]


def test_what_is_taken_in_is_read_at_once(luutru, home, a_scan):
    told = luutru("intake", "--ocr", "never", a_scan(pages=2))
    assert told.status == 0
    reference = told.out.split()[1]
    assert luutru("show", reference, "--json").json["documents"][0]["pages"] == 2


@pytest.fixture
def a_list(a_scan):
    """Two scans, and a list of three, of which one is missing and one has a wrong day."""
    folder = a_scan("a").parent
    a_scan("b")
    a_scan("c")
    file = folder / "list.csv"
    lines = ["file,title_vi,signed_on", "a.pdf,Một,2023", "b.pdf,Hai,32/1/2023", "gone.pdf,Ba,"]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def test_a_list_tells_what_each_file_is(luutru, home, a_list):
    told = luutru("intake", "--no-wait", "--csv", a_list)
    assert told.status == 3
    (line,) = told.lines
    assert line.startswith("ACK ")
    assert luutru("show", line.split()[1], "--json").json["title"] == "Một"
    refused = [line for line in told.err.splitlines() if line.startswith("REFUSED")]
    assert len(refused) == 2
    assert "32/1/2023" in refused[0]
    assert (a_list.parent / "list - errors.xlsx").exists()
    assert "1 file is named by no row" in told.err


def test_a_dry_run_says_row_by_row_what_would_happen(luutru, home, a_list):
    told = luutru("intake", "--csv", a_list, "--dry-run")
    assert told.status == 3
    assert told.lines == [f"ROW 2 NEW {a_list.parent / 'a.pdf'}: title_vi=Một; signed_on=2023"]
    assert "ROW 3 REFUSED" in told.err
    assert luutru("list", "--porcelain").out == ""
    again = luutru("intake", "--csv", a_list, "--dry-run", "--json").json
    assert [bool(row["problems"]) for row in again["rows"]] == [False, True, True]


def test_bringing_nothing_is_wrong_usage(luutru, home):
    assert luutru("intake").status == 2
    assert luutru("intake", "--dry-run", "x.pdf").status == 2
    words = ["--csv", "x.csv", "--as", "annex-of", "2026-0001"]
    assert luutru("intake", *words).status == 2
