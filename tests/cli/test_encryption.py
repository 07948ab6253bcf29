"""Converting archives and backups at the terminal, and checking what is encrypted."""

import pytest
from tests.services.backup.media import objects_on

from luutru.holdings.encryption.sealed_files import is_sealed

PASSPHRASE = "nine green mountains"  # noqa: S105  of archives of the tests


@pytest.fixture
def passphrase(tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n")
    return file


@pytest.fixture
def medium(tmp_path):
    return tmp_path / "medium"


@pytest.fixture
def kept(home, luutru, a_scan):
    assert luutru("intake", a_scan("one"), a_scan("two"), "--no-wait").status == 0
    return home


@pytest.fixture
def encrypting(passphrase, tmp_path):
    """The words that encrypt what a command makes."""
    key = tmp_path / "recovery key"
    return ["--encrypt", "--new-passphrase-file", passphrase, "--recovery-key-file", key]


def is_encrypted(folder):
    files = [path for path in folder.rglob("*.pdf") if path.is_file()]
    plain = b"SQLite format" in (folder / "catalogue.sqlite").read_bytes()[:32]
    return len(files) >= 2 and all(map(is_sealed, files)) and not plain


def test_a_plain_backup_is_restored_into_an_encrypted_archive(
    luutru, kept, medium, tmp_path, encrypting
):
    luutru("backup", medium)
    told = luutru("restore", medium, tmp_path / "restored", *encrypting)
    assert told.status == 0
    assert is_encrypted(tmp_path / "restored")
    assert len((tmp_path / "recovery key").read_text().split("-")) == 6
    assert (tmp_path / "recovery key").stat().st_mode & 0o077 == 0


def test_an_archive_is_encrypted_where_it_is_moved_to(luutru, kept, tmp_path, encrypting):
    told = luutru("move", tmp_path / "moved", *encrypting)
    assert (told.status, "not encrypted" in told.err) == (0, True)
    assert is_encrypted(tmp_path / "moved")


def test_a_passphrase_that_nobody_can_type_is_asked_for(luutru, kept, medium, tmp_path):
    told = luutru("move", tmp_path / "moved", "--encrypt")
    assert (told.status, "passphrase" in told.err) == (3, True)
    assert not (tmp_path / "moved").exists()


def test_a_short_passphrase_is_refused_before_anything_is_made(
    luutru, kept, tmp_path, passphrase, encrypting
):
    passphrase.write_text("short\n")
    assert luutru("move", tmp_path / "moved", *encrypting).status == 3
    assert not (tmp_path / "moved").exists()


@pytest.fixture
def encrypted_medium(luutru, kept, medium, tmp_path, encrypting, passphrase, monkeypatch):
    """A medium with a backup of an archive that is encrypted; the archive is not at hand."""
    luutru("move", tmp_path / "moved", *encrypting)
    backed_up = luutru(
        "backup", medium, "--archive", tmp_path / "moved", "--passphrase-file", passphrase
    )
    assert backed_up.status == 0
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(tmp_path / "none"))
    return medium


def test_an_encrypted_backup_is_tried_out_without_and_with_its_passphrase(
    luutru, encrypted_medium, passphrase
):
    assert all(map(is_sealed, objects_on(encrypted_medium)))
    told = luutru("restore", "--drill", encrypted_medium, "--bytes")
    assert (told.status, "Every byte" in told.out) == (0, True)
    assert luutru("restore", "--drill", encrypted_medium).status == 3
    told = luutru("restore", "--drill", encrypted_medium, "--passphrase-file", passphrase)
    assert (told.status, "whole" in told.out) == (0, True)


def test_an_encrypted_backup_is_made_plain(luutru, encrypted_medium, passphrase, tmp_path):
    words = ["restore", encrypted_medium, tmp_path / "plain", "--decrypt"]
    assert luutru(*words).status == 3
    assert luutru(*words, "--passphrase-file", passphrase).status == 0
    assert luutru("verify", "--full", "--archive", tmp_path / "plain").status in {0, 5}
    assert len(luutru("list", "--porcelain", "--archive", tmp_path / "plain").lines) == 2


def test_what_was_exported_is_rebuilt_into_an_encrypted_archive(
    luutru, kept, tmp_path, encrypting, passphrase
):
    assert luutru("export", "2026-0001", "2026-0002", "--out", tmp_path / "out").status == 0
    again = tmp_path / "again"
    assert luutru("rebuild", tmp_path / "out", "--out", again, "--encrypt").status == 3
    assert not again.exists()
    assert luutru("rebuild", tmp_path / "out", "--out", again, *encrypting).status == 0
    assert is_encrypted(again)
    words = ["--archive", again, "--passphrase-file", passphrase]
    assert luutru("verify", "--full", *words).status == 0
    assert len(luutru("list", "--porcelain", *words).lines) == 2


def test_no_key_is_left_of_a_rebuild_that_is_refused(luutru, kept, tmp_path, encrypting):
    (tmp_path / "empty").mkdir()
    again = tmp_path / "again"
    assert luutru("rebuild", tmp_path / "empty", "--out", again, *encrypting).status == 3
    assert not again.exists()
    assert not (tmp_path / "recovery key").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["export", "2026-0001"],
        ["searchable", "2026-0001"],
        ["certify", "2026-0001", "--form", "sy", "--signer", "trial"],
        ["export-list"],
        ["custody"],
        ["milestones", "list"],
    ],
    ids=lambda words: words[0],
)
def test_whoever_takes_something_out_is_told_that_it_is_not_encrypted_there(
    luutru, kept, passphrase, tmp_path, encrypting, monkeypatch, words
):
    out = tmp_path / ("out.pdf" if words[0] == "searchable" else "out.csv")
    warned = "What is exported is not encrypted"
    assert warned not in luutru(*words, "--out", tmp_path / "plain" / out.name).err
    assert luutru("move", tmp_path / "moved", *encrypting).status == 0
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(tmp_path / "moved"))
    assert warned in luutru(*words, "--out", out, "--passphrase-file", passphrase).err
