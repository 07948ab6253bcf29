"""One window writes; whoever else opens the archive reads, and is told why."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only

from luutru.errors import ArchiveReadOnly
from luutru.records.agency import Setting
from luutru.services.accession import take_in
from luutru.services.archive import open_archive
from luutru.services.desk import LOCKS
from luutru.settings import write_settings

_SIT_DOWN_AND_DIE = """
import os, sys
from pathlib import Path
from luutru.services.archive import open_archive
from luutru.services.desk import LOCKS
print(open_archive(Path(sys.argv[1])).sit_down(), flush=True)
os._exit(9)
"""


@pytest.fixture
def second(archive):
    opened = open_archive(archive.folder, person="Minh")
    yield opened
    opened.close()


def put(archive, name):
    with archive.catalogue.write() as session:
        session.add(Setting(name=name, value="1"))


@one_desk_only
def test_a_second_window_reads_and_is_told_who_writes(archive, second):
    assert archive.sit_down()
    assert not second.sit_down()
    assert "archivist" in second.read_only_reason
    with pytest.raises(ArchiveReadOnly, match="archivist works in it"):
        put(second, "second")
    put(archive, "first")
    with second.catalogue.read() as session:
        assert session.get(Setting, "first") is not None


def test_the_desk_is_free_once_the_first_window_is_closed(archive, second):
    archive.sit_down()
    second.sit_down()
    archive.close()
    assert second.sit_down()
    put(second, "second")


def test_a_terminal_writes_beside_a_window(archive, second):
    archive.sit_down()
    put(second, "from the terminal")
    assert not second.is_read_only


@plain_only
def test_a_window_that_was_killed_leaves_the_desk_free(archive):
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            _SIT_DOWN_AND_DIE,
            archive.folder,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout == "True\n"
    assert archive.sit_down()


def test_an_archive_that_was_closed_for_good_is_only_read(archive):
    write_settings(archive.folder, replace(archive.settings, sealed="moved to /srv/archive"))
    sealed = open_archive(archive.folder)
    with pytest.raises(ArchiveReadOnly, match="moved to /srv/archive"):
        put(sealed, "late")
    assert not sealed.sit_down()
    sealed.close()


@one_desk_only
def test_nothing_is_left_of_a_file_brought_where_nothing_is_written(archive, second, a_scan):
    archive.sit_down()
    second.sit_down()
    with pytest.raises(ArchiveReadOnly):
        take_in(second, a_scan("a"))
    assert list(archive.strongroom) == []
    assert not list((archive.folder / "originals").rglob("*.part"))


@one_desk_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_a_full_disk_lets_a_window_read_and_write_again_once_there_is_room(archive):
    card = archive.folder / LOCKS / "desk.new"
    card.parent.mkdir(exist_ok=True)
    card.symlink_to("/dev/full")
    assert not archive.sit_down()
    assert archive.read_only_reason == "its disk is full"
    card.unlink()
    assert archive.sit_down()
    put(archive, "first")
