"""A desk joins an office from the terminal, and reads on while the server is away."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from luutru.services import mirror
from luutru.services.archive import open_archive


@pytest.fixture(autouse=True)
def own_offices(monkeypatch, tmp_path):
    monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(tmp_path / "offices"))


@pytest.fixture
def founded(luutru, line, share, a_scan):
    """An office of which this desk has a home, with one scan; the way to its server."""
    assert luutru("init", "--catalogue", line.address, "--store", share).status == 0
    assert luutru("intake", "--no-wait", a_scan(), "--archive", line.address).status == 0
    return line


def home_of(told):
    return Path(told.json["folder"])


def test_a_desk_joins_and_is_told_where_its_home_lies(luutru, founded, tmp_path):
    told = luutru("join", founded.address, tmp_path / "mine", "--json")
    assert home_of(told) == tmp_path / "mine"
    assert luutru("list", "--json", "--archive", tmp_path / "mine").json["total"] == 1


def test_a_desk_that_sees_the_files_elsewhere_says_so_once(luutru, founded, share, tmp_path):
    shutil.copytree(share, tmp_path / "moved")
    shutil.rmtree(share)
    assert luutru("verify", "--full", "--archive", founded.address).status != 0
    assert luutru("join", founded.address, "--store", tmp_path / "moved").status == 0
    assert luutru("verify", "--full", "--archive", founded.address).status == 0


def test_a_place_that_is_not_the_store_of_the_office_changes_nothing(luutru, founded, tmp_path):
    (tmp_path / "other").mkdir()
    told = luutru("join", founded.address, "--store", tmp_path / "other")
    assert told.status == 4
    assert "Traceback" not in told.err
    assert luutru("verify", "--full", "--archive", founded.address).status == 0


def test_a_database_without_an_office_is_not_joined(luutru, address, tmp_path):
    assert luutru("join", address).status == 3
    assert not (tmp_path / "offices").exists()


def test_while_the_server_is_away_the_known_home_is_read(luutru, founded):
    archive = open_archive(home_of(luutru("join", founded.address, "--json")))
    assert mirror.refresh(archive)
    archive.close()
    founded.cut()
    told = luutru("list", "--json", "--archive", founded.address)
    founded.mend()
    assert told.json["total"] == 1
    assert "does not answer" in told.err


def test_a_desk_that_never_joined_is_told_that_the_server_is_away(luutru, founded, monkeypatch):
    monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(Path("/nonexistent/offices")))
    founded.cut()
    told = luutru("list", "--archive", founded.address)
    founded.mend()
    assert told.status == 4
    assert "does not answer" in told.err


def test_the_window_opens_by_the_address_of_the_server(founded, tmp_path, monkeypatch):
    monkeypatch.setenv("LUUTRU_OFFICES_DIR", str(tmp_path / "window"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    words = [sys.executable, "-m", "luutru", "--archive", founded.address]
    window = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        while not list((tmp_path / "window").glob("*/.locks/work-*")):
            assert window.poll() is None
            time.sleep(0.05)
    finally:
        window.terminate()
        window.wait()
