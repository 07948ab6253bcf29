"""The register of copies from the terminal: requests, closing, going on, files."""

import pytest

from luutru import clock

YEAR = clock.today().year


@pytest.fixture
def reference(luutru, home, taken_in):
    told = taken_in()
    assert luutru("describe", told, "copy_kind=original", "medium=paper").status == 0
    return told


def test_a_request_is_made_approved_and_listed(luutru, reference):
    told = luutru("--json", "copies", "request", reference, "--by", "Vụ Pháp chế",
                  "--letter", "12/PC", "--purpose", "nộp hồ sơ", "--quantity", "2",
                  "--approver", "Chánh Văn phòng")  # fmt: skip
    label = told.json["request"]
    assert luutru("copies", "approve", label).status == 0
    (row,) = luutru("--json", "copies", "requests").json["requests"]
    assert (row["label"], row["state"], row["quantity"]) == (label, "approved", 2)
    assert "Vụ Pháp chế" in luutru("copies", "requests").out
    assert luutru("copies", "withdraw", label).status == 0
    assert luutru("--json", "copies", "requests").json["requests"] == []
    assert luutru("copies", "refuse", label, "--reason", "muộn").status == 3


def test_a_trial_is_issued_upon_a_request_and_again(luutru, reference, tmp_path):
    label = luutru("--json", "copies", "request", reference, "--by", "PC").json["request"]
    words = ("certify", "--signer", "trial", "--out", tmp_path / "out")
    assert luutru(*words, reference, "--form", "sy", "--request", label).status == 3
    luutru("copies", "approve", label)
    first = luutru("--json", *words, reference, "--form", "sy", "--request", label).json
    luutru("describe", reference, "title_vi=Tên khác")
    again = luutru(*words, "--again", "1")
    assert again.status == 0
    assert "Tên khác" in again.err
    rows = luutru("--json", "copies", "list", "--trial").json["copies"]
    assert [(row["number"], row["repeats"]) for row in rows] == [
        (2, f"{first['symbol']} ({YEAR})"), (1, ""),
    ]  # fmt: skip
    assert rows[1]["request"] == label


def test_certify_says_what_it_needs(luutru, reference, tmp_path):
    words = ("certify", "--signer", "trial", "--out", tmp_path / "out")
    assert luutru(*words).status == 2
    assert luutru(*words, reference).status == 2
    assert luutru(*words, "--again", "9").status == 3


def test_a_register_goes_on_after_the_last_number_known(luutru, home):
    told = luutru("--json", "copies", "continue", "--last", "3", "--reason", "theo sổ giấy")
    assert told.json["lost"] == [1, 2, 3]
    listed = luutru("--json", "copies", "list").json
    assert listed["next_number"] == 4
    assert {row["state"] for row in listed["copies"]} == {"lost"}
    assert luutru("copies", "continue", "--last", "1", "--reason", "nhầm").status == 3
    assert luutru("copies", "check").status == 0


def test_a_year_is_closed_stated_and_written(luutru, home, tmp_path):
    last = YEAR - 1
    out = tmp_path / "closing.pdf"
    head = luutru("copies", "close", last, "--out", out).out.strip()
    assert out.read_bytes().startswith(b"%PDF")
    assert luutru("copies", "statement", last).out.strip() == head
    assert luutru("copies", "check", "--anchor", head).status == 0
    assert luutru("copies", "close", last).status == 3
    assert luutru("copies", "close", YEAR + 1).status == 3
    assert luutru("--json", "copies", "anchor").json["statement"]["is_closed"] is False
    assert luutru("copies", "export", "--out", tmp_path / "register.xlsx").status == 0
    assert luutru("copies", "export", "--out", tmp_path / "register.odd").status == 3


def test_verify_looks_at_the_register_too(luutru, home, reference, tmp_path):
    words = ("certify", reference, "--form", "sy", "--signer", "trial", "--out", tmp_path / "out")
    assert luutru(*words).status == 0
    assert luutru("verify").status == 0
    (kept,) = home.glob("copies/*/*.pdf")
    kept.unlink()
    told = luutru("verify")
    assert told.status == 5
    assert "01/SY" in told.out


def test_a_code_is_read_from_a_scan_and_a_list_is_signed(luutru, home, reference, tmp_path):
    words = ("certify", reference, "--form", "sy", "--signer", "trial", "--out", tmp_path / "out")
    file = luutru("--json", *words).json["file"]
    assert luutru("verify-qr", "--image", file, "--register", home).status == 1
    told = luutru("verify-qr", "--image", file, "--trial")
    assert told.status == 0
    assert told.lines[0].startswith("BẢN THỬ")
    assert "01/SY" in told.out
    assert luutru("verify-qr", "VNSAO1|nothing").status == 2
    assert luutru("verify-qr").status == 2
    out = tmp_path / "list.json"
    listed = luutru("--json", "copies", "revocations", "--signer", "trial", "--out", out).json
    assert (listed["count"], listed["revoked"]) == (1, 0)
    assert luutru("verify-copy", file, "--register", out, "--trial").status == 2  # nobody trusted
