"""Looking after an archive from the terminal: log, verification, agency, settings, lists."""

import json
from pathlib import Path

from luutru.services import custody
from luutru.services.archive import open_archive

FIELDS = "cooperation_field"


def test_the_log_is_narrowed_written_and_checked(luutru, home, taken_in, tmp_path):
    reference = taken_in()
    taken = luutru("custody", "--act", "taken_in", "--json").json["entries"]
    assert [one["act"] for one in taken] == ["taken_in"]
    long_ago = luutru("custody", "--from", "1/1/2001", "--until", "2/1/2001", "--json").json
    assert long_ago["entries"] == []
    out = tmp_path / "log.csv"
    assert luutru("custody", "--out", out).status == 0
    archive = open_archive(home)
    head = custody.head(archive)[1]
    archive.close()
    written = out.read_text(encoding="utf-8-sig")
    assert head in written
    assert reference in written
    told = luutru("custody", "--check", "--anchor", head)
    assert (told.status, "has not been changed" in told.out) == (0, True)
    assert luutru("custody", "--check", "--anchor", "f" * 64).status == 5


def test_a_verification_leaves_a_report(luutru, taken_in, tmp_path):
    taken_in()
    report = tmp_path / "report.json"
    assert luutru("verify", "--full", "--out", report).status == 0
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["sound"], told["verdict"]["originals"]) == (True, 1)
    assert luutru("verify", "--out", tmp_path / "report.exe").status == 3


def test_settings_are_listed_and_set(luutru, home, tmp_path):
    folder = tmp_path / "scanner"
    folder.mkdir()
    wanted = ("name=Kho HTQT", f"watch_folder={folder}", "watch_delay=2,5", "watch_after=leave")
    told = luutru("settings", *wanted, "--json").json
    assert told["name"] == "Kho HTQT"
    assert Path(told["watch_folder"]) == folder
    assert (told["watch_delay"], told["watch_after"]) == ("2.5", "leave")
    assert luutru("settings", "watch_delay=soon").status == 3
    assert luutru("settings", "no_such=1").status == 3
    assert "Kho HTQT" in luutru("settings").out


def test_the_agency_is_renamed_from_a_day_on(luutru, home):
    new = ("name=Ủy ban", "abbreviation=UB", "--from", "1/3/2025")
    told = luutru("agency", "rename", *new, "--json").json
    names = [(one["name"], one["valid_to"]) for one in told["names"]]
    assert names == [("Ủy ban", None), ("Home", "2025-02-28")]
    luutru("agency", "correct", "place=Hà Nội")
    luutru("agency", "fonds", "fonds_code=UB", "name=Phông Ủy ban")
    luutru("agency", "fonds", "open=no", "--code", "01")
    told = luutru("agency", "--json").json
    assert told["names"][0]["place"] == "Hà Nội"
    fonds = [(one["fonds_code"], one["is_open"]) for one in told["fonds"]]
    assert fonds == [("UB", True), ("01", False)]
    assert luutru("agency", "correct", "no_such=x").status == 3
    assert luutru("agency", "fonds", "--code", "no_such").status == 3


def test_codes_are_listed_added_and_renamed(luutru, home):
    luutru("codes", "add", FIELDS, "--vi", "Kinh tế số", "--en", "Digital economy")
    luutru("codes", "rename", FIELDS, "digital_economy", "--vi", "Số hóa", "--en", "Digital")
    rows = luutru("codes", "list", FIELDS, "--json").json["lists"][0]["rows"]
    (own,) = [one for one in rows if one["is_own"]]
    assert (own["code"], own["vi"]) == ("digital_economy", "Số hóa")
    assert "Số hóa" in luutru("codes", "list", FIELDS).out
    assert FIELDS in luutru("codes").out
    assert luutru("codes", "list", "no_such").status == 3
