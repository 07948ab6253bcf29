"""Everything is done with an encrypted archive; then no file anywhere shows a word of it."""

import os
import tempfile
from pathlib import Path

import pytest
from tests.office_run import one_desk_only

from luutru.cli.main import main
from luutru.demo.random_agreements import draw_random

pytestmark = [pytest.mark.slow, one_desk_only]

PASSPHRASE = "nine green mountains"  # noqa: S105  of the archive of the test
TITLE = "Bản ghi nhớ Halal Brunei"
WORDS = (TITLE, "Halal", "halal", "Brunei", "brunei", "Memorandum", "%PDF-", PASSPHRASE)
PLACES = ("log", "index", "config", "cache", "temp", "medium")


@pytest.fixture
def places(tmp_path, monkeypatch):
    """The folders in which this user's programs leave anything."""
    found = {name: tmp_path / name for name in PLACES}
    for folder in found.values():
        folder.mkdir()
    monkeypatch.setenv("LUUTRU_LOG_DIR", str(found["log"]))
    monkeypatch.setenv("LUUTRU_INDEX_DIR", str(found["index"]))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(found["config"]))
    monkeypatch.setenv("XDG_CACHE_HOME", str(found["cache"]))
    monkeypatch.setenv("XDG_DATA_HOME", str(found["cache"]))
    monkeypatch.setenv("TMPDIR", str(found["temp"]))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return found


def shown(folders, words):
    """Return each file under `folders` in which one of the words stands."""
    encoded = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    return [
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in encoded)
    ]


@pytest.fixture
def luutru(monkeypatch, capsys, tmp_path):
    """Run a command that has to succeed; the passphrase is in a file."""
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE)
    monkeypatch.setenv("LUUTRU_PASSPHRASE_FILE", str(passphrase))

    def run(*words):
        capsys.readouterr()
        status = main([*map(str, words), "--lang", "en"])
        told = capsys.readouterr()
        assert status == 0, told
        return told.out

    return run


@pytest.fixture
def home(luutru, places, tmp_path, monkeypatch):
    """An archive that was plain, with one agreement, and is encrypted since."""
    plain, home = tmp_path / "plain", tmp_path / "home"
    luutru("init", plain)
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(plain))
    (drawn,) = draw_random(20_261_126, 1, tmp_path / "scans")
    luutru("intake", drawn.path, "--ocr", "never")
    luutru("describe", "2026-0001", f"title_vi={TITLE}")
    assert "2026-0001" in luutru("search", "halal")
    new = [
        "--new-passphrase-file",
        tmp_path / "passphrase",
        "--recovery-key-file",
        tmp_path / "key",
    ]
    luutru("move", home, "--encrypt", *new)
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(home))
    return home


def shelters():
    """Return the folders in memory that this process keeps for archives that are unlocked."""
    return set(Path("/dev/shm").glob(f"luutru-shelter-{os.getpid()}-*"))  # noqa: S108


@pytest.fixture
def kept_by_others():
    """The shelters of archives that tests before this one left unlocked."""
    return shelters()


def test_no_file_shows_a_word_of_an_encrypted_archive(
    kept_by_others, luutru, home, places, tmp_path
):
    assert shown(places.values(), WORDS) == []
    assert "2026-0001" in luutru("search", "halal")
    luutru("describe", "2026-0001", "title_en=Memorandum on halal")
    luutru("milestones", "add", "2026-0001", "Send the list to Brunei", "--due", "1/2/2027")
    luutru("synonyms")
    luutru("reindex")
    assert "2026-0001" in luutru("search", "brunei")
    for _ in range(2):
        luutru("backup", places["medium"])
    luutru("restore", "--drill", places["medium"])
    damaged = next((home / "originals").rglob("*.pdf"))
    damaged.chmod(0o600)
    damaged.write_bytes(b"nothing")
    luutru("mend", places["medium"])
    luutru("restore", places["medium"], tmp_path / "restored")
    luutru("custody")
    luutru("move", tmp_path / "moved")
    encrypted = [home, tmp_path / "restored", tmp_path / "moved"]
    assert shown([*places.values(), *encrypted], WORDS) == []
    assert shelters() <= kept_by_others


def test_the_same_words_are_found_where_they_are_not_encrypted(luutru, home, tmp_path):
    assert shown([tmp_path / "plain"], WORDS)


def test_what_an_archivist_does_works_on_an_encrypted_archive(luutru, home, places, tmp_path):
    luutru("describe", "2026-0001", "copy_kind=original", "medium=paper", "secrecy=none")
    luutru("arrange", "2026-0001", "--pages", "1r90")
    issued = luutru("certify", "2026-0001", "--form", "sy", "--signer", "trial",
                    "--out", tmp_path / "out")  # fmt: skip
    assert "2026" in issued
    assert next((tmp_path / "out").glob("*.pdf")).read_bytes().startswith(b"%PDF-")
    luutru("milestones", "add", "2026-0001", "Send the list", "--due", "1/2/2027")
    assert "Send the list" in luutru("milestones", "list")
    luutru("export", "2026-0001", "--out", tmp_path / "exported")
    derivative = next((home / "derivatives").rglob("*.pdf"))
    derivative.unlink()
    luutru("recover")
    assert derivative.is_file()
    luutru("retry", "run")
    luutru("verify", "--full")
    assert "2026-0001" in luutru("search", "halal")
    assert shown([*places.values(), home], WORDS) == []
