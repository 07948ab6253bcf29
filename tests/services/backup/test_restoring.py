"""What is restored is what was backed up, checked to the last byte, or it is no archive."""

import os
import shutil
import subprocess
import sys

import pytest
from tests.encrypted_run import plain_only
from tests.services.backup.media import ROOT, flip, objects_on
from tests.services.conftest import filled

from luutru import failpoints
from luutru.errors import (
    BackupDamaged,
    FolderTaken,
    ForeignMedium,
    MediumInside,
    MediumLost,
    NoArchive,
    NoBackup,
    UnknownSnapshot,
)
from luutru.progress import Cancelled
from luutru.services import custody
from luutru.services.archive import create_archive, find_archive, open_archive
from luutru.services.backup import bringing
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.medium import medium_at
from luutru.services.backup.restoring import Wish, restore
from luutru.services.copies import continuity
from luutru.services.describe import describe
from luutru.services.inspecting import verify
from luutru.services.search import search

pytestmark = plain_only


@pytest.fixture
def target(tmp_path):
    return tmp_path / "restored"


class Meddling:
    """Does something once some files were restored."""

    def __init__(self, act, done=1):
        self.act = act
        self.done = done

    def report(self, done, total, label):
        if label == bringing.RESTORING and total and done >= self.done:
            self.act()


def confirmed(archive):
    """The archive, once a clerk has said where its register goes on."""
    continuity.confirm_last_number(archive, 0, "The register on paper")
    return archive


def stop():
    raise Cancelled


@pytest.fixture
def restored(backed_up, medium, target):
    restore([medium], target)
    opened = open_archive(target)
    yield opened
    opened.close()


@pytest.fixture
def own(tmp_path):
    """An archive with pages that can be searched."""
    made = create_archive(tmp_path / "searchable", name="Searchable")
    yield made, filled(made, tmp_path)
    made.close()


def test_everything_comes_back(own, medium, target):
    archive, references = own
    back_up(archive, medium)
    log = [(one.seq, one.hash) for one in custody.entries(archive)][1:]  # but for the backup
    found = search(archive, "halal").total
    report = restore([medium], target)
    restored = open_archive(target)
    assert (report.files, report.lost) == (3, ())
    assert verify(confirmed(restored), full=True).is_sound
    assert [(one.seq, one.hash) for one in custody.entries(restored)][-len(log) :] == log
    assert search(restored, "halal").total == found > 0
    assert search(restored, references["belarus"]).total == 1
    restored.close()


def test_the_log_tells_that_it_was_restored_and_from_which_head(restored, medium):
    entry = custody.entries(restored, limit=1)[0]
    manifest = medium_at(medium).snapshot()
    assert (entry.act, entry.detail["snapshot"]) == ("restored", manifest.name)
    assert entry.detail["head"] == manifest.heads.custody.hash


def test_no_copy_is_numbered_before_the_last_number_is_confirmed(restored):
    block = continuity.standing(restored).block
    assert block is not None
    assert block.reason == continuity.RESTORED


def test_it_goes_on_as_the_same_archive(restored, backed_up, medium):
    assert restored.id == backed_up.id
    assert back_up(restored, medium).copied == 0


def test_originals_are_read_only_again(restored):
    for sha256 in restored.strongroom:
        assert restored.strongroom.path_of(sha256).stat().st_mode & 0o777 == 0o440


def test_an_older_snapshot_can_be_chosen(backed_up, keep, medium, target):
    keep("A fourth one")
    back_up(backed_up, medium)
    newest, oldest = medium_at(medium).snapshots()
    restore([medium], target, Wish(snapshot=oldest.name))
    restored = open_archive(target)
    assert len(set(restored.strongroom)) == 3
    restored.close()
    with pytest.raises(UnknownSnapshot, match=newest.name):
        restore([medium], target.with_name("other"), Wish(snapshot="2001"))


def test_damage_leaves_no_archive_and_names_what_is_damaged(backed_up, medium, target):
    changed, lost, _sound = objects_on(medium)
    flip(changed)
    lost.unlink()
    with pytest.raises(BackupDamaged) as told:
        restore([medium], target)
    assert {path.name for path in (changed, lost)} == {
        finding.split()[0].rpartition("/")[2] for finding in told.value.findings
    }
    assert not target.exists()


