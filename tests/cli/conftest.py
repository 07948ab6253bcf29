"""The terminal, as its users meet it: words in, lines and a status out."""

import json
import shutil
from dataclasses import dataclass

import pytest
from tests.conftest import keep_small

from luutru.cli.main import main
from luutru.services.archive import create_archive


@pytest.fixture(autouse=True)
def _lent(lent_processes: None) -> None:
    """Lend processes that read and stamp: they are tested elsewhere."""


@dataclass(frozen=True)
class Told:
    """What one command answered."""

    status: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.splitlines()

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def luutru(capsys, monkeypatch, tmp_path):
    """Run `luutru` with some words, in English."""
    monkeypatch.setenv("LUUTRU_LOG_DIR", str(tmp_path / "log"))

    def run(*words, language="en"):
        capsys.readouterr()
        status = main([*map(str, words), "--lang", language])
        told = capsys.readouterr()
        return Told(status, told.out, told.err)

    return run


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory):
    """What `luutru init` makes, to be copied: `test_init.py` is about making it."""
    folder = tmp_path_factory.mktemp("home") / "home"
    with pytest.MonkeyPatch.context() as patch:
        keep_small(patch)
        create_archive(folder, name="Home").close()
    return folder


@pytest.fixture
def home(empty_home, monkeypatch, tmp_path):
    """A new archive that every command means."""
    folder = tmp_path / "home"
    shutil.copytree(empty_home, folder)
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(folder))
    return folder


@pytest.fixture
def taken_in(luutru, home, a_scan):
    """Take a scan in without reading it; return its reference."""

    def take(mark="a"):
        told = luutru("intake", "--no-wait", a_scan(mark))
        return told.out.split()[1]

    return take
