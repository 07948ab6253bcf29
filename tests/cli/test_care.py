"""Verify, recover, reindex, retry, doctor: the care of an archive."""

import pytest


def original(home):
    return next((home / "originals").glob("??/??/*.pdf"))


def test_a_sound_archive_is_told_so(luutru, home, taken_in):
    taken_in()
    told = luutru("verify", "--full")
    assert told.status == 0
    assert "1 original and 0 derivatives checked, 1 files by SHA-256" in told.out


def test_a_changed_original_is_damage(luutru, home, taken_in):
    reference = taken_in()
    file = original(home)
    file.chmod(0o600)
    file.write_bytes(file.read_bytes().replace(b"%PDF", b"%PDX"))
    assert luutru("verify").status == 0
    told = luutru("verify", "--full")
    assert told.status == 5
    assert f"The original of {reference} has changed" in told.out


def test_a_missing_original_is_damage_and_programs_are_told_which(luutru, home, taken_in):
    reference = taken_in()
    original(home).unlink()
    told = luutru("verify", "--json")
    assert told.status == 5
    assert told.json["sound"] is False
    assert [found["reference"] for found in told.json["verdict"]["findings"]] == [reference]


def test_what_waits_is_read_by_recover(luutru, home, taken_in):
    taken_in()
    assert "changes wait for the index" in luutru("verify").err
    told = luutru("recover", "--ocr", "never")
    assert told.status == 0
    assert "0 unfinished copies swept away." in told.out


def test_a_copy_that_was_broken_off_is_swept_away(luutru, home):
    part = home / "originals" / ".incoming" / "999999999-x.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"%PDF-1.7 half")
    assert luutru("recover", "--json").json["unfinished_copies"] == 1
    assert not part.exists()


def test_the_index_may_always_be_built_anew(luutru, home):
    luutru("new", "title_vi=Tiêu chuẩn")
    told = luutru("reindex")
    assert told.status == 0
    assert luutru("search", "tieu chuan", "--ids").lines != []


def test_what_could_not_be_read_is_listed_with_its_reason(luutru, home, tmp_path):
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing more")
    reference = luutru("intake", broken).out.split()[1]
    told = luutru("retry", "list", "--json").json["failures"]
    assert [(entry["reference"], entry["filename"]) for entry in told] == [
        (reference, "broken.pdf")
    ]
    assert "broken.pdf" in luutru("retry").out
    assert luutru("retry", "run").status == 0
    assert luutru("retry", "--json").json["failures"][0]["attempts"] == 2


def test_an_archive_that_could_be_read_has_nothing_to_try_again(luutru, home):
    assert "Everything could be read" in luutru("retry").err


@pytest.mark.slow
def test_the_doctor_needs_no_archive(luutru):
    told = luutru("doctor", "--json")
    states = {check["code"]: check["state"] for check in told.json["checks"]}
    assert states["sqlite"] == "good"
    assert states["recognition"] == "good"
    assert (told.status == 0) == ("error" not in states.values())
