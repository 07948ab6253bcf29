"""Plain bytes are lent to another process, and none are left when ours is gone."""

import os
import signal
import subprocess
import sys

import pytest

from luutru.errors import SealedFileDamaged
from luutru.holdings.encryption import (
    SealedWriter,
    lending,
    lent,
    new_archive_key,
    sheltered,
    sweep_shelters,
)

KEY = new_archive_key().subkey("originals")
PLAIN = b"%PDF-1.7 secret title " * 9000


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "file.sealed"
    with made.open("wb") as target, SealedWriter(target, KEY) as writer:
        writer.write(PLAIN)
    return made


def read_elsewhere(path):
    program = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"
    run = subprocess.run([sys.executable, "-c", program, path], capture_output=True, check=True)
    return run.stdout


def test_another_process_reads_the_plain_bytes_for_as_long_as_they_are_lent(file):
    with lent(file, KEY) as path:
        assert read_elsewhere(path) == PLAIN
        assert path.is_file()
        assert not path.is_relative_to(file.parent)
    assert not path.exists()


def test_a_plain_file_is_lent_itself(tmp_path):
    with lent(tmp_path / "plain.pdf", None) as path:
        assert path == tmp_path / "plain.pdf"


def test_a_damaged_file_is_not_lent(file):
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(SealedFileDamaged), lent(file, KEY):
        pass


def test_where_there_is_no_file_in_memory_a_private_one_is_lent_and_removed(file, monkeypatch):
    monkeypatch.delattr(os, "memfd_create", raising=False)
    with lent(file, KEY) as path:
        assert read_elsewhere(path) == PLAIN
        assert path.parent.stat().st_mode & 0o077 == 0
    assert not path.parent.exists()


def test_what_a_killed_process_left_in_its_shelter_is_swept(tmp_path, monkeypatch):
    monkeypatch.setattr(lending, "shelters", lambda: tmp_path)
    program = (
        "import sys, os, signal, pathlib\n"
        "from luutru.holdings.encryption import lending\n"
        "lending.shelters = lambda: pathlib.Path(sys.argv[1])\n"
        "with lending.sheltered() as folder:\n"
        "    (folder / 'plain.pdf').write_bytes(b'secret')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, tmp_path], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert list(tmp_path.rglob("plain.pdf"))
    with sheltered() as ours:
        assert sweep_shelters() == 1
        assert [*tmp_path.iterdir()] == [ours]
