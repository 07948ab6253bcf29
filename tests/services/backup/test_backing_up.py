"""A backup is whole or it is none, and the next one copies only what is missing."""

import hashlib
import json
import shutil
import subprocess

import pytest
from tests.services.backup.media import ROOT, flip, objects_on, whole

from luutru.errors import (
    BackupBusy,
    ForeignMedium,
    MediumInside,
    MediumReadOnly,
    NewerBackup,
    NoRoomThere,
)
from luutru.services import custody
from luutru.services.archive import create_archive
from luutru.services.backup.backing_up import alone, back_up
from luutru.services.backup.medium import medium_at
from luutru.services.backup.told import safekeeping


def test_a_backup_has_every_original_and_a_snapshot(archive, medium):
    report = back_up(archive, medium)
    assert (report.objects, report.copied, report.absent) == (3, 3, ())
    assert whole(medium) == [report.snapshot]
    assert {path.stem for path in objects_on(medium)} == set(archive.strongroom)


def test_the_next_backup_copies_what_is_missing(backed_up, keep, medium):
    keep("A fourth one")
    report = back_up(backed_up, medium)
    assert (report.objects, report.copied) == (4, 1)
    assert len(whole(medium)) == 2


def test_what_the_medium_has_is_not_written_again(backed_up, medium):
    before = {path: path.stat().st_mtime_ns for path in objects_on(medium)}
    assert back_up(backed_up, medium).copied == 0
    assert {path: path.stat().st_mtime_ns for path in objects_on(medium)} == before


def test_the_log_tells_of_the_backup_and_of_its_manifest(backed_up, medium):
    entry = custody.entries(backed_up, limit=1)[0]
    name = medium_at(medium).snapshot().name
    manifest = (medium / ROOT / "snapshots" / name / "manifest.json").read_bytes()
    assert (entry.act, entry.detail["snapshot"]) == ("backed_up", name)
    assert entry.detail["sha256"] == hashlib.sha256(manifest).hexdigest()


def test_the_manifest_carries_the_heads_of_the_chains(archive, medium):
    seq, head = custody.head(archive)
    back_up(archive, medium)
    told = medium_at(medium).snapshot().heads
    assert (told.custody.seq, told.custody.hash) == (seq, head)


def test_the_medium_can_be_checked_without_the_program(backed_up, medium):
    (listed,) = (medium / ROOT / "snapshots").glob("*/objects.sha256")
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", str(listed)], cwd=medium / ROOT, check=False
    )
    assert checked.returncode == 0


def test_a_file_of_another_size_on_the_medium_is_written_again(backed_up, medium):
    objects_on(medium)[0].write_bytes(b"%PDF-1.4 cut off")
    report = back_up(backed_up, medium)
    assert (report.mended, report.copied) == (1, 1)
    assert len(whole(medium)) == 2


def test_a_full_backup_finds_what_has_the_right_size_and_other_bytes(backed_up, medium):
    flip(objects_on(medium)[0])
    assert back_up(backed_up, medium).mended == 0
    assert back_up(backed_up, medium, full=True).mended == 1
    assert len(whole(medium)) == 3


def test_a_damaged_original_never_replaces_the_good_one_on_the_medium(backed_up, medium):
    before = {path: path.read_bytes() for path in objects_on(medium)}
    for sha256 in backed_up.strongroom:
        flip(backed_up.strongroom.path_of(sha256))
    assert back_up(backed_up, medium, full=True).absent == ()
    assert {path: path.read_bytes() for path in objects_on(medium)} == before


def test_originals_that_are_lost_or_changed_are_named(archive, medium):
    lost, changed, _sound = sorted(archive.strongroom)
    archive.strongroom.path_of(lost).unlink()
    flip(archive.strongroom.path_of(changed))
    report = back_up(archive, medium)
    assert sorted(path[-68:-4] for path in report.absent) == [lost, changed]
    assert medium_at(medium).snapshot().absent == report.absent
    assert len(objects_on(medium)) == 1


def test_only_the_newest_snapshots_stay_where_that_is_asked(backed_up, medium):
    pruned = [len(back_up(backed_up, medium, keep=2).pruned) for _ in range(3)]
    assert pruned == [0, 1, 1]
    assert len(whole(medium)) == 2
    assert len(objects_on(medium)) == 3


def test_a_medium_inside_the_archive_is_refused(archive):
    with pytest.raises(MediumInside):
        back_up(archive, archive.folder / "backup")
    assert not (archive.folder / "backup").exists()


def test_the_medium_of_another_archive_is_refused(backed_up, medium, tmp_path):
    other = create_archive(tmp_path / "other", name="Other")
    with pytest.raises(ForeignMedium, match="Test archive"):
        back_up(other, medium)
    other.close()
    assert len(whole(medium)) == 1


def test_a_folder_with_something_else_is_left_alone(archive, medium):
    (medium / ROOT).mkdir(parents=True)
    (medium / ROOT / "holiday.jpg").write_bytes(b"sun")
    with pytest.raises(ForeignMedium, match=r"holiday\.jpg"):
        back_up(archive, medium)
    assert [path.name for path in (medium / ROOT).iterdir()] == ["holiday.jpg"]


def test_a_backup_of_a_newer_version_is_left_alone(backed_up, medium):
    told = medium / ROOT / "set.toml"
    told.write_text(told.read_text().replace("format = 1", "format = 2"))
    with pytest.raises(NewerBackup):
        back_up(backed_up, medium)


def test_a_medium_that_cannot_be_written_is_told_before_anything_begins(archive, tmp_path):
    place = tmp_path / "file"
    place.write_text("no folder")
    with pytest.raises(MediumReadOnly):
        back_up(archive, place)


def test_too_little_room_is_told_before_anything_begins(archive, medium, monkeypatch):
    usage = shutil.disk_usage(archive.folder)._replace(free=1 << 20)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage)
    with pytest.raises(NoRoomThere):
        back_up(archive, medium)
    assert objects_on(medium) == []


def test_one_backup_of_an_archive_runs_at_a_time(backed_up, medium):
    with alone(backed_up), pytest.raises(BackupBusy):
        back_up(backed_up, medium)
    assert back_up(backed_up, medium).copied == 0


def test_hostile_manifests_are_no_snapshots(backed_up, medium):
    (name,) = whole(medium)
    file = medium / ROOT / "snapshots" / name / "manifest.json"
    told = json.loads(file.read_text())
    for content in (
        "", "{", "[]", "null", "[" * 100_000,
        json.dumps(told | {"files": {"../x": {"sha256": "0" * 64, "size": 1}}}),
        json.dumps(told | {"heads": {}}),
        json.dumps(told | {"files": {"catalogue.sqlite": {"sha256": "0", "size": 1}}}),
    ):  # fmt: skip
        file.write_text(content)
        assert medium_at(medium).snapshots() == []


def test_the_log_is_read_by_media(backed_up, medium, tmp_path):
    back_up(backed_up, tmp_path / "second")
    back_up(backed_up, medium)
    told = safekeeping(backed_up)
    assert [(one.last.place, one.count) for one in told.sets] == [
        (str(medium), 2),
        (str(tmp_path / "second"), 1),
    ]
    assert (told.is_late, told.sets_wanting) == (False, 0)


def test_an_archive_that_was_never_backed_up_is_late(archive):
    told = safekeeping(archive)
    assert (told.is_late, told.last, told.sets_wanting) == (True, None, 2)
