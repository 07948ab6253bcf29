"""A moved archive goes on in one place, and is only read in the other."""

import os
import subprocess
import sys

import pytest
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only
from tests.services.backup.media import flip
from tests.services.people.conftest import PASSWORD, staffed

from luutru import failpoints
from luutru.errors import (
    ArchiveBusy,
    ArchiveReadOnly,
    FolderTaken,
    MediumInside,
    MoveRefused,
    NoArchive,
)
from luutru.progress import Cancelled
from luutru.services import custody
from luutru.services.accession import take_in
from luutru.services.archive import find_archive, open_archive
from luutru.services.backup import moving
from luutru.services.backup.moving import move
from luutru.services.copies import continuity
from luutru.services.describe import describe
from luutru.services.inspecting import verify
from luutru.services.people import signing_in

pytestmark = one_desk_only


@pytest.fixture
def target(tmp_path):
    return tmp_path / "moved"


@pytest.fixture
def reopened():
    opened = []

    def again(folder):
        opened.append(open_archive(folder))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


def test_everything_goes_on_in_the_new_place(archive, target, reopened):
    (archive.folder / "quarantine").mkdir()
    (archive.folder / "quarantine" / "x.pdf").write_bytes(b"%PDF-1.4")
    before = [one.hash for one in custody.entries(archive)]
    report = move(archive, target)
    archive.close()
    new = reopened(target)
    assert report.files == 3
    assert verify(new, full=True).is_sound
    acts = [one.act for one in custody.entries(new)]
    assert acts[:3] == ["verified", "moved_here", "moved_away"]
    assert [one.hash for one in custody.entries(new)][3:] == before
    assert (target / "quarantine" / "x.pdf").is_file()
    assert continuity.standing(new).block is None
    assert continuity.standing(new).sealed_for == ""
    assert not (target / ".moving").exists()


def test_the_old_place_is_only_read_and_says_where_it_went(archive, target, reopened):
    reference = next(one.reference for one in custody.entries(archive) if one.reference)
    move(archive, target)
    archive.close()
    old = reopened(archive.folder)
    assert old.is_read_only
    assert str(target) in old.read_only_reason
    with pytest.raises(ArchiveReadOnly):
        describe(old, reference, [("title_vi", "Something else")])
    assert continuity.standing(old).sealed_for == str(target)
    with pytest.raises(ArchiveReadOnly):
        move(old, target.with_name("elsewhere"))


def test_an_archive_at_whose_desk_somebody_sits_stays(archive, target):
    window = find_archive(archive.folder)
    assert window.sit_down()
    with pytest.raises(ArchiveBusy):
        move(archive, target)
    window.close()
    assert not target.exists()


def test_a_damaged_archive_stays_and_is_not_sealed(archive, target):
    flip(archive.strongroom.path_of(min(archive.strongroom)))
    with pytest.raises(MoveRefused):
        move(archive, target)
    assert continuity.standing(archive).sealed_for == ""
    with pytest.raises(NoArchive):
        find_archive(target)


def test_a_folder_that_is_no_place_for_it_is_left_alone(archive, target):
    target.mkdir()
    (target / "letter.txt").write_text("dear")
    with pytest.raises(FolderTaken):
        move(archive, target)
    with pytest.raises(MediumInside):
        move(archive, archive.folder / "inside")
    assert [path.name for path in target.iterdir()] == ["letter.txt"]


def test_what_was_stopped_goes_on(archive, target, reopened):
    class Stop:
        def report(self, done, total, label):
            if label == moving.MOVING and done:
                raise Cancelled

    with pytest.raises(Cancelled):
        move(archive, target, Stop())
    assert continuity.standing(archive).sealed_for == ""
    assert move(archive, target).files == 3
    assert verify(reopened(target), full=True).is_sound


@plain_only
@pytest.mark.parametrize("point", ["closed", "opened"])
def test_a_kill_leaves_one_archive_and_the_next_run_finishes(archive, target, reopened, point):
    archive.close()
    words = [sys.executable, "-m", "luutru", "--archive", archive.folder, "move", target]
    fails = {**os.environ, failpoints.VARIABLE: f"move.{point}"}
    killed = subprocess.run(words, env=fails, check=False, capture_output=True)
    assert killed.returncode == -9
    old = open_archive(archive.folder)
    assert continuity.standing(old).sealed_for == str(target)
    move(old, target)
    old.close()
    assert verify(reopened(target), full=True).is_sound
    assert reopened(archive.folder).is_read_only


def test_a_program_that_was_open_writes_nothing_into_what_was_moved_away(
    archive, target, reopened, a_scan
):
    reference = next(one.reference for one in custody.entries(archive) if one.reference)
    terminal = open_archive(archive.folder)
    describe(terminal, reference, [("title_vi", "In time")])
    move(archive, target)
    before = custody.head(terminal)
    with pytest.raises(ArchiveReadOnly, match="it was moved to"):
        describe(terminal, reference, [("title_vi", "Too late")])
    with pytest.raises(ArchiveReadOnly):
        take_in(terminal, a_scan())
    assert custody.head(terminal) == before
    terminal.close()
    assert verify(reopened(target), full=True).is_sound


@plain_only
def test_a_move_that_was_cut_off_may_go_elsewhere(archive, target, reopened):
    archive.close()
    words = [sys.executable, "-m", "luutru", "--archive", archive.folder, "move", target]
    fails = {**os.environ, failpoints.VARIABLE: "move.closed"}
    subprocess.run(words, env=fails, check=False, capture_output=True)
    old = open_archive(archive.folder)
    with pytest.raises(ArchiveReadOnly, match="move it again"):
        describe(old, "2026-0001", [("title_vi", "Neither here nor there")])
    elsewhere = target.with_name("elsewhere")
    move(old, elsewhere)
    old.close()
    assert verify(reopened(elsewhere), full=True).is_sound


@plain_only
def test_an_archive_that_asks_who_somebody_is_is_moved_as_well(archive, target, reopened):
    staffed(archive)
    signing_in.sign_in(archive, "quantri", PASSWORD)
    move(archive, target)
    moved = reopened(target)
    signing_in.sign_in(moved, "quantri", PASSWORD)
    assert verify(moved, full=True).is_sound
