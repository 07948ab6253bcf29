"""An encrypted archive in a terminal: made, opened by a file, renewed, and recovered."""

import stat

import pytest

from luutru.services.archive import find_archive

FORMER, LATER = "bốn từ dễ nhớ thôi", "một câu mới hẳn"


@pytest.fixture
def files(tmp_path, monkeypatch):
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "former").write_text(f"{FORMER}\n", encoding="utf-8")
    (folder / "later").write_text(f"{LATER}\n", encoding="utf-8")
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(tmp_path / "kho"))
    return folder


@pytest.fixture
def made(luutru, files, tmp_path):
    words = ("--passphrase-file", files / "former", "--recovery-key-file", files / "key")
    told = luutru("init", tmp_path / "kho", "--encrypt", *words)
    assert told.status == 0
    assert "loses the archive" in told.err
    return files


def test_the_recovery_key_is_kept_where_nobody_else_reads(made):
    assert stat.S_IMODE((made / "key").stat().st_mode) == 0o600
    assert len((made / "key").read_text().strip()) == 29


def test_commands_ask_for_the_passphrase(luutru, made, monkeypatch):
    refused = luutru("list")
    assert refused.status == 3
    assert "is encrypted" in refused.err
    assert luutru("list", "--passphrase-file", made / "former").status == 0
    monkeypatch.setenv("LUUTRU_PASSPHRASE_FILE", str(made / "later"))
    wrong = luutru("list")
    assert wrong.status == 3
    assert "not the passphrase" in wrong.err


def test_the_passphrase_is_changed(luutru, made):
    words = ("--passphrase-file", made / "former", "--new-passphrase-file", made / "later")
    assert luutru("passphrase", "change", *words).status == 0
    assert luutru("list", "--passphrase-file", made / "former").status == 3
    told = luutru("custody", "--passphrase-file", made / "later")
    assert "Archive passphrase changed" in told.out


def test_who_lost_it_comes_in_by_the_key(luutru, made):
    words = ("--new-passphrase-file", made / "later", "--new-key-file", made / "another")
    told = luutru("passphrase", "recover", "--recovery-key-file", made / "key", *words)
    assert told.status == 0
    assert luutru("list", "--passphrase-file", made / "later").status == 0
    again = luutru("passphrase", "recover", "--recovery-key-file", made / "key", *words)
    assert again.status == 3
    assert "not the archive recovery key" in again.err


def test_the_key_is_renewed_and_a_file_that_is_there_is_not_written_over(luutru, made):
    words = ("--passphrase-file", made / "former", "--new-key-file")
    assert luutru("passphrase", "renew", *words, made / "key").status == 4
    assert luutru("passphrase", "renew", *words, made / "another").status == 0


def test_a_key_that_was_written_down_wrongly_makes_no_archive(luutru, files, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda _asked: FORMER)
    told = luutru("init", tmp_path / "kho", "--encrypt")
    assert told.status == 3
    assert "not the archive recovery key" in told.err
    assert not (tmp_path / "kho").exists()


def test_a_plain_archive_has_no_passphrase(luutru, files, tmp_path):
    luutru("init", tmp_path / "kho")
    told = luutru("passphrase", "change")
    assert told.status == 3
    assert "is not encrypted" in told.err
    assert find_archive(tmp_path / "kho").keyring.key is None


def test_a_taken_folder_is_told_before_a_key_is_written_down(luutru, files):
    told = luutru("init", files, "--encrypt", "--recovery-key-file", files / "key")
    assert told.status == 3
    assert "is not empty" in told.err
    assert not (files / "key").exists()
