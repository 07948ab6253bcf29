"""What a crash left is put right as soon as the archive is opened again, without being asked."""

import subprocess
import sys

import pytest
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only

from luutru import failpoints
from luutru.errors import DiskFull
from luutru.holdings.disk import put
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.archive import open_archive
from luutru.services.desk import LOCKS
from luutru.services.healing import heal
from luutru.services.inspecting import verify

_LEAVE_A_STRANGER_AND_DIE = """
import os, sys
from pathlib import Path
from luutru.services.archive import open_archive
archive = open_archive(Path(sys.argv[1]))
archive.strongroom.take_in(Path(sys.argv[2]))
if len(sys.argv) > 3:
    archive.close()
os._exit(9)
"""


def left_by(archive, scan, *more):
    """Let a process of its own keep a file, enter it nowhere, and die or close the archive."""
    words = [sys.executable, "-c", _LEAVE_A_STRANGER_AND_DIE, archive.folder, scan, *more]
    subprocess.run(words, check=False)


def at_work(archive):
    return sorted((archive.folder / LOCKS).glob("work-*"))


@pytest.fixture
def later(archive):
    """The archive as it is opened the next time."""
    archive.close()
    opened = open_archive(archive.folder)
    yield opened
    opened.close()


@plain_only
def test_what_a_dead_process_left_is_put_right_once(later, a_scan):
    left_by(later, a_scan("stranger"))
    assert [found.rule for found in verify(later).findings] == ["I1"]
    assert heal(later)
    assert verify(later, full=True).is_sound
    assert "recovered" in [entry.act for entry in custody.entries(later, limit=3)]
    assert not heal(later), "it is put right already"


@plain_only
def test_an_archive_that_was_closed_is_left_alone(later, a_scan):
    left_by(later, a_scan("stranger"), "closes")
    assert at_work(later) == []
    assert not heal(later)
    assert not verify(later).is_sound, "only `recover` looks for it"


@plain_only
def test_what_a_full_disk_kept_from_being_undone_is_put_right(later, a_scan, monkeypatch):
    monkeypatch.setenv(failpoints.VARIABLE, "disk.sync_folder=full")
    with pytest.raises(DiskFull):
        later.strongroom.take_in(a_scan("stranger"))
    monkeypatch.delenv(failpoints.VARIABLE)
    later.close()
    assert len(at_work(later)) == 1
    again = open_archive(later.folder)
    assert [found.rule for found in verify(again).findings] == ["I1"]
    assert heal(again)
    assert verify(again, full=True).is_sound
    again.close()
    assert at_work(again) == []


def test_a_disk_elsewhere_that_is_full_leaves_nothing_to_look_for(
    later, a_scan, tmp_path, monkeypatch
):
    take_in(later, a_scan())
    monkeypatch.setenv(failpoints.VARIABLE, "disk.write=full")
    with pytest.raises(DiskFull):
        put(tmp_path / "elsewhere.txt", b"a list")
    later.close()
    assert at_work(later) == []


def test_whoever_only_reads_is_not_at_work(later):
    with later.catalogue.read():
        pass
    assert at_work(later) == []


def test_whoever_writes_is_at_work_until_the_archive_is_closed(later, a_scan):
    take_in(later, a_scan())
    take_in(later, a_scan("another"))
    assert len(at_work(later)) == 1
    later.close()
    assert at_work(later) == []


@plain_only
def test_what_others_may_be_making_is_left_to_a_later_opening(later, a_scan):
    left_by(later, a_scan("stranger"))
    other = open_archive(later.folder)
    take_in(other, a_scan("of another"))
    assert not heal(later)
    assert verify(later).is_sound, "files are put right beside others"
    other.close()
    assert heal(later)


@plain_only
@one_desk_only
def test_an_archive_that_is_only_read_waits_for_somebody_who_writes(later, a_scan):
    left_by(later, a_scan("stranger"))
    other = open_archive(later.folder)
    other.sit_down()
    later.sit_down()
    assert not heal(later)
    other.close()
    later.sit_down()
    assert heal(later)
