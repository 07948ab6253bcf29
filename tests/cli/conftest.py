"""The terminal, as its users meet it: words in, lines and a status out."""

import json
from dataclasses import dataclass

import pytest

from luutru.cli.main import main


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


@pytest.fixture
def home(luutru, monkeypatch, tmp_path):
    """A new archive that every command means."""
    folder = tmp_path / "home"
    assert luutru("init", folder, "--name", "Home").status == 0
    monkeypatch.setenv("LUUTRU_ARCHIVE", str(folder))
    return folder


@pytest.fixture
def taken_in(luutru, home, a_scan):
    """Take a scan in without reading it; return its reference."""

    def take(mark="a"):
        told = luutru("intake", "--no-wait", a_scan(mark))
        return told.out.split()[1]

    return take
