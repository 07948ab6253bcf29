"""What is written outside is whole or absent, and a writer that dies leaves nothing behind."""

import errno
import os
import signal
import subprocess
import sys

import pytest

from luutru.holdings.disk import put, replacing
from luutru.holdings.unfinished import part_beside, sweep
from luutru.system import filing

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="files without a name are Linux's")
NOBODY = 999_999_999
"""A number that no process has."""


def names(folder):
    return sorted(one.name for one in folder.iterdir())


@pytest.fixture(params=["nameless", "named"])
def disk(request, monkeypatch):
    """A disk that knows files without a name, and one that does not."""
    if request.param == "named":
        monkeypatch.setattr(filing, "open_nameless", lambda _folder: None)
    elif sys.platform != "linux":
        pytest.skip("files without a name are Linux's")
    return request.param


@pytest.mark.usefixtures("disk")
def test_a_file_takes_its_name_only_when_it_is_whole(tmp_path):
    target = tmp_path / "list.csv"
    with replacing(target) as part:
        part.write_bytes(b"half")
        assert not target.exists()
    assert (names(tmp_path), target.read_bytes()) == (["list.csv"], b"half")


@pytest.mark.usefixtures("disk")
def test_what_was_called_so_stays_until_the_new_file_is_whole(tmp_path):
    target = tmp_path / "list.csv"
    put(target, b"former")
    with pytest.raises(ZeroDivisionError), replacing(target) as part:
        part.write_bytes(b"half")
        raise ZeroDivisionError
    assert (names(tmp_path), target.read_bytes()) == (["list.csv"], b"former")
    put(target, b"new")
    assert (names(tmp_path), target.read_bytes()) == (["list.csv"], b"new")


@pytest.mark.usefixtures("disk")
def test_a_file_has_the_rights_of_any_other_new_file(tmp_path):
    put(tmp_path / "ours", b"")
    (tmp_path / "any").touch()
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "any").stat().st_mode


@LINUX
def test_a_writer_that_is_killed_leaves_nothing_where_the_disk_knows_files_without_a_name(tmp_path):
    killed = _killed_while_writing(tmp_path / "list.csv")
    assert (killed, names(tmp_path)) == (-signal.SIGKILL, [])


@LINUX
def test_what_a_killed_writer_left_goes_with_the_next_file_written_there(tmp_path):
    _killed_while_writing(tmp_path / "list.csv", "filing.open_nameless = lambda _folder: None")
    assert len(names(tmp_path)) == 1
    put(tmp_path / "another.csv", b"whole")
    assert names(tmp_path) == ["another.csv"]


def _killed_while_writing(target, before="pass"):
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from luutru.system import filing\n"
        "from luutru.holdings.disk import replacing\n"
        f"{before}\n"
        "with replacing(Path(sys.argv[1])) as part:\n"
        "    part.write_bytes(b'half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    return subprocess.run([sys.executable, "-c", program, str(target)], check=False).returncode


def test_only_what_is_ours_and_given_up_is_swept(tmp_path):
    ours = part_beside(tmp_path / "list.csv").name
    dead = ours.replace(f"-{os.getpid()}.", f"-{NOBODY}.")
    elsewhere = dead.replace(f".{dead.split('.')[-2]}.", f".0000ffff-{NOBODY}.")
    kept = sorted([ours, elsewhere, ".other.part", f".other.{NOBODY}.part", "list.part"])
    for name in (dead, *kept):
        (tmp_path / name).write_bytes(b"half")
    package = tmp_path / dead.replace("list.csv", "package")
    (package / "2026-0001").mkdir(parents=True)
    sweep(tmp_path)
    assert names(tmp_path) == kept


@LINUX
def test_a_disk_that_knows_no_files_without_a_name_is_written_to_all_the_same(
    tmp_path, monkeypatch
):
    def refuse(*_told, **_how):
        raise OSError(errno.EOPNOTSUPP, "no such thing here")

    monkeypatch.setattr(os, "open", refuse)
    assert filing.open_nameless(tmp_path) is None
