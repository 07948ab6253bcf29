"""A drill finds what would be wrong with an archive that was restored, and the log tells of it."""

import hashlib
import json

import pytest
import sqlcipher3.dbapi2
from tests.encrypted_run import plain_only
from tests.office_run import one_desk_only
from tests.services.backup.media import ROOT, flip, objects_on

from luutru.services import custody
from luutru.services.archive import create_archive
from luutru.services.backup import objects
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.drilling import drill
from luutru.services.backup.medium import medium_at
from luutru.services.backup.told import safekeeping
from luutru.services.copies.issuing import issue
from luutru.services.copies.request import Wanted
from luutru.services.describe import describe
from luutru.services.indexing import bring_up_to_date


def test_a_sound_backup_is_told_sound_and_recorded(backed_up, medium):
    report = drill(medium, archive=backed_up)
    assert (report.findings, report.files, report.opened, report.recorded) == ((), 3, 3, True)
    entry = custody.entries(backed_up, limit=1)[0]
    assert (entry.act, entry.detail["findings"], entry.detail["hashed"]) == ("drilled", 0, 3)
    told = safekeeping(backed_up).drill
    assert told is not None
    assert (told.findings, told.files) == (0, 3)


def test_the_medium_is_not_written_to(backed_up, medium):
    before = {path: path.stat().st_mtime_ns for path in medium.rglob("*")}
    drill(medium, archive=backed_up)
    assert {path: path.stat().st_mtime_ns for path in medium.rglob("*")} == before


def test_documents_of_a_sample_are_opened(backed_up, medium):
    bring_up_to_date(backed_up, recognise=False)
    back_up(backed_up, medium)
    assert drill(medium, archive=backed_up).findings == ()


@plain_only
def test_every_flipped_bit_is_found(backed_up, medium):
    for file in objects_on(medium):
        flip(file)
        report = drill(medium, archive=backed_up)
        assert [file.name in finding for finding in report.findings] == [True]
        flip(file)
    assert drill(medium, archive=backed_up).is_sound


@plain_only
@pytest.mark.parametrize("name", ["catalogue.sqlite", "archive.toml", "objects.sha256"])
def test_a_changed_file_of_the_snapshot_is_found(backed_up, medium, name):
    (file,) = (medium / ROOT / "snapshots").glob(f"*/{name}")
    flip(file)
    report = drill(medium, archive=backed_up)
    assert any(name in finding for finding in report.findings)
    told = safekeeping(backed_up).drill
    assert told is not None
    assert told.findings == len(report.findings)


@plain_only
def test_a_lost_file_is_found(backed_up, medium):
    objects_on(medium)[0].unlink()
    assert len(drill(medium, archive=backed_up).findings) == 1


@plain_only
def test_a_snapshot_written_anew_is_found_by_the_log_of_the_archive(backed_up, medium):
    (catalogue,) = (medium / ROOT / "snapshots").glob("*/catalogue.sqlite")
    forge(catalogue, "UPDATE agreement SET title = 'Forged'")
    assert drill(medium).is_sound
    assert drill(medium, archive=backed_up).findings == (
        "the manifest is not the one that the log knows",
    )


@plain_only
def test_a_changed_log_in_a_forged_snapshot_is_found_by_its_chain(backed_up, medium):
    (catalogue,) = (medium / ROOT / "snapshots").glob("*/catalogue.sqlite")
    forge(catalogue, "UPDATE custody_entry SET person = 'nobody' WHERE seq = 2")
    assert any("Entry 2" in finding for finding in drill(medium).findings)


def forge(catalogue, statement):
    """Change a snapshot, and make its manifest fit."""
    connection = sqlcipher3.dbapi2.connect(str(catalogue))
    for (trigger,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(statement)
    connection.commit()
    connection.close()
    manifest = catalogue.with_name("manifest.json")
    told = json.loads(manifest.read_text())
    told["files"][catalogue.name]["sha256"] = hashlib.sha256(catalogue.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(told))


@one_desk_only
@plain_only
def test_an_archive_whose_log_was_cut_is_told_by_its_backup(backed_up, keep, medium):
    keep("A fourth one")
    back_up(backed_up, medium)
    connection = sqlcipher3.dbapi2.connect(str(backed_up.catalogue.database.file))
    connection.execute("DROP TRIGGER custody_entry_no_delete")
    connection.execute("DELETE FROM custody_entry WHERE seq > 6")
    connection.commit()
    connection.close()
    findings = drill(medium, archive=backed_up).findings
    assert "the archive lacks entries of its log that this backup has" in findings


def test_what_was_lost_before_the_backup_is_told(archive, medium):
    archive.strongroom.path_of(min(archive.strongroom)).unlink()
    back_up(archive, medium)
    assert len(drill(medium, archive=archive).findings) == 1


def test_another_archive_is_told_nothing(backed_up, medium, tmp_path):
    other = create_archive(tmp_path / "other")
    before = custody.head(other)
    assert not drill(medium, archive=other).recorded
    assert custody.head(other) == before
    other.close()


def test_issued_copies_are_checked_by_the_strict_rule(backed_up, medium, tmp_path):
    reference = min(one.reference for one in custody.entries(backed_up) if one.reference)
    described = [("secrecy", "none"), ("copy_kind", "original"), ("medium", "paper")]
    describe(backed_up, reference, described)
    issue(backed_up, Wanted(reference, recipients=("Lưu",)), tmp_path)
    back_up(backed_up, medium)
    report = drill(medium, archive=backed_up)
    assert (report.copies, report.findings) == (1, ())
    (copy,) = (medium / ROOT / "copies").rglob("*.pdf")
    flip(copy)
    assert [copy.name in finding for finding in drill(medium).findings] == [True]


def test_a_list_of_files_is_read_as_it_was_written(backed_up, medium):
    with backed_up.catalogue.read(whole=True) as session:
        files = objects.objects_in(session)
    told = objects.read(objects.written(files))
    assert [(one.path, one.sha256) for one in told] == [(one.path, one.sha256) for one in files]


@pytest.mark.parametrize(
    "path",
    [
        "../secret.pdf", "/etc/passwd", "originals/aa/bb/x.pdf", "set.toml",
        "copies/copy-2026/../../x.pdf", f"originals/00/00/{'1' * 64}.pdf",
        f"originals/00/00/{'0' * 64}.exe",
    ],
)  # fmt: skip
def test_a_list_with_foreign_names_is_refused(path):
    with pytest.raises(ValueError, match="no file of an archive"):
        objects.read(f"{'0' * 64}  {path}\n")


def test_only_whole_snapshots_are_tried_out(backed_up, medium):
    back_up(backed_up, medium)
    newest, oldest = medium_at(medium).snapshots()
    (medium / ROOT / "snapshots" / newest.name / "manifest.json").unlink()
    assert drill(medium, archive=backed_up).snapshot == oldest.name
