"""Backup, restore and drill at the terminal."""

import pytest
from tests.office_run import one_desk_only
from tests.services.backup.media import flip, objects_on

from luutru.services.archive import find_archive, open_archive


@pytest.fixture
def medium(tmp_path):
    return tmp_path / "medium"


@pytest.fixture
def kept(home, luutru, a_scan):
    assert luutru("intake", a_scan("one"), a_scan("two"), "--no-wait").status == 0
    return home


def test_a_backup_tells_what_was_copied_and_what_stands_on_the_label(luutru, kept, medium):
    told = luutru("backup", medium)
    assert told.status == 0
    assert told.lines[0].startswith("2 files were copied and read back")
    assert "SHA-256 of its manifest: " in told.lines[-1]
    assert "second medium" in told.err
    again = luutru("backup", medium, "--json").json
    assert (again["copied"], again["objects"]) == (0, 2)


def test_a_restored_archive_is_sound(luutru, kept, medium, tmp_path):
    luutru("backup", medium)
    told = luutru("restore", medium, tmp_path / "restored")
    assert (told.status, told.lines[0].endswith("2 files.")) == (0, True)
    assert luutru("verify", "--full", "--archive", tmp_path / "restored").status in {0, 5}
    open_archive(tmp_path / "restored").close()


@one_desk_only
def test_an_office_is_restored_by_one_command(luutru, kept, medium, tmp_path, address):
    luutru("backup", medium)
    told = luutru("restore", medium, tmp_path, "--to", address, "--store", tmp_path / "store")
    assert (told.status, told.lines[0].endswith("2 files.")) == (0, True)
    assert "luutru --archive postgresql://" in told.err
    assert len(list((tmp_path / "store" / "originals").rglob("*.pdf"))) == 2
    again = luutru("restore", medium, tmp_path, "--to", address, "--store", tmp_path / "other")
    assert (again.status, (tmp_path / "other").exists()) == (3, False)


def test_a_drill_is_sound_or_says_what_is_not(luutru, kept, medium):
    luutru("backup", medium)
    assert luutru("restore", "--drill", medium).status == 0
    flip(objects_on(medium)[0])
    told = luutru("restore", "--drill", medium)
    assert (told.status, objects_on(medium)[0].name in told.lines[0]) == (5, True)
    told = luutru("restore", "--drill", medium, "--json").json
    assert (told["sound"], told["drill"]["recorded"]) == (False, True)
    assert "Restore drill" in luutru("custody").out


def test_damage_is_named_and_leaves_no_archive(luutru, kept, medium, tmp_path):
    luutru("backup", medium)
    flip(objects_on(medium)[0])
    told = luutru("restore", medium, tmp_path / "restored")
    assert (told.status, objects_on(medium)[0].name in told.err) == (5, True)
    assert not (tmp_path / "restored").exists()
    assert luutru("restore", medium, tmp_path / "restored", "--despite-damage").status == 5
    assert (tmp_path / "restored" / "archive.toml").is_file()


def test_media_and_snapshots_are_listed(luutru, kept, medium):
    luutru("backup", medium)
    luutru("restore", "--drill", medium)
    assert str(medium) in luutru("backup", "--list").out
    (snapshot,) = luutru("backup", "--list", medium, "--json").json["snapshots"]
    assert snapshot["counts"]["originals"] == 2
    assert snapshot["name"] in luutru("backup", "--list", medium).out
    assert luutru("backup", "--list", "--json").json["sets"][0]["drill"]["findings"] == 0


def test_a_lost_original_is_told(luutru, kept, medium):
    for original in (kept / "originals").rglob("*.pdf"):
        original.unlink()
        break
    told = luutru("backup", medium)
    assert (told.status, "is lost or changed in the archive" in told.err) == (5, True)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["backup"], 2), (["backup", "{home}/inside"], 3), (["backup", "x", "--keep", "0"], 2),
        (["restore", "{medium}"], 2), (["restore", "{medium}", "{home}/new"], 3),
        (["restore", "{medium}", "--to", "postgresql://x/y"], 2),
        (["restore", "{medium}", "--store", "/srv/x"], 2),
        (["restore", "{medium}", "--to", "x", "--store", "/srv/x"], 3),
        (["restore", "--drill", "{medium}"], 3), (["backup", "--list", "{medium}"], 3),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(luutru, kept, medium, words, status):
    told = luutru(*(word.format(home=kept, medium=medium) for word in words))
    assert told.status == status
    assert told.err


def test_an_archive_moves_and_the_old_place_says_where_to(luutru, kept, tmp_path):
    told = luutru("move", tmp_path / "moved")
    assert (told.status, str(tmp_path / "moved") in told.out) == (0, True)
    assert luutru("list", "--archive", tmp_path / "moved", "--porcelain").status == 0
    told = luutru("describe", "2026-0001", "note=x")
    assert (told.status, str(tmp_path / "moved") in told.err) == (3, True)


def test_an_archive_in_use_does_not_move(luutru, kept, tmp_path):
    window = find_archive(kept)
    assert window.sit_down()
    assert luutru("move", tmp_path / "moved").status == 4
    window.close()


def test_what_is_damaged_is_put_back_from_the_medium(luutru, kept, medium):
    luutru("backup", medium)
    damaged = next((kept / "originals").rglob("*.pdf"))
    flip(damaged)
    told = luutru("mend", medium)
    assert (told.status, damaged.name in told.lines[0]) == (0, True)
    assert "quarantine" in told.err
    assert luutru("verify", "--full").status == 0
    flip(damaged)
    flip(next(path for path in objects_on(medium) if path.name == damaged.name))
    told = luutru("mend", medium, "--only", damaged.name)
    assert (told.status, "on the media too" in told.err) == (5, True)
