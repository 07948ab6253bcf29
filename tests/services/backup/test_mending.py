"""What is lost or changed in an archive comes back from a medium, and only as it was."""

import pytest
from tests.services.backup.media import flip, objects_on

from luutru.errors import ForeignMedium, NoBackup
from luutru.services import custody
from luutru.services.archive import create_archive
from luutru.services.backup.backing_up import back_up
from luutru.services.backup.mending import mend
from luutru.services.inspecting import verify


def originals(archive):
    return [archive.strongroom.path_of(sha256) for sha256 in sorted(archive.strongroom)]


def test_a_changed_original_is_put_back_and_the_damaged_one_kept_as_evidence(backed_up, medium):
    broken = originals(backed_up)[0]
    good = broken.read_bytes()
    flip(broken)
    bad = broken.read_bytes()
    report = mend(backed_up, [medium])
    (mended,) = report.mended
    assert (report.looked, report.lost) == (3, ())
    assert broken.read_bytes() == good
    assert broken.stat().st_mode & 0o222 == 0
    assert (backed_up.folder / "quarantine" / mended.set_aside).read_bytes() == bad
    assert verify(backed_up, full=True).is_sound


def test_a_lost_original_is_put_back_and_the_log_of_its_document_tells(backed_up, medium):
    lost = originals(backed_up)[1]
    sha256 = lost.stem
    lost.unlink()
    (mended,) = mend(backed_up, [medium]).mended
    assert (lost.is_file(), mended.set_aside) == (True, "")
    entry = custody.entries(backed_up, mended.reference, limit=1)[0]
    assert (entry.act, entry.detail["sha256"], entry.detail["from"]) == (
        "mended",
        sha256,
        str(medium),
    )


def test_only_what_is_named_is_looked_at(backed_up, medium):
    first, second, _third = originals(backed_up)
    for path in (first, second):
        flip(path)
    report = mend(backed_up, [medium], only=[second.name])
    assert (report.looked, [one.sha256 for one in report.mended]) == (1, [second.stem])
    reference = report.mended[0].reference
    assert mend(backed_up, [medium], only=[reference]).mended == ()


def test_a_medium_that_has_it_damaged_gives_nothing_and_the_next_one_does(
    backed_up, medium, tmp_path
):
    back_up(backed_up, tmp_path / "second")
    broken = originals(backed_up)[0]
    flip(broken)
    before = broken.read_bytes()
    flip(next(path for path in objects_on(medium) if path.name == broken.name))
    report = mend(backed_up, [medium])
    assert (report.mended, [path[-68:-4] for path in report.lost]) == ((), [broken.stem])
    assert broken.read_bytes() == before
    (mended,) = mend(backed_up, [medium, tmp_path / "second"]).mended
    assert mended.medium.is_relative_to(tmp_path / "second")


def test_a_sound_archive_is_left_alone(backed_up, medium):
    before = custody.head(backed_up)
    assert mend(backed_up, [medium]).mended == ()
    assert custody.head(backed_up) == before


def test_what_carries_another_archive_is_refused(archive, medium, tmp_path):
    other = create_archive(tmp_path / "other", name="Other")
    back_up(other, medium)
    other.close()
    with pytest.raises(ForeignMedium, match="Other"):
        mend(archive, [medium])
    with pytest.raises(NoBackup):
        mend(archive, [tmp_path])