def test_what_is_whole_can_be_wanted_all_the_same(backed_up, medium, target):
    flip(objects_on(medium)[0])
    report = restore([medium], target, Wish(despite_damage=True))
    assert (report.files, len(report.lost)) == (2, 1)
    restored = open_archive(target)
    assert custody.entries(restored, limit=1)[0].detail["missing"] == 1
    assert {"original_missing", "head_lost"} == {one.kind for one in verify(restored).findings}
    restored.close()


def test_what_is_damaged_on_one_medium_is_taken_from_another(backed_up, medium, target, tmp_path):
    back_up(backed_up, tmp_path / "second")
    flip(objects_on(medium)[0])
    assert restore([medium, tmp_path / "second"], target).lost == ()
    restored = open_archive(target)
    assert verify(confirmed(restored), full=True).is_sound
    restored.close()


@pytest.mark.parametrize("name", ["catalogue.sqlite", "archive.toml", "objects.sha256"])
def test_a_changed_file_of_the_snapshot_is_never_restored(backed_up, medium, target, name):
    (file,) = (medium / ROOT / "snapshots").glob(f"*/{name}")
    flip(file)
    with pytest.raises(BackupDamaged, match=name):
        restore([medium], target, Wish(despite_damage=True))
    assert not target.exists()


def test_a_list_that_leads_elsewhere_is_never_followed(backed_up, medium, target):
    (file,) = (medium / ROOT / "snapshots").glob("*/objects.sha256")
    file.write_text(f"{'0' * 64}  originals/../../../etc/passwd\n")
    with pytest.raises(BackupDamaged):
        restore([medium], target, Wish(despite_damage=True))


def test_a_folder_that_is_not_empty_is_left_alone(backed_up, medium, target):
    target.mkdir()
    (target / "letter.txt").write_text("dear")
    with pytest.raises(FolderTaken):
        restore([medium], target)
    assert [path.name for path in target.iterdir()] == ["letter.txt"]


def test_nothing_is_restored_into_the_medium(backed_up, medium):
    with pytest.raises(MediumInside):
        restore([medium], medium / ROOT / "restored")


def test_what_is_no_backup_is_told(tmp_path, target):
    with pytest.raises(NoBackup):
        restore([tmp_path], target)
    assert not target.exists()


def test_the_medium_of_another_archive_helps_nobody(backed_up, medium, target, tmp_path):
    other = create_archive(tmp_path / "other", name="Other")
    back_up(other, tmp_path / "second")
    other.close()
    with pytest.raises(ForeignMedium):
        restore([medium, tmp_path / "second"], target)


def test_what_was_stopped_goes_on(backed_up, medium, target):
    with pytest.raises(Cancelled):
        restore([medium], target, progress=Meddling(stop, done=2))
    with pytest.raises(NoArchive):
        find_archive(target)
    assert list((target / "originals").rglob("*.pdf"))
    assert restore([medium], target).files == 3
    restored = open_archive(target)
    assert verify(confirmed(restored), full=True).is_sound
    restored.close()


def test_a_medium_that_is_pulled_out_says_nothing_of_its_files(backed_up, medium, target):
    away = medium.with_name("pulled out")

    def pull():
        if medium.exists():
            medium.rename(away)

    with pytest.raises(MediumLost):
        restore([medium], target, progress=Meddling(pull, done=0))
    away.rename(medium)
    assert restore([medium], target).lost == ()


@pytest.mark.parametrize("point", ["entered", "finished"])
def test_a_kill_leaves_a_whole_archive_or_none(backed_up, medium, target, point):
    killed = subprocess.run(
        [sys.executable, "-m", "luutru", "restore", medium, target],
        env={**os.environ, failpoints.VARIABLE: f"restore.{point}"},
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -9
    if point == "entered":
        with pytest.raises(NoArchive):
            find_archive(target)
        restore([medium], target)
    restored = open_archive(target)
    assert verify(confirmed(restored), full=True).is_sound
    restored.close()


def test_the_index_of_the_living_archive_is_not_taken_for_that_of_an_older_one(own, medium, target):
    archive, references = own
    back_up(archive, medium)
    describe(archive, references["bare"], [("title_vi", "Quy chế kiểm dịch")])
    assert search(archive, "kiểm dịch").total == 1
    archive.close()
    restore([medium], target)
    restored = open_archive(target)
    assert search(restored, "kiểm dịch").total == 0
    assert search(restored, "An toàn thực phẩm").total >= 1
    restored.close()


def test_a_copied_medium_restores_as_well(backed_up, medium, target, tmp_path):
    shutil.copytree(medium / ROOT, tmp_path / "copied")
    assert restore([tmp_path / "copied"], target).files == 3
