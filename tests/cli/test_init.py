import pytest

from luutru.services.archive import open_archive


def test_a_new_archive_is_made(luutru, tmp_path):
    told = luutru("init", tmp_path / "kho", "--name", "Kho")
    assert told.status == 0
    assert str(tmp_path / "kho") in told.out
    archive = open_archive(tmp_path / "kho")
    assert archive.settings.name == "Kho"
    archive.close()


def test_a_folder_that_is_taken_is_refused(luutru, tmp_path):
    (tmp_path / "letter").touch()
    told = luutru("init", tmp_path)
    assert told.status == 3
    assert "is not empty" in told.err


def test_the_identifier_is_told_to_programs(luutru, tmp_path):
    told = luutru("init", tmp_path / "kho", "--json").json
    assert told["folder"] == str(tmp_path / "kho")
    assert len(told["id"]) == 36


def test_the_archive_of_the_option_is_preferred(luutru, home, tmp_path):
    luutru("init", tmp_path / "other")
    luutru("new", "title_vi=Elsewhere", "--archive", tmp_path / "other")
    assert luutru("list", "--json").json["total"] == 0
    assert luutru("list", "--json", "--archive", tmp_path / "other").json["total"] == 1


def test_without_an_archive_commands_are_refused(luutru):
    told = luutru("list")
    assert told.status == 3
    assert "luutru init" in told.err


def test_an_office_is_founded_and_joined_by_its_address(
    luutru, address, share, tmp_path, monkeypatch, a_scan
):
    monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(tmp_path / "first"))
    told = luutru("init", "--catalogue", address, "--store", share, "--name", "Office", "--json")
    assert told.json["folder"] == str(tmp_path / "first" / told.json["id"])
    assert luutru("intake", "--no-wait", a_scan(), "--archive", address).status == 0
    monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(tmp_path / "second"))
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(tmp_path / "index"))
    monkeypatch.setenv("LUUTRU_ARCHIVE", address)
    assert luutru("verify", "--full").status == 0
    assert luutru("list", "--json").json["total"] == 1
    assert (tmp_path / "second" / told.json["id"] / "archive.toml").is_file()
    assert luutru("init", "--catalogue", address, "--store", tmp_path / "x").status == 3


@pytest.mark.parametrize(
    "words", [[], ["--catalogue", "postgresql:///x"], ["kho", "--store", "/s"]]
)
def test_half_of_what_an_office_takes_is_not_enough(luutru, words):
    told = luutru("init", *words)
    assert told.status == 2
    assert "--store" in told.err


def test_the_archive_of_an_office_is_not_encrypted(luutru, tmp_path):
    told = luutru("init", "--encrypt", "--catalogue", "postgresql:///x", "--store", tmp_path / "s")
    assert told.status == 3
